/**
 * Who synapses on whom: a directed graph in compressed rows (CSR), one entry for each connected pair.
 *
 * Cell `i` has id `ids[i]`. Its partners are the entries `e` with `offsets[i] <= e < offsets[i + 1]`: it makes
 * `counts[e]` synapses of summed size `summedSize[e]` on cell `targets[e]`, and `targets` ascends within a row.
 * `connectivity.edges` has the same as a table, `connectivity.toDense` as a matrix.
 */
export interface Connectivity {
  readonly cellCount: number;
  /** Entries: connected ordered pairs. */
  readonly pairCount: number;
  /** Synapses in the entries. */
  readonly synapseCount: number;
  /** In the order of the `cells` given, else ascending. */
  readonly ids: BigUint64Array;
  /** `cellCount + 1` long, from 0 to `pairCount`. */
  readonly offsets: Uint32Array;
  readonly targets: Uint32Array;
  readonly counts: Uint32Array;
  /** In the unit of the synapses' sizes; NaN throughout when they have none. */
  readonly summedSize: Float64Array;
  /** Synapses of a cell on itself. They are counted here and in no entry: most are errors of segmentation. */
  readonly autapses: number;
  /** Synapses left out because a partner is not among the cells, or is 0, which stands for "no segment". */
  readonly outside: number;
}
