/** What the card of a cell can be asked, and what it finds. */
import type { CellSynapses, ConnectionSummary } from '../../core/connectivity/cell-synapses.js';
import type { SomaEstimate } from '../../core/morphology/soma-from-synapses.js';
import type { BasketCellSummaries } from '../../published/schneider-mizell2025.js';

/** What the card can be asked; every field may be left out. */
export interface BasketCellCardOptions {
  /**
   * Whose partners the panels of connections and sizes count: typed cells of the column, as the paper does (`column`,
   * when absent), or all, with fragments (`all`). The check counts both.
   */
  readonly partners?: 'column' | 'all';
  /** How far from its centre a synapse may be on the soma, µm; 12 when absent. */
  readonly somaReachUm?: number;
}

/** What the card finds. */
export interface BasketCellCardStatistics extends BasketCellSummaries {
  readonly id: bigint;
  readonly outputSynapses: CellSynapses;
  readonly inputSynapses: CellSynapses;
  /** Where the cell's own soma is, from its input synapses; `undefined` where they do not show it. */
  readonly soma: SomaEstimate | undefined;
  /** From each of `outputSynapses` straight to that soma, µm; NaN throughout without one. */
  readonly outputDistancesUm: Float64Array;
  readonly inputDistancesUm: Float64Array;
  /** Of each type that it synapses on. */
  readonly byTarget: Readonly<Record<string, ConnectionSummary>>;
}
