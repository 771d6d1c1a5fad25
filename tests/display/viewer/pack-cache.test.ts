import { expect, test } from 'vitest';
import { PackCache } from '../../../kernel-helpers/display/viewer/pack-cache.js';

test('what was made of things that are no longer shown is made anew, the rest and its names stay', () => {
  const [a, b, dots] = [{ a: 1 }, { b: 1 }, { dots: 1 }];
  const made: string[] = [];
  const make = (name: string) => (): { name: string } => {
    made.push(name);
    return { name };
  };
  const build = (cache: PackCache): void => {
    const drawn = cache.keep('drawn', [a, 0.5], make('drawn'));
    cache.keep('skeletons', [drawn], make('skeletons'));
    const both = cache.keep('meshes', [a, b], make('meshes'));
    cache.keep('packed', [both, 7n], make('packed'));
  };
  const cache = new PackCache();
  expect([cache.nameOf('points', dots), cache.nameOf('points', a)]).toEqual(['points-1', 'points-2']);
  build(cache);
  build(cache);
  expect(made).toEqual(['drawn', 'skeletons', 'meshes', 'packed']);
  const next = cache.within([a, dots]);
  build(next);
  expect(made.slice(4)).toEqual(['meshes', 'packed']);
  expect([next.nameOf('points', b), next.nameOf('points', dots)]).toEqual(['points-3', 'points-1']);
  // Who is still packing with the first finds all of it there.
  build(cache);
  expect(made.length).toBe(6);
});
