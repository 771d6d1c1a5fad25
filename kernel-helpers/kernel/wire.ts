/** Jupyter messages on the wire: frames in and out, signed and verified, binary buffers in both directions. */
import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { FormatError } from '../errors.js';

/** The version of the messaging specification spoken here. */
export const PROTOCOL_VERSION = '5.4';

/** Who sent which message when. */
export interface Header {
  readonly msg_id: string;
  readonly session: string;
  readonly username: string;
  readonly date: string;
  readonly msg_type: string;
  readonly version: string;
}

/** One message. `identities` are the routing frames before the delimiter: the addressee, or the topic on iopub. */
export interface Message {
  readonly identities: readonly (Uint8Array | string)[];
  readonly header: Header;
  readonly parentHeader: Header | Record<string, never>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly content: Readonly<Record<string, unknown>>;
  readonly buffers: readonly Uint8Array[];
}

/** What {@link createMessage} fills in when it is left out: empty objects, no buffers, no addressee. */
export type MessageParts = Partial<Omit<Message, 'header' | 'parentHeader'>> & {
  readonly parent?: Header;
};

const DELIMITER = Buffer.from('<IDS|MSG>');

/** A message of ours with a fresh id and the current time. */
export function createMessage(type: string, session: string, parts: MessageParts = {}): Message {
  return {
    identities: parts.identities ?? [],
    header: {
      msg_id: randomUUID(),
      session,
      username: 'kernel',
      date: new Date().toISOString(),
      msg_type: type,
      version: PROTOCOL_VERSION,
    },
    parentHeader: parts.parent ?? {},
    metadata: parts.metadata ?? {},
    content: parts.content ?? {},
    buffers: parts.buffers ?? [],
  };
}

/**
 * JSON as Jupyter wants it: 64-bit ids become decimal strings, for JSON numbers cannot hold them; NaN and infinities
 * become null; half a surrogate pair becomes U+FFFD, for a front end that writes it as UTF-8 would fail.
 *
 * @throws FormatError when the value cannot be JSON: it contains itself, nests too deeply, or is too long.
 */
export function toJson(value: unknown): string {
  let json: string | undefined;
  try {
    json = JSON.stringify(value, (_key, item: unknown) => (typeof item === 'bigint' ? item.toString() : item));
  } catch (cause) {
    const reason = (cause as Error).message.split('\n')[0];
    throw new FormatError(
      `jupyter message cannot be JSON: received a value that fails with "${reason}", expected plain data`,
      { format: 'jupyter message', at: 'content', cause },
    );
  }
  // What has no JSON at all, such as a function, is nothing.
  return wellFormed(json ?? 'null');
}

/** `JSON.stringify` escapes half a pair, and nothing else, as `\ud…`; an escaped backslash before it is not its own. */
function wellFormed(json: string): string {
  if (!json.includes('\\ud')) return json;
  return json.replace(/\\(?:(ud[0-9a-f]{3})|.)/g, (written, half: string | undefined) => (half ? '\ufffd' : written));
}

/** The frames of `message`, signed with `key`; an empty key leaves the signature empty, as the specification says. */
export function encodeMessage(message: Message, key: string): (Uint8Array | string)[] {
  const parts = [message.header, message.parentHeader, message.metadata, message.content].map(toJson);
  return [...message.identities, DELIMITER, signature(parts, key), ...parts, ...message.buffers];
}

/**
 * The message in `frames`.
 *
 * @throws FormatError when the delimiter or a part is missing, a part is no JSON object, or the signature is wrong;
 * the caller drops such a message and goes on.
 */
export function decodeMessage(frames: readonly Uint8Array[], key: string): Message {
  const delimiter = frames.findIndex(frame => DELIMITER.equals(frame));
  if (delimiter < 0) throw malformed('delimiter is missing', `received ${frames.length} frames, expected <IDS|MSG>`);
  const [signed, ...parts] = frames.slice(delimiter + 1, delimiter + 6);
  if (parts.length < 4) throw malformed('is too short', `received ${parts.length} parts, expected 4`);
  if (!sameSignature(signed, signature(parts, key))) {
    throw malformed('signature does not match', 'received a message signed with another key, expected ours');
  }
  const [header, parentHeader, metadata, content] = parts.map(parseObject);
  if (typeof header.msg_type !== 'string' || typeof header.msg_id !== 'string') {
    throw malformed('header is incomplete', 'received no msg_type or msg_id, expected both');
  }
  return {
    identities: frames.slice(0, delimiter),
    header: plainFields(header) as unknown as Header,
    parentHeader: plainFields(parentHeader) as unknown as Header,
    metadata,
    content,
    buffers: frames.slice(delimiter + 6),
  };
}

/** Every answer repeats the header of its request: only what a header may hold is kept, and so can be written again. */
function plainFields(header: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(header).filter(([, value]) => typeof value !== 'object' || value === null));
}

function signature(parts: readonly (Uint8Array | string)[], key: string): string {
  if (key === '') return '';
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return hmac.digest('hex');
}

/** Compared in constant time, so that a stranger on the port learns nothing from how long a refusal takes. */
function sameSignature(received: Uint8Array, expected: string): boolean {
  const wanted = Buffer.from(expected);
  return received.length === wanted.length && timingSafeEqual(received, wanted);
}

function parseObject(part: Uint8Array, index: number): Record<string, unknown> {
  const name = ['header', 'parent header', 'metadata', 'content'][index];
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(part.buffer, part.byteOffset, part.byteLength).toString('utf8'));
  } catch (cause) {
    throw malformed(`${name} is not JSON`, (cause as Error).message);
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw malformed(`${name} is no JSON object`, `received ${Array.isArray(value) ? 'an array' : String(value)}`);
  }
  return value as Record<string, unknown>;
}

function malformed(problem: string, detail: string): FormatError {
  return new FormatError(`jupyter message ${problem}: ${detail}`, {
    format: 'jupyter message',
    at: problem,
  });
}
