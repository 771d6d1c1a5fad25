/** Plain values that read best as a table: arrays of like objects, Maps, columns by name. */
import { jupyterDisplay } from '../contract/mime.js';
import { ABSENT, type ColumnSource, columnOfValues, type TableSource } from './grid.js';
import { fieldOf } from './short-text.js';

/** Whether objects are alike is seen from their first few. */
const LOOKED_AT = 50;
/** An object with more fields than this is no row. */
const MOST_FIELDS = 1000;

/**
 * An array of flat objects with mostly the same fields, as rows; `undefined` for any other value. Getters are not
 * called. O(1) in the length of the array.
 */
export function recordsSource(value: unknown): TableSource | undefined {
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const first = value.slice(0, LOOKED_AT);
  const names = new Set<string>();
  let fields = 0;
  for (const row of first) {
    if (!isRecord(row)) return undefined;
    const keys = Object.keys(row);
    if (keys.length === 0 || keys.length > MOST_FIELDS || !keys.every(key => isFlat(fieldOf(row, key))))
      return undefined;
    for (const key of keys) names.add(key);
    fields += keys.length;
  }
  // Objects that share no more than half of their fields are things of several kinds.
  if (fields * 2 <= names.size * first.length) return undefined;
  return rowsSource(value, [...names]);
}

/** Any array of objects as rows, for one who asks for a table. */
export function rowsSource(rows: readonly unknown[], names: readonly string[]): TableSource {
  const cell = (row: unknown, name: string): unknown =>
    typeof row === 'object' && row !== null && Object.hasOwn(row, name) ? fieldOf(row, name) : ABSENT;
  const columns = names.map(
    (name): ColumnSource => ({
      name,
      read: shown =>
        columnOfValues(
          name,
          shown.map(i => cell(rows[i], name)),
        ),
    }),
  );
  return { kind: 'Array', rowCount: rows.length, columns, numbered: true };
}

/** The fields that the first few rows have. */
export function namesOf(rows: readonly unknown[]): string[] {
  const names = rows
    .slice(0, LOOKED_AT)
    .flatMap(row => (typeof row === 'object' && row !== null ? Object.keys(row) : []));
  return [...new Set(names)];
}

/** A Map of flat keys and values as two columns; `undefined` for any other value. Only the first entries are read. */
export function flatMapSource(value: unknown): TableSource | undefined {
  if (!(value instanceof Map) || value.size === 0) return undefined;
  for (const [key, item] of firstEntries(value, LOOKED_AT)) {
    if (!isFlat(key) || !isFlat(item)) return undefined;
  }
  return mapSource(value);
}

/** Any Map as two columns. */
export function mapSource(map: ReadonlyMap<unknown, unknown>): TableSource {
  // A Map knows no places: its shown entries are read once, from the front.
  let entries: [unknown, unknown][] = [];
  const column = (name: string, side: 0 | 1): ColumnSource => ({
    name,
    read: rows => {
      if (entries.length < rows.length) entries = firstEntries(map, rows.length);
      return columnOfValues(
        name,
        entries.map(entry => entry[side]),
      );
    },
  });
  return {
    kind: 'Map',
    rowCount: map.size,
    rowName: ['entry', 'entries'],
    columns: [column('key', 0), column('value', 1)],
    numbered: false,
    fromFront: true,
  };
}

function firstEntries(map: ReadonlyMap<unknown, unknown>, count: number): [unknown, unknown][] {
  const entries: [unknown, unknown][] = [];
  for (const entry of map) {
    if (entries.length >= count) break;
    entries.push(entry);
  }
  return entries;
}

/** An object made with braces, or without a prototype. */
function isRecord(value: unknown): value is object {
  if (typeof value !== 'object' || value === null || jupyterDisplay in value) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // Those of another realm have another Object.prototype, which has no prototype either.
  return (
    prototype === null ||
    (Object.getPrototypeOf(prototype) === null && Object.hasOwn(prototype as object, 'isPrototypeOf'))
  );
}

/** True for what fits into one cell as a whole. */
function isFlat(value: unknown): boolean {
  if (Array.isArray(value)) return value.length <= 4 && value.every(item => typeof item !== 'object');
  return value === null || value instanceof Date || (typeof value !== 'object' && typeof value !== 'function');
}
