/**
 * Measures of a neuron's tree, all in nanometres.
 *
 * ```ts
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.cableLengthNm(cell.skeleton) / 1e6; // mm of axon and dendrite
 * ```
 *
 * @module
 */
export { type Bounds, bounds } from './bounds.js';
export { branchPointCount, tipCount } from './branching.js';
export { type CableByCompartment, cableByCompartmentNm, cableLengthNm } from './cable-length.js';
export * from './proximity/index.js';
