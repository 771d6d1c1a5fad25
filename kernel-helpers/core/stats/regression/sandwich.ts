import type { Groups } from '../row-groups.js';

/** Σ over rows of s sᵀ, where `s` is row's column values times `residuals[row]`: the meat of the sandwich. */
export function meatOfRows(columns: readonly Float64Array[], residuals: Float64Array): Float64Array {
  const p = columns.length;
  const meat = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let j = 0; j <= i; j++) {
      let total = 0;
      for (let row = 0; row < residuals.length; row++) {
        total += residuals[row] * residuals[row] * columns[i][row] * columns[j][row];
      }
      meat[i * p + j] = total;
      meat[j * p + i] = total;
    }
  }
  return meat;
}

/** The same with the scores summed within each group first, so that rows of a group may depend on each other. */
export function meatOfGroups(columns: readonly Float64Array[], residuals: Float64Array, groups: Groups): Float64Array {
  const p = columns.length;
  const scores = columns.map(column => {
    const sums = new Float64Array(groups.count);
    for (let row = 0; row < residuals.length; row++) sums[groups.of[row]] += column[row] * residuals[row];
    return sums;
  });
  return meatOfRows(scores, new Float64Array(p === 0 ? 0 : groups.count).fill(1));
}
