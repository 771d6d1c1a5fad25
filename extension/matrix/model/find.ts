/** Looking for a cell or a group by what it is called. Pure. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { IWindow } from './raster';
import type { IShownSide } from './side';

/** What was found. */
export interface IFound {
  /** A cell's name or id, or a group's name. */
  readonly name: string;
  readonly isCell: boolean;
  readonly cells: readonly number[];
}

/**
 * A cell by its id or name, else a group of any grouping by its name, whatever the case; else the one cell or group whose
 * name begins with the words, or all cells whose name has them in it. `undefined` where there is none.
 */
export function find({ wiring, payload, groupings }: DecodedMatrix, words: string): IFound | undefined {
  const text = words.trim().toLowerCase();
  if (text === '') return undefined;
  const { labels } = payload;
  // Columns of a table have only names.
  const idOf = (cell: number): string => (wiring.ids[cell] === 0n ? '' : String(wiring.ids[cell]));
  const nameOf = (cell: number): string => labels?.[cell] ?? idOf(cell);
  const cells = Array.from({ length: wiring.cellCount }, (_, cell) => cell);
  const cellsCalled = (fits: (name: string) => boolean): number[] =>
    cells.filter(cell => fits(idOf(cell)) || (labels !== undefined && fits(labels[cell].toLowerCase())));
  const groupsCalled = (fits: (name: string) => boolean): IFound[] =>
    groupings.flatMap(({ groups, codes }) =>
      groups.flatMap((name, group) =>
        fits(name.toLowerCase()) ? [{ name, isCell: false, cells: cells.filter(cell => codes[cell] === group) }] : [],
      ),
    );
  const asCells = (found: number[]): IFound | undefined =>
    found.length === 0
      ? undefined
      : { name: found.length === 1 ? nameOf(found[0]) : words.trim(), isCell: true, cells: found };
  return (
    asCells(cellsCalled(name => name === text)) ??
    groupsCalled(name => name === text)[0] ??
    onlyOne(groupsCalled(name => name.startsWith(text))) ??
    asCells(cellsCalled(name => name.startsWith(text))) ??
    onlyOne(groupsCalled(name => name.includes(text))) ??
    asCells(cellsCalled(name => name.includes(text)))
  );
}

function onlyOne<T>(found: readonly T[]): T | undefined {
  return found.length === 1 ? found[0] : undefined;
}

/** Rows about a single one that are seen with it. */
const about = 15;

/** The window in which all of these cells are, on both sides; `undefined` where none of them is shown. */
export function windowOf(rows: IShownSide, columns: IShownSide, cells: readonly number[]): IWindow | undefined {
  const down = spanOf(rows, cells);
  const across = spanOf(columns, cells);
  if (!down && !across) return undefined;
  const [top, bottom] = down ?? [0, rows.count];
  const [left, right] = across ?? [0, columns.count];
  return { top, bottom, left, right };
}

function spanOf({ place, count }: IShownSide, cells: readonly number[]): [number, number] | undefined {
  let [first, last] = [count, -1];
  for (const cell of cells) {
    if (place[cell] < 0) continue;
    first = Math.min(first, place[cell]);
    last = Math.max(last, place[cell]);
  }
  if (last < 0) return undefined;
  // Some of what lies around, so that one sees where one is.
  const margin = Math.max(last - first < about ? about : 0, Math.ceil((last - first) * 0.1));
  return [Math.max(0, first - margin), Math.min(count, last + 1 + margin)];
}
