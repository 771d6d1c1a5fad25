import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Skeleton } from '../../../kernel-helpers/core/skeleton.js';
import { FormatError } from '../../../kernel-helpers/errors.js';
import { parseSwc, type SwcOptions } from '../../../kernel-helpers/formats/swc/swc.js';
import { mirrorFile } from '../../io/source/mirror-file.js';

const folder = fileURLToPath(new URL('../../fixtures/swc/', import.meta.url));
const cases = readdirSync(folder).filter(name => name.endsWith('.swc'));

/** What lies beside a fixture. */
interface Expected {
  readonly units: 'um' | 'nm';
  readonly skeleton?: Record<keyof Skeleton, unknown>;
  readonly error?: string;
  readonly at?: string;
}

describe('parseSwc reads', () => {
  test('at least twenty fixtures are found', () => expect(cases.length).toBeGreaterThan(20));

  test.each(cases)('%s as the .json beside it says', name => {
    const text = readFileSync(folder + name, 'utf8');
    const expected: Expected = JSON.parse(readFileSync(folder + name.replace(/swc$/, 'json'), 'utf8'));
    if (expected.error !== undefined) {
      const error = errorOf(() => parseSwc(text, { units: expected.units, file: name }));
      expect(error.message).toBe(expected.error);
      expect(error).toMatchObject({ format: 'swc', file: name, at: expected.at });
    } else {
      expect(plain(parseSwc(text, { units: expected.units, file: name }))).toEqual(expected.skeleton);
    }
  });

  test('errors without a file name still name the line', () => {
    expect(errorOf(() => parseSwc('1 1 0 0 0 5\n', { units: 'um' })).message).toBe(
      'swc line 1 has the wrong number of fields: received 6, expected 7 (id type x y z radius parent)',
    );
  });

  test('a cycle of 50,000 nodes and a chain of 50,000 nodes in reverse, without recursion', () => {
    const count = 50_000;
    const line = (id: number, parent: number): string => `${id} 2 0 0 ${id} 1 ${parent}`;
    const chain = Array.from({ length: count }, (_, i) => line(count - i, i === count - 1 ? -1 : count - i - 1));
    const skeleton = parseSwc(chain.join('\n'), { units: 'nm' });
    expect(skeleton.positionsNm[3 * (count - 1) + 2]).toBe(count);
    expect(skeleton.parents[count - 1]).toBe(count - 2);
    const ring = Array.from({ length: count }, (_, i) => line(i, (i + 1) % count)).join('\n');
    expect(errorOf(() => parseSwc(ring, { units: 'nm' })).at).toBe('line 1');
  });

  const basket = mirrorFile('minnie65/basket-cell-296758');
  test.skipIf(!basket)('the real basket cell: 17,334 nodes, the soma first, axon and dendrite', () => {
    const skeleton = parseSwc(readFileSync(basket as string, 'utf8'), { units: 'um' });
    expect(skeleton.nodeCount).toBe(17_334);
    expect([...skeleton.positionsNm.subarray(0, 3)]).toEqual([745_408, 596_928, 884_960]);
    expect(skeleton.radiiNm[0]).toBe(6406);
    expect(countsOf(skeleton.compartments)).toEqual({ 1: 1, 2: 14_938, 3: 2_395 });
    expect([...skeleton.parents].filter(parent => parent === -1)).toHaveLength(1);
  });

  const martinotti = mirrorFile('minnie65/martinotti-cell-264824');
  test.skipIf(!martinotti)('the real Martinotti cell: 9,014 nodes', () => {
    const skeleton = parseSwc(readFileSync(martinotti as string, 'utf8'), { units: 'um' });
    expect(skeleton.nodeCount).toBe(9_014);
    expect(countsOf(skeleton.compartments)).toEqual({ 1: 1, 2: 6_355, 3: 2_658 });
  });
});

