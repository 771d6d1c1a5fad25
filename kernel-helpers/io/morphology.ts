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
export { parseSwc, type SwcOptions } from '../formats/swc/swc.js';
export { type SwcHeader, swcHeader } from '../formats/swc/swc-header.js';
export { type WriteSwcOptions, writeSwc } from '../formats/swc/write-swc.js';
export { readSwc } from './morphology/read-swc.js';
export { parseSkeletonNpz, type SkeletonNpzOptions } from './morphology/skeleton-npz.js';
