import { InvalidArgumentError } from '../../../errors.js';
import type { Distances } from './distances.js';
import type { CheckedRows } from './rows.js';
import { fillSquaredDistances } from './squared-distances.js';

/** Distances of n things as a square: that of i and j is `[i * n + j]`. What is on the diagonal means nothing. */
export type SquareMatrix = Float64Array;

/** Euclidean distances of rows, all below `limit`. */
export function squareOfRows(rows: CheckedRows, limit: number): SquareMatrix {
  const n = rows.rows;
  const matrix = new Float64Array(n * n);
  fillSquaredDistances(matrix, i => i * n, rows);
  return mirrored(matrix, n, true, limit);
}

/** Distances, all below `limit`. */
export function squareOfDistances({ n, values }: Distances, limit: number): SquareMatrix {
  const matrix = new Float64Array(n * n);
  for (let i = 0, at = 0; i < n; at += n - 1 - i++) {
    matrix.set(values.subarray(at, at + n - 1 - i), i * n + i + 1);
  }
  return mirrored(matrix, n, false, limit);
}

/** Rows and columns of a block that is mirrored at once, small enough to stay in the fastest memory. */
const BLOCK = 32;

/** Fills what is below the diagonal from what is above it, after taking roots where those are squares. */
function mirrored(matrix: Float64Array, n: number, squares: boolean, limit: number): SquareMatrix {
  for (let top = 0; top < n; top += BLOCK) {
    for (let from = top; from < n; from += BLOCK) {
      const end = Math.min(n, from + BLOCK);
      for (let i = top; i < Math.min(n, top + BLOCK); i++) {
        for (let j = Math.max(from, i + 1); j < end; j++) {
          const distance = squares ? Math.sqrt(matrix[i * n + j]) : matrix[i * n + j];
          if (!(distance < limit)) refuse(n, i, j, distance, limit);
          matrix[i * n + j] = distance;
          matrix[j * n + i] = distance;
        }
      }
    }
  }
  return matrix;
}

function refuse(n: number, i: number, j: number, distance: number, limit: number): never {
  const index = i * n - (i * (i + 1)) / 2 + j - i - 1;
  throw new InvalidArgumentError(
    `linkage distances at index ${index} are too large: received ${distance} between ${i} and ${j}, expected less than ${limit}; give them in a larger unit`,
    { argument: 'things' },
  );
}
