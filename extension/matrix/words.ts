/** What a matrix says of its rows, its pixels and itself. */

import type { DecodedMatrix } from 'connectome-helpers/dist/contract/matrix/decode.js';
import type { DecodedNull } from 'connectome-helpers/dist/contract/matrix/null.js';
import type { ITooltipText } from '../neuron-viewer/overlay/tooltip';
import type { ITranslation } from '../neuron-viewer/translation';
import { hasRoomForDots } from './drawing/dots';
import type { IMatrixPage } from './drawing/page';
import { comparedWords, unitWords } from './measure-words';
import { firstFrom, valueAt } from './model/grid';
import type { IRaster } from './model/raster';
import type { IShownSide } from './model/side';
import type { IShown } from './shown';

/** The cell's name, or that of the group. */
export function labelOf({ wiring, payload, groupings }: DecodedMatrix, side: IShownSide, row: number): string {
  const grouping = groupings.find(({ name }) => name === side.by);
  if (grouping) return grouping.groups[row];
  const cell = side.cells[side.offsets[row]];
  return payload.labels?.[cell] ?? String(wiring.ids[cell]);
}

/** A count as it is, anything else in a few digits. */
export function valueText(value: number): string {
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e7) return String(value === 0 ? 0 : value);
  return size < 0.001 || size >= 1e7 ? value.toExponential(2) : String(Number(value.toPrecision(4)));
}

/** What is under the pointer. */
export function hoverText(
  decoded: DecodedMatrix,
  shown: Pick<IShown, 'grid' | 'rows' | 'columns' | 'isTransposed' | 'compared'>,
  raster: IRaster,
  row: number,
  column: number,
  trans: ITranslation,
): ITooltipText {
  const { grid } = shown;
  const { rowsPerPixel, columnsPerPixel } = raster;
  if (rowsPerPixel * columnsPerPixel === 1) return oneText(decoded, shown, row, column, trans);
  const [top, left] = [row - (row % rowsPerPixel), column - (column % columnsPerPixel)];
  const [bottom, right] = [
    Math.min(grid.rowCount, top + rowsPerPixel),
    Math.min(grid.columnCount, left + columnsPerPixel),
  ];
  let [sum, connected] = [0, 0];
  for (let r = top; r < bottom; r += 1) {
    const end = grid.offsets[r + 1];
    for (let e = firstFrom(grid.columns, left, grid.offsets[r], end); e < end && grid.columns[e] < right; e += 1) {
      sum += grid.values[e];
      connected += 1;
    }
  }
  const pairs = (bottom - top) * (right - left);
  const span = (from: number, to: number): string =>
    to - from === 1 ? (from + 1).toLocaleString('en') : `${(from + 1).toLocaleString('en')}–${to.toLocaleString('en')}`;
  return {
    title: trans.__('%1 pairs', pairs.toLocaleString('en')),
    rows: [
      [trans.__('rows'), span(top, bottom)],
      [trans.__('columns'), span(left, right)],
      [trans.__('with a value'), connected.toLocaleString('en')],
      [trans.__('mean'), `${valueText(sum / pairs)} ${unitWords(grid.unit, trans)}`],
    ],
  };
}

function oneText(
  decoded: DecodedMatrix,
  {
    grid,
    rows,
    columns,
    isTransposed,
    compared,
  }: Pick<IShown, 'grid' | 'rows' | 'columns' | 'isTransposed' | 'compared'>,
  row: number,
  column: number,
  trans: ITranslation,
): ITooltipText {
  const value = valueAt(grid, row, column);
  const { table } = decoded.payload;
  const [down, across] = [sideText(decoded, rows, row, trans), sideText(decoded, columns, column, trans)];
  const told = Number.isNaN(value) ? trans.__('no value') : `${valueText(value)} ${unitWords(grid.unit, trans)}`;
  return {
    title: told,
    rows: [
      [table ? table.rowTitle : trans.__('from'), isTransposed ? across : down],
      [table ? table.columnTitle : trans.__('to'), isTransposed ? down : across],
      ...(compared ? comparisonRows(compared, isTransposed ? [column, row] : [row, column], trans) : []),
    ],
  };
}

