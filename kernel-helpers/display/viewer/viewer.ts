/** `viewer(…)`: neurons, surfaces and synapses in three dimensions. */

import { cellsOf } from './build-scene.js';
import { checkOptions } from './check-options.js';
import { colorCells } from './color-by.js';
import { planesOf } from './layer-planes.js';
import type { ViewerOptions } from './model.js';
import { type Shown, sortShown } from './shown.js';
import { type NeuronView, viewOf } from './view.js';

/**
 * A 3D view of neurons, surfaces, synapses, points and boxes in any mix, to be a cell's last value or an argument of
 * `display`.
 *
 * What is shown: a {@link Neuron} or several; `{ id, mesh }`, or a mesh that `precomputed` read; `{ synapses: table }`;
 * `{ points: table }`; `{ box: { minNm, maxNm } }`; or a whole dataset with neurons, such as the synthetic column. What has
 * the same id is one neuron: coloured, hidden and selected as one. Positions are in nanometres.
 *
 * Somata and neurites have their measured radius; processes thinner than a pixel are drawn a pixel wide. Depth (y) runs
 * down the screen. Cell types have the field's colours; other colours are safe for colour-blind readers. Outputs of a
 * neuron are full spheres, inputs have a dark core.
 *
 * Drag to turn, shift-drag to move, scroll with Ctrl (or after a click) to zoom, click to select; `?` lists the keys. The
 * view that is returned has methods that change what every output of it shows.
 *
 * Positions are stored to 1/65,535 of the scene's extent: 15 nm in a 1 mm volume. What would take more than
 * `options.maxBytes` in the notebook is simplified, and the view says by how much.
 *
 * @throws {InvalidArgumentError} when there is nothing to show, what is given is none of the above, an option or a colour
 * is not one, or a colour belongs to nothing shown.
 *
 * @example
 * ```ts
 * const column = await datasets.open('synthetic-column');
 * const cells = column.neurons.filter(neuron => neuron.type === '5P-ET');
 * const v = viewer([...cells, { synapses: column.synapses }], { layers: column.layers });
 * v.color('compartment');
 * v.camera('front');
 * ```
 */
export function viewer(shown: Shown | Iterable<Shown>, options: ViewerOptions = {}): NeuronView {
  checkOptions(options);
  const { layers: ofDataset, ...sorted } = sortShown(shown, 'viewer');
  const layers = planesOf(options.layers ?? ofDataset ?? []);
  // Errors belong to this call, not to the moment of showing it.
  colorCells(cellsOf(sorted), options.colorBy, options.colors);
  return viewOf({ shown: sorted, layers, options, view: {} });
}
