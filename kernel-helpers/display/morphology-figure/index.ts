/** The line-up of neurons in side view, as vector graphics. */

import type { Drawing, DrawnGroup } from '../../contract/drawing.js';
import { checkDrawing } from '../../contract/drawing-check.js';
import { type Displayable, DRAWING_MIME, jupyterDisplay } from '../../contract/mime.js';
import type { Neuron } from '../../core/skeleton.js';
import { InvalidArgumentError } from '../../errors.js';
import { frameGroup, legendElements, scaleBarElements, yOf } from './frame.js';
import { cellLabel, LABEL_LINE_PX, labelElements } from './labels.js';
import { layOut } from './layout.js';
import { neuritePaths } from './neurites.js';
import { checkLayers, checkOptions, type MorphologyOptions, toList } from './options.js';
import { type DepthRange, silhouette } from './pack.js';
import { cellPaints } from './paints.js';
import { binUmOf, depthCurves, panelGroup, peakOf, stripElements } from './profile.js';
import { forEachEdge, type Projection, type SideView, sideView, somaDepthUm } from './side-view.js';
import { drawingSvg } from './svg.js';
import { synapseElements, synapsesByCell } from './synapse-marks.js';
import { defaultCaption, defaultTitle, describe, describeCell, honestCaption, honestTitle } from './words.js';

export type { MorphologyOptions } from './options.js';

/** A line-up of neurons as a cell's value: shows itself in a notebook, and is an SVG file when it is written to one. */
export interface MorphologyFigure extends Displayable {
  /** What is sent to the browser and stored in the notebook. */
  readonly drawing: Drawing;
  /** The figure as a standalone SVG document in print colours. */
  readonly svg: string;
  /** The figure in words. */
  readonly summary: string;
  /** px of the drawing in a µm of the data. */
  readonly pxPerUm: number;
}

/**
 * Neurons side by side as seen from the side, the pia at the top and all in one scale: layers, a depth ruler and a
 * scale bar in µm, neurites as thick as they are in the colours of their compartments, and the cable by depth.
 *
 * Skeletons in a dataset's own nm need its `transform`, which brings its layers too. Lines pass within a third of a px of
 * every node, and no neurite is drawn thinner than 0.65 px; within a line, widths are right to a factor of 1.25.
 *
 * @throws {InvalidArgumentError} when there is no neuron or no node, a position is not finite, or an option cannot be
 * meant.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const cells = ['23P', '4P', '5P-IT', '5P-ET', '6P-CT', 'BC', 'MC', 'BPC'];
 * figure.morphology(
 *   cells.map(type => column.neurons.find(neuron => neuron.type === type)!),
 *   { layers: column.layers },
 * );
 * @example
 * const basket = await datasets.open('minnie65/basket-cell-296758');
 * const martinotti = await datasets.open('minnie65/martinotti-cell-264824');
 * const lineUp = figure.morphology([basket, martinotti], { transform: transforms.minnie65, colorBy: 'type' });
 * lineUp.svg; // the same in print colours, to be written to a file
 */