/** One to forty nodes, each on an earlier one or a root, with values that float32 holds exactly. */
const trees: fc.Arbitrary<Skeleton> = fc
  .array(
    fc.record({
      parent: fc.nat(),
      root: fc.nat({ max: 9 }),
      position: fc.tuple(...[0, 1, 2].map(() => fc.integer({ min: -1_000_000, max: 1_000_000 }))),
      radius: fc.nat({ max: 10_000 }),
      compartment: fc.nat({ max: 255 }),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map(nodes => ({
    nodeCount: nodes.length,
    positionsNm: Float32Array.from(nodes.flatMap(node => node.position)),
    radiiNm: Float32Array.from(nodes, node => node.radius),
    parents: Int32Array.from(nodes, (node, i) => (i === 0 || node.root === 0 ? -1 : node.parent % i)),
    compartments: Uint8Array.from(nodes, node => node.compartment),
  }));

describe('parseSwc, for any tree', () => {
  test('gives back what a writer wrote, whatever ids it chose', () => {
    fc.assert(
      fc.property(trees, fc.nat({ max: 1000 }), fc.integer({ min: 1, max: 7 }), (tree, first, step) => {
        expect(parseSwc(writeSwc(tree, i => first + i * step).join('\n'), { units: 'nm' })).toEqual(tree);
      }),
    );
  });

  test('gives the same tree for shuffled lines, with parents first', () => {
    fc.assert(
      fc.property(trees, fc.infiniteStream(fc.nat()), (tree, random) => {
        const shuffled = shuffle(writeSwc(tree, String), random);
        const parsed = parseSwc(shuffled.join('\n'), { units: 'nm' });
        expect(parsed.parents.every((parent, i) => parent < i)).toBe(true);
        expect(pathsOf(parsed)).toEqual(pathsOf(tree));
      }),
    );
  });

  test('a damaged line gives a FormatError that names a line of the file, or still a tree: never a crash', () => {
    const damage = fc.record({
      line: fc.nat(),
      at: fc.nat(),
      cut: fc.nat({ max: 4 }),
      text: fc.string({ maxLength: 4 }),
    });
    fc.assert(
      fc.property(trees, damage, (tree, { line, at, cut, text }) => {
        const lines = writeSwc(tree, String);
        const index = line % lines.length;
        const place = at % (lines[index].length + 1);
        lines[index] = lines[index].slice(0, place) + text + lines[index].slice(place + cut);
        try {
          const skeleton = parseSwc(lines.join('\n'), { units: 'nm', file: 'x.swc' });
          expect(skeleton.parents.every((parent, i) => parent < i)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(FormatError);
          expect((error as FormatError).message).toMatch(
            /^swc x\.swc (line \d+ .+|holds no nodes): received .+, expected .+$/,
          );
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a field that is no number gives the number of its own line', () => {
    fc.assert(
      fc.property(trees, fc.nat(), fc.nat({ max: 6 }), (tree, line, field) => {
        const lines = writeSwc(tree, String);
        const index = line % lines.length;
        lines[index] = lines[index].split(' ').with(field, '?').join(' ');
        expect(errorOf(() => parseSwc(lines.join('\n'), { units: 'nm' })).at).toBe(`line ${index + 1}`);
      }),
    );
  });
});

function writeSwc(tree: Skeleton, idOf: (index: number) => number | string): string[] {
  return Array.from(tree.parents, (parent, i) => {
    const [x, y, z] = tree.positionsNm.subarray(3 * i, 3 * i + 3);
    const parentId = parent === -1 ? -1 : idOf(parent);
    return [idOf(i), tree.compartments[i], x, y, z, tree.radiiNm[i], parentId].join(' ');
  });
}

/** Every node as the list of values from it to its root, sorted: the same for two orders of one tree. */
function pathsOf({ nodeCount, positionsNm, radiiNm, parents, compartments }: Skeleton): string[] {
  const paths: string[] = [];
  for (let i = 0; i < nodeCount; i++) {
    const own = [...positionsNm.subarray(3 * i, 3 * i + 3), radiiNm[i], compartments[i]].join(',');
    paths.push(parents[i] === -1 ? own : `${own} < ${paths[parents[i]]}`);
  }
  return paths.sort();
}

function shuffle(lines: string[], random: Iterator<number>): string[] {
  const result = [...lines];
  for (let i = result.length - 1; i > 0; i--) {
    const j = random.next().value % (i + 1);
    [result[i], result[j]] = [result[j], result[i]];
  }
  return result;
}

function plain(skeleton: Skeleton): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(skeleton).map(([key, value]) => [key, typeof value === 'number' ? value : [...value]]),
  );
}

function countsOf(codes: Uint8Array): Record<number, number> {
  const counts: Record<number, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

function errorOf(run: () => unknown): FormatError {
  try {
    run();
  } catch (error) {
    expect(error).toBeInstanceOf(FormatError);
    return error as FormatError;
  }
  throw new Error('expected a FormatError, nothing was thrown');
}

test('a unit that is none is refused, before coordinates become nothing', () => {
  expect(() => parseSwc('1 1 0 0 0 5 -1\n', {} as SwcOptions)).toThrow(
    'parseSwc units are not known: received undefined, expected um or nm (SWC itself names none)',
  );
});
