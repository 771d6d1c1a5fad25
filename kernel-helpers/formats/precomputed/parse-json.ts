import { FormatError } from '../../errors.js';
import { jsonFault } from './json-fields.js';

/** A JSON object as its file has it. */
export type Info = Readonly<Record<string, unknown>>;

/**
 * The value in UTF-8 JSON.
 *
 * @throws {FormatError} with the byte or character where it breaks, where the machine tells one.
 */
export function parseJson(bytes: Uint8Array, format: string, file?: string): unknown {
  const where = file === undefined ? format : `${format} ${file}`;
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    const problem = 'is not text: received bytes that are no UTF-8, expected JSON';
    throw new FormatError(`${where} ${problem}`, { format, at: 'the whole file', file, cause });
  }
  try {
    return JSON.parse(text);
  } catch (cause) {
    const { message } = cause as Error;
    const at = `character ${/position (\d+)/.exec(message)?.[1] ?? text.length}`;
    const problem = `${at} is not JSON: ${message.length > 120 ? `${message.slice(0, 120)}…` : message}`;
    throw new FormatError(`${where} ${problem}`, { format, at, file, cause });
  }
}

/**
 * The object in an `info` file, its fields not looked at yet.
 *
 * @throws {FormatError} when it is no UTF-8, no JSON or no object.
 */
export function parseInfo(bytes: Uint8Array, file?: string, format = 'precomputed info'): Info {
  const info = parseJson(bytes, format, file);
  if (typeof info === 'object' && info !== null && !Array.isArray(info)) return info as Info;
  throw jsonFault({ format, file }, '', info, 'an object');
}
