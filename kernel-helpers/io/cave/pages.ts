import type { Table } from 'apache-arrow';
import { bigintColumn } from '../../core/table.js';
import { FormatError, SourceError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { joinTables } from './arrow-tables.js';

/** Which part of a query's rows one request asks for. */
export interface PageRequest {
  readonly offset?: number;
  readonly limit?: number;
  /** Only rows with `from ≤ id < below`. */
  readonly from?: bigint;
  readonly below?: bigint;
}

/** One request's answer. */
export interface Page {
  readonly table: Table;
  /** The server's limit, when it says that it cut the answer off there. */
  readonly cap: number | undefined;
}

/** How to get and count the pages of one query. */
export interface Paging {
  /** "table synapses_pni_2". */
  readonly what: string;
  readonly url: string;
  readonly offset: number;
  readonly limit: number | undefined;
  readonly fetch: (request: PageRequest) => Promise<Page>;
  /** Number of rows of the whole query, where the server counts them. */
  readonly count: (() => Promise<number>) | undefined;
  /** A number of rows that the query cannot have more than. */
  readonly most: () => Promise<number>;
  readonly onPage: (rows: number, pages: number) => void;
}

/** Rows of one query, and how it is known that they are all. */
export interface Gathered {
  readonly table: Table;
  readonly pages: number;
}

/** A number of rows that may be a limit of the server though it does not say so: limits are round. */
const ROUND = 10_000;

/**
 * All rows of a query, however many requests that takes.
 *
 * A server answers with 500,000 rows at most. It sorts nothing, so two pages may overlap and then other rows are in
 * none. Pages are therefore taken by offset, until one is not full, and the rows' ids compared: as many rows as the
 * query has and none of them twice is every row once. Where one comes twice, the rows are asked for again by ranges of
 * `id`, each narrow enough to come whole, which no order can disturb. Rows without `id` (some views) cannot be compared:
 * then the pages' rows are counted against the server's own count.
 *
 * @throws {SourceError} when it cannot be shown that all rows are there; the message says how many came.
 */
export async function gatherPages(paging: Paging): Promise<Gathered> {
  const { limit, offset, what } = paging;
  const tables: Table[] = [];
  let rows = 0;
  let most = Number.POSITIVE_INFINITY;
  for (;;) {
    const left = limit === undefined ? undefined : limit - rows;
    const page = await paging.fetch({ offset: offset + rows || undefined, limit: left });
    const { numRows } = page.table;
    tables.push(page.table);
    rows += numRows;
    paging.onPage(rows, tables.length);
    const complete = limit !== undefined && rows >= limit;
    if (complete || !isFull(page)) break;
    if (tables.length === 2) most = await paging.most();
    if (rows > most) {
      throw new SourceError(
        `cave ${what} came with more rows than there are: received ${formatCount(rows)}, expected at most ` +
          `${formatCount(most)}; the server repeats itself, so ask for less than one page`,
        { url: paging.url },
      );
    }
  }
  const table = joinTables(tables.length > 1 ? withoutEmpty(tables) : tables, what);
  if (tables.length === 1) return { table, pages: tables.length };
  if (!hasIds(table)) return checkedByCount(paging, table, tables.length);
  if (areUnique(table)) return { table, pages: tables.length };
  return gatherRanges(paging, table, tables.length);
}

function withoutEmpty(tables: readonly Table[]): readonly Table[] {
  const filled = tables.filter(table => table.numRows > 0);
  return filled.length === 0 ? tables.slice(0, 1) : filled;
}

async function checkedByCount(paging: Paging, table: Table, pages: number): Promise<Gathered> {
  const { what, url, limit, offset } = paging;
  const total = await paging.count?.();
  const expected = total === undefined ? undefined : Math.min(total - offset, limit ?? Number.POSITIVE_INFINITY);
  const story =
    expected === undefined || table.numRows === expected
      ? 'its rows have no id, so that rows which came twice and rows which did not come cannot be told'
      : `the server counts ${formatCount(expected)}`;
  throw new SourceError(
    `cave ${what} may be incomplete: received ${formatCount(table.numRows)} rows in ${pages} pages, expected each row ` +
      `once, but ${story}; narrow the query to one page, add the column id, or go through pages with limit and offset`,
    { url },
  );
}

/**
 * The rows by ranges of id. Boundaries are ids that already came; a range that does not come whole is cut in two at the
 * middle of the ids it gave.
 */
async function gatherRanges(paging: Paging, sample: Table, pagesSoFar: number): Promise<Gathered> {
  const { what, limit, offset, url } = paging;
  if (offset > 0) {
    throw new SourceError(
      `cave ${what} came with rows twice: received pages that overlap, as the server sorts nothing, expected each row ` +
        'once; leave out the offset option',
      { url },
    );
  }
  const tables: Table[] = [];
  let pages = pagesSoFar;
  let rows = 0;
  // pages were full, so that one range per page and a half is likely to come whole
  const ids = sortedIds(sample);
  const parts = Math.ceil(pagesSoFar * 1.5);
  const cuts = Array.from({ length: parts - 1 }, (_, i) => ids[Math.floor((ids.length * (i + 1)) / parts)]);
  const ranges = rangesBetween([...new Set(cuts)]);
  for (let range = ranges.pop(); range !== undefined && (limit === undefined || rows < limit); range = ranges.pop()) {
    const page = await paging.fetch(range);
    pages++;
    const { numRows } = page.table;
    checkRange(paging, range, page.table);
    if (isFull(page) && !(await isWhole(paging, range, numRows))) {
      const here = sortedIds(page.table);
      const middle = here[here.length >> 1];
      if (here[0] === here[here.length - 1] || middle === here[0]) {
        throw new SourceError(
          `cave ${what} is incomplete: received more than ${formatCount(numRows)} rows with the id ${middle}, expected ` +
            'ids that differ; narrow the query',
          { url },
        );
      }
      ranges.push({ ...range, from: middle }, { ...range, below: middle });
      continue;
    }
    const taken = limit === undefined ? page.table : page.table.slice(0, limit - rows);
    tables.push(taken);
    rows += taken.numRows;
    paging.onPage(rows, pages);
  }
  const table = joinTables(withoutEmpty(tables), what);
  if (areUnique(table)) return { table, pages };
  throw new FormatError(
    `cave ${what} came with rows twice: received an id more than once in ranges that do not overlap, expected each once`,
    { format: 'arrow', at: 'column id' },
  );
}

/** True when the server may have more rows than it gave. */
function isFull({ table: { numRows }, cap }: Page): boolean {
  return numRows > 0 && (cap === undefined ? numRows % ROUND === 0 : numRows >= cap);
}

/** Makes sure that the server heeds ranges of id; cutting one in two would never end otherwise. */
function checkRange({ what, url }: Paging, { from, below }: PageRequest, table: Table): void {
  const ids = sortedIds(table);
  const outside =
    ids.length > 0 && ((from !== undefined && ids[0] < from) || (below !== undefined && ids[ids.length - 1] >= below));
  if (!outside) return;
  throw new SourceError(
    `cave ${what} is incomplete: received rows with other ids than asked for, expected ${from ?? 0n} to ${below ?? 'the last'}; ` +
      'the server does not heed filters on id, so narrow the query to one page',
    { url },
  );
}

/** True when a range that filled a page to the brim has nothing more: asked for one row behind it. */
async function isWhole(paging: Paging, range: PageRequest, rows: number): Promise<boolean> {
  const more = await paging.fetch({ ...range, offset: rows, limit: 1 });
  return more.table.numRows === 0;
}

/** Ranges that cover all ids, the lowest last, as they are taken from the end. */
function rangesBetween(cuts: readonly bigint[]): PageRequest[] {
  const ranges: PageRequest[] = [];
  for (let i = cuts.length; i >= 0; i--) {
    ranges.push({ from: i === 0 ? undefined : cuts[i - 1], below: i === cuts.length ? undefined : cuts[i] });
  }
  return ranges;
}

function hasIds(table: Table): boolean {
  const column = table.getChild('id');
  return column !== null && column.nullCount === 0;
}

function areUnique(table: Table): boolean {
  const ids = sortedIds(table);
  for (let i = 1; i < ids.length; i++) if (ids[i] === ids[i - 1]) return false;
  return true;
}

function sortedIds(table: Table): BigUint64Array {
  return bigintColumn(table, 'id').slice().sort();
}
