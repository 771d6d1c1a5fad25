/** Arrow's types and values as text, by the type numbers of the Arrow format. */
import { floatText } from './number-text.js';
import { cutText, listText, shortText } from './short-text.js';

/** What is used of an Arrow `DataType`. */
export interface ArrowType {
  readonly typeId: number;
  readonly unit?: number;
  readonly timezone?: string | null;
  readonly precision?: number;
  readonly scale?: number;
  /** The type of a dictionary's values. */
  readonly dictionary?: ArrowType;
  readonly children?: readonly { readonly name: string; readonly type: ArrowType }[] | null;
}

const [INT, FLOAT, BINARY, DECIMAL, DATE, TIME, TIMESTAMP] = [2, 3, 4, 7, 8, 9, 10];
const [LIST, STRUCT, FIXED_BINARY, FIXED_LIST, MAP, DURATION] = [12, 13, 15, 16, 17, 18];
const [LARGE_BINARY, LARGE_LIST, BINARY_VIEW, DICTIONARY] = [19, 21, 23, -1];

/** Seconds, and a thousandth, a millionth, a billionth of one: Arrow's `TimeUnit`. */
const UNITS = ['s', 'ms', 'µs', 'ns'];
const ROOM = 60;
const LONGEST_TYPE = 60;
/** Of a map no more are read; even fewer are shown. */
const MOST_ENTRIES = 10;

/** A type as Arrow writes it; a long struct is cut. */
export function typeName(type: ArrowType): string {
  // Arrow's own words for it, `Decimal[10e+2]`, read like a number.
  if (type.typeId === DECIMAL) return `Decimal<${type.precision}, ${type.scale}>`;
  // How wide its indices are is nobody's concern.
  if (type.typeId === DICTIONARY && type.dictionary) return `Dictionary<${typeName(type.dictionary)}>`;
  return cutText(String(type), LONGEST_TYPE).replace(/ \([\d,]+ characters\)$/, '');
}

/** True for columns that stand on the right. */
export function isNumeric({ typeId }: ArrowType): boolean {
  return [INT, FLOAT, DECIMAL, DURATION].includes(typeId);
}

/** True where values are JavaScript numbers, or bigints, and mean what they say. */
export function isPlainNumber({ typeId }: ArrowType): boolean {
  return typeId === INT || typeId === FLOAT;
}

/** True where the stored number says more than what a vector's `get` makes of it. */
export function readsRaw({ typeId }: ArrowType): boolean {
  return typeId === TIMESTAMP;
}

/** A value of an Arrow column, which is not null, in a few words. */
export function arrowText(value: unknown, type: ArrowType, room: number = ROOM): string {
  if (value === null || value === undefined) return String(value);
  switch (type.typeId) {
    case DICTIONARY:
      return type.dictionary ? arrowText(value, type.dictionary, room) : shortText(value, room);
    case FLOAT:
      return typeof value === 'number' ? floatText(value) : shortText(value, room);
    case TIMESTAMP:
      return timestampText(value, type);
    case DATE:
      return isoText(Number(value)).replace(/ 00:00:00$/, '');
    case TIME:
      return timeText(BigInt(value as number | bigint), type.unit ?? 0);
    case DURATION:
      return `${value} ${UNITS[type.unit ?? 0]}`;
    case DECIMAL:
      return decimalText(value as ArrayLike<number>, type.scale ?? 0);
    case BINARY:
    case FIXED_BINARY:
    case LARGE_BINARY:
    case BINARY_VIEW:
      return bytesText(value as Uint8Array);
    case LIST:
    case FIXED_LIST:
    case LARGE_LIST:
      return itemsText(value as Items, type, room);
    case STRUCT:
      return structText(value as object, type, room);
    case MAP:
      return mapText(value as Entries, type, room);
    default:
      return shortText(value, room);
  }
}

interface Entries extends Iterable<[unknown, unknown]> {
  readonly size: number;
}

interface Items {
  readonly length: number;
  get(index: number): unknown;
}

function itemsText(items: Items, { children }: ArrowType, room: number): string {
  const item = children?.[0]?.type;
  if (item === undefined) return shortText(items, room);
  return listText(items.length, i => inner(items.get(i), item, room), room);
}

function structText(row: object, { children }: ArrowType, room: number): string {
  const fields = children ?? [];
  const text = (i: number): string => {
    const { name, type } = fields[i];
    return `${shortText(name, 40)}: ${inner((row as Record<string, unknown>)[name], type, room)}`;
  };
  return listText(fields.length, text, room, '{}');
}

function mapText(entries: Entries, { children }: ArrowType, room: number): string {
  const [key, value] = children?.[0]?.type.children ?? [];
  const first: [unknown, unknown][] = [];
  for (const entry of entries) if (first.push(entry) > MOST_ENTRIES) break;
  const text = (i: number): string => `${inner(first[i][0], key.type, room)}: ${inner(first[i][1], value.type, room)}`;
  return listText(entries.size, text, room, '{}');
}

/** A value inside another: strings are quoted there. */
function inner(value: unknown, type: ArrowType, room: number): string {
  if (typeof value === 'string') return JSON.stringify(shortText(value, Math.min(40, room)));
  return arrowText(value, type, Math.floor(room / 2));
}

/** `value` is the stored bigint, or, inside a list, the milliseconds that `get` gives. */
function timestampText(value: unknown, { unit = 0, timezone }: ArrowType): string {
  const zone = timezone ? ' UTC' : '';
  if (typeof value !== 'bigint') return `${isoText(Number(value))}${zone}`;
  const perSecond = 10n ** BigInt(3 * unit);
  const fraction = ((value % perSecond) + perSecond) % perSecond;
  const seconds = Number((value - fraction) / perSecond);
  return `${isoText(seconds * 1000)}${fractionText(fraction, unit)}${zone}`;
}

/** `2024-06-11 12:34:56`, with a fraction when there is one; a time no calendar holds stays milliseconds. */
function isoText(milliseconds: number): string {
  const date = new Date(milliseconds);
  if (Number.isNaN(date.getTime())) return `${milliseconds} ms`;
  return date
    .toISOString()
    .replace('T', ' ')
    .replace(/(\.000)?Z$/, '');
}

function timeText(value: bigint, unit: number): string {
  const perSecond = 10n ** BigInt(3 * unit);
  const seconds = Number(value / perSecond);
  const two = (n: number): string => String(Math.floor(n)).padStart(2, '0');
  const clock = `${two(seconds / 3600)}:${two((seconds % 3600) / 60)}:${two(seconds % 60)}`;
  return clock + fractionText(value % perSecond, unit);
}

function fractionText(fraction: bigint, unit: number): string {
  return fraction === 0n ? '' : `.${String(fraction).padStart(3 * unit, '0')}`;
}

/** Two's complement in words of 32 bits, the lowest first, with a point `scale` digits from the end. */
function decimalText(words: ArrayLike<number>, scale: number): string {
  let bits = 0n;
  for (let i = words.length - 1; i >= 0; i--) bits = (bits << 32n) | BigInt(words[i] >>> 0);
  const value = BigInt.asIntN(32 * words.length, bits);
  if (scale <= 0) return String(value * 10n ** BigInt(-scale));
  const digits = String(value < 0n ? -value : value).padStart(scale + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function bytesText(bytes: Uint8Array): string {
  const start = Array.from(bytes.subarray(0, 8), byte => byte.toString(16).padStart(2, '0')).join(' ');
  return bytes.length <= 8 ? start : `${start} … (${bytes.length.toLocaleString('en-US')} bytes)`;
}
