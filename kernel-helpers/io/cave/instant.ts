import { InvalidArgumentError } from '../../errors.js';

/** A moment: a Date, or ISO 8601 text such as `'2025-01-13T10:10:01.286229'`, which is UTC when it names no zone. */
export type Instant = Date | string;

const ISO = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:?\d\d)?$/;

/**
 * Seconds since 1970 as decimal text, to the microsecond: materializations are dated to the microsecond, which neither
 * a Date nor a float keeps.
 *
 * @throws {InvalidArgumentError} when `instant` is no moment.
 */
export function secondsText(instant: Instant, what = 'time'): string {
  if (instant instanceof Date && !Number.isNaN(instant.getTime())) return (instant.getTime() / 1000).toFixed(3);
  const parts = typeof instant === 'string' ? ISO.exec(instant.trim()) : null;
  const [, day, time = '00:00:00', fraction = '', zone = 'Z'] = parts ?? [];
  const whole = parts === null ? Number.NaN : Date.parse(`${day}T${time}${zone}`) / 1000;
  if (Number.isNaN(whole)) {
    const received = typeof instant === 'string' ? JSON.stringify(instant.slice(0, 40)) : String(instant);
    throw new InvalidArgumentError(
      `cave ${what} is not a moment: received ${received}, expected a Date or ISO text such as 2025-01-13T10:10:01Z`,
      { argument: what },
    );
  }
  return `${whole}.${fraction.slice(0, 6).padEnd(6, '0')}`;
}

/** ISO text in UTC with all its digits, as CAVE's servers leave out the zone. */
export function utcText(text: string): string {
  const parts = ISO.exec(text.trim());
  if (parts === null || parts[2] === undefined || (parts[4] ?? 'Z') !== 'Z') return text;
  return `${parts[1]}T${parts[2]}${parts[3] === undefined ? '' : `.${parts[3]}`}Z`;
}
