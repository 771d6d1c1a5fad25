/** Tables in the page are sent the rows that their notebook does not store, by the kernel that made them. */
import { LIVE_TABLE_TARGET, type LiveTableNews } from '../contract/live-table.js';
import type { LiveTable } from '../display/live-tables.js';
import type { CellComms, Comm } from './comm.js';
import { importLate } from './late-imports.js';

/** Lets pages open the conversation told in `contract/live-table.ts`. */
export function serveLiveTables(comms: Pick<CellComms, 'register'>): void {
  comms.register(LIVE_TABLE_TARGET, async (page, first) => {
    // Loaded when a page first asks: every kernel would start later for it.
    const { findTable } = await importLate(() => import('../display/live-tables.js'));
    const table = findTable(typeof first?.live === 'string' ? first.live : '');
    if (!table) {
      send(page, { op: 'gone' });
      page.close();
      return;
    }
    page.onMessage = data => answer(page, table, data);
    send(page, { op: 'here' });
  });
}

async function answer(page: Comm, table: LiveTable, data: unknown): Promise<void> {
  const { checkLiveTableRequest } = await importLate(() => import('../contract/live-table.js'));
  try {
    const { from } = checkLiveTableRequest(data);
    if (from >= table.rowCount) throw new RangeError(`row ${from} is none of ${table.rowCount}`);
    const { rows, stream } = table.rowsFrom(from);
    send(page, { op: 'rows', from, rows }, [stream]);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    send(page, { op: 'failed', message: message.slice(0, 5000) });
  }
}

function send(page: Comm, news: LiveTableNews, buffers: readonly Uint8Array[] = []): void {
  if (!page.closed) page.send(news, { buffers });
}
