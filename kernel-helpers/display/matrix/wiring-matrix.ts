/** A connectivity as a matrix to work with. */

import { packBytes, toBytePlanes } from '../../contract/bytes.js';
import {
  MATRIX_LIMITS,
  type MatrixGrouping,
  type MatrixPayload,
  type MatrixProperty,
  type MatrixSide,
  type PackedWiring,
  SORT_KEYS,
  type MatrixView as StoredView,
} from '../../contract/matrix/matrix.js';
import { packFloats, packWiring } from '../../contract/matrix/wiring.js';
import { type Displayable, jupyterDisplay, MATRIX_MIME, type MimeBundle } from '../../contract/mime.js';
import { type CellChoice, cellIndices } from '../../core/connectivity/cell-indices.js';
import type { Connectivity } from '../../core/connectivity/connectivity.js';
import { type GroupMeasure, MEASURES } from '../../core/connectivity/group-measures.js';
import { type GroupOf, groupCells } from '../../core/connectivity/grouping.js';
import { InvalidArgumentError } from '../../errors.js';
import { cellTypeColors, checkColor, UNKNOWN_TYPE_COLOR } from '../palette.js';

/** A number of each cell: an array or column that runs with the connectivity's `ids`. */
export type CellValues =
  | ArrayLike<number | null>
  | Iterable<number | null>
  | { readonly values: ArrayLike<number | null> | Iterable<number | null>; readonly unit?: string };

/** The presynaptic side of a matrix, or the postsynaptic one. */
export interface MatrixSideOptions {
  /** `cell` (when absent), or a name of `groups`: then each row or column is a group. */
  readonly by?: string;
  /** As the option `sort` of {@link WiringMatrixOptions}, for this side. */
  readonly sort?: string | readonly string[];
  /** Only these cells, in this order where `sort` is empty. */
  readonly cells?: CellChoice;
}

/** How {@link matrix} shows a connectivity; every field may be left out. */
export interface WiringMatrixOptions {
  readonly title?: string;
  readonly caption?: string;
  /** True when the connections were grown by code. */
  readonly synthetic?: boolean;
  /** Cells by group, under names of your own: `{ type: column.cellTypes, layer: … }`. Cells may be without a group. */
  readonly groups?: Readonly<Record<string, GroupOf>>;
  /** The groups of some of `groups` in the order wanted; alphabetical when absent. */
  readonly groupOrder?: Readonly<Record<string, readonly string[]>>;
  /** Colours of groups, `#rgb` or `#rrggbb`, over the field's own for cell types. */
  readonly colors?: Readonly<Record<string, string>>;
  /** Numbers of the cells to order by, under names of your own: `{ depth: { values, unit: 'µm' } }`. NaN and null: not known. */
  readonly values?: Readonly<Record<string, CellValues>>;
  /** A name of each cell, in the order of the connectivity's `ids`; the id when absent. */
  readonly labels?: readonly string[];
  /** As `rows.by` and `columns.by`, for both. */
  readonly by?: string;
  /**
   * What both sides are ordered by: names of `groups` and `values`, `outputs` or `inputs` (the strongest first), `cluster`
   * or `spectral`; the first key first. The first of `groups` and then `outputs` when absent.
   */
  readonly sort?: string | readonly string[];
  /** The presynaptic side. */
  readonly rows?: MatrixSideOptions;
  /** The postsynaptic side. */
  readonly columns?: MatrixSideOptions;
  /** Whether presynaptic cells are the columns; `rows` and `columns` stay what they are called: pre- and postsynaptic. */
  readonly transposed?: boolean;
  /** What a value is, as in `connectivity.groupMatrix`; `synapses` when absent. */
  readonly measure?: GroupMeasure;
  /** `log` colours powers of ten evenly and leaves zeros uncoloured; `linear` when absent. */
  readonly scale?: 'linear' | 'log';
  /** The values that the ends of the colours stand for; what is in view when absent. */
  readonly limits?: readonly [low: number, high: number];
  /**
   * How it is looked at, over what the other options say: `cells` of a side stay. The button "Code" of the widget writes
   * it, for the matrix as it is looked at then.
   */
  readonly view?: MatrixLook;
  /** What is seen of it: first and last row, first and last column, as they are drawn, counted from 0; all when absent. */
  readonly window?: readonly [top: number, bottom: number, left: number, right: number];
}

/** A way to look at a matrix. */
export interface MatrixLook
  extends Pick<WiringMatrixOptions, 'transposed' | 'measure' | 'scale' | 'limits' | 'window'> {
  readonly rows?: Pick<MatrixSideOptions, 'by' | 'sort'>;
  readonly columns?: Pick<MatrixSideOptions, 'by' | 'sort'>;
}

/** A matrix as a cell's value. */
export interface MatrixView extends Displayable {
  /** What is sent to the browser and stored in the notebook. */
  readonly payload: MatrixPayload;
  /** What it shows, in words. */
  readonly summary: string;
}

/** As `matrix` of a connectivity. */
export function wiringMatrix(wiring: Connectivity, given: WiringMatrixOptions = {}): MatrixView {
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
    ...(options.labels ? { labels: options.labels } : {}),
    groupings,
    properties,
    view: viewOf(wiring, options, names),
  };
  const summary = summaryOf(wiring, payload);
  return {
    payload,
    summary,
    [jupyterDisplay]: (): MimeBundle => ({ [MATRIX_MIME]: payload, 'text/plain': summary }),
  };
}

