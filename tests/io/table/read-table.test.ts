import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { FormatError, SourceError } from '../../../kernel-helpers/errors.js';
import { readNpz, readTable } from '../../../kernel-helpers/io/table/read-table.js';

const fixtures = fileURLToPath(new URL('../../fixtures/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'read-table-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('readTable', () => {
  test.each([
    ['csv/synapses_merged.csv.gz', 60, 18],
    ['csv/synapses_merged.csv', 60, 18],
    ['arrow/lz4.arrow', 240, 9],
    ['arrow/zstd-stream.arrows', 240, 9],
    ['npy/le-f4.npy', 2, 4],
    ['parquet/tiny.parquet', 3, 2],
  ])('opens %s by its ending', async (name, rows, columns) => {
    const table = await readTable(fixtures + name);
    expect([table.numRows, table.schema.fields.length]).toEqual([rows, columns]);
  });

  test.each([
    ['arrow/plain.arrow', 240],
    ['arrow/lz4-stream.arrows', 240],
    ['npy/le-f4.npy', 2],
    ['parquet/tiny.parquet', 3],
  ])('opens %s by its first bytes', async (name, rows) => {
    const path = join(folder, 'without-ending');
    copyFileSync(fixtures + name, path);
    expect((await readTable(path)).numRows).toBe(rows);
  });

  test('reads tabs in .tsv, and what else the options say', async () => {
    const path = join(folder, 'cells.tsv');
    writeFileSync(path, 'id\ttype\n1\tBC\n');
    expect((await readTable(path)).getChild('type')?.get(0)).toBe('BC');
    expect((await readTable(path, { types: { id: 'uint64' } })).getChild('id')?.get(0)).toBe(1n);
    const bounds = await readTable(`${fixtures}npy/le-f4.npy`, { columns: ['a', 'b', 'c', 'd'] });
    expect(bounds.schema.fields[3].name).toBe('d');
  });

  test('refuses several arrays, damaged Parquet and what it does not know, and names what is not there', async () => {
    await expect(readTable(`${fixtures}npy/stored.npz`)).rejects.toThrow(
      'table stored.npz holds no table that is read here: received npz, expected CSV, Feather, Arrow, Parquet or NPY; readNpz() gives',
    );
    const path = join(folder, 'unknown');
    writeFileSync(path, 'PAR1');
    await expect(readTable(path)).rejects.toThrow('parquet');
    writeFileSync(path, 'id,type');
    await expect(readTable(path)).rejects.toThrow(FormatError);
    await expect(readTable(join(folder, 'nowhere'))).rejects.toThrow(SourceError);
    await expect(readTable(join(folder, 'nowhere.npy'))).rejects.toThrow(SourceError);
  });
});

test('readNpz gives the arrays by name', async () => {
  expect(Object.keys(await readNpz(`${fixtures}npy/deflated.npz`))).toEqual(['vertices', 'edges']);
});
