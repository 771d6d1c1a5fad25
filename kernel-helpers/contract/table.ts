/** What the table widget is sent, stored in the notebook as JSON. */

import { type Fields, fieldsOf } from './fields.js';

/** As many rows of a table as a notebook should hold, and how they are looked at. */
export interface TablePayload {
  readonly version: 1;
  readonly title: string;
  readonly caption: string;
  /** Rows of the whole table; the first `storedRows` of them are here. */
  readonly rowCount: number;
  readonly storedRows: number;
  /** An Arrow IPC stream of `byteLength` bytes, deflated and in base64. */
  readonly stream: string;
  readonly byteLength: number;
  /** The columns that hold ids, and of what. */
  readonly ids: readonly TableIds[];
  /** Units by the names of columns. */
  readonly units: readonly (readonly [column: string, unit: string])[];
  readonly view: TableView;
  /** By it the kernel that made this knows the rows that are not stored; absent where all are. */
  readonly live?: string;
}

/** A column of ids. */
export interface TableIds {
  readonly column: string;
  readonly of: 'neurons' | 'synapses';
}

/** How a table is looked at. */
export interface TableView {
  /** As stored where absent. */
  readonly sort?: { readonly column: string; readonly descending: boolean };
  /** What is written in the filter boxes. */
  readonly filters: readonly (readonly [column: string, text: string])[];
  /** Columns made wider or narrower, in pixels. */
  readonly widths: readonly (readonly [column: string, width: number])[];
  readonly onlySelected: boolean;
}

/** The most a payload may hold. */
export const TABLE_LIMITS = {
  rows: 5_000_000,
  /** Bytes of the stream, inflated. */
  bytes: 500_000_000,
  columns: 1000,
  textLength: 10_000,
} as const;

const { object, text, list, oneOf, count, number, bad }: Fields = fieldsOf('table');

/**
 * The value itself when it is a table's payload; what the stream holds is checked when it is read.
 *
 * @throws {FormatError} when it is none; the message names the field.
 */
export function checkTable(value: unknown): TablePayload {
  const payload = object(value, 'payload');
  if (payload.version !== 1) throw bad('version', 'is not known', payload.version, '1');
  const rowCount = count(payload.rowCount, 'rowCount', 0, Number.MAX_SAFE_INTEGER);
  const { textLength, columns } = TABLE_LIMITS;
  if (typeof payload.stream !== 'string') throw bad('stream', 'is not valid', payload.stream, 'a string');
  return {
    version: 1,
    title: text(payload.title, 'title', textLength),
    caption: text(payload.caption, 'caption', textLength),
    rowCount,
    storedRows: count(payload.storedRows, 'storedRows', 0, Math.min(rowCount, TABLE_LIMITS.rows)),
    stream: payload.stream,
    byteLength: count(payload.byteLength, 'byteLength', 0, TABLE_LIMITS.bytes),
    ids: list(payload.ids, 'ids', columns, (item, at) => {
      const { column, of } = object(item, at);
      return { column: text(column, `${at}.column`, textLength), of: oneOf(of, `${at}.of`, ['neurons', 'synapses']) };
    }),
    units: list(payload.units, 'units', columns, (item, at) => pair(item, at, unit => text(unit, at, textLength))),
    view: checkView(payload.view),
    ...(payload.live !== undefined && { live: text(payload.live, 'live', 100) }),
  };
}

function checkView(value: unknown): TableView {
  const { sort, filters, widths, onlySelected } = object(value, 'view');
  const { textLength, columns } = TABLE_LIMITS;
  const sorted = sort === undefined ? undefined : object(sort, 'view.sort');
  return {
    ...(sorted && {
      sort: { column: text(sorted.column, 'view.sort.column', textLength), descending: sorted.descending === true },
    }),
    filters: list(filters, 'view.filters', columns, (item, at) => pair(item, at, words => text(words, at, textLength))),
    widths: list(widths, 'view.widths', columns, (item, at) => pair(item, at, width => number(width, at, 10, 10_000))),
    onlySelected: onlySelected === true,
  };
}

function pair<T>(item: unknown, at: string, check: (second: unknown) => T): [string, T] {
  const [name, second] = list(item, at, 2, part => part);
  return [text(name, at, TABLE_LIMITS.textLength), check(second)];
}
