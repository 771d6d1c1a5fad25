/** Tables of which a notebook stores a part, and whose other rows pages may ask for by the key that they carry. */
import { LiveRegistry } from './live-registry.js';
import { type TableColumns, tableBytes } from './table-columns.js';

/** A table as the room that speaks with pages sees it. */
export interface LiveTable {
  readonly rowCount: number;
  /** Some rows from `from` on, as many as are sent at once. */
  rowsFrom(from: number): { readonly rows: number; readonly stream: Uint8Array };
}

/** About so much is sent at once: a kernel stays free for cells in between. */
const PIECE_BYTES = 2_000_000;
const LEAST_ROWS = 1000;

const tables: LiveRegistry<LiveTable> = new LiveRegistry();

/** A table that sends its rows in pieces; `rowBytes`: about what a row takes. */
export function liveTable({ rowCount, columns }: TableColumns, rowBytes: number): LiveTable {
  const piece = Math.max(LEAST_ROWS, Math.floor(PIECE_BYTES / Math.max(1, rowBytes)));
  return {
    rowCount,
    rowsFrom: from => {
      const to = Math.min(rowCount, from + piece);
      return { rows: to - from, stream: tableBytes(columns, from, to) };
    },
  };
}

/** Tables by what they were made of. */
const madeOf = new WeakMap<object, LiveTable[]>();

/** A key for a table, which lives as long as what is shown of it does, or what it was made of. */
export function registerTable(table: LiveTable, source: object): string {
  madeOf.set(source, [...(madeOf.get(source) ?? []), table]);
  return tables.register(table);
}

/** The table of a key, while anything in the kernel holds it. */
export function findTable(key: string): LiveTable | undefined {
  return tables.find(key);
}
