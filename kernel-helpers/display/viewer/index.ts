export type { ColorBy, ColorByCell, ColorByNode, ColorScale } from './color-by.js';
export type { ViewerOptions } from './model.js';
export type { RampName } from './ramps.js';
export type { Shown, ShownBox, ShownDataset, ShownMesh, ShownSkeleton } from './shown.js';
export type { ShownPoints } from './shown-points.js';
export type { ShownScene } from './shown-scene.js';
export type { ShownSynapses } from './shown-synapses.js';
export type { CellLike, NeuronView, ViewSide } from './view.js';
export { viewer } from './viewer.js';
