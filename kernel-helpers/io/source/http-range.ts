/** Whole files and byte ranges over HTTP, right or an error. */
import { formatCount } from '../catalogue/format-count.js';
import { exchange, type HttpOptions } from './http.js';
import { connectionFailure, Failure, statusFailure } from './http-failure.js';
import type { Listening } from './listening.js';
import { isMissing } from './storage-url.js';

/** A file longer than this is not read into memory whole. */
const LARGEST_WHOLE = 2 ** 30;
/** A whole file that a server sends instead of a range is kept up to this length, … */
const WORTH_KEEPING = 32 * 2 ** 20;
/** … and read through, for the range in it, up to this one. */
const WORTH_READING = 512 * 2 ** 20;

/** Bytes `start … end - 1` of a file. */
export interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/** What a server answered to a question for a range. */
export interface RangeAnswer {
  /** Exactly the bytes asked for. */
  readonly bytes: Uint8Array;
  /** The whole file, where the server sent it all and it is short enough to be kept. */
  readonly whole: Uint8Array | undefined;
}

/**
 * The whole file at `url`, its `Content-Encoding` taken off; `undefined` where there is none.
 *
 * @throws {SourceError} for every other answer, a body that is cut off, and more than 1 GiB, which is no file to hold in memory.
 */
export function readWhole(url: string, options: HttpOptions): Promise<Uint8Array | undefined> {
  return exchange(url, options, async (response, listening) => {
    if (await isAbsent(url, response, listening)) return undefined;
    if (response.status !== 200) throw statusFailure(response);
    return wholeBody(response, listening, LARGEST_WHOLE);
  });
}

/**
 * Bytes `start … end - 1` of the file at `url`; `undefined` where there is none.
 *
 * | answer | then |
 * |---|---|
 * | 206 with these bytes | done |
 * | 206 with others, or fewer | asked again |
 * | 206 of an encoded file, whose offsets are those of the compressed bytes | the whole file is read instead |
 * | 200: the server ignores `Range`, or unpacks the file on the way (Google's does) | the range is cut out of it, up to 512 MiB |
 * | 416, or a file that ends earlier | an error |
 *
 * @param options also: `unchanged`, when the headers hold an `If-Range` and the server honours ranges; a 200 then says
 * that the file is another one now, and is an error
 * @throws {SourceError} as the table says.
 * @source https://www.rfc-editor.org/rfc/rfc9110#name-range-requests
 * @source https://cloud.google.com/storage/docs/transcoding
 */
export async function readRange(
  url: string,
  range: ByteRange,
  options: HttpOptions & { readonly unchanged?: boolean },
): Promise<RangeAnswer | undefined> {
  const headers = { ...options.headers, range: `bytes=${range.start}-${range.end - 1}` };
  const answer = await exchange(url, { ...options, headers }, async (response, listening) => {
    if (await isAbsent(url, response, listening)) return undefined;
    if (response.status === 416) throw tooShort(range, totalOf(response.headers.get('content-range')));
    if (response.status === 200 && options.unchanged) throw changed();
    if (response.status === 200) return cutOut(response, listening, range);
    if (response.status !== 206) throw statusFailure(response);
    if (isEncoded(response)) {
      listening.end();
      return 'encoded';
    }
    checkContentRange(response.headers.get('content-range'), range);
    return { bytes: await exactBody(response, listening, range.end - range.start), whole: undefined };
  });
  if (answer !== 'encoded') return answer;
  const whole = await readWhole(url, options);
  return whole && { bytes: sliceOf(whole, range), whole: whole.length <= WORTH_KEEPING ? whole : undefined };
}

function sliceOf(whole: Uint8Array, range: ByteRange): Uint8Array {
  if (whole.length < range.end) throw tooShort(range, whole.length);
  return whole.subarray(range.start, range.end);
}

async function isAbsent(url: string, response: Response, listening: Listening): Promise<boolean> {
  const { host } = new URL(url);
  const text = async (): Promise<string> => {
    const start = await collect(response, listening, { start: 0, end: 16_384 });
    return new TextDecoder().decode(start.bytes);
  };
  if (!(await isMissing(host, response.status, text))) return false;
  if (response.body?.locked) {
    listening.leave();
    return true;
  }
  // The few bytes of its message are read, so that the connection serves the next request.
  const rest = await collect(response, listening, { start: 0, end: 16_384 }).catch(() => undefined);
  if (rest === undefined || !rest.ended) listening.end();
  else listening.leave();
  return true;
}

const isEncoded = (response: Response): boolean =>
  !['', 'identity'].includes((response.headers.get('content-encoding') ?? '').toLowerCase());

function checkContentRange(header: string | null, { start, end }: ByteRange): void {
  const found = /^bytes (\d+)-(\d+)\/(\d+|\*)$/i.exec(header?.trim() ?? '');
  const total = totalOf(header);
  if (total !== undefined && total < end && Number(found?.[1]) === start) throw tooShort({ start, end }, total);
  if (found !== null && Number(found[1]) === start && Number(found[2]) === end - 1) return;
  const received = header === null ? 'no content-range' : `content-range ${JSON.stringify(header.slice(0, 80))}`;
  throw new Failure(`wrong range: received ${received}, expected bytes ${start}-${end - 1}`, { again: true });
}

