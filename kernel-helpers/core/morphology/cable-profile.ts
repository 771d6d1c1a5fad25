import { InvalidArgumentError } from '../../errors.js';
import type { Skeleton } from '../skeleton.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';
import type { DatasetTransform, Layer } from '../transforms.js';
import { addEdge, ascending } from './bins.js';
import { COMPARTMENT_NAMES, type CompartmentName, compartmentColumns } from './compartment-names.js';
import { pathDistanceToSomaNm } from './distance-to-soma.js';
import { edgeLengthsNm } from './edge-lengths.js';

/** Cable length by bin, in nm. */
export interface CableProfile {
  /** `lengthNm[b]` of bin b, from bound b up to bound b + 1. */
  readonly lengthNm: Float64Array;
  /** They add up to `lengthNm`. */
  readonly byCompartment: Readonly<Record<CompartmentName, Float64Array>>;
  /** Cable at less than the first bound. */
  readonly belowNm: number;
  /** Cable at the last bound or more. */
  readonly aboveNm: number;
  /** Cable that has no value to be sorted by, such as a tree without the soma. */
  readonly unplacedNm: number;
}

/** Cable length by depth. `belowNm` lies at less depth than the first bound: towards the pia. */
export interface DepthProfile extends CableProfile {
  /** One more than the bins, ascending. */
  readonly boundsUm: Float64Array;
  /** The names of the bins, where layers were given. */
  readonly layers: readonly string[] | undefined;
}

/** Bins, and the way from nm to depth, for {@link depthProfile}. */
export interface DepthProfileOptions {
  /** Bounds of the bins, µm under the pia. */
  readonly boundsUm?: Numbers;
  /** Layers as bins, in place of `boundsUm`; each must begin where the one above it ends. */
  readonly layers?: readonly Layer[];
  /** What turns nm into depth, such as `transforms.minnie65`. When absent y is the depth, as in the synthetic column. */
  readonly transform?: Pick<DatasetTransform, 'allToPiaUm'>;
}

/**
 * Cable length by depth under the pia, in nm, in all and by compartment.
 *
 * Edges are split exactly where they pass a bound. An edge belongs to the compartment of its child node. The bins,
 * `belowNm` and `aboveNm` add up to `cableLengthNm`. O(nodes + bins passed).
 *
 * @throws {InvalidArgumentError} unless there are either at least two different bounds or adjoining layers.
 * @example
 * const { layers } = transforms.minnie65;
 * const cell = await datasets.open('minnie65/martinotti-cell-264824');
 * morphology.depthProfile(cell.skeleton, { layers, transform: transforms.minnie65 }).byCompartment.axon;
 */
export function depthProfile(skeleton: Skeleton, options: DepthProfileOptions): DepthProfile {
  const { layers } = options;
  if ((options.boundsUm === undefined) === (layers === undefined)) {
    const received = layers === undefined ? 'neither' : 'both';
    throw new InvalidArgumentError(
      `depthProfile bins are not clear: received ${received}, expected boundsUm or layers`,
      {
        argument: 'boundsUm',
      },
    );
  }
  const given = layers === undefined ? (options.boundsUm as Numbers) : layerBounds(layers);
  const boundsUm = ascending(finiteNumbers(given, 'depthProfile', 'boundsUm'), 'boundsUm', 'depthProfile', 2);
  const um = options.transform?.allToPiaUm(skeleton.positionsNm);
  const depths = Float64Array.from({ length: skeleton.nodeCount }, (_, i) =>
    um === undefined ? skeleton.positionsNm[3 * i + 1] / 1000 : um[3 * i + 1],
  );
  return { boundsUm, layers: layers?.map(({ name }) => name), ...profile(skeleton, depths, boundsUm) };
}

function layerBounds(layers: readonly Layer[]): number[] {
  for (let i = 1; i < layers.length; i++) {
    if (layers[i].topUm === layers[i - 1].bottomUm) continue;
    throw new InvalidArgumentError(
      `depthProfile layers do not adjoin: received ${layers[i].name} from ${layers[i].topUm} µm, expected ${layers[i - 1].bottomUm}, where ${layers[i - 1].name} ends`,
      { argument: 'layers' },
    );
  }
  return [...layers.map(({ topUm }) => topUm), ...layers.slice(-1).map(({ bottomUm }) => bottomUm)];
}

/** Cable length by path distance from the soma. */
export interface PathDistanceProfile extends CableProfile {
  /** One more than the bins, ascending. */
  readonly boundsNm: Float64Array;
}

/**
 * Cable length by path distance from the soma's centre, in nm, in all and by compartment.
 *
 * Edges are split exactly at the bounds. Cable that no way leads to from the soma is `unplacedNm`. O(nodes).
 *
 * @throws {InvalidArgumentError} when there are not at least two different bounds.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.cableByPathDistanceNm(cell.skeleton, [0, 50_000, 100_000]).byCompartment.basalDendrite;
 */
export function cableByPathDistanceNm(skeleton: Skeleton, boundsNm: Numbers): PathDistanceProfile {
  const caller = 'cableByPathDistanceNm';
  const bounds = ascending(finiteNumbers(boundsNm, caller, 'boundsNm'), 'boundsNm', caller, 2);
  return { boundsNm: bounds, ...profile(skeleton, pathDistanceToSomaNm(skeleton), bounds) };
}

/** `values[node]` runs evenly along every edge. */
function profile(skeleton: Skeleton, values: Float64Array, bounds: Float64Array): CableProfile {
  const lengths = edgeLengthsNm(skeleton);
  const codes = compartmentColumns(skeleton);
  const width = bounds.length + 1;
  const sums = new Float64Array(COMPARTMENT_NAMES.length * width);
  let unplacedNm = 0;
  for (let i = 0; i < skeleton.nodeCount; i++) {
    const parent = skeleton.parents[i];
    if (parent < 0) continue;
    if (Number.isNaN(values[i])) unplacedNm += lengths[i];
    else addEdge(bounds, sums, codes[i] * width, values[parent], values[i], lengths[i]);
  }
  const all = new Float64Array(width);
  for (let i = 0; i < sums.length; i++) all[i % width] += sums[i];
  const bins = COMPARTMENT_NAMES.map((name, code) => [name, sums.slice(code * width + 1, (code + 1) * width - 1)]);
  return {
    lengthNm: all.slice(1, -1),
    byCompartment: Object.fromEntries(bins) as Record<CompartmentName, Float64Array>,
    belowNm: all[0],
    aboveNm: all[width - 1],
    unplacedNm,
  };
}
