import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { decodeZstdFrame } from '../../../kernel-helpers/io/table/zstd-frame.js';
import { survivesHostileBytes } from '../hostile.js';

// by zstandard 0.25.0 for Python: 'connectome ' eight times; the same with a checksum; and 100,000 zeros
const text = 'connectome '.repeat(8);
const frames = {
  plain: '28b52ffd205895000058636f6e6e6563746f6d652001006ab47801',
  checked: '28b52ffd245895000058636f6e6e6563746f6d652001006ab47801cdecd88a',
  zeros: '28b52ffda0a086010055000010000001009b8639c002',
};

test('a frame is unpacked', () => {
  expect(Buffer.from(decodeZstdFrame(bytesOf(frames.plain), 88)).toString()).toBe(text);
  expect(Buffer.from(decodeZstdFrame(bytesOf(frames.checked), 88)).toString()).toBe(text);
  expect(decodeZstdFrame(bytesOf(frames.zeros), 100_000)).toEqual(new Uint8Array(100_000));
});

test.each([
  [frames.plain, 87, 'zstd frame content size: received 87, expected 88'],
  [frames.zeros, 4e9, 'zstd frame content size: received 4000000000, expected 100000'],
  ['', 1, 'zstd frame magic number: received nothing, expected 28 b5 2f fd'],
  ['504b0304', 1, 'zstd frame magic number: received 50 4b 03 04, expected 28 b5 2f fd'],
])('%s as %d bytes is refused', (hex, size, message) => {
  expect(() => decodeZstdFrame(bytesOf(hex), size)).toThrow(message);
});

test('hostile bytes end in a FormatError or in as many bytes as were said', async () => {
  const outcomes = await survivesHostileBytes<Uint8Array>({
    format: 'zstd',
    valid: [bytesOf(frames.plain), bytesOf(frames.checked)],
    parse: bytes => decodeZstdFrame(bytes, 88),
    check: bytes => expect(bytes).toHaveLength(88),
    runs: 2_000,
  });
  expect(outcomes.truncated.accepted).toBe(0);
  expect(outcomes.flipped.refused).toBeGreaterThan(20);
  expect(outcomes.random.refused).toBeGreaterThan(1_900);
});

function bytesOf(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'));
}
