import { type ConnectomeError, FormatError, SourceError, UnsupportedError } from '../../errors.js';
import { formatCount } from '../catalogue/format-count.js';
import { interruptSignal } from '../source/cancellation.js';
import { connectionFailure, retryAfterMs } from '../source/http-failure.js';
import { environmentFetch } from '../source/proxy.js';
import type { Credential } from './credential.js';
import { type ExactJson, parseExactJson } from './exact-json.js';
import { refusalError, shortened } from './service-errors.js';

/** How requests are made. */
export interface TransportOptions {
  /** Makes the requests; default: the global `fetch`, or one that goes through the proxy of the environment. */
  readonly fetch?: typeof globalThis.fetch;
  /** Pauses before the second, third, … attempt, in ms; default 300, 1500. */
  readonly retryDelaysMs?: readonly number[];
  /** Longest pause that a server's `Retry-After` is given, in ms; beyond it the request fails. Default 30 000. */
  readonly longestWaitMs?: number;
}

/** One request. */
export interface CaveRequest {
  /** What is asked for, in words: "table synapses_pni_2". */
  readonly what: string;
  readonly query?: Readonly<Record<string, string | undefined>>;
  /** Sent by POST; text is JSON, bytes are octets. Without it the request is a GET. */
  readonly body?: string | Uint8Array;
  readonly signal?: AbortSignal;
}

/** A successful answer. */
export interface CaveAnswer {
  readonly bytes: Uint8Array;
  readonly headers: Headers;
  readonly url: string;
}

const MOST_JSON_BYTES = 512 * 1024 ** 2;
const MOST_ARROW_BYTES = 4 * 1024 ** 3 - 1;
const MOST_OTHER_BYTES = 1024 ** 3;
const CONTINUATION = 0xffffffff;

/**
 * Requests to CAVE's services, with the token in the one header where it belongs.
 *
 * The token goes to the two servers it is for and nowhere else: redirects are never followed. Connections that break,
 * also in the middle of an answer, and the statuses 429, 502 and 503 are tried again; other errors become a sentence.
 */
export class CaveTransport {
  readonly #credential: Credential;
  readonly #options: TransportOptions;
  /** Where tokens are made. */
  readonly server: string;

  constructor(server: string, credential: Credential, options: TransportOptions = {}) {
    this.server = server;
    this.#credential = credential;
    this.#options = options;
  }

  /** The JSON value at `url`; whole numbers of 16 digits and more are bigint. */
  async json(url: string, request: CaveRequest): Promise<ExactJson> {
    const { bytes, headers } = await this.#send(url, request, { accept: 'application/json', most: MOST_JSON_BYTES });
    const { what } = request;
    const text = this.#textOf(bytes, what);
    if (/^\s*</.test(text)) throw this.#page(what, url, headers);
    return parseExactJson(text, what);
  }

  /** The bytes of an Arrow IPC stream, whole to its end mark. */
  async arrow(url: string, request: CaveRequest): Promise<CaveAnswer> {
    // The server compresses Arrow's buffers with the first of lz4 and zstd that stands here, and then nothing else.
    const accept = { accept: '*/*', 'accept-encoding': 'lz4' };
    const check = (answer: CaveAnswer): void => this.#checkArrow(answer, request.what);
    return this.#send(url, request, { ...accept, most: MOST_ARROW_BYTES }, check);
  }

