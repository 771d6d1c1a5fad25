import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { FormatError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import { decodeDraco } from '../../../kernel-helpers/io/mesh/draco.js';
import { readDracoHeader } from '../../../kernel-helpers/io/mesh/draco-header.js';
import { always } from '../../reference/properties.js';
import { survivesHostileBytes } from '../hostile.js';
import { encodeDraco } from './encode-draco.js';

const fixture = (path: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`../../fixtures/mesh/${path}`, import.meta.url)));
/** Packed by DracoPy: 42 vertices, 80 triangles, whole numbers, edgebreaker. */
const whole = fixture('files-16/mesh/9223372036854775813');
/** Packed by DracoPy: 400 × 400 vertices in 327 bytes. */
const sheet = fixture('flat-sheet.drc');
/** Packed by DracoPy with metadata: float32 on a grid of 21 nm. */
const quantized = Object.entries(
  JSON.parse(readFileSync(new URL('../../fixtures/mesh/graphene.json', import.meta.url), 'utf8')) as Record<
    string,
    string
  >,
)
  .filter(([path]) => path.startsWith('dynamic/'))
  .map(([, text]) => new Uint8Array(Buffer.from(text, 'base64')))[0];

describe('a Draco mesh', () => {
  test('of whole numbers is read as they are', async () => {
    const mesh = await decodeDraco(whole);
    expect([mesh.vertexCount, mesh.triangleCount]).toEqual([42, 80]);
    expect(mesh.positionsNm.every(x => Number.isInteger(x) && x >= 0 && x < 65_536)).toBe(true);
  });

  test('on a grid comes out on the grid', async () => {
    const mesh = await decodeDraco(quantized);
    expect(mesh.positionsNm.every(x => x % 21 === 0)).toBe(true);
  });

  test('is told of by its header before it is unpacked', async () => {
    expect(readDracoHeader(whole)).toEqual({ triangleCount: 80, vertexCount: 42 });
    const mesh = await decodeDraco(quantized);
    expect(readDracoHeader(quantized).triangleCount).toBe(mesh.triangleCount);
  });

  test('packed in any way comes back as it went in', async () => {
    const coordinate = fc.oneof(
      fc.integer({ min: -1e6, max: 1e6 }),
      fc.float({ noNaN: true, noDefaultInfinity: true }),
    );
    const meshes = fc
      // the packer joins vertices at the same place, and takes 0 and -0 for one
      .uniqueArray(fc.tuple(coordinate, coordinate, coordinate), {
        minLength: 3,
        maxLength: 40,
        selector: place => place.map(x => Math.fround(x) + 0).join(' '),
      })
      .chain(vertices =>
        fc.record({
          vertices: fc.constant(Float32Array.from(vertices.flat())),
          triangles: fc.array(fc.nat({ max: vertices.length - 1 }), { minLength: 3, maxLength: 60 }),
        }),
      );
    const module = await encodeDraco();
    const runs: Promise<void>[] = [];
    always(
      fc.property(meshes, ({ vertices, triangles }) => {
        const corners = Uint32Array.from(triangles.slice(0, triangles.length - (triangles.length % 3)));
        const packed = module(vertices, corners);
        runs.push(
          decodeDraco(packed).then(mesh => {
            expect(mesh.positionsNm.map(x => x + 0)).toEqual(vertices.map(x => x + 0));
            expect(mesh.triangles).toEqual(corners);
          }),
        );
      }),
    );
    expect(runs).toHaveLength(100);
    await Promise.all(runs);
  });
});

