/** How close side views can stand in a row without touching. */

import { forEachEdge, type SideView, somaDepthUm } from './side-view.js';

/** Silhouettes are cut into bins of 10 µm, or of more when they are deep. */
const LEAST_BIN_UM = 10;
const MOST_BINS = 500;
/** Room that a neurite claims above and below itself, so that no cell creeps under another's. */
const REACH_UM = 60;

/** How far a cell reaches to either side of its soma: `leftUm[b]` to `rightUm[b]` at depths of bin b. */
export interface Silhouette {
  readonly leftUm: Float64Array;
  readonly rightUm: Float64Array;
}

/** Depths that silhouettes of one figure share. */
export interface DepthRange {
  readonly topUm: number;
  readonly bottomUm: number;
}

export function silhouette(view: SideView, { topUm, bottomUm }: DepthRange): Silhouette {
  const binUm = Math.max(LEAST_BIN_UM, (bottomUm - topUm) / MOST_BINS);
  const bins = Math.ceil((bottomUm - topUm) / binUm) + 1;
  const leftUm = new Float64Array(bins).fill(Number.POSITIVE_INFINITY);
  const rightUm = new Float64Array(bins).fill(Number.NEGATIVE_INFINITY);
  const reach = (depthA: number, depthB: number, from: number, to: number): void => {
    const first = Math.max(0, Math.floor((Math.min(depthA, depthB) - REACH_UM - topUm) / binUm));
    const last = Math.min(bins - 1, Math.floor((Math.max(depthA, depthB) + REACH_UM - topUm) / binUm));
    for (let bin = first; bin <= last; bin++) {
      leftUm[bin] = Math.min(leftUm[bin], from);
      rightUm[bin] = Math.max(rightUm[bin], to);
    }
  };
  const { acrossUm, depthUm, radiusUm, center } = view;
  reach(somaDepthUm(view), somaDepthUm(view), -radiusUm[center], radiusUm[center]);
  forEachEdge(view, (i, p) => {
    reach(depthUm[i], depthUm[p], Math.min(acrossUm[i], acrossUm[p]), Math.max(acrossUm[i], acrossUm[p]));
  });
  return { leftUm, rightUm };
}

/** What each cell of a row needs besides its silhouette; everything in µm. */
export interface RowNeeds {
  /** Between two silhouettes. */
  readonly gapUm: number;
  /** Width of the words under each cell, centred on its soma. */
  readonly labelUm: readonly number[];
  /** Free room to the right of each cell. */
  readonly besideUm: number;
  /** A row that grows wider than this is given up: only its width, too large, is told. */
  readonly roomUm: number;
}

/** A row of cells: `somaUm[n]` is cell n's place in a row `widthUm` wide. */
export interface Row {
  readonly somaUm: readonly number[];
  /** Where the room to the right of each cell begins. */
  readonly edgeUm: readonly number[];
  readonly widthUm: number;
}

/** Cells from left to right, each as far left as those before it and its words allow. */
export function packRow(silhouettes: readonly Silhouette[], { gapUm, labelUm, besideUm, roomUm }: RowNeeds): Row {
  const bins = silhouettes[0].leftUm.length;
  const skyline = new Float64Array(bins).fill(-gapUm);
  const somaUm: number[] = [];
  const edgeUm: number[] = [];
  let wordsEnd = -gapUm;
  let widthUm = 0;
  for (const [n, { leftUm, rightUm }] of silhouettes.entries()) {
    let soma = wordsEnd + gapUm + labelUm[n] / 2;
    for (let bin = 0; bin < bins; bin++) soma = Math.max(soma, skyline[bin] + gapUm - leftUm[bin]);
    let edge = soma;
    for (let bin = 0; bin < bins; bin++) edge = Math.max(edge, soma + rightUm[bin]);
    if (besideUm > 0) skyline.fill(edge + besideUm);
    else for (let bin = 0; bin < bins; bin++) skyline[bin] = Math.max(skyline[bin], soma + rightUm[bin]);
    wordsEnd = soma + labelUm[n] / 2;
    somaUm.push(soma);
    edgeUm.push(edge);
    widthUm = Math.max(widthUm, edge + besideUm, wordsEnd);
    if (widthUm > roomUm) break;
  }
  return { somaUm, edgeUm, widthUm };
}
