/** Seeded random numbers, passed to whatever needs them and never global. */

import { InvalidArgumentError } from '../errors.js';

/** A stream of random numbers: the same seed gives the same stream on every machine. */
export interface Random {
  /** Uniform in [0, 1), 32 bits fine. */
  uniform(): number;
  /** Uniform in [from, to). */
  between(from: number, to: number): number;
  /** Whole number in [0, end), every one as likely. */
  integer(end: number): number;
  /** Normal; mean 0 and standard deviation 1 unless told. */
  normal(mean?: number, standardDeviation?: number): number;
  /** One of `items`, every one as likely. */
  pick<T>(items: ArrayLike<T>): T;
  /** A stream of its own, so that more numbers drawn in one place change nothing in another. */
  fork(): Random;
}

/**
 * A random stream that starts from `seed`, a whole number in [0, 2^53).
 *
 * Period 2^128 - 1; not for secrets.
 *
 * @source xoshiro128** 1.1, Blackman and Vigna 2021, doi:10.1145/3460772, https://prng.di.unimi.it; its state is
 * filled by splitmix32 (the 32-bit finaliser of MurmurHash3 over a Weyl sequence), as its authors advise.
 * @throws {InvalidArgumentError} when the seed is not such a number.
 * @example
 * const random = createRandom(7);
 * random.integer(6) + 1; // a die, the same on every run
 */
export function createRandom(seed: number): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new InvalidArgumentError(`random seed is not valid: received ${seed}, expected a whole number in [0, 2^53)`, {
      argument: 'seed',
    });
  }
  let weyl = (seed ^ Math.imul(Math.floor(seed / 2 ** 32), 0x9e3779b1)) >>> 0;
  const splitmix = (): number => {
    weyl = (weyl + 0x9e3779b9) >>> 0;
    let z = weyl;
    z = Math.imul(z ^ (z >>> 16), 0x85ebca6b);
    z = Math.imul(z ^ (z >>> 13), 0xc2b2ae35);
    return (z ^ (z >>> 16)) >>> 0;
  };
  return fromBits(xoshiro128(splitmix(), splitmix(), splitmix(), splitmix()));
}

function rotateLeft(x: number, k: number): number {
  return (x << k) | (x >>> (32 - k));
}

/** The generator itself, from its four words of state: the next 32 bits as an unsigned integer, on each call. */
export function xoshiro128(s0: number, s1: number, s2: number, s3: number): () => number {
  return () => {
    const bits = Math.imul(rotateLeft(Math.imul(s1, 5), 7), 9) >>> 0;
    const shifted = s1 << 9;
    s2 ^= s0;
    s3 ^= s1;
    s1 ^= s2;
    s0 ^= s3;
    s2 ^= shifted;
    s3 = rotateLeft(s3, 11);
    return bits;
  };
}

function fromBits(bits: () => number): Random {
  const uniform = (): number => bits() / 2 ** 32;
  let spare: number | undefined;

  /** Marsaglia's polar method, doi:10.1137/1006063: two normals from one point of the disc; the second is kept. */
  const standardNormal = (): number => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const u = 2 * uniform() - 1;
      const v = 2 * uniform() - 1;
      const square = u * u + v * v;
      if (square > 0 && square < 1) {
        const scale = Math.sqrt((-2 * Math.log(square)) / square);
        spare = v * scale;
        return u * scale;
      }
    }
  };

  const integer = (end: number): number => {
    if (!Number.isInteger(end) || end < 1 || end > 2 ** 32) {
      throw new InvalidArgumentError(`random integer end is not valid: received ${end}, expected 1 to 2^32`, {
        argument: 'end',
      });
    }
    // Draws from the last, incomplete round of `end` are thrown away, or its numbers would be more likely.
    const limit = 2 ** 32 - (2 ** 32 % end);
    let drawn = bits();
    while (drawn >= limit) drawn = bits();
    return drawn % end;
  };

  return {
    uniform,
    integer,
    between: (from, to) => from + (to - from) * uniform(),
    normal: (mean = 0, standardDeviation = 1) => mean + standardDeviation * standardNormal(),
    pick: items => items[integer(items.length)],
    fork: () => createRandom(bits() * 2 ** 21 + (bits() >>> 11)),
  };
}
