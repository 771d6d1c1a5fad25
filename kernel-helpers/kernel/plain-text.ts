/** Any value as text, in bounded time and length, whatever it is. */
import { inspect, types } from 'node:util';

/** As much as Node.js is let to print, from generous to spare; a value gets the first that keeps it short. */
const LEVELS = [
  { depth: 4, maxArrayLength: 100 },
  { depth: 4, maxArrayLength: 30 },
  { depth: 3, maxArrayLength: 20 },
  { depth: 3, maxArrayLength: 10 },
  { depth: 2, maxArrayLength: 10 },
  { depth: 1, maxArrayLength: 30 },
  { depth: 0, maxArrayLength: 100 },
] as const;
/** A string longer than this is cut. */
const LONGEST_STRING = 10_000;
/** So many parts are printed without a thought. */
const MANY_PARTS = 3000;
/** So many numbers of each of an object's columns are printed: enough to see what they are. */
const COLUMN_START = 16;
/** An object with more fields than this shows its first hundred. */
const MOST_FIELDS = 500;
const SHOWN_FIELDS = 100;
/** Node.js copies a Set as a whole before it cuts it. */
const LARGEST_SET = 1000;
/** Also what a class prints of itself is cut here. */
const LONGEST_TEXT = 200_000;

type Level = (typeof LEVELS)[number];

/**
 * A value as Node.js prints it: ids with their `n`, long arrays cut short, getters not called. The more a value holds,
 * the less deep it is printed; an error is its stack. It never throws: a value that throws when it is looked at is
 * called that.
 */
export function plainText(value: unknown): string {
  try {
    const text = printed(value);
    if (text.length <= LONGEST_TEXT) return text;
    return `${text.slice(0, LONGEST_TEXT)}\n… ${(text.length - LONGEST_TEXT).toLocaleString('en-US')} more characters`;
  } catch (error) {
    return `[${typeof value} that cannot be shown: looking at it threw ${reasonOf(error)}]`;
  }
}

function printed(value: unknown): string {
  const known: KnownKeys = new Map();
  const level =
    LEVELS.find(one => partsOf(value, one.depth, { level: one, known, seen: new Set() }, MANY_PARTS) < MANY_PARTS) ??
    LEVELS[6];
  const maxArrayLength = hasLongColumns(value, known)
    ? Math.min(COLUMN_START, level.maxArrayLength)
    : level.maxArrayLength;
  const print = (shown: unknown): string =>
    inspect(shown, { ...level, maxArrayLength, maxStringLength: LONGEST_STRING, breakLength: 100 });
  if (typeof value !== 'object' || value === null || types.isProxy(value)) return print(value);
  if (types.isSet(value) && value.size > LARGEST_SET) return setText(value, print);
  if (types.isNativeError(value)) return errorText(value, print);
  const keys = Array.isArray(value) || ArrayBuffer.isView(value) ? [] : (known.get(value) ?? []);
  if (keys.length <= MOST_FIELDS) return print(value);
  const some: object = Object.create(Object.getPrototypeOf(value));
  for (const key of keys.slice(0, SHOWN_FIELDS)) {
    Object.defineProperty(some, key, Object.getOwnPropertyDescriptor(value, key) ?? {});
  }
  return cutShort(print(some), `... ${keys.length - SHOWN_FIELDS} more fields`);
}

/** True of results such as a neuron: an object with long typed arrays among its fields, or theirs. */
function hasLongColumns(value: unknown, known: KnownKeys, depth = 2): boolean {
  if (typeof value !== 'object' || value === null || types.isProxy(value) || Array.isArray(value)) return false;
  if (ArrayBuffer.isView(value)) return false;
  return (known.get(value) ?? []).slice(0, SHOWN_FIELDS).some(key => {
    const field = ownValue(value, key);
    if (ArrayBuffer.isView(field)) return (field as Uint8Array).length > COLUMN_START;
    return depth > 1 && hasLongColumns(field, known, depth - 1);
  });
}

function setText(set: Set<unknown>, print: (shown: unknown) => string): string {
  const some = new Set<unknown>();
  for (const item of set) {
    if (some.size >= SHOWN_FIELDS) break;
    some.add(item);
  }
  const text = print(some).replace(/^(\w+)\(\d+\)/, `$1(${set.size})`);
  return cutShort(text, `... ${set.size - some.size} more items`);
}

/** `text` with a line before the brace that ends it. */
function cutShort(text: string, rest: string): string {
  return text.endsWith('\n}') ? `${text.slice(0, -2)},\n  ${rest}\n}` : text.replace(/ ?\}$/, `, ${rest} }`);
}

/** An error with its way through cells and libraries, but not through Node.js. */
function errorText(error: Error, print: (shown: unknown) => string): string {
  return print(error)
    .split('\n')
    .filter(line => !/^\s+at .*\(?node:/.test(line))
    .join('\n');
}

/** The names of an object's fields: listing those of a large one takes long, and it is asked for at every level. */
type KnownKeys = Map<object, string[]>;

interface Count {
  readonly level: Level;
  readonly known: KnownKeys;
  readonly seen: Set<object>;
}

/** About how many parts of `value` are printed at a level; it stops counting at `most`. */
function partsOf(value: unknown, depth: number, count: Count, most: number): number {
  const { level, known, seen } = count;
  if (typeof value === 'string') return 1 + Math.min(value.length, LONGEST_STRING) / 100;
  if (typeof value !== 'object' || value === null || types.isProxy(value) || seen.has(value)) return 1;
  seen.add(value);
  if (depth < 0) return 1;
  if (ArrayBuffer.isView(value)) return 1 + Math.min((value as Uint8Array).length ?? 0, level.maxArrayLength);
  let parts = 1;
  const isFull = (part: unknown): boolean => {
    parts += partsOf(part, depth - 1, count, most - parts);
    return parts >= most;
  };
  if (Array.isArray(value)) {
    const length = Math.min(value.length, level.maxArrayLength);
    for (let i = 0; i < length; i++) if (isFull(ownValue(value, i))) break;
    return parts;
  }
  if (types.isMap(value) || types.isSet(value)) {
    let left = level.maxArrayLength as number;
    for (const item of value) if (left-- <= 0 || isFull(item)) break;
    return parts;
  }
  const keys = known.get(value) ?? Object.keys(value);
  known.set(value, keys);
  // Only the outermost object can be cut to its first fields.
  const isOutermost = depth === level.depth && keys.length > MOST_FIELDS;
  for (const key of isOutermost ? keys.slice(0, SHOWN_FIELDS) : keys) if (isFull(ownValue(value, key))) break;
  return parts;
}

function ownValue(object: object, key: PropertyKey): unknown {
  return Object.getOwnPropertyDescriptor(object, key)?.value;
}

function reasonOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return 'something';
  }
}
