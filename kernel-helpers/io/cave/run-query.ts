import type { Table } from 'apache-arrow';
import { FormatError, InvalidArgumentError } from '../../errors.js';
import { parseArrow } from '../table/arrow.js';
import { joinPositions, joinTables, keepColumns, positionNames, takeRows } from './arrow-tables.js';
import { writeExactJson } from './exact-json.js';
import { gatherPages, type Page, type PageRequest } from './pages.js';
import type { QueryOptions } from './query-options.js';
import type { QueryPlan, SentFilters, SentValue } from './query-request.js';
import { readRowCount, type TablePlace } from './table-facts.js';
import type { CaveTransport } from './transport.js';

/** The rows of a query, and in which unit their positions are. */
export interface QueryResult {
  readonly table: Table;
  /** Edges of the voxel of positions in nm, as the server says; `undefined` when it does not. */
  readonly resolutionNm: readonly number[] | undefined;
  readonly pages: number;
}

/** So many values go into one request. */
const VALUES_PER_REQUEST = 5_000;

/** Runs a planned query to its end: chunks of long lists, pages of each, filters that are applied here. */
export async function runQuery(
  transport: CaveTransport,
  place: TablePlace,
  plan: QueryPlan,
  options: QueryOptions,
): Promise<QueryResult> {
  const { limit, offset = 0 } = options;
  for (const [name, value, least] of [
    ['limit', limit, 1],
    ['offset', offset, 0],
  ] as const) {
    if (value === undefined || (Number.isSafeInteger(value) && value >= least)) continue;
    throw new InvalidArgumentError(`cave query ${name} is no count: received ${value}, expected ${least} or more`, {
      argument: name,
    });
  }
  const chunks = chunksOf(plan.filters);
  if (chunks.length > 1 && offset > 0) {
    throw new InvalidArgumentError(
      `cave query offset does not go with long lists: received ${offset} with more than ${VALUES_PER_REQUEST} values, ` +
        'expected 0; ask for shorter lists',
      { argument: 'offset' },
    );
  }
  const tables: Table[] = [];
  let rows = 0;
  let pages = 0;
  let resolutionNm: readonly number[] | undefined;
  for (const filters of chunks) {
    if (limit !== undefined && rows >= limit) break;
    const before = { rows, pages };
    const ask = requester(transport, place, { ...plan, filters }, options);
    const gathered = await gatherPages({
      what: `${plan.table.kind} ${plan.table.name}`,
      url: ask.url,
      offset,
      limit: limit === undefined ? undefined : limit - rows,
      fetch: async request => {
        const page = await ask.page(request);
        resolutionNm = page.resolutionNm ?? resolutionNm;
        return page;
      },
      count: plan.reference ? undefined : ask.count,
      most: () => (plan.table.kind === 'view' ? ask.count() : readRowCount(transport, place, plan.table.name)),
      onPage: (now, count) =>
        options.onProgress?.({ table: plan.table.name, rows: before.rows + now, pages: before.pages + count }),
    });
    const kept = withoutExcluded(gathered.table, plan.exclude);
    tables.push(kept);
    rows += kept.numRows;
    pages += gathered.pages;
  }
  let table = joinTables(tables, `${plan.table.kind} ${plan.table.name}`);
  if (limit !== undefined && table.numRows > limit) table = table.slice(0, limit);
  if (plan.keep) table = keepColumns(table, resultColumns(table, plan.keep));
  if (options.positions === 'joined') table = joinPositions(table);
  return { table, resolutionNm, pages };
}

/** The filters, and once more for each part of their longest list of accepted values. */
function chunksOf(filters: SentFilters): SentFilters[] {
  let longest: { owner: string; column: string; values: readonly unknown[] } | undefined;
  for (const [owner, columns] of Object.entries(filters.filter_in_dict ?? {})) {
    for (const [column, values] of Object.entries(columns)) {
      const list = values as readonly unknown[];
      if (list.length > (longest?.values.length ?? VALUES_PER_REQUEST)) longest = { owner, column, values: list };
    }
  }
  if (longest === undefined) return [filters];
  const { owner, column, values } = longest;
  const chunks: SentFilters[] = [];
  for (let start = 0; start < values.length; start += VALUES_PER_REQUEST) {
    const part = values.slice(start, start + VALUES_PER_REQUEST);
    const lists = filters.filter_in_dict;
    chunks.push({ ...filters, filter_in_dict: { ...lists, [owner]: { ...lists[owner], [column]: part } } });
  }
  return chunks;
}

