import { parseId } from '../../core/ids.js';
import { InvalidArgumentError } from '../../errors.js';
import { unknownName } from './datastack-info.js';
import type { Box, ByColumn, FilterValue, QueryOptions } from './query-options.js';
import type { CaveColumn, TableFacts } from './table-facts.js';

/** A value as it is sent: digits for integers, never a rounded number. */
export type SentValue = bigint | number | string | boolean;

/** Filters in the server's words: kind of filter to table to column to value. */
export type SentFilters = Record<string, Record<string, Record<string, unknown>>>;

/** A query, checked, in the server's words. */
export interface QueryPlan {
  readonly table: TableFacts;
  /** The table it annotates, joined to it. */
  readonly reference: TableFacts | undefined;
  readonly filters: SentFilters;
  /** Columns to ask for, by table; `undefined` for all. */
  readonly select: ReadonlyMap<string, readonly string[]> | undefined;
  /**
   * Columns of the result to keep, in their order; `undefined` for all. More come: those that check or filter the rows,
   * and the supervoxel that the server sends with every root.
   */
  readonly keep: readonly string[] | undefined;
  /** Filters to apply to the rows that came: column of the result to values. */
  readonly exclude: ReadonlyMap<string, ReadonlySet<SentValue>>;
  /** Every root id that the filters name, with the filter's words. */
  readonly rootIds: readonly { readonly id: bigint; readonly where: string }[];
}

const COMPARISONS = [
  ['equal', 'filter_equal_dict'],
  ['greater', 'filter_greater_dict'],
  ['less', 'filter_less_dict'],
  ['atLeast', 'filter_greater_equal_dict'],
  ['atMost', 'filter_less_equal_dict'],
] as const;
const LISTS = [
  ['in', 'filter_in_dict'],
  // What the server's schema calls it; see `exclude` for why that alone is not enough.
  ['notIn', 'filter_notin_dict'],
] as const;

/**
 * Turns options into the server's words, each filter under the table that has its column.
 *
 * @throws {NotFoundError} for a column that is not there, with the nearest one.
 * @throws {InvalidArgumentError} for a value that is none: an inexact number, an empty list, a box inside out.
 */
export function planQuery(table: TableFacts, reference: TableFacts | undefined, options: QueryOptions): QueryPlan {
  const filters: SentFilters = {};
  const rootIds: { id: bigint; where: string }[] = [];
  const exclude = new Map<string, Set<SentValue>>();
  const put = (kind: string, owner: TableFacts, column: string, value: unknown): void => {
    filters[kind] ??= {};
    filters[kind][owner.name] ??= {};
    filters[kind][owner.name][column] = value;
  };
  const each = <T>(name: keyof QueryOptions, use: (owner: TableFacts, column: CaveColumn, value: T) => void): void => {
    const given = options[name] as ByColumn<T> | undefined;
    for (const [column, value] of Object.entries(given ?? {})) {
      const found = findColumn(table, reference, column);
      use(found.owner, found.column, value);
    }
  };
  const noteRoot = (name: string, column: CaveColumn, value: SentValue): void => {
    if (column.name.endsWith('root_id') && typeof value === 'bigint' && value !== 0n) {
      rootIds.push({ id: value, where: `${name} ${column.name}` });
    }
  };

  for (const [name, kind] of COMPARISONS) {
    each<FilterValue>(name, (owner, column, value) => {
      const sent = sentValue(column, value, `${name} ${column.name}`);
      if (name === 'equal') noteRoot(name, column, sent);
      put(kind, owner, column.name, sent);
    });
  }
  for (const [name, kind] of LISTS) {
    each<Iterable<FilterValue>>(name, (owner, column, values) => {
      const sent = sentList(column, values, `${name} ${column.name}`);
      if (name === 'in') for (const value of sent) noteRoot(name, column, value);
      put(kind, owner, column.name, sent);
      if (name === 'notIn') exclude.set(resultName(table, reference, owner, column.name), new Set(sent));
    });
  }
  each<string>('matches', (owner, column, pattern) => put('filter_regex_dict', owner, column.name, String(pattern)));
  each<Box>('withinVoxels', (owner, column, box) =>
    put('filter_spatial_dict', owner, column.name, voxelBox(box, [1, 1, 1], column.name)),
  );
  each<Box>('withinNm', (owner, column, box) =>
    put('filter_spatial_dict', owner, column.name, voxelBox(box, owner.resolutionNm, column.name)),
  );
  return { table, reference, filters, exclude, rootIds, ...selection(table, reference, options, exclude) };
}

interface FoundColumn {
  readonly owner: TableFacts;
  readonly column: CaveColumn;
}