export function morphology(cells: Neuron | Iterable<Neuron>, options: MorphologyOptions = {}): MorphologyFigure {
  checkOptions(options);
  const { across = 'x', colorBy = 'compartment', profile = 'panel', transform, compartments } = options;
  const layers = checkLayers(options.layers ?? transform?.layers ?? []);
  const projection: Projection = { across, transform, compartments };
  const views = sorted(
    toList(cells).map(cell => sideView(cell, projection)),
    options.sortBy ?? 'given',
  );
  const neurons = views.map(view => view.neuron);
  const anySynthetic = neurons.some(neuron => neuron.synthetic);
  const isDepth = transform !== undefined || layers.length > 0 || anySynthetic;
  const range = depthRange(
    views,
    layers.length === 0 ? [] : [layers[0].topUm, ...layers.map(l => l.bottomUm)],
    isDepth,
  );
  const shownCodes = new Set(views.flatMap(view => [...new Set(view.codes.filter((_, i) => view.shown[i] === 1))]));
  const paints = cellPaints(neurons, colorBy, options.colors ?? {}, shownCodes);
  const synapses = synapsesByCell(options.synapses, neurons);
  const labels = neurons.map(neuron => cellLabel(neuron, options.labels));
  const layout = layOut({
    silhouettes: views.map(view => silhouette(view, range)),
    labelWidthsPx: labels.map(label => label.widthPx),
    labelHeightPx: Math.max(...labels.map(({ lines }) => lines.length * LABEL_LINE_PX)),
    range,
    isDepth,
    widthPx: options.widthPx ?? 880,
    profile,
    hasLayers: layers.length > 0,
  });
  const ofEach =
    profile === 'beside' ? views.map((_, n) => depthCurves(views, [n], paints, range, projection)) : undefined;
  const peak = peakOf(ofEach ?? []);
  const caption =
    options.caption ??
    defaultCaption(neurons, {
      across,
      pxPerUm: layout.pxPerUm,
      isDepth,
      assumesDepth: layers.length > 0 && transform === undefined && neurons.some(neuron => !neuron.synthetic),
      colorsAreCells: colorBy !== 'compartment',
      profile,
      binUm: binUmOf(range),
      stripMm: peak,
      hasOutputs: neurons.some(({ id }) => (synapses.get(id)?.outputsNm.length ?? 0) > 0),
      hasInputs: neurons.some(({ id }) => (synapses.get(id)?.inputsNm.length ?? 0) > 0),
    });

  const cellGroups = layout.rows.flatMap(row =>
    row.cells.map(({ n, x, stripX }): DrawnGroup => {
      const place = { x, y: yOf(layout, row, 0), pxPerUm: layout.pxPerUm };
      const ownSynapses = synapses.get(neurons[n].id);
      return {
        title: describeCell(views[n], layers, isDepth).slice(0, 400),
        elements: [
          ...(ofEach === undefined ? [] : stripElements(layout, row, stripX, ofEach[n], paints.groups, peak)),
          ...neuritePaths(views[n], place, code => paints.paintOf(n, code)),
          ...(ownSynapses === undefined ? [] : synapseElements(views[n], place, ownSynapses, projection)),
          ...labelElements(labels[n], x, row.labelTop, paints.cellPaint(n)),
        ],
      };
    }),
  );
  const panel = (): DrawnGroup => {
    const all = depthCurves(views, [...views.keys()], paints, range, projection);
    return panelGroup(layout, all, paints.groups, views.length > 1);
  };
  const drawing = drawable({
    version: 1,
    title: honestTitle(options.title ?? defaultTitle(neurons), neurons),
    caption: honestCaption(caption, neurons),
    description: describe(views, layers, isDepth),
    synthetic: anySynthetic,
    widthPx: layout.widthPx,
    heightPx: layout.heightPx,
    groups: [
      frameGroup(layout, layers),
      ...(layout.panelX === undefined ? [] : [panel()]),
      ...cellGroups,
      { elements: [...legendElements(layout, paints.groups), ...scaleBarElements(layout)] },
    ],
  });
  const summary = [drawing.title, drawing.description, drawing.caption].filter(Boolean).join('\n');
  const svg = drawingSvg(drawing);
  return {
    drawing,
    svg,
    summary,
    pxPerUm: layout.pxPerUm,
    [jupyterDisplay]: () => ({ [DRAWING_MIME]: drawing, 'image/svg+xml': svg, 'text/plain': summary }),
  };
}

/** Far more than anybody reads: the check of stored drawings says what, this call who may change it. */
function drawable(drawing: Drawing): Drawing {
  try {
    return checkDrawing(drawing);
  } catch (cause) {
    const message = (cause as Error).message.replace('; run the cell again', '; draw fewer cells or synapses');
    throw new InvalidArgumentError(`morphology ${message}`, { argument: 'cells', cause });
  }
}

function sorted(views: SideView[], sortBy: 'given' | 'depth' | 'type'): SideView[] {
  if (sortBy === 'given') return views;
  const typeOf = ({ neuron }: SideView): string => neuron.type ?? '\uffff';
  return [...views].sort((a, b) => {
    const byType = sortBy === 'type' ? typeOf(a).localeCompare(typeOf(b), 'en') : 0;
    return byType || somaDepthUm(a) - somaDepthUm(b);
  });
}

/** The depths that every row shows: from the pia, or a little above the highest neurite, to the lowest. */
function depthRange(views: readonly SideView[], borders: readonly number[], isDepth: boolean): DepthRange {
  let topUm = isDepth ? 0 : Number.POSITIVE_INFINITY;
  let bottomUm = Number.NEGATIVE_INFINITY;
  const include = (top: number, bottom = top): void => {
    topUm = Math.min(topUm, top);
    bottomUm = Math.max(bottomUm, bottom);
  };
  for (const depth of borders) include(depth);
  for (const view of views) {
    const { depthUm, radiusUm, center } = view;
    include(depthUm[center] - radiusUm[center], depthUm[center] + radiusUm[center]);
    forEachEdge(view, (child, parent) => {
      include(Math.min(depthUm[child], depthUm[parent]), Math.max(depthUm[child], depthUm[parent]));
    });
  }
  const roomUm = Math.max(1, 0.012 * (bottomUm - topUm));
  return { topUm: topUm - roomUm, bottomUm: bottomUm + roomUm };
}
