/** A connectivity as a matrix to work with. */

import { packBytes, toBytePlanes } from '../../contract/bytes.js';
import {
  MATRIX_LIMITS,
  type MatrixPayload,
  type MatrixSide,
  type PackedWiring,
  SORT_KEYS,
} from '../../contract/matrix/matrix.js';
import type { MatrixTable } from '../../contract/matrix/table.js';
import { packWiring } from '../../contract/matrix/wiring.js';
import { type Displayable, jupyterDisplay, MATRIX_MIME, type MimeBundle } from '../../contract/mime.js';
import type { Connectivity } from '../../core/connectivity/connectivity.js';
import type { NullFamily } from '../../core/nulls/null-result.js';
import { finiteNumbers } from '../../core/stats/finite-numbers.js';
import { type LiveMatrix, registerMatrix } from './live-matrices.js';
import type { WiringMatrixOptions } from './options.js';
import { nullGroupings, packGrouping, packProperty } from './pack-columns.js';
import { packNulls } from './pack-nulls.js';
import { bad } from './refused.js';
import { viewOf } from './stored-view.js';

/** A matrix as a cell's value. */
export interface MatrixView extends Displayable {
  /** What is sent to the browser and stored in the notebook. */
  readonly payload: MatrixPayload;
  /** What it shows, in words. */
  readonly summary: string;
  /** What it is compared with: the option `nulls`, and behind it what was chosen in the widget, the latest last. */
  readonly nulls: readonly NullFamily[];
}

/** As `matrix` of a connectivity; with `table`, whose rows are the first cells and whose columns are the others. */
export function wiringMatrix(wiring: Connectivity, given: WiringMatrixOptions = {}, table?: MatrixTable): MatrixView {
  checkSize(wiring);
  const { view = {} } = given;
  const options = {
    ...given,
    ...view,
    rows: { ...given.rows, ...view.rows },
    columns: { ...given.columns, ...view.columns },
  };
  const groupings = Object.entries(options.groups ?? {}).map(([name, groupOf]) =>
    packGrouping(wiring, name, groupOf, options),
  );
  checkKeys(options.groupOrder ?? {}, 'groupOrder', Object.keys(options.groups ?? {}));
  const properties = Object.entries(options.values ?? {}).map(([name, values]) => packProperty(wiring, name, values));
  checkNames([...groupings, ...properties].map(({ name }) => name));
  checkLabels(wiring, options.labels);
  const nullGroups = nullGroupings(wiring, options);
  const results = options.nulls === undefined ? [] : [options.nulls].flat();
  const nulls = packNulls(wiring, results, nullGroups);
  if (nulls.length > MATRIX_LIMITS.nulls)
    throw bad('nulls', 'are too many', nulls.length, `at most ${MATRIX_LIMITS.nulls}`);
  const names = { groups: groupings.map(({ name }) => name), values: properties.map(({ name }) => name) };
  const { title = 'Connectivity', synthetic = false } = options;
  const packed = packWiring(wiring);
  const payload: MatrixPayload = {
    version: 1,
    title: synthetic && !/synthetic/i.test(title) ? `${title} (synthetic data)` : title,
    caption: options.caption ?? '',
    synthetic,
    notes: [...notesOf(wiring), ...sizeNotes(packed)],
    wiring: packed,
    ...(table ? { table } : {}),
    ...(options.labels ? { labels: options.labels } : {}),
    groupings,
    properties,
    ...(nulls.length > 0 ? { nulls } : {}),
    view: sidesOf(viewOf(wiring, options, names, nulls), wiring, table),
  };
  const summary = summaryOf(wiring, payload);
  const positionsNm = checkedPositions(wiring, options.positionsNm);
  const source: LiveMatrix = { wiring, groupings: nullGroups, positionsNm, add: result => results.push(result) };
  let live: string | undefined;
  return {
    payload,
    summary,
    nulls: results,
    [jupyterDisplay]: (): MimeBundle => {
      // A table of counts is no graph that could be drawn again.
      if (!table) live ??= registerMatrix(source);
      const shown = live === undefined ? payload : { ...payload, live };
      return { [MATRIX_MIME]: shown, 'text/plain': summary };
    },
  };
}