/** The column with this name, looked for in the table and then in the one it annotates (also as `name_ref`). */
function findColumn(table: TableFacts, reference: TableFacts | undefined, name: string): FoundColumn {
  const own = table.columns?.find(column => column.name === name);
  if (own) return { owner: table, column: own };
  if (reference) {
    const bare = name.endsWith('_ref') ? name.slice(0, -4) : name;
    const theirs = reference.columns?.find(column => column.name === bare);
    if (theirs) return { owner: reference, column: theirs };
  }
  // A schema that the server does not give cannot be checked against; then the name is believed.
  if (table.columns === undefined || (reference && reference.columns === undefined)) {
    const type = /(^|_)id$/.test(name) ? 'integer' : 'unknown';
    return { owner: table, column: { name, type, meaning: '' } };
  }
  const known = [...table.columns, ...(reference?.columns ?? [])].map(column => column.name);
  throw unknownName(`${table.kind} ${table.name} has no column ${name}`, name, [...new Set(known)]);
}

/** Name of a column in the result: columns of the reference that exist twice end in `_ref`. */
function resultName(table: TableFacts, reference: TableFacts | undefined, owner: TableFacts, column: string): string {
  const twice = reference !== undefined && table.columns?.some(({ name }) => name === column);
  return owner === reference && twice ? `${column}_ref` : column;
}

function selection(
  table: TableFacts,
  reference: TableFacts | undefined,
  options: QueryOptions,
  exclude: ReadonlyMap<string, unknown>,
): Pick<QueryPlan, 'select' | 'keep'> {
  if (options.columns === undefined) return { select: undefined, keep: undefined };
  if (options.columns.length === 0) {
    throw new InvalidArgumentError('cave query columns are empty: received [], expected names, or no columns option', {
      argument: 'columns',
    });
  }
  const select = new Map<string, string[]>();
  const add = (name: string): string => {
    const { owner, column } = findColumn(table, reference, name);
    const list = select.get(owner.name) ?? [];
    if (!list.includes(column.name)) select.set(owner.name, [...list, column.name]);
    return resultName(table, reference, owner, column.name);
  };
  const keep = [...new Set(options.columns.map(add))];
  // `id` proves that pages taken together hold every row once
  if (table.columns === undefined || table.columns.some(({ name }) => name === 'id')) add('id');
  for (const name of exclude.keys()) add(name);
  return { select, keep };
}

function sentList(column: CaveColumn, values: Iterable<FilterValue>, what: string): SentValue[] {
  if (typeof values === 'string' || values === null || typeof values !== 'object' || !(Symbol.iterator in values)) {
    throw new InvalidArgumentError(`cave query ${what} is not a list: received ${typeof values}, expected [value, …]`, {
      argument: what,
    });
  }
  const sent = [...new Set(Array.from(values, (value, i) => sentValue(column, value, `${what} entry ${i}`)))];
  if (sent.length > 0) return sent;
  throw new InvalidArgumentError(`cave query ${what} is empty: received no values, expected one or more`, {
    argument: what,
  });
}

function sentValue(column: CaveColumn, value: FilterValue, what: string): SentValue {
  const { type } = column;
  if (type === 'integer') {
    if (typeof value === 'number' && Number.isSafeInteger(value) && value < 0) return BigInt(value);
    return parseId(value, `cave query ${what}`);
  }
  const fits =
    type === 'boolean'
      ? typeof value === 'boolean'
      : type === 'float'
        ? typeof value === 'number' && Number.isFinite(value)
        : type === 'string' || type === 'timestamp'
          ? typeof value === 'string'
          : typeof value !== 'object' && (typeof value !== 'number' || Number.isFinite(value));
  if (fits && type !== 'position') return value;
  const expected = type === 'position' ? 'withinNm or withinVoxels for a position' : `a ${type}`;
  throw new InvalidArgumentError(
    `cave query ${what} has the wrong type: received ${typeof value === 'number' ? value : typeof value}, expected ${expected}`,
    { argument: what },
  );
}

/** Integer corners of the box in voxels: positions are whole voxels, so that rounding inwards loses and adds none. */
function voxelBox(box: Box, resolutionNm: readonly number[], column: string): number[][] {
  const what = `cave query box of ${column}`;
  if (!Array.isArray(box) || box.length !== 2 || !box.every(corner => Array.isArray(corner) && corner.length === 3)) {
    throw new InvalidArgumentError(
      `${what} is no box: received ${JSON.stringify(box)}, expected [[x0, y0, z0], [x1, y1, z1]]`,
      {
        argument: column,
      },
    );
  }
  const low = box[0].map((edge, k) => Math.ceil(edge / resolutionNm[k]));
  const high = box[1].map((edge, k) => Math.floor(edge / resolutionNm[k]));
  if (![...low, ...high].every(Number.isSafeInteger)) {
    throw new InvalidArgumentError(`${what} is not finite: received ${JSON.stringify(box)}, expected numbers`, {
      argument: column,
    });
  }
  if (low.every((edge, k) => edge < high[k])) return [low, high];
  throw new InvalidArgumentError(
    `${what} is inside out or thinner than two voxels: received ${JSON.stringify(box)}, expected low < high on every axis`,
    { argument: column },
  );
}
