import { SourceError } from '../../errors.js';
import type { Credential } from './credential.js';

/** What is known of an answer that is no success. */
export interface Refusal {
  /** What was asked for, in words: "table synapses_pni_2". */
  readonly what: string;
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  /** The first part of the body. */
  readonly body: string;
  readonly credential: Credential;
  /** Server where tokens are made. */
  readonly server: string;
}

/** What the services put into the body of an error. */
interface ErrorBody {
  readonly code: string | undefined;
  readonly message: string | undefined;
  readonly termsUrl: string | undefined;
}

/**
 * The error for an answer that is no success: what happened, and what to do about it, in a sentence.
 *
 * | answer | meaning |
 * |---|---|
 * | 3xx | CAVE sends whoever has no token to its login page |
 * | 401 | no token, or one that was replaced by a newer one |
 * | 403 `missing_tos` | the dataset's terms of service are not accepted yet |
 * | 403 | this account may not see the dataset |
 * | 400, 406, 422 | the query is not understood: the server's words are repeated |
 * | 404 | no such table, version or id |
 * | 410 | the materialization has expired |
 * | 429, 503 | too many requests; `Retry-After` says how long |
 * | 502, 504 | the query takes longer than the server allows |
 * | 500 | the server failed; it says so too for filters on columns that are not there |
 *
 * The token stands nowhere in it, even where the server repeats it.
 *
 * @source https://github.com/CAVEconnectome/middle_auth_client/blob/main/middle_auth_client/decorators.py
 */
export function refusalError(refusal: Refusal): SourceError {
  const { what, url, status, credential } = refusal;
  const error = readErrorBody(refusal.body, refusal.headers);
  const said = error.message === undefined ? '' : ` (${shortened(credential.redact(error.message))})`;
  const { received, remedy } = explain(refusal, error);
  return new SourceError(
    `cave ${what} could not be had: received ${received ?? `HTTP ${status}`}${said}, expected 200; ${remedy}`,
    { url: credential.redact(url), status },
  );
}

/** How to get a token, in words. */
export function howToGetToken(server: string): string {
  return (
    `make one at ${server}/auth/api/v1/create_token (log in with a Google account and accept the dataset's terms; a ` +
    'new token ends the one before), then run: await cave.saveToken()'
  );
}

function explain(refusal: Refusal, error: ErrorBody): { received?: string; remedy: string } {
  const { status, credential, server, headers } = refusal;
  if (status >= 300 && status < 400) {
    return {
      received: `HTTP ${status} to the login page`,
      remedy: `the token from ${credential.source} is not accepted: ${howToGetToken(server)}`,
    };
  }
  switch (status) {
    case 401:
      return { remedy: `the token from ${credential.source} is not accepted: ${howToGetToken(server)}` };
    case 403:
      if (error.code === 'missing_tos') {
        const where = error.termsUrl?.startsWith('https://') ? shortened(credential.redact(error.termsUrl)) : server;
        return {
          remedy: `the terms of service of this dataset are not accepted yet: accept them at ${where}, then try again`,
        };
      }
      return { remedy: `the account of the token from ${credential.source} may not see this: ask for access` };
    case 404:
      return { remedy: 'look at the name and the version' };
    case 410:
      return { remedy: 'this version has expired: choose one that client.versions() lists' };
    case 429:
    case 503: {
      const wait = headers.get('retry-after');
      const when = wait !== null && /^\d{1,9}$/.test(wait) ? `in ${wait} s` : 'in a few minutes';
      return { remedy: `the server is busy: try again ${when}` };
    }
    case 502:
    case 504:
      return { remedy: 'the query takes longer than the server allows: narrow it (fewer ids, a smaller box, a limit)' };
    case 400:
    case 406:
    case 422:
      return { remedy: 'look at the filters, columns and ids of the query' };
    default:
      return { remedy: 'the server failed: look at the filters and columns of the query, or try again later' };
  }
}

function readErrorBody(body: string, headers: Headers): ErrorBody {
  const none = { code: undefined, message: undefined, termsUrl: undefined };
  if (!/json/i.test(headers.get('content-type') ?? '')) {
    const plain = /^text\/plain/i.test(headers.get('content-type') ?? '') && body.trim() !== '';
    return plain ? { ...none, message: body } : none;
  }
  let value: unknown;
  try {
    value = JSON.parse(body);
  } catch {
    return none;
  }
  if (typeof value === 'string') return { ...none, message: value };
  if (typeof value !== 'object' || value === null) return none;
  const members = value as Record<string, unknown>;
  const data = members.data as Record<string, unknown> | null | undefined;
  const text = (member: unknown): string | undefined => (typeof member === 'string' ? member : undefined);
  return {
    code: text(members.error),
    // CAVE's services do not agree on the name
    message: text(members.message) ?? text(members.Error) ?? text(members.error) ?? text(members.detail),
    termsUrl: text(data?.tos_form_url),
  };
}

/** One line of at most 300 characters, without control characters. */
export function shortened(text: string): string {
  const line = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a server must not bring into a message
    .replace(/[\u0000-\u0020\u007f-\u009f]+/g, ' ')
    .trim();
  return line.length > 300 ? `${line.slice(0, 300)}…` : line;
}
