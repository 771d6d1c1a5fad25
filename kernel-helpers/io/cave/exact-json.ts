import { randomUUID } from 'node:crypto';
import { FormatError } from '../../errors.js';

/** What JSON holds, with whole numbers of 16 digits and more as bigint: ids of 64 bits keep every digit. */
export type ExactJson =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly ExactJson[]
  | { readonly [key: string]: ExactJson };

/** 2^53 has 16 digits: shorter numbers are exact as they are. */
const LEAST_DIGITS = 16;
/** 2^64 has 20. Longer numbers are no ids, and making a bigint of a million digits takes long. */
const MOST_DIGITS = 20;

/**
 * The value of JSON text whose long whole numbers may be ids. O(text).
 *
 * `JSON.parse` alone would round 864691135571546917 to …546918, so such numbers are quoted before it sees them.
 *
 * @throws {FormatError} `cave json …` that names the place but never repeats the text, which may hold a secret.
 */
export function parseExactJson(text: string, what: string): ExactJson {
  const mark = `${randomUUID()}:`; // nobody who writes the text can know it
  const quoted = quoteLongIntegers(text, mark);
  try {
    if (quoted === text) return JSON.parse(text) as ExactJson;
    return JSON.parse(quoted, (_key, value) =>
      typeof value === 'string' && value.startsWith(mark) ? BigInt(value.slice(mark.length)) : value,
    ) as ExactJson;
  } catch (error) {
    // V8 puts a piece of the text into its message
    const position = /position (\d+)/.exec((error as Error).message)?.[1];
    const at = quoted === text && position !== undefined ? `character ${position}` : `${text.length} characters`;
    throw new FormatError(`cave json of ${what} is damaged: received ${at} of text that is not JSON, expected JSON`, {
      format: 'cave json',
      at,
    });
  }
}

/** `value` as JSON text, bigints as plain digits. Typed arrays of ids are written as arrays. */
export function writeExactJson(value: unknown): string {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof BigUint64Array || value instanceof BigInt64Array) return `[${value.join(',')}]`;
  if (Array.isArray(value)) return `[${value.map(writeExactJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).filter(([, member]) => member !== undefined);
    return `{${members.map(([key, member]) => `${JSON.stringify(key)}:${writeExactJson(member)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}

function quoteLongIntegers(text: string, mark: string): string {
  const parts: string[] = [];
  let kept = 0;
  let at = 0;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === 0x22) {
      at = endOfString(text, at + 1);
    } else if (code === 0x2d || isDigit(code)) {
      const end = endOfNumber(text, at);
      const digits = end - at - (code === 0x2d ? 1 : 0);
      if (digits >= LEAST_DIGITS && digits <= MOST_DIGITS && isWhole(text, at + 1, end)) {
        parts.push(text.slice(kept, at), '"', mark, text.slice(at, end), '"');
        kept = end;
      }
      at = end;
    } else {
      at++;
    }
  }
  return kept === 0 ? text : parts.join('') + text.slice(kept);
}

/** Index behind the quote that closes a string whose inside starts at `at`. */
function endOfString(text: string, at: number): number {
  for (let i = at; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x5c) i++;
    else if (code === 0x22) return i + 1;
  }
  return text.length;
}

function endOfNumber(text: string, at: number): number {
  let end = at + 1;
  for (; end < text.length; end++) {
    const code = text.charCodeAt(end);
    if (!isDigit(code) && code !== 0x2e && code !== 0x65 && code !== 0x45 && code !== 0x2b && code !== 0x2d) break;
  }
  return end;
}

function isWhole(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) if (!isDigit(text.charCodeAt(i))) return false;
  return true;
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}