/** More than views usually take in a notebook. */
const LARGE_BYTES = 4_000_000;

interface Names {
  readonly groups: readonly string[];
  readonly values: readonly string[];
}

function packGrouping(
  wiring: Connectivity,
  name: string,
  groupOf: GroupOf,
  { groupOrder = {}, colors = {} }: WiringMatrixOptions,
): MatrixGrouping {
  const { names, groups } = groupCells(wiring, groupOf, {
    caller: 'matrix',
    argument: `groups.${name}`,
    order: Object.hasOwn(groupOrder, name) ? groupOrder[name] : undefined,
    orderArgument: `groupOrder.${name}`,
    leaveOut: true,
    remedy: '',
  });
  if (names.length > MATRIX_LIMITS.groups) {
    throw bad(`groups.${name}`, 'has too many groups', names.length, `at most ${MATRIX_LIMITS.groups}`);
  }
  const usual = cellTypeColors(names);
  return {
    name,
    groups: names,
    colors: names.map(group =>
      Object.hasOwn(colors, group)
        ? checkColor(colors[group], `group ${group}`)
        : (usual.get(group) ?? UNKNOWN_TYPE_COLOR),
    ),
    codes: packBytes(toBytePlanes(Uint16Array.from(groups, group => (group < 0 ? names.length : group)))),
  };
}

function packProperty({ cellCount }: Connectivity, name: string, given: CellValues): MatrixProperty {
  const { values, unit = '' } =
    typeof given === 'object' && 'values' in given && typeof given.values !== 'function'
      ? (given as { readonly values: ArrayLike<number | null>; readonly unit?: string })
      : { values: given as ArrayLike<number | null> };
  const numbers = Float32Array.from(values as ArrayLike<number | null>, value => value ?? Number.NaN);
  if (numbers.length !== cellCount) {
    throw bad(`values.${name}`, 'has the wrong length', numbers.length, `${cellCount}, one for each cell`);
  }
  return { name, unit, values: packFloats(numbers) };
}

function viewOf(wiring: Connectivity, options: WiringMatrixOptions, names: Names): StoredView {
  const { measure = 'synapses', scale = 'linear', limits, transposed = false, window } = options;
  if (!Object.hasOwn(MEASURES, measure)) {
    throw bad('measure', 'is unknown', measure, `one of ${Object.keys(MEASURES).join(', ')}`);
  }
  if (scale !== 'linear' && scale !== 'log') throw bad('scale', 'is unknown', scale, 'linear or log');
  if (limits && !(limits.length === 2 && limits.every(Number.isFinite) && limits[0] < limits[1])) {
    throw bad('limits', 'are not valid', limits, 'a lower and a higher number');
  }
  if (window && !isWindow(window)) {
    throw bad('window', 'is not valid', window, 'first and last row, first and last column, each last one larger');
  }
  if (typeof transposed !== 'boolean') throw bad('transposed', 'is not valid', transposed, 'true or false');
  return {
    rows: sideOf(wiring, options, 'rows', names),
    columns: sideOf(wiring, options, 'columns', names),
    ...(transposed ? { transposed } : {}),
    measure,
    scale,
    ...(limits ? { limits } : {}),
    ...(window ? { window } : {}),
  };
}

function isWindow(window: readonly number[]): boolean {
  const [top, bottom, left, right] = window;
  return window.length === 4 && window.every(Number.isFinite) && top < bottom && left < right && top >= 0 && left >= 0;
}

function sideOf(
  wiring: Connectivity,
  options: WiringMatrixOptions,
  side: 'rows' | 'columns',
  names: Names,
): MatrixSide {
  const own = options[side] ?? {};
  const by = own.by ?? options.by ?? 'cell';
  if (by !== 'cell' && !names.groups.includes(by)) {
    throw bad(`${side}.by`, 'is unknown', by, ['cell', ...names.groups].join(', '));
  }
  // Cells chosen one by one have an order already.
  const usual = own.cells ? [] : [...names.groups.slice(0, 1), 'outputs'];
  const sort = own.sort ?? options.sort ?? usual;
  const keys = typeof sort === 'string' ? [sort] : [...sort];
  const known = [...SORT_KEYS, ...names.groups, ...names.values];
  for (const key of keys) if (!known.includes(key)) throw bad('sort', 'is unknown', key, `one of ${known.join(', ')}`);
  if (own.cells === undefined) return { by, sort: keys };
  const cells = cellIndices(wiring, own.cells, 'matrix');
  if (cells.length === 0) throw bad(`${side}.cells`, 'is empty', 0, 'at least one cell');
  return { by, sort: keys, only: { count: cells.length, indices: packBytes(toBytePlanes(cells)) } };
}

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
  { title, caption, notes, view }: MatrixPayload,
): string {
  const count = (n: number, one: string, many: string): string => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
  const sides = view.rows.by === view.columns.by ? `by ${view.rows.by}` : `${view.rows.by} × ${view.columns.by}`;
  const result =
    `${count(cellCount, 'cell', 'cells')}, ${count(pairCount, 'connected pair', 'connected pairs')}, ` +
    `${count(synapseCount, 'synapse', 'synapses')}; ${view.measure} ${sides}.`;
  return [`${title}.`, result, caption, ...notes].filter(Boolean).join(' ');
}

function bad(argument: string, what: string, received: unknown, expected: string): InvalidArgumentError {
  return new InvalidArgumentError(`matrix ${argument} ${what}: received ${String(received)}, expected ${expected}`, {
    argument,
  });
}
