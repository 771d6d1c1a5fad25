import { expect, test } from 'vitest';
import { plainText } from '../../kernel-helpers/kernel/plain-text.js';

test('small values look as Node.js prints them', () => {
  class Soma {
    radiusUm = 5;
  }
  const cyclic: Record<string, unknown> = { type: 'BC' };
  cyclic.self = cyclic;
  const shown = [
    null,
    Symbol('s'),
    5n,
    'text',
    new Soma(),
    Object.create(null),
    cyclic,
    {
      get lazy() {
        throw new Error('not called');
      },
    },
    new Date(0),
    () => 1,
    Float32Array.of(1, 2),
    new Set([1]),
  ];
  expect(shown.map(plainText)).toEqual([
    'null',
    'Symbol(s)',
    '5n',
    "'text'",
    'Soma { radiusUm: 5 }',
    '[Object: null prototype] {}',
    "<ref *1> { type: 'BC', self: [Circular *1] }",
    '{ lazy: [Getter] }',
    '1970-01-01T00:00:00.000Z',
    '[Function (anonymous)]',
    'Float32Array(2) [ 1, 2 ]',
    'Set(1) { 1 }',
  ]);
});

test('an error is its stack, without the way through Node.js', () => {
  const error = new Error('boom');
  error.stack = 'Error: boom\n    at cell 1:2:3\n    at node:internal/vm:1:2\n    at run (node:vm:3:4)';
  expect(plainText(error)).toBe('Error: boom\n    at cell 1:2:3');
});

test('long arrays are cut short', () => {
  expect(plainText(new Array(1000).fill(1))).toMatch(/900 more items/);
});

test('of an object with long typed arrays the beginning of each is printed', () => {
  const text = plainText({ n: 2000, ids: new BigUint64Array(2000), names: ['a', 'b'] });
  expect(text).toMatch(/ids: BigUint64Array\(2000\) \[\s+(0n,\s+){16}\.\.\. 1984 more items\s+\]/);
  expect(plainText({ id: 1n, skeleton: { radiiNm: new Float32Array(2000) } })).toContain('... 1984 more items');
  expect(plainText({ few: new Uint8Array(16) })).not.toContain('more items');
  expect(plainText(new Uint8Array(100))).not.toContain('more items');
});

test('large values are printed less deep, and say what is missing', () => {
  const cube = Array.from({ length: 100 }, () =>
    Array.from({ length: 100 }, () => Array.from({ length: 100 }, () => 1)),
  );
  expect(plainText(cube).length).toBeLessThan(10_000);
  expect(plainText(cube)).toContain('... 90 more items');
  const fields = Object.fromEntries(Array.from({ length: 20_000 }, (_, i) => [`field${i}`, i]));
  expect(plainText(fields)).toMatch(/ {2}field99: 99,\n {2}\.\.\. 19900 more fields\n\}$/);
  expect(plainText({ inside: fields })).toBe('{ inside: [Object] }');
  expect(plainText(new Set(Array.from({ length: 5000 }, (_, i) => i)))).toMatch(
    /^Set\(5000\) \{[\s\S]*\.\.\. 4900 more items\n\}$/,
  );
  expect(plainText(new Map(Array.from({ length: 5000 }, (_, i) => [i, i])))).toMatch(
    /^Map\(5000\)[\s\S]*4900 more items/,
  );
  expect(plainText('x'.repeat(20_000))).toMatch(/10000 more characters$/);
});

test('what a class prints of itself is cut, too', () => {
  const noisy = { [Symbol.for('nodejs.util.inspect.custom')]: () => 'x'.repeat(1_000_000) };
  expect(plainText(noisy)).toMatch(/x\n… 800,000 more characters$/);
});

test('it never throws', () => {
  const bad = {
    [Symbol.for('nodejs.util.inspect.custom')]: () => {
      throw { toString: null };
    },
  };
  expect(plainText(bad)).toBe('[object that cannot be shown: looking at it threw something]');
});