  /** The bytes at `url`. */
  async bytes(url: string, request: CaveRequest): Promise<CaveAnswer> {
    return this.#send(url, request, { accept: '*/*', most: MOST_OTHER_BYTES }, ({ headers }) => {
      if (/^text\/html/i.test(headers.get('content-type') ?? '')) throw this.#page(request.what, url, headers);
    });
  }

  /** `text` without the token. */
  redact(text: string): string {
    return this.#credential.redact(text);
  }

  async #send(
    base: string,
    request: CaveRequest,
    { most, ...accept }: { most: number; accept: string; 'accept-encoding'?: string },
    check: (answer: CaveAnswer) => void = () => {},
  ): Promise<CaveAnswer> {
    const { retryDelaysMs = [300, 1500], longestWaitMs = 30_000 } = this.#options;
    const url = withQuery(base, request.query);
    const { body } = request;
    const signal = request.signal ? AbortSignal.any([request.signal, interruptSignal()]) : interruptSignal();
    const headers: Record<string, string> = { ...accept, authorization: this.#credential.authorization() };
    if (body !== undefined) {
      headers['content-type'] = typeof body === 'string' ? 'application/json' : 'application/octet-stream';
    }
    const init: RequestInit = {
      method: body === undefined ? 'GET' : 'POST',
      headers,
      body: body as RequestInit['body'],
      redirect: 'manual',
      signal,
    };
    for (let attempt = 0; ; attempt++) {
      try {
        return await this.#attempt(url, request.what, init, most, check);
      } catch (error) {
        signal.throwIfAborted();
        if (!(error instanceof Again)) throw error;
        const wait = error.waitMs ?? retryDelaysMs[attempt];
        if (attempt >= retryDelaysMs.length || wait > longestWaitMs) throw error.reason;
        await pause(wait, signal);
      }
    }
  }

  async #attempt(
    url: string,
    what: string,
    init: RequestInit,
    most: number,
    check: (answer: CaveAnswer) => void,
  ): Promise<CaveAnswer> {
    const request = this.#options.fetch ?? (await environmentFetch());
    let response: Response;
    try {
      response = await request(url, init);
    } catch (error) {
      throw this.#brokenError(what, url, error);
    }
    const { status, headers } = response;
    if (status !== 200) {
      const start = await readBounded(response, 64 * 1024).catch(() => new Uint8Array(0));
      const text = new TextDecoder().decode(start ?? new Uint8Array(0));
      const credential = this.#credential;
      const reason = refusalError({ what, url, status, headers, body: text, credential, server: this.server });
      if (status === 429 || status === 502 || status === 503)
        throw new Again(reason, retryAfterMs(headers.get('retry-after')));
      throw reason;
    }
    let bytes: Uint8Array | undefined;
    try {
      bytes = await readBounded(response, most);
    } catch (error) {
      throw this.#brokenError(what, url, error);
    }
    if (bytes === undefined) {
      throw new SourceError(
        `cave ${what} is too long: received more than ${formatCount(most)} bytes, expected less; narrow the query`,
        { url },
      );
    }
    const answer = { bytes, headers, url };
    check(answer);
    return answer;
  }

  #checkArrow({ bytes, headers, url }: CaveAnswer, what: string): void {
    const type = headers.get('content-type') ?? 'no content type';
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (bytes.length < 8 || view.getUint32(0, true) !== CONTINUATION) {
      if (/^text\/html/i.test(type)) throw this.#page(what, url, headers);
      if (/pyarrow/i.test(type)) {
        throw new UnsupportedError(
          `cave ${what} comes in a format of old servers: received ${type}, expected an Arrow IPC stream; ` +
            'the server is older than version 5.13 of its software',
          { feature: 'pyarrow serialization' },
        );
      }
      throw new FormatError(
        `cave ${what} is not Arrow: received ${formatCount(bytes.length)} bytes of ${shortened(this.redact(type))}, ` +
          'expected an Arrow IPC stream',
        { format: 'arrow', at: 'byte 0' },
      );
    }
    // A stream cut between two messages looks whole; only the end mark tells.
    const end = bytes.length - 8;
    if (view.getUint32(end, true) !== CONTINUATION || view.getUint32(end + 4, true) !== 0) {
      const fault = new FormatError(
        `cave ${what} broke off: received ${formatCount(bytes.length)} bytes without an end mark, ` +
          'expected an Arrow IPC stream to its end; try again',
        { format: 'arrow', at: `byte ${bytes.length}` },
      );
      throw new Again(fault);
    }
  }

  #textOf(bytes: Uint8Array, what: string): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    } catch {
      throw new FormatError(
        `cave json of ${what} is damaged: received ${formatCount(bytes.length)} bytes that are not UTF-8, expected JSON`,
        { format: 'cave json', at: 'byte 0' },
      );
    }
  }

  /** The error for a web page where data should be: CAVE's login page, or that of a network in between. */
  #page(what: string, url: string, headers: Headers): SourceError {
    const type = shortened(this.redact(headers.get('content-type') ?? 'no content type'));
    return new SourceError(
      `cave ${what} could not be had: received a web page (${type}), expected data; open ${new URL(url).origin} in a ` +
        'browser to see whether the network or CAVE wants a login',
      { url, status: 200 },
    );
  }

  #brokenError(what: string, url: string, error: unknown): Again | SourceError {
    const failure = connectionFailure(error);
    const text = shortened(this.redact(failure.message));
    const { host } = new URL(url);
    const reason = new SourceError(
      `cave ${what} could not be had: received no whole answer from ${host} (${text}), expected one; ` +
        'look at the network and try again',
      { url },
    );
    // minutes of silence are not to be had three times over
    return failure.again && !/timeout/i.test(failure.message) ? new Again(reason) : reason;
  }
}

/** A failure after which the same request may succeed. */
class Again extends Error {
  readonly reason: ConnectomeError;
  readonly waitMs: number | undefined;

  constructor(reason: ConnectomeError, waitMs?: number) {
    super(reason.message);
    this.reason = reason;
    this.waitMs = waitMs;
  }
}

function withQuery(base: string, query: CaveRequest['query'] = {}): string {
  const url = new URL(base);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  return url.href;
}

/** The body, or `undefined` when it is longer than `most` bytes (after decompression). */
async function readBounded(response: Response, most: number): Promise<Uint8Array | undefined> {
  if (response.body === null) return new Uint8Array(0);
  const reader = (response.body as ReadableStream<Uint8Array>).getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.length;
    if (length > most) {
      await reader.cancel().catch(() => {});
      return undefined;
    }
    chunks.push(value);
  }
  if (chunks.length === 1) return chunks[0];
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}

async function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
