import type { Table } from 'apache-arrow';
import { FormatError } from '../../errors.js';
import type { FetchedFile } from '../source/fetch-file.js';
import { parseCsv } from '../table/csv.js';
import type { CsvType } from '../table/csv-column.js';
import type { CatalogueColumn } from './catalogue-entry.js';

/** Values that a Tweedie model was saved without. */
const POISSON_ONLY = 2;

/**
 * The table of models that were saved as values one a line, without names, under a first line `0`: a row a file.
 *
 * The names are the columns of the entry, in the order in which the code that wrote the files has them. A model without
 * the two scores of Poisson models has two lines less: they are null.
 *
 * @throws {FormatError} for a file with another number of values.
 */
export async function tableOfFits(files: readonly FetchedFile[], columns: readonly CatalogueColumn[]): Promise<Table> {
  const rows = await Promise.all(files.map(file => valuesOf(file, columns.length)));
  const lines = [columns.map(column => column.name), ...rows].map(row => `${row.join(',')}\n`);
  const types = Object.fromEntries(
    columns.map(({ name, type }) => [name, (type === 'utf8' ? 'text' : type) as CsvType]),
  );
  return parseCsv(new TextEncoder().encode(lines.join('')), { types });
}

async function valuesOf({ path, source }: FetchedFile, count: number): Promise<string[]> {
  const [, ...values] = new TextDecoder()
    .decode(await source.slice(0))
    .trimEnd()
    .split(/\r?\n/);
  if (values.length === count) return values.map(boolWord);
  if (values.length === count - POISSON_ONLY) {
    return [...values.slice(0, -2), ...Array<string>(POISSON_ONLY).fill(''), ...values.slice(-2)].map(boolWord);
  }
  throw new FormatError(
    `fit ${path} line ${values.length + 1} is not its last: received ${values.length} values, expected ${count} or ` +
      `${count - POISSON_ONLY}`,
    { format: 'fit', at: `line ${values.length + 1}`, file: path },
  );
}

/** Python's True and False as CSV has them. */
const boolWord = (value: string): string => (value === 'True' ? 'true' : value === 'False' ? 'false' : value);
