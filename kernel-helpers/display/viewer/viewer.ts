/** `viewer(…)`: neurons, surfaces and synapses in three dimensions. */

import { cellsOf } from './build-scene.js';
import { checkOptions } from './check-options.js';
import { boundTo, colorCells } from './color-by.js';
import { planesOf } from './layer-planes.js';
import type { ViewerOptions } from './model.js';
import { checkNodeValues } from './node-values.js';
import { type Shown, sortShown } from './shown.js';
import { isShownScene, type ShownScene } from './shown-scene.js';
import { type NeuronView, viewOf } from './view.js';

/**
 * A 3D view of neurons, surfaces, synapses, points and boxes in any mix, to be a cell's last value or an argument of
 * `display`.
 *
 * What is shown: a {@link Neuron} or several; `{ id, skeleton }`; `{ id, mesh }`, or a mesh that `precomputed` read;
 * `{ synapses: table }`; `{ points: table }`, with `role: 'somata'` for somata; `{ box: { minNm, maxNm } }`; or a whole
 * dataset with neurons, such as the synthetic column: its neurons between its layers (its synapses only when they are
 * given, too). `neuroglancer.scene(link)` is shown as the link looks at it. An id alone is a neuron of the dataset `options.from`. What has the same id is one neuron: coloured, hidden
 * and selected as one. Positions are in nanometres.
 *
 * A synapse belongs to the shown neuron that is its presynaptic cell, as its output; else to the shown neuron that is its
 * postsynaptic cell, as its input. Where neurons are shown, synapses of none of them are left out, and the view says so.
 *
 * Somata and neurites have their measured radius; processes thinner than a pixel are drawn a pixel wide. Depth (y) runs
 * down the screen. Cell types have the field's colours; other colours are safe for colour-blind readers. Outputs of a
 * neuron are full spheres, inputs have a dark core.
 *
 * Drag to turn, shift-drag to move, scroll with Ctrl (or after a click) to zoom, click to select; `?` lists the keys. The
 * view that is returned has methods that change what every output of it shows.
 *
 * Positions are stored to 1/65,535 of what is shown of a kind (of each surface by itself): 15 nm in a 1 mm volume. A
 * node takes about 5 bytes in the notebook, a triangle 2 to 4, a synapse with its ids 13. What would take more than
 * `options.maxBytes` is simplified, and the view says by how much; the kernel keeps all of it.
 *
 * @throws {NotFoundError} when `options.from` has no neuron of an id.
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
 * @example
 * ```ts
 * const column = await datasets.open('synthetic-column');
 * const ids = column.neurons.slice(0, 5).map(neuron => neuron.id);
 * viewer(ids, { from: column, colorBy: { label: 'nodes', cells: neuron => neuron.skeleton.nodeCount } });
 * ```
 */
export function viewer(shown: Shown | Iterable<Shown> | ShownScene, options: ViewerOptions = {}): NeuronView {
  const { shown: things, options: usual = {}, view = {}, notes } = isShownScene(shown) ? shown : { shown };
  // Colours of one's own would stand before what the colours are asked to stand for.
  const colors = options.colorBy === undefined ? { ...usual.colors, ...options.colors } : (options.colors ?? {});
  const asked = { ...usual, ...options, colors };
  checkOptions(asked);
  const { layers: ofDataset, ...sorted } = sortShown(things, 'viewer', asked.from);
  const layers = planesOf(asked.layers ?? ofDataset ?? []);
  // Errors belong to this call, not to the moment of showing it.
  const cells = cellsOf(sorted);
  colorCells(cells, asked.colorBy, asked.colors);
  checkNodeValues(sorted.neurons, asked.colorBy);
  const kept = { ...asked, colorBy: boundTo(cells, asked.colorBy) };
  return viewOf({ shown: sorted, layers, options: kept, view, ...(notes ? { notes } : {}) });
}
