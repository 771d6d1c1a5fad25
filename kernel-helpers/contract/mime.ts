/** The words kernel and browser share: MIME type names and the display protocol. */

/** Neurons, surfaces and synapses in 3D; payload {@link Scene} of `contract/scene/scene.ts`. */
export const SCENE_MIME = 'application/vnd.connectome.scene.v2+json';
/** A wiring as a matrix; payload {@link MatrixPayload} of `contract/matrix/matrix.ts`. */
export const MATRIX_MIME = 'application/vnd.connectome.matrix.v1+json';
/** A table to sort, filter and select in; payload {@link TablePayload} of `contract/table.ts`. */
export const TABLE_MIME = 'application/vnd.connectome.table.v1+json';
/** A Plotly figure with caption; payload {@link FigurePayload} of `contract/figure.ts`. */
export const FIGURE_MIME = 'application/vnd.connectome.figure.v1+json';
/** A drawing in lines, areas and words, with caption; payload {@link Drawing} of `contract/drawing.ts`. */
export const DRAWING_MIME = 'application/vnd.connectome.drawing.v1+json';
/** Our numbers beside printed ones; payload {@link CheckPayload} of `contract/check.ts`. */
export const CHECK_MIME = 'application/vnd.connectome.check.v1+json';

/** One output in several forms, richest first for a front end to choose; `text/plain` is always there. */
export interface MimeBundle {
  readonly 'text/plain': string;
  readonly [mimeType: string]: unknown;
}

/** The symbol a value answers to with its {@link MimeBundle}; the kernel calls it for a cell's last value. */
export const jupyterDisplay: unique symbol = Symbol.for('Jupyter.display');

/** A value that knows how to show itself in a notebook. */
export interface Displayable {
  [jupyterDisplay](): MimeBundle | Promise<MimeBundle>;
}
