/** What a neuron's tree is, for every reader, analysis and view. */

/** SWC compartment codes, as CAVE skeletons and the MICrONS SWC files use them. */
export const COMPARTMENT = { unknown: 0, soma: 1, axon: 2, basalDendrite: 3, apicalDendrite: 4 } as const;

/**
 * A neuron's morphology as a tree (or several) of nodes with radius.
 *
 * Node `i` lies at `positionsNm[3*i + k]`, k = 0, 1, 2 for x, y, z in nanometres, has radius `radiiNm[i]` in
 * nanometres and hangs on node `parents[i]`, which is `-1` for a root. A parent always comes before its children
 * (`parents[i] < i`). `compartments[i]` is an SWC code (see {@link COMPARTMENT}).
 */
export interface Skeleton {
  readonly nodeCount: number;
  readonly positionsNm: Float32Array;
  readonly radiiNm: Float32Array;
  readonly parents: Int32Array;
  readonly compartments: Uint8Array;
}

/** A skeleton with a name: what `viewer(neurons)` draws. `id` is the root id or, in synthetic data, a cell id. */
export interface Neuron {
  readonly id: bigint;
  /** Cell type in the field's words ("BC", "5P-ET"), or `null` where it is not known. */
  readonly type: string | null;
  readonly label: string;
  readonly skeleton: Skeleton;
  /** True for neurons grown by code; every view of them says so. */
  readonly synthetic: boolean;
}
