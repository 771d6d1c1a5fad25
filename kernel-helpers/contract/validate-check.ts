import { FormatError } from '../errors.js';
import type { CheckPayload } from './check.js';
import { receivedText } from './received.js';

const MAX_ROWS = 5000;
const MAX_TEXT = 5000;
const ROW_TEXTS = ['quantity', 'printed', 'ours', 'difference', 'tolerance', 'why'] as const;
// "10." registrant "/" suffix, with nothing that would end a URL's path or an attribute.
const DOI = /^10\.\d{4,9}\/[-._;()/:A-Za-z0-9]+$/;

/** Whether a string is a DOI that can be put behind `https://doi.org/` as it is. */
export function isDoi(value: string): boolean {
  return DOI.test(value);
}

/**
 * Returns `value` as the check it claims to be. An output comes from a file anybody may have written, so the front
 * end shows nothing that has not passed here.
 *
 * @throws {FormatError} naming the place, when a field is missing or of the wrong type, the DOI is none, or there are
 * more than 5,000 rows.
 */
export function validateCheck(value: unknown): CheckPayload {
  if (typeof value !== 'object' || value === null) fail('payload', value, 'an object');
  const check = value as Record<string, unknown>;
  if (check.version !== 1) fail('version', check.version, '1');
  for (const key of ['title', 'source', 'doi', 'caption']) text(check[key], key);
  if (!isDoi(check.doi as string)) fail('doi', check.doi, 'a DOI such as 10.1038/s41586-025-08840-3');
  const { rows } = check;
  if (!Array.isArray(rows)) fail('rows', rows, 'an array');
  if (rows.length > MAX_ROWS) fail('rows', `${rows.length} rows`, `at most ${MAX_ROWS}`);
  rows.forEach((row: unknown, i) => {
    if (typeof row !== 'object' || row === null) fail(`rows[${i}]`, row, 'an object');
    const fields = row as Record<string, unknown>;
    for (const key of ROW_TEXTS) text(fields[key], `rows[${i}].${key}`);
    if (fields.known !== undefined) text(fields.known, `rows[${i}].known`);
    if (typeof fields.pass !== 'boolean') fail(`rows[${i}].pass`, fields.pass, 'true or false');
  });
  return value as CheckPayload;
}

function text(value: unknown, at: string): void {
  if (typeof value !== 'string') fail(at, value, 'text');
  if (value.length > MAX_TEXT) fail(at, `${value.length} characters`, `at most ${MAX_TEXT}`);
}

function fail(at: string, received: unknown, expected: string): never {
  throw new FormatError(
    `check ${at} is not readable: received ${receivedText(received, 80)}, expected ${expected}; run the cell again`,
    { format: 'check', at },
  );
}
