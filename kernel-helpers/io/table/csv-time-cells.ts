import { type Data, type DataType, DateDay } from 'apache-arrow';
import { Cells, enlarged } from './csv-cells.js';

const TWO_32 = 2 ** 32;
const DAY_US = 86_400_000_000;

/**
 * Moments as PostgreSQL writes them, `2020-11-23 21:30:39.143206` with or without `+00`, in microseconds since 1970.
 * Years 1685 to 2255: within them every microsecond is exact.
 */
export class TimestampCells extends Cells {
  override readonly expected: string;
  #words: Int32Array;
  readonly #type: DataType;
  readonly #zoned: boolean;

  constructor(capacity: number, separator: number, type: DataType, zoned: boolean) {
    super(capacity, separator);
    this.#words = new Int32Array(2 * capacity);
    this.#type = type;
    this.#zoned = zoned;
    this.expected = `a moment such as 2020-11-23 21:30:39.143206${zoned ? '+00' : ''}`;
  }

  override read(bytes: Uint8Array, start: number, row: number): number {
    const days = daysAt(bytes, start);
    if (days === undefined || (bytes[start + 10] !== 32 && bytes[start + 10] !== 84)) return -1;
    const hours = twoDigits(bytes, start + 11);
    const minutes = twoDigits(bytes, start + 14);
    const seconds = twoDigits(bytes, start + 17);
    if (!(hours <= 23 && minutes <= 59 && seconds <= 59) || bytes[start + 13] !== 58 || bytes[start + 16] !== 58) {
      return -1;
    }
    let at = start + 19;
    let fraction = 0;
    if (bytes[at] === 46) {
      const first = ++at;
      while (at < first + 6 && (bytes[at] ^ 48) <= 9) fraction = fraction * 10 + (bytes[at++] ^ 48);
      if (at === first) return -1;
      fraction *= 10 ** (first + 6 - at);
    }
    let offsetMinutes = 0;
    if (!this.ends(bytes[at])) {
      if (!this.#zoned) return -1;
      if (bytes[at] === 90) at++;
      else {
        const sign = bytes[at] === 43 ? 1 : bytes[at] === 45 ? -1 : 0;
        const zoneHours = twoDigits(bytes, at + 1);
        if (sign === 0 || !(zoneHours <= 15)) return -1;
        offsetMinutes = sign * zoneHours * 60;
        at += 3;
        if (bytes[at] === 58) at++;
        if (!this.ends(bytes[at])) {
          const zoneMinutes = twoDigits(bytes, at);
          if (!(zoneMinutes <= 59)) return -1;
          offsetMinutes += sign * zoneMinutes;
          at += 2;
        }
      }
      if (!this.ends(bytes[at])) return -1;
    }
    const microseconds = days * DAY_US + ((hours * 60 + minutes - offsetMinutes) * 60 + seconds) * 1e6 + fraction;
    this.#words[2 * row] = (microseconds % TWO_32) | 0;
    this.#words[2 * row + 1] = Math.floor(microseconds / TWO_32);
    return at;
  }

  override setNull(row: number): void {
    super.setNull(row);
    this.#words[2 * row] = 0;
    this.#words[2 * row + 1] = 0;
  }

  protected override resize(capacity: number, rows: number): void {
    this.#words = enlarged(this.#words, 2 * capacity, 2 * rows);
  }

  override finish(rows: number): Data[] {
    return [this.dataOf(this.#type, rows, new BigInt64Array(this.#words.buffer, 0, rows))];
  }
}

/** Days, `2020-11-23`, counted from 1970. */
export class DateCells extends Cells {
  override readonly expected = 'a day such as 2020-11-23';
  #days: Int32Array;

  constructor(capacity: number, separator: number) {
    super(capacity, separator);
    this.#days = new Int32Array(capacity);
  }

  override read(bytes: Uint8Array, start: number, row: number): number {
    const days = daysAt(bytes, start);
    if (days === undefined || !this.ends(bytes[start + 10])) return -1;
    this.#days[row] = days;
    return start + 10;
  }

  protected override resize(capacity: number, rows: number): void {
    this.#days = enlarged(this.#days, capacity, rows);
  }

  override finish(rows: number): Data[] {
    return [this.dataOf(new DateDay(), rows, this.#days.subarray(0, rows))];
  }
}

/** Days from 1970 to the `YYYY-MM-DD` at `at`, or `undefined` where there is none or the calendar lacks it. */
function daysAt(bytes: Uint8Array, at: number): number | undefined {
  const year = twoDigits(bytes, at) * 100 + twoDigits(bytes, at + 2);
  const month = twoDigits(bytes, at + 5);
  const day = twoDigits(bytes, at + 8);
  if (!(year >= 1685 && year <= 2254 && day >= 1) || bytes[at + 4] !== 45 || bytes[at + 7] !== 45) return undefined;
  const moment = Date.UTC(year, month - 1, day);
  const back = new Date(moment);
  return back.getUTCMonth() === month - 1 && back.getUTCDate() === day ? moment / 86_400_000 : undefined;
}

/** The number of two digits at `at`; NaN where they are none. */
function twoDigits(bytes: Uint8Array, at: number): number {
  const tens = bytes[at] ^ 48;
  const ones = bytes[at + 1] ^ 48;
  return tens <= 9 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
