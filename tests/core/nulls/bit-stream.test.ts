import { describe, expect, test } from 'vitest';
import { BitStream } from '../../../kernel-helpers/core/nulls/bit-stream.js';

const some = (stream: BitStream, count = 8): number[] => Array.from({ length: count }, () => stream.next());

describe('BitStream', () => {
  test('is the same for the same seed and draw, and another for every other', () => {
    expect(some(new BitStream(7, 3))).toEqual(some(new BitStream(7, 3)));
    const seen = new Set<string>();
    for (let seed = 0; seed < 100; seed++)
      for (let i = 0; i < 100; i++) seen.add(String(some(new BitStream(seed, i), 2)));
    // also where only the upper half of a number differs
    for (let k = 1; k <= 100; k++) seen.add(String(some(new BitStream(k * 2 ** 32, 0), 2)));
    for (let k = 1; k <= 100; k++) seen.add(String(some(new BitStream(0, k * 2 ** 32), 2)));
    expect(seen.size).toBe(10_200);
  });

  test('draws of a seed agree in half of their bits, whichever bit of the two numbers differs', () => {
    for (const [seed, index] of [...Array(31).keys()].flatMap(k => [
      [2 ** k, 0],
      [0, 2 ** k],
    ])) {
      // biome-ignore format: pairs
      const a = some(new BitStream(0, 0), 64);
      const b = some(new BitStream(seed, index), 64);
      const differing = a.reduce((sum, word, i) => sum + bitCount(word ^ b[i]), 0);
      expect(Math.abs(differing - 1024)).toBeLessThan(5 * 22.6);
    }
  });

  test('is uniform in (0, 1), and never 0 or 1', () => {
    const stream = new BitStream(1, 2);
    const values = Array.from({ length: 4000 }, () => stream.uniform());
    expect(Math.min(...values)).toBeGreaterThan(0);
    expect(Math.max(...values)).toBeLessThan(1);
    const mean = values.reduce((sum, value) => sum + value, 0) / 4000;
    expect(Math.abs(mean - 0.5)).toBeLessThan(5 * (Math.sqrt(1 / 12) / Math.sqrt(4000)));
  });

  test('begins with these words: draws must not change from one version to the next', () => {
    expect(some(new BitStream(0, 0), 3)).toEqual([2723887618, 3717674184, 750808787]);
    expect(some(new BitStream(20250731, 999), 3)).toEqual([457833063, 3451544696, 3012979130]);
  });

  test.each([1, 2, 3, 7, 1000, 2 ** 21, 2 ** 21 + 1, 3 * 2 ** 30, 2 ** 32, 2 ** 32 + 5, 2 ** 52])(
    'draws below %d, each value as likely',
    end => {
      const stream = new BitStream(5, 0);
      const cells = Math.min(end, 8);
      const counts = new Uint32Array(cells);
      const n = 8000;
      let valid = true;
      for (let i = 0; i < n; i++) {
        const drawn = stream.below(end);
        valid &&= Number.isInteger(drawn) && drawn >= 0 && drawn < end;
        counts[Math.floor((drawn / end) * cells)]++;
      }
      expect(valid).toBe(true);
      const chi = counts.reduce((sum, c, k) => {
        const width = Math.ceil(((k + 1) * end) / cells) - Math.ceil((k * end) / cells);
        const expected = (n * width) / end;
        return sum + (c - expected) ** 2 / expected;
      }, 0);
      expect(chi).toBeLessThan(30);
    },
  );
});

function bitCount(word: number): number {
  let count = 0;
  for (let rest = word >>> 0; rest > 0; rest = (rest & (rest - 1)) >>> 0) count++;
  return count;
}
