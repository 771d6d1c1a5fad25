import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DataType, type Table } from 'apache-arrow';
import { describe, expect, test } from 'vitest';
import * as tables from '../../kernel-helpers/io/tables.js';
import { mirror } from '../mirror.js';

type Expected = [rows: number, columns: number, sha256: string];
type ExpectedArray = [shape: number[], dtype: string, sha256: string];

const expected: Record<string, Expected | ExpectedArray | Record<string, ExpectedArray>> = JSON.parse(
  readFileSync(new URL('../fixtures/mirror-tables/expected.json', import.meta.url), 'utf8'),
);

describe.skipIf(mirror === undefined)('every table and array of the mirror has the values that pyarrow and numpy read', () => {
  const paths = Object.keys(expected);
  const of = (ending: RegExp): string[] => paths.filter(path => ending.test(path));
  const pathOf = (path: string): string => join(mirror ?? '', path);

  test('148 CSV files, 6 of NumPy, 6 of several arrays and 5 of Feather are compared', () => {
    expect([/csv$/, /npy$/, /npz$/, /feather$/].map(ending => of(ending).length)).toEqual([148, 6, 6, 5]);
  });

  test('CSV and Feather', async () => {
    for (const path of of(/csv$|feather$/)) {
      const table = await tables.readTable(pathOf(path));
      const columns = table.schema.fields.map(({ name }): [string, Iterable<unknown>] => [name, valuesOf(table, name)]);
      expect([table.numRows, columns.length, digest(columns)], path).toEqual(expected[path]);
    }
  });

  test('NPY and NPZ', async () => {
    const words = ({ shape, dtype, data }: tables.NpyArray): unknown => [shape, dtype, digest([['', data]])];
    for (const path of of(/npy$/)) expect(words(await tables.readNpy(pathOf(path))), path).toEqual(expected[path]);
    for (const path of of(/npz$/)) {
      const arrays = Object.entries(await tables.readNpz(pathOf(path)));
      expect(Object.fromEntries(arrays.map(([name, array]) => [name, words(array)])), path).toEqual(expected[path]);
    }
  });

  test('Feather in batches, too', async () => {
    for (const path of of(/feather$/)) {
      let rows = 0;
      for await (const batch of tables.arrowBatches(pathOf(path))) rows += batch.numRows;
      expect(rows, path).toBe((expected[path] as Expected)[0]);
    }
  });
});

/** A column's values; moments as the integers that are stored. */
function valuesOf(table: Table, name: string): Iterable<unknown> {
  const column = table.getChild(name);
  if (!column) throw new Error(`no column ${name}`);
  if (!DataType.isTimestamp(column.type)) return column;
  const stored: BigInt64Array = column.toArray();
  return Array.from(stored, (value, row) => (column.isValid(row) ? value : null));
}

/** The digest of the words that generate.py makes of the same values. */
function digest(columns: readonly (readonly [string, Iterable<unknown>])[]): string {
  const sha = createHash('sha256');
  for (const [name, values] of columns) sha.update([JSON.stringify(name), ...Array.from(values, word), ''].join('\n'));
  return sha.digest('hex');
}

function word(value: unknown): string {
  if (value === null || Number.isNaN(value)) return 'null';
  if (typeof value === 'number') {
    if (Math.abs(value) < 2 ** 53 && Number.isInteger(value) && !Object.is(value, -0)) return String(value);
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleBE(value);
    return `x${bytes.toString('hex')}`;
  }
  if (typeof value === 'string') return JSON.stringify(value);
  if (typeof value === 'bigint' || typeof value === 'boolean') return String(value);
  if (Symbol.iterator in (value as object)) return `[${Array.from(value as Iterable<unknown>, word).join(',')}]`;
  throw new Error(`no word for ${value}`);
}
