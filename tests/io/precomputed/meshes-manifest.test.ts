import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../kernel-helpers/errors.js';
import { type MeshManifest, parseMeshManifest } from '../../../kernel-helpers/io/precomputed/meshes-manifest.js';
import { always } from '../../reference/properties.js';
import { survivesHostileBytes } from '../hostile.js';
import { meshFixtures } from './mesh-fixtures.js';

const bytesOf = (name: string): Uint8Array => new Uint8Array(readFileSync(join(meshFixtures, name)));
const threeLevels = bytesOf('files-16/mesh/1.index');
const oneLevel = bytesOf('files-16/mesh/9223372036854775813.index');

describe('a manifest of cloud-volume', () => {
  const manifest = parseMeshManifest(threeLevels);

  test('has the levels, the finest first, and where each begins', () => {
    expect(manifest.lods.map(({ scaleStored, fragmentCount }) => [scaleStored, fragmentCount])).toEqual([
      [1, 53],
      [2, 8],
      [4, 1],
    ]);
    expect(manifest.lods.map(({ vertexOffsetStored }) => vertexOffsetStored)).toEqual([
      [0, 0, 0],
      [0.25, -0.5, 0],
      [0.5, 0.25, 1],
    ]);
    const { lods, byteLength } = manifest;
    expect(lods[0].start).toBe(0);
    expect(lods[1].start).toBe(lods[0].end);
    expect(lods[2].start).toBe(lods[1].end);
    expect([lods[2].end, byteLength]).toEqual([11_696, bytesOf('files-16/mesh/1').length]);
  });

  test('gives cells as x of all, then y of all, then z of all', () => {
    const { cells, fragmentCount } = manifest.lods[1];
    const places = Array.from({ length: fragmentCount }, (_, i) => [0, 1, 2].map(k => cells[k * fragmentCount + i]));
    // the eight cells in the order of a Z curve
    expect(places).toEqual([0, 1, 2, 3, 4, 5, 6, 7].map(i => [i & 1, (i >> 1) & 1, i >> 2]));
  });
});

describe('bytes that are no manifest', () => {
  test.each([
    ['no level', patched(24, 0), 'byte 24 has no level of detail: received 0, expected 1 or more'],
    [
      'four billion levels',
      patched(24, 0xffffffff),
      'byte 28 ends inside the levels of detail: received 36 bytes, expected 4294967295 × 20 = 85899345900',
    ],
    [
      'four billion fragments',
      patched(44, 0xffffffff),
      'byte 48 ends inside the fragments of level 0: received 16 bytes, expected 4294967295 × 16 = 68719476720',
    ],
    [
      'an origin that is no number',
      patched(12, 0x7fc00000),
      'byte 12 is not finite in the grid origin: received NaN, expected a finite number',
    ],
    [
      'bytes after the last level',
      Uint8Array.from([...oneLevel, 1]),
      'byte 64 goes on after the last level of detail: received 1 bytes, expected none',
    ],
  ])('%s', (_, bytes, message) => {
    expect(() => parseMeshManifest(bytes, '7.index')).toThrow(
      new FormatError(`mesh manifest 7.index ${message}`, {
        format: 'mesh manifest',
        at: message.slice(0, message.indexOf(' ', 5)),
        file: '7.index',
      }),
    );
  });

  test('hostile ones end in a typed error or a manifest that holds together', async () => {
    const outcomes = await survivesHostileBytes({
      format: 'mesh manifest',
      valid: [oneLevel, threeLevels],
      parse: bytes => parseMeshManifest(bytes),
      check: holdsTogether,
    });
    expect(outcomes.truncated).toEqual({ refused: oneLevel.length + threeLevels.length, accepted: 0 });
    expect(outcomes.flipped.accepted).toBeGreaterThan(100);
    expect(outcomes['hostile count'].refused).toBeGreaterThan(100);
    expect(outcomes.random.refused).toBeGreaterThan(9900);
  });
});

test('what is written is read', () => {
  const float = fc.float({ noNaN: true, noDefaultInfinity: true });
  const three = fc.tuple(float, float, float);
  const uint32 = fc.nat({ max: 0xffffffff });
  const level = fc.record({
    scale: float,
    offset: three,
    fragments: fc.array(fc.tuple(uint32, uint32, uint32, uint32), { maxLength: 9 }),
  });
  always(
    fc.property(three, three, fc.array(level, { minLength: 1, maxLength: 5 }), (shape, origin, levels) => {
      const manifest = parseMeshManifest(encode(shape, origin, levels));
      holdsTogether(manifest);
      expect(manifest.chunkShapeStored).toEqual(shape);
      expect(manifest.gridOriginStored).toEqual(origin);
      const read = manifest.lods.map(({ scaleStored, vertexOffsetStored, fragmentCount, cells, sizes }) => ({
        scale: scaleStored,
        offset: vertexOffsetStored,
        fragments: [...sizes].map((size, i) => [...[0, 1, 2].map(k => cells[k * fragmentCount + i]), size]),
      }));
      expect(read).toEqual(levels);
    }),
  );
});

interface Level {
  readonly scale: number;
  readonly offset: readonly number[];
  readonly fragments: readonly (readonly number[])[];
}

function encode(shape: readonly number[], origin: readonly number[], levels: readonly Level[]): Uint8Array {
  const floats = (values: readonly number[]): Uint8Array => new Uint8Array(Float32Array.from(values).buffer);
  const words = (values: readonly number[]): Uint8Array => new Uint8Array(Uint32Array.from(values).buffer);
  return Uint8Array.from(
    Buffer.concat([
      floats([...shape, ...origin]),
      words([levels.length]),
      floats(levels.map(({ scale }) => scale)),
      floats(levels.flatMap(({ offset }) => offset)),
      words(levels.map(({ fragments }) => fragments.length)),
      ...levels.map(({ fragments }) => words([0, 1, 2, 3].flatMap(k => fragments.map(fragment => fragment[k])))),
    ]),
  );
}

function holdsTogether({ lods, byteLength }: MeshManifest): void {
  let at = 0;
  for (const { start, end, cells, sizes, fragmentCount } of lods) {
    if (start !== at) throw new Error('a level that begins elsewhere');
    if (cells.length !== 3 * fragmentCount || sizes.length !== fragmentCount) throw new Error('lengths');
    at = sizes.reduce((sum, size) => sum + size, at);
    if (end !== at) throw new Error('a level that ends elsewhere');
  }
  if (byteLength !== at) throw new Error('another length');
}

/** The manifest of one level with another word at a place. */
function patched(at: number, word: number): Uint8Array {
  const bytes = oneLevel.slice();
  new DataView(bytes.buffer).setUint32(at, word, true);
  return bytes;
}
