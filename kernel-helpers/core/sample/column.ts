/**
 * The embedded sample: a cortical column grown by code, so that everything runs with no network. Synthetic, and named
 * so wherever it shows; no finding may be claimed from it.
 */

import { createRandom } from '../random.js';
import type { Neuron, Skeleton } from '../skeleton.js';
import { type Layer, minnie65 } from '../transforms.js';
import type { CellType } from './cell-types.js';
import { connect, type GrownSynapses, type Tuned } from './connect.js';
import { growNeuron } from './grow-neuron.js';
import type { Tree } from './grow-tree.js';
import { placeCells } from './place-cells.js';

/** Columns of the cells, by depth; all arrays run together. */
export interface SyntheticCells {
  /** 1, 2, 3 … from the pia down. */
  readonly id: BigUint64Array;
  readonly cell_type: readonly CellType[];
  /** "L1" to "L6". */
  readonly layer: readonly string[];
  readonly class: readonly ('excitatory' | 'inhibitory')[];
  /** Soma, µm; y is the depth under the pia. */
  readonly x_um: Float32Array;
  readonly y_um: Float32Array;
  readonly z_um: Float32Array;
  readonly soma_radius_um: Float32Array;
  /** In [0, π); NaN for interneurons, which have none. */
  readonly preferred_orientation_rad: Float32Array;
}

/** Columns of the synapses, by presynaptic cell; all arrays run together. */
export interface SyntheticSynapses {
  /** 1, 2, 3 … */
  readonly id: BigUint64Array;
  readonly pre_id: BigUint64Array;
  readonly post_id: BigUint64Array;
  /** Arbitrary units, log-normal round 1. */
  readonly size: Float32Array;
  /** Place on the surface of the postsynaptic cell, nm; y is the depth under the pia. */
  readonly x_nm: Float32Array;
  readonly y_nm: Float32Array;
  readonly z_nm: Float32Array;
}

/** A synthetic cortical column. */
export interface SyntheticColumn {
  readonly name: 'synthetic column';
  readonly synthetic: true;
  readonly seed: number;
  /** One a cell, in the order of `cells`; nm, y is the depth under the pia. */
  readonly neurons: readonly Neuron[];
  /** `cells.id` once more, for `connectivity.fromSynapses`. */
  readonly cellIds: BigUint64Array;
  /** `cells.cell_type` once more, for `connectivity.groupMatrix`. */
  readonly cellTypes: readonly CellType[];
  /** Where somata lie, `somaNm[3*i + k]` of cell i, k = 0, 1, 2 for x, y, z, for what wants `positionsNm`. */
  readonly somaNm: Float64Array;
  readonly cells: SyntheticCells;
  readonly synapses: SyntheticSynapses;
  /** The layers the somata were placed by: those of minnie65. */
  readonly layers: readonly Layer[];
}

/** What {@link growColumn} grows; every field may be left out. */
export interface GrowColumnOptions {
  /** Same seed, same column; 20250409 when absent. */
  readonly seed?: number;
  /** 300 when absent. */
  readonly cellCount?: number;
}

/**
 * A cortical column 300 µm wide from pia to white matter: cells of eleven types at their depths, with tuning, branching
 * morphologies and the synapses that their closeness, types and tuning give. The same seed gives the same column.
 *
 * About a quarter of a second for 300 cells: near 96,000 nodes and 7,300 synapses.
 *
 * @throws {InvalidArgumentError} when the seed is no whole number or `cellCount` is not from 1 to 5,000.
 */
export function growColumn({ seed = 20250409, cellCount = 300 }: GrowColumnOptions = {}): SyntheticColumn {
  const random = createRandom(seed);
  const placing = random.fork();
  const tuning = random.fork();
  const growing = random.fork();
  const connecting = random.fork();
  const cells: Tuned[] = placeCells(placing, cellCount).map(cell => ({
    ...cell,
    preferredOrientation: cell.traits.class === 'excitatory' ? tuning.between(0, Math.PI) : Number.NaN,
  }));
  // A stream for each cell: a change in how one type grows leaves the others as they were.
  const trees = cells.map(cell => growNeuron(growing.fork(), cell));
  const synapses = connect(connecting, cells, trees);
  const ids = BigUint64Array.from(cells, (_, i) => BigInt(i + 1));
  const types = cells.map(cell => cell.traits.type);
  return {
    name: 'synthetic column',
    synthetic: true,
    seed,
    neurons: toNeurons(ids, types, trees),
    cellIds: ids,
    cellTypes: types,
    somaNm: Float64Array.from(trees.flatMap(({ x, y, z }) => [x[0] * 1000, y[0] * 1000, z[0] * 1000])),
    cells: toCells(ids, types, cells),
    synapses: toSynapses(ids, synapses),
    layers: minnie65.layers,
  };
}

function toNeurons(ids: BigUint64Array, types: readonly CellType[], trees: readonly Tree[]): Neuron[] {
  const ofType = new Map<CellType, number>();
  return trees.map((tree, i) => {
    const type = types[i];
    const number = (ofType.get(type) ?? 0) + 1;
    ofType.set(type, number);
    return { id: ids[i], type, label: `${type} ${number} (synthetic)`, skeleton: toSkeleton(tree), synthetic: true };
  });
}

function toSkeleton(tree: Tree): Skeleton {
  const nodeCount = tree.parent.length;
  const positionsNm = new Float32Array(3 * nodeCount);
  for (let i = 0; i < nodeCount; i++) {
    positionsNm[3 * i] = tree.x[i] * 1000;
    positionsNm[3 * i + 1] = tree.y[i] * 1000;
    positionsNm[3 * i + 2] = tree.z[i] * 1000;
  }
  return {
    nodeCount,
    positionsNm,
    radiiNm: Float32Array.from(tree.radius, radius => radius * 1000),
    parents: Int32Array.from(tree.parent),
    compartments: Uint8Array.from(tree.compartment),
  };
}

function toCells(ids: BigUint64Array, types: readonly CellType[], cells: readonly Tuned[]): SyntheticCells {
  return {
    id: ids,
    cell_type: types,
    layer: cells.map(cell => minnie65.layerAt(cell.y)),
    class: cells.map(cell => cell.traits.class),
    x_um: Float32Array.from(cells, cell => cell.x),
    y_um: Float32Array.from(cells, cell => cell.y),
    z_um: Float32Array.from(cells, cell => cell.z),
    soma_radius_um: Float32Array.from(cells, cell => cell.somaRadiusUm),
    preferred_orientation_rad: Float32Array.from(cells, cell => cell.preferredOrientation),
  };
}

function toSynapses(ids: BigUint64Array, synapses: GrownSynapses): SyntheticSynapses {
  return {
    id: BigUint64Array.from(synapses.pre, (_, i) => BigInt(i + 1)),
    pre_id: BigUint64Array.from(synapses.pre, pre => ids[pre]),
    post_id: BigUint64Array.from(synapses.post, post => ids[post]),
    size: Float32Array.from(synapses.size),
    x_nm: Float32Array.from(synapses.x, x => x * 1000),
    y_nm: Float32Array.from(synapses.y, y => y * 1000),
    z_nm: Float32Array.from(synapses.z, z => z * 1000),
  };
}
