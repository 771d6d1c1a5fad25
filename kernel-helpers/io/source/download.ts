import { createHash } from 'node:crypto';
import { mkdir, open, rename, unlink } from 'node:fs/promises';
import { dirname } from 'node:path';
import { SourceError } from '../../errors.js';
import type { CatalogueFile } from '../catalogue/catalogue-entry.js';
import { temporaryPath } from './file-layout.js';
import { lengthFault, sha256Fault, verifyFile } from './verify-file.js';

/** How far the download of `url` is. */
export interface DownloadProgress {
  readonly url: string;
  readonly receivedBytes: number;
  readonly totalBytes: number;
}

/** How a download waits, gives up and tells. */
export interface DownloadOptions {
  /** Pauses before the second, third, … attempt, in ms; default 300, 1500. */
  readonly retryDelaysMs?: readonly number[];
  /** Longest wait for the first byte of an answer and between two chunks, in ms; default 10 000. */
  readonly silenceMs?: number;
  /** Called after every chunk. */
  readonly onProgress?: (progress: DownloadProgress) => void;
  /** Ends the download; its reason is thrown. */
  readonly signal?: AbortSignal;
  /** Makes the requests; default: the global `fetch`. A proxy or a test puts its own here. */
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * Downloads `file` to `path`. The bytes go to a temporary file in the same folder, are checked (length, then sha256)
 * and renamed into place, so `path` never holds a part or a wrong file, and two processes may do this at once.
 *
 * | what happens | then |
 * |---|---|
 * | 200, right bytes | done |
 * | 408, 429, 5xx, a connection that breaks, too few bytes | tried again, after a pause |
 * | no such host, no route, refused, silence, other statuses, too many or wrong bytes | fails at once |
 *
 * Without a network that is one quick attempt, not minutes of retries.
 *
 * @throws {SourceError} whose message is one line naming host and reason: the caller knows which dataset this was.
 */
export async function download(file: CatalogueFile, path: string, options: DownloadOptions = {}): Promise<void> {
  const { retryDelaysMs = [300, 1500], signal } = options;
  for (let attempt = 0; ; attempt++) {
    try {
      await downloadOnce(file, path, options);
      return;
    } catch (error) {
      signal?.throwIfAborted();
      const failure = error instanceof Failure ? error : new Failure(String(error), { again: false, cause: error });
      if (failure.again && attempt < retryDelaysMs.length) {
        await pause(retryDelaysMs[attempt], signal);
        continue;
      }
      const attempts = attempt === 0 ? '' : ` (${attempt + 1} attempts)`;
      throw new SourceError(`${new URL(file.url).host}: ${failure.message}${attempts}`, {
        url: file.url,
        status: failure.status,
        cause: failure.cause,
      });
    }
  }
}

class Failure extends Error {
  readonly again: boolean;
  readonly status: number | undefined;

  constructor(message: string, { again, status, cause }: { again: boolean; status?: number; cause?: unknown }) {
    super(message, { cause });
    this.again = again;
    this.status = status;
  }
}

async function downloadOnce(file: CatalogueFile, path: string, options: DownloadOptions): Promise<void> {
  const { silenceMs = 10_000, signal } = options;
  const silence = new AbortController();
  const hushed = (): void => silence.abort(new Failure(`silent for ${silenceMs / 1000} s`, { again: false }));
  let timer = setTimeout(hushed, silenceMs);
  const heard = (): void => {
    clearTimeout(timer);
    timer = setTimeout(hushed, silenceMs);
  };
  try {
    const either = signal ? AbortSignal.any([silence.signal, signal]) : silence.signal;
    const response = await answerOf(file.url, either, options.fetch ?? fetch);
    heard();
    await writeChecked(file, path, response, heard, options);
  } finally {
    clearTimeout(timer);
    silence.abort(); // also hangs up on an answer whose body was not wanted
  }
}

async function answerOf(url: string, signal: AbortSignal, request: typeof fetch): Promise<Response> {
  let response: Response;
  try {
    response = await request(url, { signal, redirect: 'follow' });
  } catch (error) {
    throw connectionFailure(error);
  }
  if (response.status === 200 && response.body) return response;
  const { status, statusText } = response;
  const again = status === 408 || status === 429 || status >= 500;
  throw new Failure(`HTTP ${status} ${statusText}`.trimEnd(), { again, status });
}

async function writeChecked(
  file: CatalogueFile,
  path: string,
  response: Response,
  heard: () => void,
  { onProgress }: DownloadOptions,
): Promise<void> {
  const temporary = temporaryPath(path);
  let handle: Awaited<ReturnType<typeof open>>;
  try {
    await mkdir(dirname(path), { recursive: true });
    handle = await open(temporary, 'wx');
  } catch (error) {
    throw folderFailure(error, path);
  }
  try {
    const hash = createHash('sha256');
    let received = 0;
    let broken: unknown;
    try {
      for await (const chunk of chunksOf(response)) {
        heard();
        received += chunk.length;
        if (received > file.bytes) break; // a server may not fill the disk
        hash.update(chunk);
        await writeAll(handle, chunk, path);
        onProgress?.({ url: file.url, receivedBytes: received, totalBytes: file.bytes });
      }
    } catch (error) {
      if (error instanceof Failure) throw error;
      broken = error;
    }
    const wrong = lengthFault(received, file.bytes);
    if (wrong) throw new Failure(wrong.text, { again: wrong.kind === 'truncated', cause: broken });
    const different = sha256Fault(hash.digest('hex'), file.sha256);
    if (different) throw new Failure(different.text, { again: false });
    await handle.close();
    await moveInto(temporary, path, file);
  } catch (error) {
    await handle.close().catch(() => {});
    await unlink(temporary).catch(() => {});
    throw error;
  }
}

async function* chunksOf(response: Response): AsyncGenerator<Uint8Array> {
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

async function writeAll(handle: Awaited<ReturnType<typeof open>>, chunk: Uint8Array, path: string): Promise<void> {
  try {
    for (let written = 0; written < chunk.length; ) {
      written += (await handle.write(chunk, written)).bytesWritten;
    }
  } catch (error) {
    throw folderFailure(error, path);
  }
}

/** Windows refuses to rename over a file another kernel has open; when that one is right it serves as well. */
async function moveInto(temporary: string, path: string, file: CatalogueFile): Promise<void> {
  try {
    await rename(temporary, path);
  } catch (error) {
    if (await verifyFile(path, file)) throw folderFailure(error, path);
    await unlink(temporary);
  }
}

function folderFailure(error: unknown, path: string): Failure {
  const code = (error as NodeJS.ErrnoException).code ?? String(error);
  const remedy = code === 'ENOSPC' ? 'the disk is full' : 'set CONNECTOME_CACHE to a folder you can write';
  return new Failure(`${dirname(path)} cannot be written (${code}): ${remedy}`, { again: false, cause: error });
}

/** Codes after which another attempt would fail the same way. */
const HOPELESS = /^(ENOTFOUND|EAI_|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|EACCES|ERR_|CERT_|UNABLE_|SELF_|DEPTH_)/;

function connectionFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  // fetch wraps the real reason, and a host with several addresses wraps one more time
  let reason = error as Error & { code?: string; errors?: Error[] };
  while (reason.cause instanceof Error || reason.errors?.[0]) reason = (reason.errors?.[0] ?? reason.cause) as Error;
  const code = reason.code ?? '';
  const timeout = code === 'UND_ERR_CONNECT_TIMEOUT';
  return new Failure(reason.message || code, { again: !timeout && !HOPELESS.test(code), cause: error });
}

async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal?.addEventListener('abort', stop, { once: true });
  });
}
