/** What the main thread and the threads that draw graphs tell each other. */

import type { Mixing } from '../../core/nulls/draw-swaps.js';
import type { DrawnGraph } from '../../core/nulls/drawn-graph.js';
import type { NullModel } from '../../core/nulls/model.js';
import type { StatisticSpec } from '../../core/nulls/statistics.js';

/** What to draw from, until another is sent. Its arrays are shared, not copied. */
export interface DrawSetup {
  readonly type: 'setup';
  readonly model: NullModel;
  /** `undefined`: whole graphs are wanted. */
  readonly statistic: StatisticSpec | undefined;
  readonly seed: number;
}

/** The draws `from … to - 1`. */
export interface DrawTask {
  readonly type: 'draw';
  readonly from: number;
  readonly to: number;
}

/** How the swaps of a model mix. */
export interface MixingTask {
  readonly type: 'mixing';
}

export type DrawRequest = DrawSetup | DrawTask | MixingTask;

/** The answer to each request, in their order. */
export type DrawAnswer =
  | { readonly type: 'ready' }
  | { readonly type: 'values'; readonly values: Float64Array }
  | { readonly type: 'graphs'; readonly graphs: readonly DrawnGraph[] }
  | { readonly type: 'mixing'; readonly mixing: Mixing | undefined }
  | { readonly type: 'failure'; readonly error: unknown };
