/** Synapses where axons pass close by dendrites and somata, by type and tuning. */

import type { Random } from '../random.js';
import type { CellType } from './cell-types.js';
import type { Tree } from './grow-tree.js';
import type { PlacedCell } from './place-cells.js';
import { type Approach, closestApproach } from './segment-distance.js';
import { segmentGrid } from './segment-grid.js';
import { axonSegments, dendriteSegments, type Segments, somaSegments } from './segments.js';

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
  const synapses: GrownSynapses = { pre: [], post: [], size: [], x: [], y: [], z: [] };
  for (const targets of [dendriteSegments(trees), somaSegments(trees)]) {
    forEachApproach(axons, targets, (i, target, approach) => {
      const pre = axons.neuron[i];
      const post = targets.neuron[target];
      if (pre === post) return;
      const likeness = likenessOf(cells[pre], cells[post]);
      if (random.uniform() >= affinity(cells[pre].traits.type, cells[post].traits.type) * likeness) return;
      synapses.pre.push(pre);
      synapses.post.push(post);
      synapses.size.push(MEDIAN_SIZE * Math.exp(SIZE_SPREAD * random.normal()) * (0.7 + 0.5 * likeness));
      place(synapses, axons.ends, 6 * i, targets, target, approach);
    });
  }
  return sortByPre(synapses);
}

/** Calls `visit` where a segment comes within {@link CONTACT_UM} of the surface of a target. */
function forEachApproach(
  axons: Segments,
  targets: Segments,
  visit: (axon: number, target: number, approach: Approach) => void,
): void {
  const grid = segmentGrid(targets);
  const found = new Uint32Array(targets.count);
  const approach: Approach = { along: 0, across: 0, distance: 0 };
  const { middles, half, radius } = targets;
  const widest = radius.reduce((most, r, i) => Math.max(most, r + half[i]), 0) + CONTACT_UM;
  for (let i = 0; i < axons.count; i++) {
    const count = grid.near(axons.ends, i, widest, found);
    for (let k = 0; k < count; k++) {
      const target = found[k];
      const dx = middles[3 * target] - axons.middles[3 * i];
      const dy = middles[3 * target + 1] - axons.middles[3 * i + 1];
      const dz = middles[3 * target + 2] - axons.middles[3 * i + 2];
      const reach = axons.half[i] + half[target] + radius[target] + CONTACT_UM;
      if (dx * dx + dy * dy + dz * dz > reach * reach) continue;
      closestApproach(axons.ends, 6 * i, targets.ends, 6 * target, approach);
      if (approach.distance <= radius[target] + CONTACT_UM) visit(i, target, approach);
    }
  }
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

/** Adds the place: from the target's axis towards the axon at `axons[a]`, as far as the target's surface. */
function place(
  synapses: GrownSynapses,
  axons: Float64Array,
  a: number,
  targets: Segments,
  target: number,
  { along, across, distance }: Approach,
): void {
  const b = 6 * target;
  const out = distance > 0 ? Math.min(1, targets.radius[target] / distance) : 0;
  const coordinate = (k: number): number => {
    const onAxon = axons[a + k] + along * (axons[a + k + 3] - axons[a + k]);
    const onTarget = targets.ends[b + k] + across * (targets.ends[b + k + 3] - targets.ends[b + k]);
    return onTarget + out * (onAxon - onTarget);
  };
  synapses.x.push(coordinate(0));
  synapses.y.push(coordinate(1));
  synapses.z.push(coordinate(2));
}

function sortByPre(synapses: GrownSynapses): GrownSynapses {
  const order = synapses.pre.map((_, i) => i).sort((i, j) => synapses.pre[i] - synapses.pre[j] || i - j);
  const take = (values: readonly number[]): number[] => order.map(i => values[i]);
  return {
    pre: take(synapses.pre),
    post: take(synapses.post),
    size: take(synapses.size),
    x: take(synapses.x),
    y: take(synapses.y),
    z: take(synapses.z),
  };
}
