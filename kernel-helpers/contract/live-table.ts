/** What a table in the page and the kernel that made it say to each other, on the comm {@link LIVE_TABLE_TARGET}. */

import { type Fields, fieldsOf } from './fields.js';

/** The page opens it with {@link LiveTableOpening}. */
export const LIVE_TABLE_TARGET = 'connectome.table';

export interface LiveTableOpening {
  /** `live` of the stored table. */
  readonly live: string;
}

/** From the page, which asks for the next rows when it has taken the last: a page that stops asking is sent no more. */
export interface LiveTableRequest {
  readonly op: 'rows';
  readonly from: number;
}

/** From the kernel. */
export type LiveTableNews =
  /** It has the rows. */
  | { readonly op: 'here' }
  /** The kernel does not know such a table (any more). */
  | { readonly op: 'gone' }
  /** With a buffer: these rows as an Arrow IPC stream. */
  | { readonly op: 'rows'; readonly from: number; readonly rows: number }
  | { readonly op: 'failed'; readonly message: string };

const { object, text, oneOf, count }: Fields = fieldsOf('live table message');

/**
 * What a page asks for.
 *
 * @throws {FormatError} when it is no such question.
 */
export function checkLiveTableRequest(value: unknown): LiveTableRequest {
  const { op, from } = object(value, 'request');
  return { op: oneOf(op, 'op', ['rows']), from: count(from, 'from', 0, Number.MAX_SAFE_INTEGER) };
}

/**
 * What a kernel says.
 *
 * @throws {FormatError} when it says no such thing.
 */
export function checkLiveTableNews(value: unknown): LiveTableNews {
  const { op: said, from, rows, message } = object(value, 'news');
  const op = oneOf(said, 'op', ['here', 'gone', 'rows', 'failed']);
  if (op === 'failed') return { op, message: text(message, 'message', 5000) };
  if (op !== 'rows') return { op };
  const most = Number.MAX_SAFE_INTEGER;
  return { op, from: count(from, 'from', 0, most), rows: count(rows, 'rows', 1, most) };
}
