import { SourceError } from '../../errors.js';
import { interruptSignal } from './cancellation.js';
import { connectionFailure, Failure, mayPass, shownUrl, statusFailure } from './http-failure.js';
import { Listening } from './listening.js';
import { environmentFetch } from './proxy.js';
import { type Attempt, type RetryOptions, withRetries } from './retry.js';

/** How requests are made, awaited and repeated. */
export interface HttpOptions extends RetryOptions {
  /** Longest wait for the first byte of an answer and between two chunks, in ms; default 10 000. */
  readonly silenceMs?: number;
  /** Makes the requests; default: the global `fetch`, or one that goes through the proxy of the environment. */
  readonly fetch?: typeof globalThis.fetch;
  /** Sent with every request, but not to another host that it is redirected to where they hold credentials. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** One request. */
export interface HttpRequest extends HttpOptions {
  /** Default: `GET`. */
  readonly method?: string;
  /** What is sent; it must be sent again where an attempt fails, so it is no stream. */
  readonly body?: string | Uint8Array;
}

/** More redirects than this lead nowhere. */
const MOST_REDIRECTS = 8;

/** Headers that are for one host only. */
const SECRET = ['authorization', 'cookie', 'proxy-authorization', 'x-api-key'];

/**
 * The answer to a request, whatever its status: `fetch` with patience.
 *
 * | what happens | then |
 * |---|---|
 * | an answer | it is returned; read `status` |
 * | 408, 429, 5xx | asked again after a pause (`Retry-After` is obeyed up to a minute); the last answer is returned |
 * | a connection that breaks before the answer | asked again |
 * | no such host, no route, refused, a bad certificate, silence | an error at once |
 * | a redirect | followed, at most 8 times, never from https to anything else, and without credentials to another host |
 *
 * The proxy of the environment is used (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`, also in lower case). The request ends
 * when the cell it was made in is interrupted, or with `signal`. The body may be silent for `silenceMs` at most while
 * it is read. A POST is sent again like a GET: pass `retryDelaysMs: []` where that would do harm.
 *
 * No message of an error holds a header, a body, a query or credentials.
 *
 * @throws {SourceError} when no answer can be had.
 *
 * @example
 * const url = 'data:application/json,[1]'; // any https:// address
 * const { httpFetch } = await import('connectome-helpers/dist/io/source/http.js');
 * await httpFetch(url, { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }).catch(String);
 */
export async function httpFetch(url: string, request: HttpRequest = {}): Promise<Response> {
  return exchange(url, request, async (response, listening, attempt) => {
    const failure = statusFailure(response);
    if (mayPass(response.status) && attempt.mayRepeat(failure.retryAfterMs)) {
      listening.end();
      throw failure;
    }
    return heedful(response, listening, shownUrl(url));
  });
}

/**
 * What `use` makes of the answer, asked for again when it, or the request, ends in a {@link Failure} that may pass.
 * `use` ends the listening: by `end` to hang up, by `leave` when the body was read to its end.
 *
 * @param request also: `told`, what stands before the reason in an error's message (default: the URL), and
 * `attemptHeaders`, which are asked for anew at every attempt
 */
export async function exchange<T>(
  url: string,
  request: HttpRequest & {
    readonly told?: string;
    readonly attemptHeaders?: () => Readonly<Record<string, string>>;
  },
  use: (response: Response, listening: Listening, attempt: Attempt) => Promise<T>,
): Promise<T> {
  const signal = request.signal ?? interruptSignal();
  const shown = shownUrl(url);
  const told = request.told ?? `${shown} could not be read`;
  return withRetries({ told, url: shown }, { ...request, signal }, async attempt => {
    const fetch = request.fetch ?? (await environmentFetch());
    const listening = new Listening(request.silenceMs, signal);
    try {
      const headers = { ...request.headers, ...request.attemptHeaders?.() };
      return await use(await answerTo(url, { ...request, headers }, fetch, listening), listening, attempt);
    } catch (error) {
      listening.end();
      throw connectionFailure(error);
    }
  });
}

async function answerTo(
  url: string,
  { method = 'GET', body, headers }: HttpRequest,
  fetch: typeof globalThis.fetch,
  listening: Listening,
): Promise<Response> {
  let at = checkedUrl(url);
  const sent = { method, body, headers: checkedHeaders(headers) };
  for (let redirects = 0; ; redirects++) {
    const { signal } = listening;
    const response = await listening.hear(fetch(at.href, { ...(sent as RequestInit), signal, redirect: 'manual' }));
    const location = isRedirect(response.status) ? response.headers.get('location') : null;
    if (location === null) return response;
    await response.body?.cancel();
    if (redirects === MOST_REDIRECTS) throw new Failure(`more than ${MOST_REDIRECTS} redirects`, { again: false });
    const next = redirectedTo(location, at);
    if (next.host !== at.host) for (const name of SECRET) sent.headers.delete(name);
    if (response.status === 303 || (response.status < 303 && method === 'POST')) {
      Object.assign(sent, { method: 'GET', body: undefined });
      sent.headers.delete('content-type');
    }
    at = next;
  }
}

const isRedirect = (status: number): boolean => [301, 302, 303, 307, 308].includes(status);

function checkedUrl(url: string): URL {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined) throw new Failure('received text that is not a URL, expected https://…', { again: false });
  if (parsed.protocol !== 'https:' && parsed.protocol !== 'http:') {
    throw new Failure(`received protocol ${parsed.protocol}, expected https:`, { again: false });
  }
  if (parsed.username || parsed.password) {
    throw new Failure('received credentials in the URL, expected them in a header', { again: false });
  }
  return parsed;
}

/** `fetch` names the value of a header it refuses in its error, and that may be a token. */
function checkedHeaders(headers: Readonly<Record<string, string>> = {}): Headers {
  const checked = new Headers();
  for (const [name, value] of Object.entries(headers)) {
    try {
      checked.set(name, value);
    } catch {
      throw new Failure(`header ${JSON.stringify(name)} cannot be sent: expected one line of plain text`, {
        again: false,
      });
    }
  }
  return checked;
}

function redirectedTo(location: string, from: URL): URL {
  const next = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
  if (next === undefined) throw new Failure('redirected to something that is no URL', { again: false });
  if (next.protocol !== 'https:' && next.protocol !== from.protocol) {
    throw new Failure(`redirected to protocol ${next.protocol}, expected https:`, { again: false });
  }
  if (next.username || next.password) throw new Failure('redirected to a URL with credentials', { again: false });
  return next;
}

/** `response` with a body that ends in an error when it falls silent, or breaks. */
function heedful(response: Response, listening: Listening, url: string): Response {
  if (response.body === null) {
    listening.leave();
    return response;
  }
  const reader = response.body.getReader();
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await listening.hear(reader.read());
          if (!done) return controller.enqueue(value);
          listening.leave();
          controller.close();
        } catch (error) {
          listening.end();
          const { message, cause } = connectionFailure(error);
          controller.error(
            listening.cancelled ?? new SourceError(`${url} broke off in its body: ${message}`, { url, cause }),
          );
        }
      },
      async cancel() {
        listening.end();
        await reader.cancel().catch(() => {});
      },
    },
    { highWaterMark: 0 },
  );
  const { status, statusText, headers } = response;
  return new Response(body, { status, statusText, headers });
}
