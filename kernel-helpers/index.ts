/**
 * Connectomics in TypeScript: datasets, analysis and displays.
 *
 * In a connectome notebook every name below is already there, under `connectome` and by itself. In plain Node:
 *
 * ```ts
 * import { connectivity, datasets, viewer } from 'connectome-helpers';
 *
 * const column = await datasets.open('synthetic-column');
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: column.cells });
 * viewer(column.neurons); // in a notebook: the column in 3D
 * ```
 *
 * @module
 */
export * as errors from './errors.js';
export { type Displayable, jupyterDisplay, type MimeBundle } from './contract/mime.js';
export type { Neuron, Skeleton } from './core/skeleton.js';