/** The rows of a table on one side, its columns on the other. */
function sidesOf(view: MatrixPayload['view'], { cellCount }: Connectivity, table?: MatrixTable): MatrixPayload['view'] {
  if (!table) return view;
  const only = (side: MatrixSide, start: number, end: number): MatrixSide => {
    const cells = Uint32Array.from({ length: end - start }, (_, i) => start + i);
    return { ...side, only: { count: cells.length, indices: packBytes(toBytePlanes(cells)) } };
  };
  return {
    ...view,
    rows: only(view.rows, 0, table.rowCount),
    columns: only(view.columns, table.rowCount, cellCount),
  };
}

/** More than views usually take in a notebook. */
const LARGE_BYTES = 4_000_000;

function checkSize({ cellCount, pairCount }: Connectivity): void {
  const { cells, pairs } = MATRIX_LIMITS;
  if (cellCount === 0) throw bad('wiring', 'has no cells', 0, 'at least 1');
  if (cellCount > cells)
    throw bad('wiring', 'has too many cells', cellCount, `at most ${cells}; see connectivity.subset`);
  if (pairCount > pairs) {
    throw bad(
      'wiring',
      'has too many connections',
      pairCount,
      `at most ${pairs}; see connectivity.threshold and subset`,
    );
  }
}

/** `cell` and the keys of every wiring are taken. */
function checkNames(names: readonly string[]): void {
  const taken = new Set<string>(['cell', ...SORT_KEYS]);
  for (const name of names) {
    if (taken.has(name)) throw bad('groups and values', 'have a name that is taken', name, 'another one');
    if (name === '' || name.length > 200)
      throw bad('groups and values', 'have no valid name', name, '1 to 200 characters');
    taken.add(name);
  }
}

function checkKeys(given: object, argument: string, known: readonly string[]): void {
  for (const key of Object.keys(given)) {
    if (!known.includes(key)) throw bad(argument, 'is of no grouping', key, known.join(', ') || 'groups first');
  }
}

function checkLabels({ cellCount }: Connectivity, labels: readonly string[] | undefined): void {
  if (labels === undefined) return;
  if (labels.length !== cellCount)
    throw bad('labels', 'have the wrong length', labels.length, `${cellCount}, one for each cell`);
  const stray = labels.find(label => typeof label !== 'string');
  if (stray !== undefined) throw bad('labels', 'are not valid', stray, 'strings');
}

function checkedPositions(
  { cellCount }: Connectivity,
  given: WiringMatrixOptions['positionsNm'],
): ArrayLike<number> | undefined {
  if (given === undefined) return undefined;
  const positions = finiteNumbers(given, 'matrix', 'positionsNm');
  if (positions.length === 3 * cellCount) return positions;
  throw bad('positionsNm', 'have the wrong length', positions.length, `${3 * cellCount}, x, y and z of each cell`);
}

function notesOf({ autapses, outside }: Connectivity): string[] {
  const synapses = (n: number): string => (n === 1 ? '1 synapse' : `${n.toLocaleString('en')} synapses`);
  return [
    ...(outside > 0
      ? [`${synapses(outside)} with a partner that is not among the cells ${outside === 1 ? 'is' : 'are'} left out.`]
      : []),
    ...(autapses > 0 ? [`${synapses(autapses)} of a cell on itself ${autapses === 1 ? 'is' : 'are'} left out.`] : []),
  ];
}

/** What takes much of a notebook is told before it is saved. */
function sizeNotes({ ids, degrees, gaps, counts, sizes = '' }: PackedWiring): string[] {
  const bytes = ids.length + degrees.bytes.length + gaps.bytes.length + counts.bytes.length + sizes.length;
  return bytes < LARGE_BYTES ? [] : [`This matrix takes ${(bytes / 1e6).toFixed(1)} MB in the notebook.`];
}

function summaryOf(
  { cellCount, pairCount, synapseCount }: Connectivity,
  { title, caption, notes, view, table }: MatrixPayload,
): string {
  const count = (n: number, one: string, many: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
  const sides = view.rows.by === view.columns.by ? `by ${view.rows.by}` : `${view.rows.by} × ${view.columns.by}`;
  const size = table
    ? `${count(table.rowCount, 'row', 'rows')} × ${count(cellCount - table.rowCount, 'column', 'columns')}, ${count(pairCount, 'value', 'values')} above 0`
    : `${count(cellCount, 'cell', 'cells')}, ${count(pairCount, 'connected pair', 'connected pairs')}`;
  const result = `${size}, ` + `${count(synapseCount, 'synapse', 'synapses')}; ${view.measure} ${sides}.`;
  return [`${title}.`, result, caption, ...notes].filter(Boolean).join(' ');
}
