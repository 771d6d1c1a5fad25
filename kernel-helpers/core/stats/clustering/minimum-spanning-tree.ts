import type { Distances } from './distances.js';
import type { Merges } from './merges.js';

/**
 * Single linkage: the minimum spanning tree grows from thing 0 by the thing that is nearest to what there is of it, of
 * equally near ones the lowest. Each merge is of that thing and the one that came before it: in order of height, these
 * give the same clusters as the edges of the tree. O(n²), and no memory beside the distances.
 *
 * @source Prim 1957, doi:10.1002/j.1538-7305.1957.tb01515.x; Gower and Ross 1969, doi:10.2307/2346439
 */
export function mergeBySpanningTree({ n, values }: Distances): Merges {
  const left = new Uint32Array(n - 1);
  const right = new Uint32Array(n - 1);
  const height = new Float64Array(n - 1);
  /** Things that are not in the tree, ascending, and how far they are from it. */
  const outside = Uint32Array.from({ length: n - 1 }, (_, i) => i + 1);
  const away = new Float64Array(n - 1).fill(Number.POSITIVE_INFINITY);
  let current = 0;
  for (let merge = 0, count = n - 1; merge < n - 1; merge++) {
    let least = Number.POSITIVE_INFINITY;
    let chosen = 0;
    const row = current * n - (current * (current + 1)) / 2 - current - 1;
    for (let i = 0; i < count; i++) {
      const other = outside[i];
      const distance =
        values[other > current ? row + other : other * n - (other * (other + 1)) / 2 + current - other - 1];
      if (distance < away[i]) away[i] = distance;
      if (away[i] < least) {
        least = away[i];
        chosen = i;
      }
    }
    left[merge] = current;
    right[merge] = current = outside[chosen];
    height[merge] = least;
    outside.copyWithin(chosen, chosen + 1, count);
    away.copyWithin(chosen, chosen + 1, count--);
  }
  return { left, right, height };
}
