import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { FormatError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import type { Xyz } from '../../../kernel-helpers/formats/precomputed/volume-info.js';
import { decodeJpegChunk, loadJpegCodec } from '../../../kernel-helpers/io/precomputed/volume-jpeg.js';
import { readJpegHeader } from '../../../kernel-helpers/io/precomputed/volume-jpeg-header.js';
import { survivesHostileBytes } from '../hostile.js';

const fixtures = fileURLToPath(new URL('../../fixtures/volume/', import.meta.url));
const grey = new Uint8Array(readFileSync(`${fixtures}jpeg-grey/4_4_40/116-120_23-25_38-40`));
const colour = new Uint8Array(readFileSync(`${fixtures}jpeg-colour/4_4_40/116-120_23-25_38-40`));
const SIZE: Xyz = [4, 2, 2];

async function decode(bytes: Uint8Array, channels = 1, chunkSize = SIZE): Promise<Uint8Array> {
  const codec = await loadJpegCodec();
  const out = new Uint8Array(16 * channels);
  const place = { outSize: chunkSize, outAt: [0, 0, 0], chunkSize, from: [0, 0, 0], count: chunkSize } as const;
  decodeJpegChunk(codec, bytes, { out, ...place, channels, file: 'c' });
  return out;
}

/** `bytes` with others put in at the place of the marker `ff <marker>`, shifted by `after`. */
function changed(bytes: Uint8Array, marker: number, after: number, ...values: number[]): Uint8Array {
  const at = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === marker);
  const copy = bytes.slice();
  copy.set(values, at + after);
  return copy;
}

const FRAME = 0xc0;

describe('readJpegHeader', () => {
  test('gives width, height and components', () => {
    expect(readJpegHeader(grey, 'c')).toEqual({ width: 4, height: 4, components: 1 });
    expect(readJpegHeader(colour, 'c')).toEqual({ width: 4, height: 4, components: 3 });
  });

  test.each([
    ['nothing', new Uint8Array(0), 'byte 0 is no JPEG: received nothing, expected ff d8'],
    ['a PNG', Uint8Array.of(0x89, 0x50), 'byte 0 is no JPEG: received 89 50, expected ff d8'],
    ['no end', grey.subarray(0, -2), `byte ${grey.length - 2} is cut off: received no end marker, expected ff d9`],
    ['no frame', Uint8Array.of(0xff, 0xd8, 0xff, 0xd9), 'byte 2 holds no picture: received an end marker'],
    ['a segment of 1 byte', Uint8Array.of(0xff, 0xd8, 0xff, 0xe0, 0, 1), 'byte 2 segment is cut off: received 2 bytes'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => readJpegHeader(bytes, 'c')).toThrow(`jpeg chunk c ${message}`);
    expect(() => readJpegHeader(bytes, 'c')).toThrow(FormatError);
  });

  test('refuses frames it does not read by their name', () => {
    expect(() => readJpegHeader(changed(grey, FRAME, 1, 0xc3), 'c')).toThrow('received frame ff c3 of 8 bits');
    expect(() => readJpegHeader(changed(grey, FRAME, 4, 12), 'c')).toThrow(UnsupportedError);
  });

  test('refuses a file that goes over its picture a hundred times', () => {
    const scan = Uint8Array.of(0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0);
    const bytes = Uint8Array.of(0xff, 0xd8, ...Array.from({ length: 100 }, () => [...scan]).flat(), 0xff, 0xd9);
    expect(() => readJpegHeader(bytes, 'c')).toThrow('holds too many scans: received more than 64, expected about ten');
  });
});

describe('decodeJpegChunk', () => {
  afterEach(() => vi.restoreAllMocks());

  test('compares the size with the chunk before it decodes', async () => {
    const bomb = changed(grey, FRAME, 5, 0xff, 0xff, 0xff, 0xff);
    await expect(decode(bomb)).rejects.toThrow(
      'jpeg chunk c has the wrong size: received 65535 × 65535 pixels in 1, expected 4 × 2 × 2 = 16 voxels in 1',
    );
    await expect(decode(colour)).rejects.toThrow('received 4 × 4 pixels in 3, expected 4 × 2 × 2 = 16 voxels in 1');
  });

  test('leaves no handler behind, and prints nothing, of damaged files either', async () => {
    const names = process.eventNames();
    const counts = names.map(name => process.listenerCount(name));
    const printed = [
      vi.spyOn(process.stdout, 'write'),
      vi.spyOn(process.stderr, 'write'),
      ...(['log', 'warn', 'error', 'info'] as const).map(method => vi.spyOn(console, method)),
    ];
    vi.resetModules();
    const fresh = await import('../../../kernel-helpers/io/precomputed/volume-jpeg.js');
    await fresh.loadJpegCodec();
    await expect(decode(grey)).resolves.toHaveLength(16);
    const damaged = changed(grey, 0xda, 10, ...new Array(6).fill(0xaa));
    await decode(damaged).catch(error => expect(error).toBeInstanceOf(FormatError));
    const cut = Uint8Array.of(...grey.subarray(0, -8), 0xff, 0xd9);
    await expect(decode(cut)).rejects.toThrow('jpeg chunk c cannot be decoded: received damaged data');
    expect(process.eventNames()).toEqual(names);
    expect(names.map(name => process.listenerCount(name))).toEqual(counts);
    for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  });

  test('any damage ends in voxels or in an error', async () => {
    const outcomes = await survivesHostileBytes({
      format: 'jpeg chunk',
      valid: [grey],
      parse: bytes => decode(bytes),
      check: voxels => expect(voxels.length).toBe(16),
    });
    expect(outcomes.truncated.accepted).toBe(0);
    expect(outcomes.flipped.refused).toBeGreaterThan(150);
    expect(outcomes.flipped.accepted).toBeGreaterThan(50);
    expect(outcomes.random.refused).toBeGreaterThan(9000);
  });

  test('is loaded anew before its failures have used up its stack', async () => {
    const first = await loadJpegCodec();
    const cut = Uint8Array.of(...grey.subarray(0, -8), 0xff, 0xd9);
    for (let i = 0; i < 300; i++) await decode(cut).catch(() => {});
    expect(await loadJpegCodec()).not.toBe(first);
    expect(await decode(grey)).toHaveLength(16);
  });

  test('still decodes after all of that', async () => {
    const pixels = await decode(colour, 3);
    expect(pixels.slice(0, 4)).not.toEqual(pixels.slice(16, 20));
    expect(pixels).toHaveLength(48);
  });
});
