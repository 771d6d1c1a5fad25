/** The neurites of a side view as few, compact paths of like width. */

import type { DrawnElement, Paint } from '../../contract/drawing.js';
import { COMPARTMENT } from '../../core/skeleton.js';
import { isVisible, linePath } from './path.js';
import { forEachEdge, type SideView } from './side-view.js';
import { simplify } from './simplify.js';

/** Neurites thinner than this are drawn this wide, so that they stay visible. */
export const LEAST_WIDTH_PX = 0.65;
/** Drawn widths are powers of this times {@link LEAST_WIDTH_PX}; within a line, widths may be off by this factor. */
export const WIDTH_STEP = 1.25;
/** How far a simplified line may pass from a node, before its points are rounded to 0.1 px. */
export const TOLERANCE_PX = 0.25;

/** Later compartments lie over earlier ones: the fine axon behind the dendrites, the soma in front. */
const ORDER = [
  COMPARTMENT.unknown,
  COMPARTMENT.axon,
  COMPARTMENT.basalDendrite,
  COMPARTMENT.apicalDendrite,
  COMPARTMENT.soma,
] as const;

/** Where a side view stands: its soma at `x`, depth 0 at `y`. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly pxPerUm: number;
}

/** A stretch of neurite of one compartment and about one width, as nodes from the soma outwards. */
interface Stretch {
  readonly code: number;
  readonly widthClass: number;
  readonly nodes: number[];
}

/** One element for each compartment and width, from the hindmost to the soma; `paintOf` takes an SWC code. */
export function neuritePaths(view: SideView, place: Place, paintOf: (code: number) => Paint): DrawnElement[] {
  const x = view.acrossUm.map(um => place.x + um * place.pxPerUm);
  const y = view.depthUm.map(um => place.y + um * place.pxPerUm);
  const paths = new Map<string, { code: number; widthClass: number; path: string[] }>();
  for (const { code, widthClass, nodes } of stretches(view, place.pxPerUm)) {
    const alongX = nodes.map(node => x[node]);
    const alongY = nodes.map(node => y[node]);
    const kept = simplify(alongX, alongY, TOLERANCE_PX);
    const line = [kept.map(i => alongX[i]), kept.map(i => alongY[i])] as const;
    if (!isVisible(...line)) continue;
    const key = `${code} ${widthClass}`;
    const group = paths.get(key) ?? { code, widthClass, path: [] };
    paths.set(key, group);
    group.path.push(linePath(...line));
  }
  const elements = [...paths.values()]
    .sort((a, b) => ORDER.indexOf(a.code as 0) - ORDER.indexOf(b.code as 0) || a.widthClass - b.widthClass)
    .map(({ code, widthClass, path }): DrawnElement => {
      return { kind: 'lines', path: path.join(''), stroke: paintOf(code), widthPx: widthOf(widthClass) };
    });
  return [...elements, ...roots(view, x, y, place.pxPerUm, paintOf)];
}

/** The soma; and the nodes of trees without an edge, which no line shows. */
function roots(
  view: SideView,
  x: Float64Array,
  y: Float64Array,
  pxPerUm: number,
  paintOf: (code: number) => Paint,
): DrawnElement[] {
  const hasEdge = new Uint8Array(view.parents.length);
  forEachEdge(view, (child, parent) => {
    hasEdge[child] = 1;
    hasEdge[parent] = 1;
  });
  const elements: DrawnElement[] = [];
  for (let i = 0; i < view.parents.length; i++) {
    const isSoma = view.hasSoma && i === view.center;
    if (!isSoma && (view.shown[i] === 0 || hasEdge[i] === 1)) continue;
    const radiusPx = round(Math.max(LEAST_WIDTH_PX, view.radiusUm[i] * pxPerUm));
    elements.push({ kind: 'circle', x: round(x[i]), y: round(y[i]), radiusPx, fill: paintOf(view.codes[i]) });
  }
  return elements;
}

/**
 * Every shown edge in one stretch. A stretch goes on to the first child that is of its compartment and whose width is
 * its own to within a step: radii that flicker by a little do not cut a neurite into pieces.
 */
function stretches(view: SideView, pxPerUm: number): Stretch[] {
  const all: Stretch[] = [];
  const endingAt = new Map<number, Stretch>();
  forEachEdge(view, (child, parent) => {
    const code = view.codes[child];
    const steps = Math.log(edgeWidthPx(view, child, parent, pxPerUm) / LEAST_WIDTH_PX) / Math.log(WIDTH_STEP);
    const before = endingAt.get(parent);
    if (before !== undefined && before.code === code && Math.abs(steps - before.widthClass) <= 1) {
      endingAt.delete(parent);
      before.nodes.push(child);
      endingAt.set(child, before);
      return;
    }
    const fresh: Stretch = { code, widthClass: Math.round(steps), nodes: [parent, child] };
    all.push(fresh);
    endingAt.set(child, fresh);
  });
  return all;
}

/** A neurite leaves the soma as wide as it is itself. */
function edgeWidthPx({ radiusUm, codes }: SideView, child: number, parent: number, pxPerUm: number): number {
  const fromSoma = codes[parent] === COMPARTMENT.soma && codes[child] !== COMPARTMENT.soma;
  const widthUm = fromSoma ? 2 * radiusUm[child] : radiusUm[child] + radiusUm[parent];
  return Math.max(LEAST_WIDTH_PX, widthUm * pxPerUm);
}

function widthOf(widthClass: number): number {
  return round(LEAST_WIDTH_PX * WIDTH_STEP ** widthClass);
}

function round(px: number): number {
  return Math.round(px * 100) / 100;
}