/** Everything that is known of one comparison. */
function comparisonRows(
  { values, of }: DecodedNull,
  [from, to]: readonly [number, number],
  trans: ITranslation,
): [string, string][] {
  const i = from * Math.round(Math.sqrt(values.observed.length)) + to;
  const told = (value: number): string => (Number.isNaN(value) ? trans.__('not defined') : valueText(value));
  return [
    [trans.__('observed'), `${told(values.observed[i])} ${comparedWords(of, trans)}`],
    [trans.__('expected'), told(values.expected[i])],
    [trans.__('95 % of draws'), `${told(values.low[i])} – ${told(values.high[i])}`],
    ['z', told(values.z[i])],
    ['p', told(values.p[i])],
  ];
}

/** What is written along the sides. */
export function sideTitles(
  { payload }: Pick<DecodedMatrix, 'payload'>,
  isTransposed: boolean,
  trans: ITranslation,
): { readonly rowTitle: string; readonly columnTitle: string } {
  const { table } = payload;
  const [pre, post] = table ? [table.rowTitle, table.columnTitle] : [trans.__('Presynaptic'), trans.__('Postsynaptic')];
  return isTransposed ? { rowTitle: post, columnTitle: pre } : { rowTitle: pre, columnTitle: post };
}

/** How values became colours. */
export function drawnWords(
  page: Pick<IMatrixPage, 'raster' | 'limits' | 'area' | 'window'>,
  scale: 'linear' | 'log',
  mark: 'dots' | undefined,
  trans: ITranslation,
): string[] {
  const { limits, raster } = page;
  const { rowsPerPixel, columnsPerPixel } = raster;
  const lacksRoom = mark === 'dots' && !hasRoomForDots(page, raster);
  const pooled = rowsPerPixel * columnsPerPixel > 1;
  return [
    ...(pooled ? [trans.__('Each pixel is the mean of %1 pairs.', `${rowsPerPixel} × ${columnsPerPixel}`)] : []),
    ...(lacksRoom ? [trans.__('Dots show where rows and columns are larger: zoom in.')] : []),
    ...(limits.clipped ? [trans.__('Colours end at %1.', valueText(limits.high))] : []),
    ...(scale === 'log' ? [trans.__('Zeros are left empty.')] : []),
  ];
}

/** What it is compared with, for the line below and the caption of pictures. */
export function comparisonWords({ compared, grid }: Pick<IShown, 'compared' | 'grid'>, trans: ITranslation): string[] {
  if (!compared) return [];
  const { model, draws, seed, adjustment } = compared;
  const missing = grid.values.reduce((count, value) => count + (Number.isNaN(value) ? 1 : 0), 0);
  return [
    draws === 0
      ? trans.__('Against %1, by formula.', model)
      : trans.__('Against %1: %2 draws, seed %3; p adjusted: %4.', model, draws.toLocaleString('en'), seed, adjustment),
    ...(missing > 0
      ? [trans._n('%1 value is not defined: grey.', '%1 values are not defined: grey.', missing, missing)]
      : []),
  ];
}

function sideText(decoded: DecodedMatrix, side: IShownSide, row: number, trans: ITranslation): string {
  const label = labelOf(decoded, side, row);
  if (side.by !== 'cell') {
    const count = side.offsets[row + 1] - side.offsets[row];
    const isColumn =
      decoded.payload.table !== undefined && side.cells[side.offsets[row]] >= decoded.payload.table.rowCount;
    const told = isColumn
      ? trans._n('%2 column', '%2 columns', count, count.toLocaleString('en'))
      : trans._n('%2 cell', '%2 cells', count, count.toLocaleString('en'));
    return `${label} (${told})`;
  }
  const cell = side.cells[side.offsets[row]];
  const groups = decoded.groupings.flatMap(({ codes, groups: names }) => names[codes[cell]] ?? []);
  const id = String(decoded.wiring.ids[cell]);
  return [label, ...(label === id || id === '0' ? [] : [id]), ...groups].join(' · ');
}
