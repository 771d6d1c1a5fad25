import { rowSums, turnedRows, type WeightedRows } from './weighted-rows.js';

/** How rows are made comparable before distances are taken. */
export type RowScale = 'fraction' | 'none' | 'log';

/**
 * Euclidean distances between all pairs of rows, condensed as scipy does it: the pairs (0, 1), (0, 2) … (1, 2) …
 *
 * |x − y|² = |x|² + |y|² − 2 x·y, with products of entries both rows have: O(cells² + Σ in-degree²), where dense rows
 * would take O(cells³).
 */
export function rowDistances(sides: readonly WeightedRows[], scale: RowScale): Float64Array {
  const { cellCount } = sides[0];
  const products = new Float64Array((cellCount * (cellCount - 1)) / 2);
  const squares = new Float64Array(cellCount);
  for (const rows of sides) addProducts(scaledRows(rows, scale), squares, products);
  const distances = products;
  for (let i = 0, at = 0; i < cellCount; i++) {
    for (let j = i + 1; j < cellCount; j++, at++) {
      const both = squares[i] + squares[j];
      const squared = both - 2 * products[at];
      // what is left of equal rows is rounding
      distances[at] = squared > both * 1e-14 ? Math.sqrt(squared) : 0;
    }
  }
  return distances;
}

function addProducts(rows: WeightedRows, squares: Float64Array, products: Float64Array): void {
  const { cellCount } = rows;
  const columns = turnedRows(rows);
  for (let i = 0; i < cellCount; i++) {
    // product of rows i and j > i is at start + j
    const start = i * cellCount - (i * (i + 1)) / 2 - i - 1;
    for (let entry = rows.offsets[i]; entry < rows.offsets[i + 1]; entry++) {
      const weight = rows.weights[entry];
      const column = rows.targets[entry];
      squares[i] += weight * weight;
      // rows of a column ascend: those after i are at its end
      for (let k = columns.offsets[column + 1] - 1; columns.targets[k] > i; k--) {
        products[start + columns.targets[k]] += weight * columns.weights[k];
      }
    }
  }
}

function scaledRows(rows: WeightedRows, scale: RowScale): WeightedRows {
  if (scale === 'none') return rows;
  if (scale === 'log') return { ...rows, weights: rows.weights.map(weight => Math.log1p(weight)) };
  const sums = rowSums(rows);
  const weights = rows.weights.slice();
  for (let row = 0; row < rows.cellCount; row++) {
    for (let entry = rows.offsets[row]; entry < rows.offsets[row + 1]; entry++) weights[entry] /= sums[row];
  }
  return { ...rows, weights };
}
