/** Synapses where axons pass close by dendrites and somata, by type and tuning. */

import type { Random } from '../random.js';
import type { CellType } from './cell-types.js';
import type { Tree } from './grow-tree.js';
import type { PlacedCell } from './place-cells.js';
import { type Approach, closestApproach } from './segment-distance.js';
import { segmentGrid } from './segment-grid.js';
import { axonSegments, type Segments, targetSegments } from './segments.js';

/** A synapse needs an axon within this distance of the surface of a dendrite or soma, µm. */
export const CONTACT_UM = 2;

/** How strongly excitatory cells prefer partners of like orientation: weight exp(κ (cos 2Δ - 1)). */
const LIKE_TO_LIKE = 0.9;
/** Sizes are log-normal; the median in arbitrary units and the standard deviation of the logarithm. */
const MEDIAN_SIZE = 1;
const SIZE_SPREAD = 0.65;

/** A cell as connecting sees it. */
export interface Tuned extends PlacedCell {
  /** Radians in [0, π); NaN for interneurons. */
  readonly preferredOrientation: number;
}

/** Synapses, one an index; `pre` and `post` number the cells, places in µm. */
export interface GrownSynapses {
  readonly pre: number[];
  readonly post: number[];
  readonly size: number[];
  readonly x: number[];
  readonly y: number[];
  readonly z: number[];
}

/**
 * Synapses of the cells' trees. Every approach of an axon within {@link CONTACT_UM} of another cell is a candidate;
 * the types and, between excitatory cells, the difference of preferred orientations say how likely it is taken. The
 * place lies on the surface of the postsynaptic cell.
 */
export function connect(random: Random, cells: readonly Tuned[], trees: readonly Tree[]): GrownSynapses {
  const axons = axonSegments(trees);
  const targets = targetSegments(trees);
  const grid = segmentGrid(targets);
  const half = halfLengths(targets);
  const synapses: GrownSynapses = { pre: [], post: [], size: [], x: [], y: [], z: [] };
  const approach: Approach = { along: 0, across: 0, distance: 0 };
  // The thickest and longest target sets how far midpoints must be looked for.
  const widest = targets.radius.reduce((most, radius, i) => Math.max(most, radius + half[i]), 0);
  const lengths = halfLengths(axons);

  for (let i = 0; i < axons.count; i++) {
    const a = axons.ends.subarray(6 * i, 6 * i + 6);
    const [x, y, z] = [(a[0] + a[3]) / 2, (a[1] + a[4]) / 2, (a[2] + a[5]) / 2];
    const pre = axons.neuron[i];
    grid.near(x, y, z, lengths[i] + widest + CONTACT_UM, target => {
      const post = targets.neuron[target];
      if (post === pre) return;
      const at = 6 * target;
      const dx = (targets.ends[at] + targets.ends[at + 3]) / 2 - x;
      const dy = (targets.ends[at + 1] + targets.ends[at + 4]) / 2 - y;
      const dz = (targets.ends[at + 2] + targets.ends[at + 5]) / 2 - z;
      const reach = lengths[i] + half[target] + targets.radius[target] + CONTACT_UM;
      if (dx * dx + dy * dy + dz * dz > reach * reach) return;
      const b = targets.ends.subarray(at, at + 6);
      closestApproach(a, b, approach);
      if (approach.distance > targets.radius[target] + CONTACT_UM) return;
      const likeness = likenessOf(cells[pre], cells[post]);
      if (random.uniform() >= affinity(cells[pre].traits.type, cells[post].traits.type) * likeness) return;
      place(synapses, a, b, approach, targets.radius[target]);
      synapses.pre.push(pre);
      synapses.post.push(post);
      synapses.size.push(MEDIAN_SIZE * Math.exp(SIZE_SPREAD * random.normal()) * (0.7 + 0.5 * likeness));
    });
  }
  return synapses;
}

function halfLengths({ count, ends }: Segments): Float64Array {
  return Float64Array.from({ length: count }, (_, i) => {
    const at = 6 * i;
    return Math.hypot(ends[at + 3] - ends[at], ends[at + 4] - ends[at + 1], ends[at + 5] - ends[at + 2]) / 2;
  });
}

/** 1 for cells of the same preferred orientation and wherever a cell has none, less the more they differ. */
function likenessOf(pre: Tuned, post: Tuned): number {
  const difference = pre.preferredOrientation - post.preferredOrientation;
  return Number.isNaN(difference) ? 1 : Math.exp(LIKE_TO_LIKE * (Math.cos(2 * difference) - 1));
}

/**
 * How likely an approach becomes a synapse, tuning aside. The rules are those textbooks give: basket cells reach
 * everyone, Martinotti cells avoid each other, bipolar cells prefer Martinotti cells.
 */
function affinity(pre: CellType, post: CellType): number {
  const inhibited = post === 'BC' || post === 'MC' || post === 'BPC' || post === 'NGC';
  switch (pre) {
    case 'BC':
      return post === 'MC' || post === 'BPC' ? 0.15 : 0.45;
    case 'MC':
      return post === 'MC' ? 0.02 : post === 'BC' ? 0.35 : 0.5;
    case 'BPC':
      return post === 'MC' ? 0.9 : inhibited ? 0.3 : 0.05;
    case 'NGC':
      return 0.3;
    default:
      return inhibited ? 0.42 : 0.3;
  }
}

/** Adds the place: from the target's axis towards the axon, as far as the target's surface. */
function place(synapses: GrownSynapses, a: Float64Array, b: Float64Array, approach: Approach, radius: number): void {
  const { along, across, distance } = approach;
  const out = distance > 0 ? Math.min(1, radius / distance) : 0;
  const coordinate = (k: number): number => {
    const onAxon = a[k] + along * (a[k + 3] - a[k]);
    const onTarget = b[k] + across * (b[k + 3] - b[k]);
    return onTarget + out * (onAxon - onTarget);
  };
  synapses.x.push(coordinate(0));
  synapses.y.push(coordinate(1));
  synapses.z.push(coordinate(2));
}
