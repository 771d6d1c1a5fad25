/** Cable by depth: how much neurite of each colour lies at each depth. */

import type { DrawnElement, DrawnGroup } from '../../contract/drawing.js';
import { INK } from '../../contract/figure-ink.js';
import { depthProfile } from '../../core/morphology/cable-profile.js';
import { COMPARTMENT_NAMES } from '../../core/morphology/compartment-names.js';
import { COMPARTMENT } from '../../core/skeleton.js';
import { words, yOf } from './frame.js';
import { type Layout, PANEL_PX, type PlacedRow, STRIP_PX } from './layout.js';
import { niceBelow } from './nice-step.js';
import type { DepthRange } from './pack.js';
import type { CellPaints, ColorGroup } from './paints.js';
import { areaPath, linePath } from './path.js';
import type { Projection, SideView } from './side-view.js';

/** The depths shown are cut into this many bins at least. */
const BINS = 30;

/** Bins of depth, and a curve for each colour: `mmPer100Um[b]` at depths of bin b. */
export interface DepthCurves {
  readonly binUm: number;
  readonly topUm: number;
  readonly curves: ReadonlyMap<string, Float64Array>;
}

/** The depth of a bin, µm. */
export function binUmOf({ topUm, bottomUm }: DepthRange): number {
  return niceBelow((bottomUm - topUm) / BINS);
}

/** Mean cable of the cells numbered, by colour; a colour's mean is over the cells that may have it. */
export function depthCurves(
  views: readonly SideView[],
  numbers: readonly number[],
  paints: CellPaints,
  range: DepthRange,
  { transform }: Pick<Projection, 'transform'>,
): DepthCurves {
  const binUm = binUmOf(range);
  const topUm = Math.floor(range.topUm / binUm) * binUm;
  const bins = Math.ceil((range.bottomUm - topUm) / binUm);
  const boundsUm = Float64Array.from({ length: bins + 1 }, (_, b) => topUm + b * binUm);
  const curves = new Map<string, Float64Array>();
  const cellsOf = new Map<string, Set<number>>();
  for (const n of numbers) {
    const view = views[n];
    const { byCompartment } = depthProfile(view.neuron.skeleton, { boundsUm, transform });
    const shownCodes = new Set(view.codes.filter((_, i) => view.shown[i] === 1));
    COMPARTMENT_NAMES.forEach((name, code) => {
      // The way through the soma is no cable that anybody means.
      if (code === COMPARTMENT.soma || !shownCodes.has(code)) return;
      const group = paints.groupOf(n, code);
      const curve = curves.get(group) ?? new Float64Array(bins);
      curves.set(group, curve);
      cellsOf.set(group, (cellsOf.get(group) ?? new Set()).add(n));
      for (let b = 0; b < bins; b++) curve[b] += (byCompartment[name][b] / 1e6) * (100 / binUm);
    });
  }
  const isOfCells = paints.cellPaint(numbers[0]) !== undefined;
  for (const [group, curve] of curves) {
    const cells = isOfCells ? (cellsOf.get(group)?.size ?? 1) : numbers.length;
    for (let b = 0; b < bins; b++) curve[b] /= cells;
  }
  return { binUm, topUm, curves };
}

/** The highest point of any curve. */
export function peakOf(all: readonly DepthCurves[]): number {
  return Math.max(0, ...all.flatMap(({ curves }) => [...curves.values()].map(curve => Math.max(...curve))));
}

/** The panel at the right of the first row. */
export function panelGroup(
  layout: Layout,
  curves: DepthCurves,
  groups: readonly ColorGroup[],
  isMean: boolean,
): DrawnGroup {
  const left = layout.panelX as number;
  const [row] = layout.rows;
  const peak = peakOf([curves]);
  const pxPerMm = peak === 0 ? 0 : PANEL_PX / peak;
  const elements = curveElements(layout, row, curves, groups, left, pxPerMm);
  if (peak === 0) return { elements };
  const tick = niceBelow(peak);
  const x = left + tick * pxPerMm;
  return {
    title: isMean ? 'Mean cable of a cell by depth' : 'Cable by depth',
    elements: [
      ...elements,
      {
        kind: 'lines',
        path: [
          linePath([left, left + PANEL_PX], [row.bottom, row.bottom]),
          linePath([left, left], [row.bottom, row.bottom + 4]),
          linePath([x, x], [row.bottom, row.bottom + 4]),
        ].join(''),
        stroke: INK.muted,
        widthPx: 1,
      },
      words(left, row.bottom + 15, '0', 'middle'),
      words(x, row.bottom + 15, String(tick), 'middle'),
      words(left + PANEL_PX / 2, row.bottom + 29, `${isMean ? 'mean cable' : 'cable'},`, 'middle'),
      words(left + PANEL_PX / 2, row.bottom + 42, `mm per 100 µm of ${layout.isDepth ? 'depth' : 'y'}`, 'middle'),
    ],
  };
}

/** The strip beside a cell; all strips of a figure have one scale. */
export function stripElements(
  layout: Layout,
  row: PlacedRow,
  left: number,
  curves: DepthCurves,
  groups: readonly ColorGroup[],
  peak: number,
): DrawnElement[] {
  return curveElements(layout, row, curves, groups, left, peak === 0 ? 0 : STRIP_PX / peak);
}

function curveElements(
  layout: Layout,
  row: PlacedRow,
  { curves, binUm, topUm }: DepthCurves,
  groups: readonly ColorGroup[],
  left: number,
  pxPerMm: number,
): DrawnElement[] {
  const yOfBin = (bin: number): number =>
    Math.min(row.bottom, yOf(layout, row, Math.max(layout.range.topUm, topUm + bin * binUm)));
  const elements: DrawnElement[] = [];
  let [highest, lowest] = [row.bottom, row.top];
  for (const { name, paint } of groups) {
    const curve = curves.get(name);
    const first = curve?.findIndex(value => value > 0) ?? -1;
    if (curve === undefined || first < 0) continue;
    let last = curve.length - 1;
    while (curve[last] === 0) last--;
    const x: number[] = [left];
    const y: number[] = [yOfBin(first)];
    for (let b = first; b <= last; b++) {
      x.push(left + curve[b] * pxPerMm);
      y.push(yOfBin(b + 0.5));
    }
    x.push(left);
    y.push(yOfBin(last + 1));
    highest = Math.min(highest, y[0]);
    lowest = Math.max(lowest, y[y.length - 1]);
    elements.push({ kind: 'area', path: areaPath(x, y), fill: paint, opacity: 0.22 });
    elements.push({ kind: 'lines', path: linePath(x, y), stroke: paint, widthPx: 1.1 });
  }
  const baseline = linePath([left, left], [highest, lowest]);
  return [{ kind: 'lines', path: baseline, stroke: INK.faint, widthPx: 0.75 }, ...elements];
}
