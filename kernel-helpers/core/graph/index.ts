/**
 * Wiring as a graph: reciprocity, motifs, paths, components.
 *
 * @module
 */
export {};
