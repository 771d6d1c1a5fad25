/**
 * Smoothed counts along an axis: `density[i]` is the number of `values` per `step` around `start + i * step`, each
 * value spread by a Gaussian of standard deviation `bandwidth`. Values that are not finite are left out.
 *
 * What is spread beyond the grid is lost.
 */
export function smoothedCounts(
  values: ArrayLike<number>,
  grid: { readonly start: number; readonly step: number; readonly length: number },
  bandwidth: number,
): Float64Array {
  const { start, step, length } = grid;
  const density = new Float64Array(length);
  const reach = Math.ceil((4 * bandwidth) / step);
  const height = step / (bandwidth * Math.sqrt(2 * Math.PI));
  for (let k = 0; k < values.length; k++) {
    const value = values[k];
    if (!Number.isFinite(value)) continue;
    const nearest = Math.round((value - start) / step);
    for (let i = Math.max(0, nearest - reach); i <= Math.min(length - 1, nearest + reach); i++) {
      const z = (start + i * step - value) / bandwidth;
      density[i] += height * Math.exp(-0.5 * z * z);
    }
  }
  return density;
}
