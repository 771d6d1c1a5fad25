/**
 * Links to Neuroglancer and Spelunker, and back: what a notebook looks at, for a colleague without the notebook, and
 * what a colleague looks at, for the notebook.
 *
 * ```ts
 * const url = neuroglancer.link({ ids: [864691135571546917n], colors: ['#008cf9'] });
 * const view = neuroglancer.parse(url);
 * view.ids; // [864691135571546917n]
 * ```
 *
 * @module
 */
export { type LinkOptions, link, type StateOptions, toState } from './link.js';
export { type ParseOptions, parse, type View } from './parse.js';
export type { ViewLayer } from './read-layers.js';
export { SITES, type Site } from './site.js';
export { type LayerSource, SOURCES, type VolumeSource } from './source.js';
export type { LayerState, State } from './state.js';
export type { Annotation, AnnotationLayer, Layout, OrbitCamera } from './view.js';