describe('bytes that are no Draco mesh', () => {
  test.each([
    [
      'nothing',
      new Uint8Array(),
      'draco mesh f byte 0 ends inside the word DRACO: received 0 bytes, expected 5 × 1 = 5',
    ],
    [
      'something else',
      new Uint8Array(20),
      'draco mesh f byte 0 is no Draco file: received 0 0 0 0 0, expected the letters DRACO',
    ],
    [
      'another geometry',
      changed(7, 9),
      'draco mesh f byte 7 kind of geometry is not known: received 9, expected 1, a mesh',
    ],
    [
      'another method',
      changed(8, 7),
      'draco mesh f byte 8 method is not known: received 7, expected 0 (sequential) or 1 (edgebreaker)',
    ],
    [
      'a billion triangles',
      Uint8Array.from([...whole.slice(0, 13), 0x80, 0x80, 0x80, 0x80, 0x04, ...whole.slice(14)]),
      `draco mesh f byte 13 claims too many triangles: received 1073741824 in ${whole.length + 4} bytes, expected at most ${4096 * (whole.length + 4)}`,
    ],
  ])('%s', async (_, bytes, message) => {
    const failure = decodeDraco(bytes, { file: 'f' });
    await expect(failure).rejects.toThrow(FormatError);
    await expect(failure).rejects.toThrow(message);
  });

  test('a point cloud and a newer version are things we do not read', async () => {
    await expect(decodeDraco(changed(7, 0))).rejects.toThrow(UnsupportedError);
    await expect(decodeDraco(changed(6, 3))).rejects.toThrow('version is too new: received 2.3, expected at most 2.2');
  });

  test('a file cut off in its packed part says so, and the next one is read', async () => {
    await expect(decodeDraco(whole.slice(0, 60), { file: 'half.drc' })).rejects.toThrow(
      /^draco mesh half.drc (does not unpack|breaks the decoder): received .+, expected /,
    );
    expect((await decodeDraco(whole)).triangleCount).toBe(80);
  });

  test('one that needs more memory than it may have ends the decoder, and the next is read by a new one', async () => {
    const small = { file: 'large.drc', mostBytes: 20 * 1024 * 1024 };
    await expect(decodeDraco(sheet, small)).rejects.toThrow(
      new FormatError(
        'draco mesh large.drc breaks the decoder: received 318402 triangles in 327 bytes, ' +
          'expected a mesh that unpacks within 20 MiB',
        { format: 'draco mesh', at: 'the packed part', file: 'large.drc' },
      ),
    );
    const found = await Promise.allSettled([
      decodeDraco(sheet, small),
      decodeDraco(whole),
      decodeDraco(sheet, small),
      decodeDraco(sheet),
    ]);
    expect(found.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'rejected', 'fulfilled']);
  });

  test('a flat sheet, which packs a thousand triangles into a byte, is no attack', async () => {
    expect((await decodeDraco(sheet)).triangleCount).toBe(318_402);
  });

  test('hostile ones end in a typed error or a mesh that holds together', async () => {
    const outcomes = await survivesHostileBytes({
      format: 'draco mesh',
      valid: [whole, quantized],
      parse: bytes => decodeDraco(bytes),
      check: ({ vertexCount, triangleCount, positionsNm, triangles }) => {
        if (positionsNm.length !== 3 * vertexCount || triangles.length !== 3 * triangleCount)
          throw new Error('lengths');
        if (!triangles.every(corner => corner < vertexCount)) throw new Error('a corner that is no vertex');
        if (!positionsNm.every(Number.isFinite)) throw new Error('a position that is not finite');
      },
      wholeAt: (bytes, length) => length >= bytes.length - 2,
    });
    expect(outcomes.truncated.refused).toBeGreaterThan(500);
    expect(outcomes.flipped.refused).toBeGreaterThan(200);
    expect(outcomes.flipped.accepted).toBeGreaterThan(200);
    expect(outcomes['hostile count'].refused).toBeGreaterThan(200);
    expect(outcomes.random.refused).toBeGreaterThan(9000);
  });
});

describe('the decoder', () => {
  test('prints nothing, leaves no handler with the process and changes no global', () => {
    const script = `
      const globals = () => [globalThis, Array.prototype, Promise.prototype, Math, Object].map(o => Object.getOwnPropertyNames(o).sort().join());
      const events = () => process.eventNames().map(name => [String(name), process.listenerCount(name)]);
      import { readFileSync } from 'node:fs';
      const { decodeDraco } = await import(${JSON.stringify(new URL('../../../kernel-helpers/dist/io/mesh/draco.js', import.meta.url).href)});
      const before = JSON.stringify([globals(), events()]);
      const bytes = readFileSync(${JSON.stringify(new URL('../../fixtures/mesh/files-16/mesh/9223372036854775813', import.meta.url).pathname)});
      for (let i = 0; i < 20; i++) {
        await decodeDraco(bytes);
        await decodeDraco(bytes.subarray(0, 60 + i)).catch(() => {});
      }
      if (JSON.stringify([globals(), events()]) !== before) console.log('changed', before, JSON.stringify([globals(), events()]));
    `;
    const printed = execFileSync(process.execPath, ['--input-type=module', '-e', script], { stdio: 'pipe' });
    expect(printed.toString()).toBe('');
  });

  test('keeps no memory of the meshes it has unpacked', async () => {
    const decode = async (times: number): Promise<void> => {
      for (let i = 0; i < times; i++) await decodeDraco(whole);
    };
    await decode(200);
    const { rss } = process.memoryUsage();
    await decode(4000);
    // each of them takes some 20 kB of the decoder's memory: 80 MB, were it not given back
    expect(process.memoryUsage().rss - rss).toBeLessThan(40e6);
  });

  test('is not loaded before the first mesh is', () => {
    const script = `
      import { createRequire } from 'node:module';
            await import(${JSON.stringify(new URL('../../../kernel-helpers/dist/io/precomputed/meshes.js', import.meta.url).href)});
      const loaded = Object.keys(createRequire(import.meta.url).cache ?? {}).filter(path => path.includes('draco3d'));
      console.log(JSON.stringify(loaded));
    `;
    expect(execFileSync(process.execPath, ['--input-type=module', '-e', script]).toString().trim()).toBe('[]');
  });
});

/** The file with another byte at a place. */
function changed(at: number, byte: number): Uint8Array {
  const bytes = whole.slice();
  bytes[at] = byte;
  return bytes;
}
