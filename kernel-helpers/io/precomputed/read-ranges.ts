import { SourceError } from '../../errors.js';
import type { Store } from '../source/store.js';
import type { RequestGate } from './request-gate.js';

/** How ranges of one file are read. */
export interface ReadRangesOptions {
  readonly signal?: AbortSignal;
  /** Limits the requests under way. */
  readonly gate: RequestGate;
  /** Ranges with at most so many bytes between them become one request; default 65,536. */
  readonly gapBytes?: number;
}

/** A joined request grows no larger than this, so that many of them under way at once stay within memory. */
const MOST_JOINED_BYTES = 8 * 1024 * 1024;
const GAP_BYTES = 65_536;

/**
 * Reads the byte ranges `starts[i] … ends[i] - 1` of one file, neighbours in one request, and gives each to `visit` as
 * it comes, in no particular order. The bytes given may be a part of a larger buffer: copy what is kept.
 *
 * @throws {SourceError} when the file is gone, or ends before a range does.
 */
export async function readRanges(
  store: Store,
  path: string,
  { starts, ends }: { readonly starts: ArrayLike<number>; readonly ends: ArrayLike<number> },
  visit: (index: number, bytes: Uint8Array) => void | Promise<void>,
  { signal, gate, gapBytes = GAP_BYTES }: ReadRangesOptions,
): Promise<void> {
  const order = Uint32Array.from({ length: starts.length }, (_, i) => i).sort((a, b) => starts[a] - starts[b]);
  const reads: Promise<void>[] = [];
  for (let first = 0; first < order.length; ) {
    const start = starts[order[first]];
    let joinedEnd = ends[order[first]];
    let last = first + 1;
    while (last < order.length && starts[order[last]] - joinedEnd <= gapBytes) {
      const next = Math.max(joinedEnd, ends[order[last]]);
      if (next - start > MOST_JOINED_BYTES && next > joinedEnd) break;
      joinedEnd = next;
      last++;
    }
    // the gate may run it later, when the variables stand for the next request
    const members = order.subarray(first, last);
    const end = joinedEnd;
    reads.push(gate.run(() => readJoined(members, start, end)));
    first = last;
  }
  await Promise.all(reads);

  async function readJoined(members: Uint32Array, start: number, end: number): Promise<void> {
    signal?.throwIfAborted();
    const bytes = start === end ? new Uint8Array() : await store.getRange(path, start, end, { signal });
    if (bytes === undefined) throw goneError(store, path);
    const visits: (void | Promise<void>)[] = [];
    for (const i of members) visits.push(visit(i, bytes.subarray(starts[i] - start, ends[i] - start)));
    await Promise.all(visits);
  }
}

function goneError(store: Store, path: string): SourceError {
  const url = `${store.url}/${path}`;
  return new SourceError(`${url} is gone: received no file, expected the one that was there a moment ago; read again`, {
    url,
  });
}
