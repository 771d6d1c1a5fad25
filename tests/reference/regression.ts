/** The definitions, written out: slow twins of kernel-helpers/core/stats/regression. */

/** b of (Xᵀ X) b = Xᵀ y by Gauss–Jordan elimination; `undefined` where the columns are close to collinear. */
export function leastSquaresOf(y: readonly number[], columns: readonly (readonly number[])[]): number[] | undefined {
  const dot = (a: readonly number[], b: readonly number[]): number =>
    a.reduce((sum, value, i) => sum + value * b[i], 0);
  const rows = columns.map(a => [...columns.map(b => dot(a, b)), dot(a, y)]);
  const p = columns.length;
  for (let i = 0; i < p; i++) {
    const pivot = rows.slice(i).reduce((best, row) => (Math.abs(row[i]) > Math.abs(best[i]) ? row : best));
    const at = rows.indexOf(pivot);
    if (Math.abs(pivot[i]) < 1e-3 * dot(columns[i], columns[i]) || pivot[i] === 0) return undefined;
    [rows[i], rows[at]] = [rows[at], rows[i]];
    for (let k = 0; k < p; k++) {
      if (k === i) continue;
      const share = rows[k][i] / rows[i][i];
      rows[k] = rows[k].map((value, j) => value - share * rows[i][j]);
    }
  }
  return rows.map((row, i) => row[p] / row[i]);
}

/** ln of the multinomial probability of counts within each group, with shares exp(offset + x b). */
export function conditionalLogLikelihoodOf(
  y: readonly number[],
  x: readonly number[],
  groups: readonly unknown[],
  offset: readonly number[],
  slope: number,
): number {
  const logFactorial = (n: number): number => (n < 2 ? 0 : Math.log(n) + logFactorial(n - 1));
  return [...new Set(groups)].reduce<number>((sum, group) => {
    const rows = y.flatMap((_, i) => (groups[i] === group ? [i] : []));
    const weights = rows.map(i => Math.exp(offset[i] + slope * x[i]));
    const total = weights.reduce((a, b) => a + b, 0);
    const events = rows.reduce((a, i) => a + y[i], 0);
    return (
      sum +
      logFactorial(events) +
      rows.reduce((a, i, k) => a + y[i] * Math.log(weights[k] / total) - logFactorial(y[i]), 0)
    );
  }, 0);
}
