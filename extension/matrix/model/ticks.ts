/** What is written beside rows and columns. Pure. */

import type { IShownSide } from './side';

export interface ITick {
  /** In rows; the middle of row `i` is `i + 0.5`. */
  readonly at: number;
  readonly label: string;
}

/** Rows at least so high have their names, in px. */
const leastRow = 11;
/** Words stand at least so far apart, in px. */
const leastGap = 13;
const longestLabel = 26;

/**
 * Names of rows where there is room for them, else of the groups in view, else numbers of rows (from 1).
 *
 * @param lengthPx - of the side on the screen, from row `first` to row `last`.
 */
export function ticksOf(
  side: IShownSide,
  labelOf: (row: number) => string,
  first: number,
  last: number,
  lengthPx: number,
): ITick[] {
  const perRow = lengthPx / Math.max(1e-9, last - first);
  const [start, end] = [Math.max(0, Math.floor(first)), Math.min(side.count, Math.ceil(last))];
  if (perRow >= leastRow) {
    return Array.from({ length: end - start }, (_, i) => ({
      at: start + i + 0.5,
      label: shortened(labelOf(start + i)),
    }));
  }
  if (side.spans.length > 0) {
    const ticks: ITick[] = [];
    let before = -Infinity;
    for (const span of side.spans) {
      const [from, to] = [Math.max(span.start, first), Math.min(span.end, last)];
      const at = (from + to) / 2;
      if (to <= from || (at - before) * perRow < leastGap) continue;
      ticks.push({ at, label: shortened(span.name) });
      before = at;
    }
    return ticks;
  }
  const step = niceStep((4 * leastGap) / perRow);
  const ticks: ITick[] = [];
  for (let row = Math.max(1, Math.ceil((first + 1) / step) * step); row <= Math.min(side.count, last); row += step) {
    ticks.push({ at: row - 0.5, label: row.toLocaleString('en') });
  }
  return ticks;
}

/** The least of 1, 2 and 5 times powers of ten that is not less. */
function niceStep(least: number): number {
  const power = 10 ** Math.max(0, Math.floor(Math.log10(least)));
  return power * ([1, 2, 5, 10].find(step => step * power >= least) ?? 10);
}

/** Long ids keep their end: what they begin with, neighbours have in common. */
export function shortened(label: string): string {
  if (/^\d{12,}$/.test(label)) return `…${label.slice(-9)}`;
  return label.length <= longestLabel ? label : `${label.slice(0, longestLabel - 1)}…`;
}