interface Requester {
  readonly url: string;
  page(request: PageRequest): Promise<Page & { readonly resolutionNm: readonly number[] | undefined }>;
  count(): Promise<number>;
}

function requester(
  transport: CaveTransport,
  { localServer, datastack, version }: TablePlace,
  plan: QueryPlan,
  options: QueryOptions,
): Requester {
  const { table, reference, select } = plan;
  const base = `${localServer}/materialize/api/v3/datastack/${encodeURIComponent(datastack)}/version/${version}`;
  const name = encodeURIComponent(table.name);
  const url = reference
    ? `${base}/query`
    : table.kind === 'view'
      ? `${base}/views/${name}/query`
      : `${base}/table/${name}/query`;
  const what = `${table.kind} ${table.name}`;
  const query = {
    return_pyarrow: 'True',
    arrow_format: 'True',
    split_positions: 'True',
    // gives columns the types of the database; without it ids pass through CSV
    direct_sql_pandas: 'True',
  };
  const body = ({ offset, limit, from, below }: PageRequest): string =>
    writeExactJson({
      ...withRange(plan.filters, table.name, from, below),
      ...(reference && {
        tables: [
          [table.name, 'target_id'],
          [reference.name, 'id'],
        ],
        suffix_map: { [table.name]: '', [reference.name]: '_ref' },
        select_column_map: select && Object.fromEntries(select),
      }),
      ...(!reference && select && { select_columns: select.get(table.name) }),
      offset,
      limit,
      desired_resolution: options.resolutionNm,
    });
  const send = (request: PageRequest, count?: string): ReturnType<CaveTransport['arrow']> =>
    transport.arrow(url, { what, query: { ...query, count }, body: body(request), signal: options.signal });
  return {
    url,
    async page(request) {
      const { bytes, headers } = await send(request);
      const cap = /Limited query to (\d+) rows/i.exec(headers.get('warning') ?? '')?.[1];
      const resolution = headers.get('dataframe_resolution')?.split(/,\s*/).map(Number);
      return {
        table: parseArrow(bytes, { file: what }),
        cap: cap === undefined ? undefined : Number(cap),
        resolutionNm: resolution?.length === 3 && resolution.every(Number.isFinite) ? resolution : undefined,
      };
    },
    async count() {
      const { bytes } = await send({}, 'True');
      const value = parseArrow(bytes, { file: `count of ${what}` })
        .getChild('count')
        ?.get(0);
      if (typeof value === 'bigint' || typeof value === 'number') return Number(value);
      throw new FormatError(`cave count of ${what} is missing: received no column count, expected one number`, {
        format: 'arrow',
        at: 'column count',
      });
    },
  };
}

/** The filters, and a range of ids with them. Its edges are ids of rows that fulfil the filters, so they are tighter. */
function withRange(filters: SentFilters, table: string, from?: bigint, below?: bigint): SentFilters {
  const merged = { ...filters };
  const narrow = (kind: string, id: bigint | undefined): void => {
    if (id !== undefined) merged[kind] = { ...filters[kind], [table]: { ...filters[kind]?.[table], id } };
  };
  narrow('filter_greater_equal_dict', from);
  narrow('filter_less_dict', below);
  return merged;
}

/** The rows without those that a `notIn` filter names. Nulls stay: they are none of the values. */
function withoutExcluded(table: Table, exclude: QueryPlan['exclude']): Table {
  let kept: Int32Array | undefined;
  for (const [name, values] of exclude) {
    const column = table.getChild(name);
    if (column === null) continue;
    const rows = kept ?? Int32Array.from({ length: table.numRows }, (_, row) => row);
    kept = rows.filter(row => !values.has(comparable(column.get(row), values)));
  }
  return kept === undefined || kept.length === table.numRows ? table : takeRows(table, kept);
}

/** A 32-bit column gives numbers where the filter's ids are bigint. */
function comparable(value: unknown, values: ReadonlySet<SentValue>): SentValue {
  if (typeof value === 'number' && Number.isSafeInteger(value) && !values.has(value)) return BigInt(value);
  return value as SentValue;
}

/** Columns of the result that carry these names, a position's three among them. */
function resultColumns(table: Table, names: readonly string[]): string[] {
  const positions = new Set(positionNames(table));
  const there = new Set(table.schema.fields.map(field => field.name));
  return names
    .flatMap(name => (positions.has(name) ? [`${name}_x`, `${name}_y`, `${name}_z`] : [name]))
    .filter(name => there.has(name));
}
