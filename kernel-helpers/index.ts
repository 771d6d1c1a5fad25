/**
 * Connectomics in TypeScript: datasets, analysis and displays.
 *
 * In a connectome notebook every name below is already there, under `connectome` and by itself. In plain Node:
 *
 * ```ts
 * import { connectivity, datasets, viewer } from 'connectome-helpers';
 *
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses);
 * viewer(column.neurons); // in a notebook: the column in 3D
 * ```
 *
 * @module
 */

export { type Displayable, jupyterDisplay, type MimeBundle } from './contract/mime.js';
export * as connectivity from './core/connectivity/index.js';
export * as functional from './core/functional/index.js';
export * as graph from './core/graph/index.js';
export * as ids from './core/ids.js';
export type { Neuron, Skeleton } from './core/skeleton.js';
export * as stats from './core/stats/index.js';
export * as transforms from './core/transforms.js';
export * as figure from './display/figure/index.js';
export {
  type CellValues,
  type GroupFigureOptions,
  type MatrixSideOptions,
  type MatrixView,
  matrix,
  type TableMatrixOptions,
  type WiringMatrixOptions,
} from './display/matrix/index.js';
export { type TableInput, type TableOptions, type TableView, table } from './display/table.js';
export * from './display/viewer/index.js';
export * as errors from './errors.js';
export * as cave from './io/cave.js';
export * as datasets from './io/datasets.js';
export * as meshes from './io/meshes.js';
export * as morphology from './io/morphology.js';
export * as nulls from './io/nulls.js';
export * as precomputed from './io/precomputed.js';
export { interruptSignal } from './io/source/cancellation.js';
export { type DatabaseOptions, database } from './io/sql/database.js';
export { type Sql, sql } from './io/sql/sql.js';
export * as tables from './io/tables.js';
export { type Display, type DisplayHandle, display, type PictureOptions } from './kernel/display.js';
export * as neuroglancer from './kernel/neuroglancer.js';
export { type ProgressBar, type ProgressOptions, progress } from './kernel/progress.js';
export * as selection from './kernel/selection.js';
export * as published from './published/index.js';
export * as recipes from './recipes/index.js';
