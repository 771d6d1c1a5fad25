/** The few fixed-width types that DuckDB and Arrow keep differently. */
import { UnsupportedError } from '../../errors.js';
import type { Convert } from './gather.js';

/**
 * 128-bit integers as 64-bit ones, exactly: sums and counts are HUGEINT in DuckDB, and no row of a connectome needs more
 * than 64 bits. One that does is an error that names the column.
 */
export function int64OfHugeInt(column: string): Convert {
  return (source, target, count, mask, from) => {
    const wide = new Int32Array(source.buffer, source.byteOffset, 4 * count);
    const narrow = new Int32Array(target.buffer, target.byteOffset, 2 * count);
    for (let i = 0; i < count; i++) {
      narrow[2 * i] = wide[4 * i];
      narrow[2 * i + 1] = wide[4 * i + 1];
      const sign = wide[4 * i + 1] >> 31;
      if ((wide[4 * i + 2] === sign && wide[4 * i + 3] === sign) || isNull(mask, from + i)) continue;
      throw new UnsupportedError(
        `sql column ${column} has an integer of more than 64 bits: received ${hugeInt(source, i)}, expected -2^63 to ` +
          `2^63 - 1; select ${column}::varchar or ${column}::double`,
        { feature: 'HUGEINT' },
      );
    }
  };
}

/** As {@link int64OfHugeInt} for integers without a sign. */
export function uint64OfHugeInt(column: string): Convert {
  return (source, target, count, mask, from) => {
    const wide = new Int32Array(source.buffer, source.byteOffset, 4 * count);
    const narrow = new Int32Array(target.buffer, target.byteOffset, 2 * count);
    for (let i = 0; i < count; i++) {
      narrow[2 * i] = wide[4 * i];
      narrow[2 * i + 1] = wide[4 * i + 1];
      if ((wide[4 * i + 2] === 0 && wide[4 * i + 3] === 0) || isNull(mask, from + i)) continue;
      throw new UnsupportedError(
        `sql column ${column} has an integer of more than 64 bits: expected 0 to 2^64 - 1; select ${column}::varchar or ` +
          `${column}::double`,
        { feature: 'UHUGEINT' },
      );
    }
  };
}

/** Decimals of at most 15 digits as the float64 nearest to them, which has the same 15 digits. */
export function float64OfDecimal(width: number, scale: number): Convert {
  const divisor = 10 ** scale;
  return (source, target, count) => {
    const values = new Float64Array(target.buffer, target.byteOffset, count);
    if (width === 8) {
      const units = new BigInt64Array(source.buffer, source.byteOffset, count);
      for (let i = 0; i < count; i++) values[i] = Number(units[i]) / divisor;
    } else {
      const units =
        width === 2
          ? new Int16Array(source.buffer, source.byteOffset, count)
          : new Int32Array(source.buffer, source.byteOffset, count);
      for (let i = 0; i < count; i++) values[i] = units[i] / divisor;
    }
  };
}

/** Decimals of 16 to 18 digits, 64 bits wide, as Arrow's 128 bits. */
export const decimal128Of64: Convert = (source, target, count) => {
  const narrow = new Int32Array(source.buffer, source.byteOffset, 2 * count);
  const wide = new Int32Array(target.buffer, target.byteOffset, 4 * count);
  for (let i = 0; i < count; i++) {
    wide[4 * i] = narrow[2 * i];
    wide[4 * i + 1] = narrow[2 * i + 1];
    wide[4 * i + 2] = wide[4 * i + 3] = narrow[2 * i + 1] >> 31;
  }
};

function isNull(mask: Uint8Array | null, row: number): boolean {
  return mask !== null && ((mask[row >> 3] >> (row & 7)) & 1) === 0;
}

function hugeInt(bytes: Uint8Array, row: number): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset + 16 * row, 16);
  return (view.getBigInt64(8, true) << 64n) | view.getBigUint64(0, true);
}
