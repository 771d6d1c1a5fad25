/** What one attempt at the network can come to, in words that hold no secret. */

/** One attempt that failed: its words, and whether another one could do better. */
export class Failure extends Error {
  readonly again: boolean;
  readonly status: number | undefined;
  /** The shortest pause before another attempt that the server asks for. */
  readonly retryAfterMs: number | undefined;

  constructor(
    message: string,
    options: { again: boolean; status?: number; retryAfterMs?: number | undefined; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.again = options.again;
    this.status = options.status;
    this.retryAfterMs = options.retryAfterMs;
  }
}

/** Whether the same request may be answered better a little later. */
export function mayPass(status: number): boolean {
  return status === 408 || status === 429 || status >= 500;
}

/** The failure that an HTTP answer is. */
export function statusFailure(response: Response): Failure {
  const { status, statusText } = response;
  return new Failure(`HTTP ${status} ${statusText}`.trimEnd(), {
    again: mayPass(status),
    status,
    retryAfterMs: retryAfterMs(response.headers.get('retry-after')),
  });
}

/**
 * The pause a `Retry-After` header asks for, in ms: it holds seconds or a date; `undefined` for neither.
 *
 * @source https://www.rfc-editor.org/rfc/rfc9110#field.retry-after
 */
export function retryAfterMs(header: string | null, now: number = Date.now()): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header.trim())) return Number(header) * 1000;
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** Codes after which another attempt would fail the same way. */
const HOPELESS = /^(ENOTFOUND|EAI_|ECONNREFUSED|ENETUNREACH|EHOSTUNREACH|EACCES|ERR_|CERT_|UNABLE_|SELF_|DEPTH_)/;

/** The failure that an error thrown by `fetch`, or by the body of its answer, is. */
export function connectionFailure(error: unknown): Failure {
  if (error instanceof Failure) return error;
  // fetch wraps the real reason, and a host with several addresses wraps one more time
  let reason = error as Error & { code?: string; errors?: Error[] };
  while (reason.cause instanceof Error || reason.errors?.[0]) reason = (reason.errors?.[0] ?? reason.cause) as Error;
  if (reason instanceof Failure) return reason;
  const code = reason.code ?? '';
  const timeout = code === 'UND_ERR_CONNECT_TIMEOUT';
  return new Failure(reason.message || code, { again: !timeout && !HOPELESS.test(code), cause: error });
}

/** A URL as messages show it: without credentials, query and fragment, any of which may hold a token. */
export function shownUrl(url: string): string {
  try {
    const { protocol, host, pathname } = new URL(url);
    return `${protocol}//${host}${pathname}`;
  } catch {
    return 'an address that is not a URL';
  }
}
