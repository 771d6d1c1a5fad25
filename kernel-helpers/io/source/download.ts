import { mkdir, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SourceError } from '../../errors.js';
import { exchange, type HttpOptions } from './http.js';
import { connectionFailure, Failure, statusFailure } from './http-failure.js';
import type { Listening } from './listening.js';
import { type PartialFacts, PartialFile } from './partial-file.js';
import type { Attempt } from './retry.js';
import { type ExpectedSums, lengthFault, sha256Fault, verifyFile } from './verify-file.js';

/** How far the download of `url` is. */
export interface DownloadProgress {
  readonly url: string;
  readonly receivedBytes: number;
  /** Length of the whole file; `null` where neither the catalogue nor the server tells it. */
  readonly totalBytes: number | null;
}

/** How a download waits, gives up and tells. */
export interface DownloadOptions extends HttpOptions {
  /** Called after every chunk. */
  readonly onProgress?: (progress: DownloadProgress) => void;
}

/** A file to download: where from, and what it has to be. */
export type WantedFile = ExpectedSums & { readonly url: string };

/** So much more than at the attempt before is progress: failures before it are forgiven. */
const GOOD_PIECE = 2 ** 20;

/**
 * Downloads `file` to `path`. The bytes go to a file of their own in the folder `partials`, are checked (length, then
 * sha256) and renamed into place, so `path` never holds a part or a wrong file, and two processes may do this at once.
 *
 * | what happens | then |
 * |---|---|
 * | 200, right bytes | done |
 * | 408, 429, 5xx, a connection that breaks, too few bytes | tried again, after a pause |
 * | no such host, no route, refused, silence, other statuses, too many or wrong bytes | fails at once |
 *
 * Where the server names the state of the file (a strong `ETag`, or `Last-Modified`), what was received stays when an
 * attempt, or the whole process, ends early, and the next one asks for the rest of it: with `If-Range`, so that a file
 * that changed meanwhile comes whole. Elsewhere, and where the server packs the file on the way, it begins again.
 *
 * Without a network that is one quick attempt, not minutes of retries.
 *
 * @returns length and sha256 of the file
 * @throws {SourceError} whose message is one line naming host and reason: the caller knows which dataset this was.
 */
export async function download(
  file: WantedFile,
  path: string,
  options: DownloadOptions = {},
  partials: string = dirname(path),
): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const told = new URL(file.url).host;
  const part = await opened(partials, file.url, path).catch(error => {
    throw new SourceError(`${told}: ${folderFailure(error, path).message}`, { url: file.url, cause: error });
  });
  try {
    if (await isWhole(part, file)) return await moveInto(part, path);
    const attemptHeaders = (): Record<string, string> => headersFor(part);
    return await exchange(file.url, { ...options, told, attemptHeaders }, async (response, listening, attempt) => {
      await receive(response, listening, attempt, part, file, path, options);
      return moveInto(part, path);
    });
  } catch (error) {
    await part.release();
    throw error;
  }
}

async function opened(partials: string, url: string, path: string): Promise<PartialFile> {
  await mkdir(dirname(path), { recursive: true });
  return PartialFile.open(partials, url);
}

/** Whether the part that was left is the whole file: its process ended just before it was renamed. */
async function isWhole(part: PartialFile, file: WantedFile): Promise<boolean> {
  if (part.length === 0) return false;
  const total = file.bytes ?? part.facts?.total;
  if (part.length === total && (file.sha256 === null || file.sha256 === part.sha256())) return true;
  if (total != null && part.length >= total) await part.restart(undefined);
  return false;
}

function headersFor(part: PartialFile): Record<string, string> {
  // Packed on the way, a length would not be the file's, and a range none of it.
  const headers = { 'accept-encoding': 'identity' };
  if (part.facts === undefined || part.length === 0) return headers;
  return { ...headers, range: `bytes=${part.length}-`, 'if-range': part.facts.validator };
}

