/** What is known of the synapses from each group to each; arrays are indexed `[r * columnCount + c]`. */
export interface GroupSums {
  readonly columnCount: number;
  readonly synapses: Float64Array;
  /** Connected pairs. */
  readonly connected: Float64Array;
  readonly summedSize: Float64Array;
  /** Ordered pairs of different cells. */
  readonly pairs: Float64Array;
  /** Cells of group c that at least one cell of group r synapses on. */
  readonly reached: Float64Array;
  /** Synapses that the cells of group r make on any cell, with a group or without. */
  readonly output: Float64Array;
  /** Synapses that the cells of group c receive from any cell, with a group or without. */
  readonly input: Float64Array;
  /** Cells of group r, and of group c. */
  readonly rowCells: Uint32Array;
  readonly columnCells: Uint32Array;
}

/** What a group matrix tells of the synapses from one group to another; `groupMatrix` has the formulas. */
export type GroupMeasure =
  | 'synapses'
  | 'connections'
  | 'summed size'
  | 'mean size'
  | 'mean per pair'
  | 'mean per connection'
  | 'probability'
  | 'density'
  | 'fraction of output'
  | 'fraction of input'
  | 'mean output'
  | 'mean input';

/** A measure's unit in words, and its value in row r and column c, which is at `at`. */
export interface MeasureOf {
  readonly unit: string;
  readonly value: (sums: GroupSums, at: number, r: number, c: number) => number;
}

/** Every measure of a group matrix, with its unit and formula. Where a formula divides 0 by 0 there is no value: NaN. */
export const MEASURES: Readonly<Record<GroupMeasure, MeasureOf>> = {
  synapses: { unit: 'synapses', value: (s, at) => s.synapses[at] },
  connections: { unit: 'connected pairs', value: (s, at) => s.connected[at] },
  'summed size': { unit: 'summed size of the synapses', value: (s, at) => s.summedSize[at] },
  'mean size': { unit: 'size per synapse', value: (s, at) => s.summedSize[at] / s.synapses[at] },
  'mean per pair': { unit: 'synapses per pair', value: (s, at) => s.synapses[at] / s.pairs[at] },
  'mean per connection': { unit: 'synapses per connected pair', value: (s, at) => s.synapses[at] / s.connected[at] },
  probability: { unit: 'connected fraction of pairs', value: (s, at) => s.connected[at] / s.pairs[at] },
  density: { unit: 'fraction of target cells reached', value: (s, at, _, c) => s.reached[at] / s.columnCells[c] },
  'fraction of output': { unit: 'fraction of output synapses', value: (s, at, r) => s.synapses[at] / s.output[r] },
  'fraction of input': { unit: 'fraction of input synapses', value: (s, at, _, c) => s.synapses[at] / s.input[c] },
  'mean output': { unit: 'synapses per presynaptic cell', value: (s, at, r) => s.synapses[at] / s.rowCells[r] },
  'mean input': { unit: 'synapses per postsynaptic cell', value: (s, at, _, c) => s.synapses[at] / s.columnCells[c] },
};
