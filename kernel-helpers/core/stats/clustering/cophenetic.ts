import { InvalidArgumentError } from '../../../errors.js';
import type { Distances } from './distances.js';
import { leafOrder } from './leaf-order.js';
import { checkDistances, type Linkage } from './linkage.js';

/**
 * The height at which each pair of things is first in one cluster, in the layout of pairwiseDistances.
 *
 * @source Sokal and Rohlf 1962, doi:10.2307/1217208
 * @example
 * stats.copheneticDistances(stats.linkage([[0], [10], [1]], { method: 'single' })).values; // 9, 1, 9
 */
export function copheneticDistances(tree: Linkage): Distances {
  const { n, left, right, height } = tree;
  const leaves = leafOrder(tree);
  const values = new Float64Array((n * (n - 1)) / 2);
  const from = new Uint32Array(2 * n - 1);
  const to = new Uint32Array(2 * n - 1);
  leaves.forEach((thing, i) => {
    from[thing] = i;
    to[thing] = i + 1;
  });
  for (let m = 0; m < n - 1; m++) {
    from[n + m] = from[left[m]];
    to[n + m] = to[right[m]];
    for (let a = from[left[m]]; a < to[left[m]]; a++) {
      for (let b = from[right[m]]; b < to[right[m]]; b++) {
        const i = Math.min(leaves[a], leaves[b]);
        const j = Math.max(leaves[a], leaves[b]);
        values[i * n - (i * (i + 1)) / 2 + j - i - 1] = height[m];
      }
    }
  }
  return { n, values };
}

/**
 * How truly a tree shows the distances it was made of: Pearson's r of those distances and the copheneticDistances.
 *
 * `undefined` where either does not vary, as for two things.
 *
 * @source Sokal and Rohlf 1962, doi:10.2307/1217208
 * @throws {InvalidArgumentError} when tree and distances differ in number, or a distance is missing.
 * @example
 * const distances = stats.pairwiseDistances([[0], [1], [10], [12]]);
 * stats.copheneticCorrelation(stats.linkage(distances, { method: 'average' }), distances); // 0.9777
 */
export function copheneticCorrelation(tree: Linkage, distances: Distances): number | undefined {
  const { n, values } = checkDistances(distances, 'copheneticCorrelation');
  if (n !== tree.n) {
    throw new InvalidArgumentError(
      `copheneticCorrelation distances do not fit: received those of ${n} things, expected ${tree.n} as in the tree`,
      { argument: 'distances' },
    );
  }
  const heights = copheneticDistances(tree).values;
  const [x, y] = [mean(values), mean(heights)];
  let [xx, xy, yy] = [0, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const [dx, dy] = [values[i] - x, heights[i] - y];
    xx += dx * dx;
    xy += dx * dy;
    yy += dy * dy;
  }
  // Distances that are all the same are so exactly; their mean may be off by rounding.
  if (same(values) || same(heights)) return undefined;
  return Math.min(1, Math.max(-1, xy / Math.sqrt(xx) / Math.sqrt(yy)));
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function same(values: Float64Array): boolean {
  return values.every(value => value === values[0]);
}
