/** A neuron seen from the side: across and depth in µm, the third axis left out. */

import {
  COMPARTMENT_NAMES,
  type CompartmentName,
  compartmentColumns,
} from '../../core/morphology/compartment-names.js';
import { COMPARTMENT, type Neuron } from '../../core/skeleton.js';
import type { DatasetTransform } from '../../core/transforms.js';
import { InvalidArgumentError } from '../../errors.js';

/** Node i lies at `(acrossUm[i], depthUm[i])`; across is counted from the soma, to the right. */
export interface SideView {
  readonly neuron: Neuron;
  readonly acrossUm: Float64Array;
  readonly depthUm: Float64Array;
  readonly radiusUm: Float64Array;
  readonly parents: Int32Array;
  /** SWC codes; 0 for every code without a name. */
  readonly codes: Uint8Array;
  /** Whether the edge from node i to its parent is shown, or, for a root, its node. */
  readonly shown: Uint8Array;
  /** The node that stands for the cell's place: the widest of the soma, or the first root where there is no soma. */
  readonly center: number;
  readonly hasSoma: boolean;
}

/** What {@link sideView} needs to know of the figure. */
export interface Projection {
  readonly across: 'x' | 'z';
  readonly transform: Pick<DatasetTransform, 'allToPiaUm'> | undefined;
  readonly compartments: readonly CompartmentName[] | undefined;
}

/**
 * @throws {InvalidArgumentError} when a position is not finite, a radius is neither 0 nor above, or no node is shown.
 */
export function sideView(neuron: Neuron, { across, transform, compartments }: Projection): SideView {
  const { nodeCount, positionsNm, radiiNm, parents } = neuron.skeleton;
  const um = transform?.allToPiaUm(positionsNm) ?? Float64Array.from(positionsNm, nm => nm / 1000);
  for (let i = 0; i < 3 * nodeCount; i++) {
    if (!Number.isFinite(um[i])) throw notFinite(neuron, 'positions', um[i], Math.floor(i / 3), 'finite numbers, nm');
  }
  for (let i = 0; i < nodeCount; i++) {
    if (radiiNm[i] >= 0 && radiiNm[i] < Number.POSITIVE_INFINITY) continue;
    throw notFinite(neuron, 'radii', radiiNm[i], i, '0 or more, nm');
  }
  const codes = compartmentColumns(neuron.skeleton);
  const soma = widestSoma(codes, radiiNm);
  const center = soma ?? 0;
  const axis = across === 'x' ? 0 : 2;
  const shownCodes = COMPARTMENT_NAMES.map(name => compartments === undefined || compartments.includes(name));
  const shown = codes.map(code => Number(shownCodes[code]));
  if (!shown.includes(1)) {
    throw new InvalidArgumentError(
      `morphology compartments leave nothing of ${neuron.label}: received ${compartments?.join(', ') || 'none'}, expected one that it has`,
      { argument: 'compartments' },
    );
  }
  return {
    neuron,
    acrossUm: Float64Array.from({ length: nodeCount }, (_, i) => um[3 * i + axis] - um[3 * center + axis]),
    depthUm: Float64Array.from({ length: nodeCount }, (_, i) => um[3 * i + 1]),
    radiusUm: Float64Array.from(radiiNm, nm => nm / 1000),
    parents,
    codes,
    shown,
    center,
    hasSoma: soma !== undefined && shownCodes[COMPARTMENT.soma],
  };
}

function widestSoma(codes: Uint8Array, radii: Float32Array): number | undefined {
  let widest: number | undefined;
  for (let i = 0; i < codes.length; i++) {
    if (codes[i] !== COMPARTMENT.soma) continue;
    if (widest === undefined || radii[i] > radii[widest]) widest = i;
  }
  return widest;
}

function notFinite(neuron: Neuron, what: string, value: number, node: number, expected: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `morphology ${what} of ${neuron.label} are not usable: received ${value} at node ${node}, expected ${expected}`,
    { argument: 'cells' },
  );
}

/** The place of a view's soma (or first root), µm below the pia. */
export function somaDepthUm({ depthUm, center }: SideView): number {
  return depthUm[center];
}

/** Calls back with child and parent of every edge that is shown. */
export function forEachEdge(view: SideView, visit: (child: number, parent: number) => void): void {
  for (let i = 0; i < view.parents.length; i++) {
    if (view.shown[i] === 1 && view.parents[i] >= 0) visit(i, view.parents[i]);
  }
}
