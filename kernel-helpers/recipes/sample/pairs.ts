/** Pairs of tuned cells of the synthetic column: who connects, how near they are, how alike. */
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';

/** All ordered pairs of tuned cells, one row each; numbers of cells are their places in the column. */
export interface SamplePairs {
  readonly pre: Int32Array;
  readonly post: Int32Array;
  readonly synapses: Float64Array;
  /** Between the somata, seen from above. */
  readonly apartUm: Float64Array;
  /** A stand-in for axon–dendrite co-travel, which falls with the distance: made up, as the whole column is. */
  readonly coTravelMm: Float64Array;
  /** Cosine of twice the angle between preferred orientations: 1 alike, -1 at right angles. */
  readonly likeness: Float64Array;
  /** Angle between preferred orientations, 0 to 90. */
  readonly orientationDeg: Float64Array;
}

/** Somata farther apart than this count as never met. */
export const MEETING_UM = 80;
/** Degrees of the visual field for a µm of cortex. */
export const DEGREES_PER_UM = 0.1;
const CO_TRAVEL_MM = 0.05;
const FALL_UM = 60;

/** The pairs of a column. O(cells²): near 60,000 for 300 cells. */
export function samplePairs({ cells, cellIds, synapses }: SyntheticColumnTables): SamplePairs {
  const orientation = cells.getChild('preferred_orientation_rad')?.toArray() as Float32Array;
  const x = cells.getChild('x_um')?.toArray() as Float32Array;
  const z = cells.getChild('z_um')?.toArray() as Float32Array;
  const tuned = Array.from(cellIds.keys()).filter(i => !Number.isNaN(orientation[i]));
  const counts = synapseCounts(cellIds, synapses.getChild('pre_id'), synapses.getChild('post_id'));
  const count = tuned.length * (tuned.length - 1);
  const pairs: SamplePairs = {
    pre: new Int32Array(count),
    post: new Int32Array(count),
    synapses: new Float64Array(count),
    apartUm: new Float64Array(count),
    coTravelMm: new Float64Array(count),
    likeness: new Float64Array(count),
    orientationDeg: new Float64Array(count),
  };
  let row = 0;
  for (const pre of tuned) {
    for (const post of tuned) {
      if (pre === post) continue;
      const apart = Math.hypot(x[pre] - x[post], z[pre] - z[post]);
      const turned = Math.abs(orientation[pre] - orientation[post]) % Math.PI;
      pairs.pre[row] = pre;
      pairs.post[row] = post;
      pairs.synapses[row] = counts.get(pre * cellIds.length + post) ?? 0;
      pairs.apartUm[row] = apart;
      pairs.coTravelMm[row] = CO_TRAVEL_MM * Math.exp(-apart / FALL_UM);
      pairs.likeness[row] = Math.cos(2 * turned);
      pairs.orientationDeg[row] = (Math.min(turned, Math.PI - turned) * 180) / Math.PI;
      row++;
    }
  }
  return pairs;
}

/**
 * A variable of Ding et al. for every pair, as far as the column has it: correlations and similarities are the likeness
 * of orientation, distances those of the somata. In vivo and digital twin are the same here.
 */
export function sampleVariable(pairs: SamplePairs, variable: string): Float64Array {
  if (variable.startsWith('READOUT_LOCATION')) return pairs.apartUm.map(um => um * DEGREES_PER_UM);
  return variable.startsWith('DELTA_ORI') ? pairs.orientationDeg : pairs.likeness;
}

type Ids = Iterable<bigint | null> | null;

/** Synapses by pre · n + post. */
function synapseCounts(cellIds: BigUint64Array, pre: Ids, post: Ids): ReadonlyMap<number, number> {
  const placeOf = new Map(Array.from(cellIds, (id, i) => [id, i]));
  const posts = [...(post ?? [])];
  const counts = new Map<number, number>();
  [...(pre ?? [])].forEach((id, row) => {
    const key = (placeOf.get(id as bigint) as number) * cellIds.length + (placeOf.get(posts[row] as bigint) as number);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  });
  return counts;
}
