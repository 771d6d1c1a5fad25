import type { Connectivity } from '../connectivity/connectivity.js';
import { KIND } from './rows.js';
import { type RankedDyads, rankedDyads } from './triangles.js';

/** How often partners of a cell are connected with each other. */
export interface Clustering {
  /** `coefficients[i]` of `connectivity.ids[i]`, 0 to 1; NaN for a cell that cannot have a triangle. */
  readonly coefficients: Float64Array;
  /** Their mean over the cells that have one; `undefined` without any. */
  readonly mean: number | undefined;
  /** 3 triangles / connected triples, directions ignored; `undefined` without such triples. */
  readonly transitivity: number | undefined;
}

/**
 * The directed clustering coefficient of every cell, and the transitivity of the whole graph.
 *
 * For a cell with d inputs and outputs together, b of its partners reciprocal, and T directed triangles through it, the
 * coefficient is T / (d (d - 1) - 2 b): all eight ways to direct a triangle count, and what is divided by is the most
 * there could be. (networkx puts 0 where this is 0 / 0.) Synapse counts do not matter. O(pairs^1.5).
 *
 * @source Fagiolo 2007, doi:10.1103/PhysRevE.76.026107, equation 6
 * @example
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * graph.clustering(wiring).mean;
 */
export function clustering(connectivity: Connectivity): Clustering {
  const ranked = rankedDyads(connectivity);
  const { offsets, kinds } = ranked.dyads;
  const { through, triangles } = directedTriangles(ranked);
  const coefficients = new Float64Array(connectivity.cellCount);
  let triples = 0;
  let sum = 0;
  let terms = 0;
  for (let cell = 0; cell < coefficients.length; cell++) {
    const partners = offsets[cell + 1] - offsets[cell];
    let mutual = 0;
    for (let e = offsets[cell]; e < offsets[cell + 1]; e++) if (kinds[e] === KIND.mutual) mutual++;
    const degree = partners + mutual;
    triples += (partners * (partners - 1)) / 2;
    const most = degree * (degree - 1) - 2 * mutual;
    coefficients[cell] = most === 0 ? Number.NaN : through[cell] / most;
    if (most === 0) continue;
    sum += coefficients[cell];
    terms++;
  }
  return {
    coefficients,
    mean: terms === 0 ? undefined : sum / terms,
    transitivity: triples === 0 ? undefined : (3 * triangles) / triples,
  };
}

/** `through[cell]`: directed triangles at each cell. A triangle of dyads is as many as the product of their edges. */
function directedTriangles({ cells, offsets, above }: RankedDyads): { through: Float64Array; triangles: number } {
  const through = new Float64Array(cells.length);
  const edgesWith = new Uint8Array(cells.length);
  const edges = Uint8Array.of(0, 1, 1, 2); // by kind
  let triangles = 0;
  for (let a = 0; a < cells.length; a++) {
    const end = offsets[a + 1];
    for (let e = offsets[a]; e < end; e++) edgesWith[above[e] >>> 2] = edges[above[e] & 3];
    for (let e = offsets[a]; e < end; e++) {
      const b = above[e] >>> 2;
      for (let f = offsets[b]; f < offsets[b + 1]; f++) {
        const c = above[f] >>> 2;
        if (edgesWith[c] === 0) continue;
        const directed = edges[above[e] & 3] * edges[above[f] & 3] * edgesWith[c];
        through[cells[a]] += directed;
        through[cells[b]] += directed;
        through[cells[c]] += directed;
        triangles++;
      }
    }
    for (let e = offsets[a]; e < end; e++) edgesWith[above[e] >>> 2] = 0;
  }
  return { through, triangles };
}
