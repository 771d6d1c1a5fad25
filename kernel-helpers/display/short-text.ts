/** Any value in a few words: what stands in a cell of a table, or for an item of a list. */
import { floatText } from './number-text.js';

/** How many items of a list, or fields of an object, are written out. */
const MOST_ITEMS = 6;
/** Lists inside lists inside lists are only counted. */
const DEEPEST = 2;
/** Nobody reads a whole number longer than this, and writing a huge one takes long. */
const LARGEST_WRITTEN = 10n ** 100n;

/**
 * `value` on one line of about `room` characters at most. Strings are written as they are, control characters and
 * direction marks as escapes; what is cut ends in `…` and says how long the whole is. Getters are not called. It never
 * throws: what cannot be read is called that.
 */
export function shortText(value: unknown, room = 60): string {
  try {
    return typeof value === 'string' ? cutText(value, room) : describe(value, room, 0);
  } catch {
    return '[cannot be read]';
  }
}

/** `text` with every control character and direction mark as an escape, so that it stays in its place on one line. */
export function visibleText(text: string): string {
  return text.replace(UNSEEN, character => {
    return ESCAPES[character] ?? `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}

/** `text` in at most `room` characters; a cut one says how long it was. */
export function cutText(text: string, room: number): string {
  if (text.length <= room) return visibleText(text);
  // Half of a character of two units would show as a question mark.
  const start = text.slice(0, room).replace(/[\ud800-\udbff]$/, '');
  return `${visibleText(start)}… (${text.length.toLocaleString('en-US')} characters)`;
}

/** A property's value, but for one that a getter would have to compute. */
export function fieldOf(object: object, key: string): unknown {
  const descriptor = Object.getOwnPropertyDescriptor(object, key);
  return descriptor !== undefined && 'value' in descriptor ? descriptor.value : '[getter]';
}

/** `[1, 2, …]`: up to `count` items, as many as there is room for; `text` writes one of them. */
export function listText(count: number, text: (index: number) => string, room: number, ends = '[]'): string {
  const shown: string[] = [];
  let used = 0;
  while (shown.length < Math.min(count, MOST_ITEMS)) {
    const item = text(shown.length);
    if (used + item.length > room && shown.length > 0) break;
    shown.push(item);
    used += item.length + 2;
  }
  const rest = count - shown.length;
  if (rest > 0) shown.push(`… ${rest.toLocaleString('en-US')} more`);
  return ends[0] + shown.join(', ') + ends[1];
}

function describe(value: unknown, room: number, depth: number): string {
  switch (typeof value) {
    case 'string':
      return quoted(value, Math.min(room, 40));
    case 'number':
      return floatText(value);
    case 'bigint':
      return value < LARGEST_WRITTEN && value > -LARGEST_WRITTEN ? String(value) : '[bigint of more than 100 digits]';
    case 'symbol':
      return visibleText(cutText(String(value), room));
    case 'function':
      return `[function ${cutText(String(fieldOf(value, 'name')), 40)}]`.replace(' ]', ']');
    case 'object':
      return value === null ? 'null' : describeObject(value, room, depth);
    default:
      return String(value);
  }
}

function describeObject(value: object, room: number, depth: number): string {
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Error) return cutText(`${value.name}: ${value.message}`, room);
  if (value instanceof Map || value instanceof Set) {
    return `${value instanceof Map ? 'Map' : 'Set'}(${value.size.toLocaleString('en-US')})`;
  }
  if (Array.isArray(value) || (ArrayBuffer.isView(value) && !(value instanceof DataView))) {
    const items = value as ArrayLike<unknown>;
    if (depth >= DEEPEST) return `[${items.length.toLocaleString('en-US')} items]`;
    return listText(items.length, i => describe(items[i], room / 2, depth + 1), room);
  }
  const prototype: unknown = Object.getPrototypeOf(value);
  if (prototype !== null && prototype !== Object.prototype) return `[${className(prototype)}]`;
  const keys = Object.keys(value);
  if (depth >= DEEPEST) return `{${keys.length.toLocaleString('en-US')} fields}`;
  const field = (i: number): string =>
    `${cutText(keys[i], 40)}: ${describe(fieldOf(value, keys[i]), room / 2, depth + 1)}`;
  return listText(keys.length, field, room, '{}');
}

function className(prototype: unknown): string {
  const maker = fieldOf(prototype as object, 'constructor');
  return typeof maker === 'function' ? cutText(String(fieldOf(maker, 'name')), 40) : 'object';
}

function quoted(text: string, room: number): string {
  const cut = cutText(text, room);
  return text.length <= room ? `"${cut.replaceAll('"', '\\"')}"` : `"${cut}`;
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what has to be found
const UNSEEN = /[\u0000-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g;