/** Writes what `response` holds to `part`, which is then the whole file, and right. */
async function receive(
  response: Response,
  listening: Listening,
  attempt: Attempt,
  part: PartialFile,
  file: WantedFile,
  path: string,
  { onProgress }: DownloadOptions,
): Promise<void> {
  const announced = await begin(response, part, file.url);
  const total = file.bytes ?? announced;
  const resumedAt = part.length;
  let broken: unknown;
  try {
    for await (const chunk of chunksOf(response, listening)) {
      const received = part.length + chunk.length;
      // A server may not fill the disk.
      if (total !== null && received > total) throw await spoilt(part, lengthFault(received, total)?.text ?? '');
      await part.append(chunk).catch(async error => {
        await part.restart(undefined).catch(() => {});
        throw folderFailure(error, path);
      });
      if (part.facts && part.length - resumedAt >= GOOD_PIECE) attempt.succeeded();
      onProgress?.({ url: file.url, receivedBytes: part.length, totalBytes: total });
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    broken = error;
  }
  const wrong = total === null ? undefined : lengthFault(part.length, total);
  if (wrong) throw new Failure(wrong.text, { again: true, cause: broken });
  if (broken !== undefined) throw connectionFailure(broken);
  const different = file.sha256 === null ? undefined : sha256Fault(part.sha256(), file.sha256);
  if (different) throw await spoilt(part, different.text, resumedAt > 0);
}

/** Makes `part` ready for the bytes of `response`: it is continued or begins again. @returns the length of the file */
async function begin(response: Response, part: PartialFile, url: string): Promise<number | null> {
  const { status, headers } = response;
  const encoded = !['', 'identity'].includes(headers.get('content-encoding') ?? '');
  if (status === 200) {
    const length = headers.get('content-length');
    const total = !encoded && length !== null && /^\d+$/.test(length) ? Number(length) : null;
    const validator = encoded ? undefined : validatorOf(headers);
    const facts: PartialFacts | undefined = validator === undefined ? undefined : { url, validator, total };
    await part.restart(facts);
    return total;
  }
  if (part.length > 0 && (status === 206 || status === 416)) {
    const range = /^bytes (\d+)-\d+\/(\d+|\*)$/.exec(headers.get('content-range') ?? '');
    const total = range === null || range[2] === '*' ? null : Number(range[2]);
    const known = part.facts?.total ?? null;
    if (status === 206 && !encoded && Number(range?.[1]) === part.length && (total ?? known) === (known ?? total)) {
      return known ?? total;
    }
    const received = JSON.stringify(headers.get('content-range')?.slice(0, 80) ?? null);
    throw await spoilt(part, `wrong range: received ${received}, expected bytes ${part.length}-`, true);
  }
  throw statusFailure(response);
}

function validatorOf(headers: Headers): string | undefined {
  const tag = headers.get('etag');
  // A weak tag says that two files mean the same, not that they have the same bytes.
  if (tag?.startsWith('"')) return tag;
  return headers.get('last-modified') ?? undefined;
}

/** The failure that makes the bytes so far worthless. */
async function spoilt(part: PartialFile, text: string, again = false): Promise<Failure> {
  await part.restart(undefined);
  return new Failure(text, { again });
}

async function* chunksOf(response: Response, listening: Listening): AsyncGenerator<Uint8Array> {
  if (response.body === null) return;
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  for (;;) {
    const { done, value } = await listening.hear(reader.read());
    if (done) break;
    yield value;
  }
  listening.leave();
}

/** Windows refuses to rename over a file another kernel has open; when that one is right it serves as well. */
async function moveInto(part: PartialFile, path: string): Promise<{ readonly bytes: number; readonly sha256: string }> {
  const sums = { bytes: part.length, sha256: part.sha256() };
  try {
    await part.finish();
    await rename(part.path, path);
  } catch (error) {
    if (await verifyFile(path, sums)) throw folderFailure(error, path);
    await part.discard();
  }
  return sums;
}

function folderFailure(error: unknown, path: string): Failure {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  const remedy = code === 'ENOSPC' ? 'the disk is full' : 'set CONNECTOME_CACHE to a folder you can write';
  return new Failure(`${dirname(path)} cannot be written (${code}): ${remedy}`, { again: false, cause: error });
}
