import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Skeleton } from '../../../kernel-helpers/core/skeleton.js';
import { parseSwc } from '../../../kernel-helpers/formats/swc/swc.js';
import { writeSwc } from '../../../kernel-helpers/formats/swc/write-swc.js';
import { readSwc } from '../../../kernel-helpers/io/morphology/read-swc.js';
import { openFile } from '../../../kernel-helpers/io/source/file-source.js';
import { temporaryFolder } from '../../cli/temporary-folder.js';
import { always } from '../../reference/properties.js';

const single = (max: number, min = -max): fc.Arbitrary<number> => fc.float({ min, max, noNaN: true });

/** One to thirty nodes with any float32 a nanometre can be. */
const trees: fc.Arbitrary<Skeleton> = fc
  .array(
    fc.record({
      parent: fc.nat(),
      position: fc.tuple(...[0, 1, 2].map(() => fc.oneof(single(2 ** 30), single(2 ** -10)))),
      radius: fc.oneof(single(2 ** 20, 0), fc.nat(9999)),
      compartment: fc.nat({ max: 255 }),
    }),
    { minLength: 1, maxLength: 30 },
  )
  .map(nodes => ({
    nodeCount: nodes.length,
    positionsNm: Float32Array.from(nodes.flatMap(node => node.position)),
    radiiNm: Float32Array.from(nodes, node => Math.abs(node.radius)),
    parents: Int32Array.from(nodes, (node, i) => (i === 0 || node.parent % 9 === 0 ? -1 : node.parent % i)),
    compartments: Uint8Array.from(nodes, node => node.compartment),
  }));

const one = (change: Partial<Skeleton> = {}): Skeleton => ({
  nodeCount: 1,
  positionsNm: Float32Array.of(1500, -250, 0.5),
  radiiNm: Float32Array.of(30),
  parents: Int32Array.of(-1),
  compartments: Uint8Array.of(2),
  ...change,
});

describe('writeSwc', () => {
  test('writes a unit, the names of the fields, and as few decimals as the numbers need', () => {
    expect(writeSwc(one(), { units: 'um', comments: ['cell 7'] })).toBe(
      '# units: um\n# cell 7\n# id type x y z radius parent\n1 2 1.5 -0.25 0.0005 0.03 -1\n',
    );
    const tenth = one({ positionsNm: Float32Array.of(0.1, 745408.06, -0) });
    expect(writeSwc(tenth, { units: 'nm' }).split('\n')[2]).toBe('1 2 0.1 745408.06 -0 30 -1');
  });

  test('is read back bit for bit, in both units', () => {
    always(
      fc.property(trees, fc.constantFrom('um' as const, 'nm' as const), (tree, units) => {
        expect(parseSwc(writeSwc(tree, { units }), { units })).toEqual(tree);
      }),
    );
  });

  test('a comment of several lines stays a comment', () => {
    const text = writeSwc(one(), { units: 'um', comments: ['a\n9 9 9 9 9 9 -1\rb'] });
    expect(parseSwc(text, { units: 'um' }).nodeCount).toBe(1);
  });

  test.each([
    [{ positionsNm: Float32Array.of(0, Number.NaN, 0) }, 'y of node 0 is not a number an SWC file can hold'],
    [{ radiiNm: Float32Array.of(-1) }, 'radius of node 0 is negative'],
    [{ parents: Int32Array.of(0) }, 'parent of node 0 does not come before it'],
    [{ compartments: new Uint8Array(2) }, 'skeleton does not fit its node count: received arrays of 3, 1, 1, 2'],
  ])('refuses what no file can hold: %j', (change, message) => {
    expect(() => writeSwc(one(change), { units: 'um' })).toThrow(`writeSwc ${message}`);
  });

  test('refuses a unit that is none', () => {
    expect(() => writeSwc(one(), { units: 'mm' as 'um' })).toThrow(
      'writeSwc units are not known: received mm, expected um or nm',
    );
  });
});

describe('readSwc', () => {
  const text = writeSwc(one(), { units: 'um' });

  test('reads a path and a Source, gzipped or not', async () => {
    const folder = temporaryFolder();
    const plain = join(folder, 'a.swc');
    const packed = join(folder, 'a.swc.gz');
    writeFileSync(plain, text);
    writeFileSync(packed, gzipSync(text));
    for (const from of [plain, packed, await openFile(plain), await openFile(packed)]) {
      expect(await readSwc(from, { units: 'um' })).toEqual(one());
    }
  });

  test('names the file in its errors', async () => {
    const folder = temporaryFolder();
    const cut = join(folder, 'cut.swc.gz');
    writeFileSync(cut, gzipSync(text).subarray(0, 40));
    await expect(readSwc(cut, { units: 'um' })).rejects.toThrow(
      'swc cut.swc.gz cannot be unpacked: received 40 bytes (unexpected end of file), expected a whole gzip file of at most 536870912 bytes',
    );
    const missing = join(folder, 'missing.swc');
    await expect(readSwc(missing, { units: 'um' })).rejects.toThrow(`file ${missing} cannot be read (ENOENT)`);
  });
});
