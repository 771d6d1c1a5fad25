/**
 * Neurons as trees: read them, and measure them.
 *
 * ```ts
 * const cell = await datasets.open('minnie65/martinotti-cell-264824');
 * morphology.cableLengthNm(cell.skeleton) / 1e6; // mm of neurite
 * ```
 *
 * @module
 */
export * from '../core/morphology/index.js';
export { readSwc } from './morphology/read-swc.js';
export { parseSkeletonNpz, type SkeletonNpzOptions } from './morphology/skeleton-npz.js';
export { parseSwc, type SwcOptions } from './morphology/swc.js';
export { type SwcHeader, swcHeader } from './morphology/swc-header.js';
export { type WriteSwcOptions, writeSwc } from './morphology/write-swc.js';