function totalOf(header: string | null): number | undefined {
  const total = /\/(\d+)$/.exec(header?.trim() ?? '');
  return total === null ? undefined : Number(total[1]);
}

function tooShort({ start, end }: ByteRange, total: number | undefined): Failure {
  const received = total === undefined ? 'a shorter file' : `a file of ${formatCount(total)} bytes`;
  return new Failure(`file ends too early: received ${received}, expected bytes ${start}-${end - 1}`, {
    again: false,
    status: 416,
  });
}

function changed(): Failure {
  return new Failure('file has changed since it was opened: open it again', { again: false });
}

/** The range out of an answer that is the whole file. */
async function cutOut(response: Response, listening: Listening, range: ByteRange): Promise<RangeAnswer> {
  const length = isEncoded(response) ? undefined : lengthOf(response);
  if (length !== undefined && length < range.end) throw tooShort(range, length);
  if (length !== undefined && length <= WORTH_KEEPING) {
    const whole = await wholeBody(response, listening, WORTH_KEEPING);
    return { bytes: sliceOf(whole, range), whole };
  }
  if (range.end > WORTH_READING) {
    const received = length === undefined ? 'the whole file' : `all ${formatCount(length)} bytes`;
    throw new Failure(
      `server ignores Range: received ${received}, expected bytes ${range.start}-${range.end - 1}; ` +
        'download the file and open it from its folder',
      { again: false },
    );
  }
  const { bytes, ended, seen } = await collect(response, listening, range);
  if (bytes.length < range.end - range.start) throw tooShort(range, seen);
  if (ended) listening.leave();
  else listening.end();
  return { bytes, whole: undefined };
}

/** Every byte of the body, whose `Content-Length` must be true. */
async function wholeBody(response: Response, listening: Listening, most: number): Promise<Uint8Array> {
  const length = isEncoded(response) ? undefined : lengthOf(response);
  if (length !== undefined && length > most) throw tooLong(length, most);
  const { bytes, ended } = await collect(response, listening, { start: 0, end: length ?? most }, length);
  if (!ended) throw tooLong(undefined, length ?? most);
  if (length !== undefined && bytes.length < length) throw cutOff(bytes.length, length);
  listening.leave();
  return bytes;
}

async function exactBody(response: Response, listening: Listening, length: number): Promise<Uint8Array> {
  const { bytes, ended } = await collect(response, listening, { start: 0, end: length }, length);
  if (bytes.length < length) throw cutOff(bytes.length, length);
  if (!ended) throw tooLong(undefined, length);
  listening.leave();
  return bytes;
}

function lengthOf(response: Response): number | undefined {
  const header = response.headers.get('content-length');
  return header !== null && /^\d+$/.test(header) ? Number(header) : undefined;
}

function cutOff(received: number, expected: number): Failure {
  return new Failure(`truncated: received ${formatCount(received)} bytes, expected ${formatCount(expected)}`, {
    again: true,
  });
}

function tooLong(received: number | undefined, most: number): Failure {
  const text = received === undefined ? 'more' : `${formatCount(received)} bytes`;
  return new Failure(`too long: received ${text}, expected at most ${formatCount(most)} bytes`, { again: false });
}

/**
 * Bytes `start … end - 1` of the body, fewer where it ends earlier.
 *
 * @param expected how many bytes that will be, where it is known: they are then read into one array, not gathered
 */
async function collect(
  response: Response,
  listening: Listening,
  { start, end }: ByteRange,
  expected?: number,
): Promise<{ bytes: Uint8Array; ended: boolean; seen: number }> {
  if (response.body === null) return { bytes: new Uint8Array(0), ended: true, seen: 0 };
  const reader = response.body.getReader();
  const chunks: Uint8Array[] = [];
  let seen = 0;
  let held = 0;
  try {
    for (;;) {
      const { done, value } = await listening.hear(reader.read());
      if (done) break;
      const from = Math.max(0, start - seen);
      const wanted = value.subarray(from, Math.max(from, end - seen));
      if (wanted.length > 0) chunks.push(wanted);
      held += wanted.length;
      seen += value.length;
      if (seen > end) return { bytes: joined(chunks, held), ended: false, seen };
    }
  } catch (error) {
    throw broken(error, seen, expected);
  }
  return { bytes: joined(chunks, held), ended: true, seen };
}

/** What a body that broke off is told as: by its length, which says more than the words of a socket. */
function broken(error: unknown, seen: number, expected: number | undefined): Failure {
  const failure = connectionFailure(error);
  if (!failure.again || expected === undefined || seen >= expected) return failure;
  return cutOff(seen, expected);
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array {
  // A copy even of a single chunk: a small range must not keep a whole network buffer alive.
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
