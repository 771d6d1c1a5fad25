import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { Table } from 'apache-arrow';
import { afterAll, describe, expect, test } from 'vitest';
import { FormatError, SourceError, UnsupportedError } from '../../../kernel-helpers/errors.js';
import type { Source } from '../../../kernel-helpers/io/source/source.js';
import { parseCsv } from '../../../kernel-helpers/io/table/csv.js';
import { csvBatches, exportCsvBatches, readCsv, readExportCsv } from '../../../kernel-helpers/io/table/read-csv.js';

const fixture = (name: string): string => fileURLToPath(new URL(`../../fixtures/csv/${name}`, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'read-csv-'));
afterAll(() => rmSync(folder, { recursive: true }));

const sourceOf = (bytes: Uint8Array): Source => ({
  byteLength: bytes.length,
  slice: (start, end = bytes.length) => Promise.resolve(bytes.slice(start, end)),
});

/** 70,000 rows, more than the 65,536 of a batch; a quoted line break in every thousandth. */
const rows = Array.from({ length: 70_000 }, (_, i) => {
  const note = i % 1000 === 999 ? `"two\nlines ${i}"` : i % 7 === 0 ? '' : `n${i}`;
  return `${864691135000000000n + BigInt(i) * 12_345_678_901n},${i % 5 === 0 ? '' : i},${i / 8},${note}`;
});
const text = Buffer.from(`id,size,um,note\n${rows.join('\n')}\n`);

/** All values as one text: to compare it is quick. */
const joined = (table: Table, column: string): string => [...(table.getChild(column) ?? [])].join(',');

describe('readCsv reads', () => {
  const whole = parseCsv(text);

  test.each([
    ['plain', text],
    ['packed', gzipSync(text)],
  ])('a %s file of 70,000 rows as parseCsv does, into one typed array a column', async (name, bytes) => {
    const path = join(folder, `${name}.csv`);
    writeFileSync(path, bytes);
    for (const from of [path, sourceOf(bytes)]) {
      const table = await readCsv(from);
      expect(table.batches).toHaveLength(1);
      expect(String(table.schema)).toBe(String(whole.schema));
      for (const column of ['id', 'size', 'um', 'note']) {
        expect(table.getChild(column)?.nullCount, column).toBe(whole.getChild(column)?.nullCount);
        expect(joined(table, column) === joined(whole, column), column).toBe(true);
      }
    }
  });

  test('the values that were written', () => {
    expect(whole.get(69_999)?.toJSON()).toEqual({
      id: 864691135000000000n + 69_999n * 12_345_678_901n,
      size: 69_999,
      um: 69_999 / 8,
      note: 'two\nlines 69999',
    });
    expect(whole.getChild('size')?.get(5)).toBeNull();
  });

  test('a column that turns out to be text in its last row', async () => {
    const table = await readCsv(sourceOf(gzipSync(Buffer.concat([text, Buffer.from('x7,1,2,3\n')]))));
    expect(String(table.schema.fields[0].type)).toBe('Utf8');
    expect([table.getChild('id')?.get(0), table.getChild('id')?.get(70_000)]).toEqual(['864691135000000000', 'x7']);
  });

  test('and names file and line where it cannot', async () => {
    const path = join(folder, 'ragged.csv.gz');
    writeFileSync(path, gzipSync(Buffer.concat([text, Buffer.from('1,2\n')])));
    // 70 of the cells before have a line break in them
    await expect(readCsv(path)).rejects.toThrow(
      'csv ragged.csv.gz line 70,072 has the wrong number of cells: received 2, expected 4 (id, size, um, note)',
    );
    await expect(readCsv(join(folder, 'nowhere.csv'))).rejects.toThrow(SourceError);
  });

  test('no table that is larger than it may be', async () => {
    await expect(readCsv(sourceOf(gzipSync(text)), { maxBytes: 2_000_000, file: 'x.csv.gz' })).rejects.toThrow(
      /^csv x\.csv\.gz is too large for one table: received [\d.]+ MB before line [\d,]+, expected at most 2\.00 MB; read it in batches with csvBatches\(\)$/,
    );
    await expect(readCsv(sourceOf(text), { maxBytes: 2_000_000 })).rejects.toThrow(UnsupportedError);
  });

  test('until its signal says stop', async () => {
    const controller = new AbortController();
    controller.abort(new Error('enough'));
    await expect(readCsv(sourceOf(text), { signal: controller.signal })).rejects.toThrow('enough');
  });
});

describe('csvBatches', () => {
  test('gives the rows in batches of the types of the whole file', async () => {
    const bytes = gzipSync(Buffer.concat([text, Buffer.from('5,3000000000,2,3\n')]));
    const sizes: number[] = [];
    const ids: bigint[] = [];
    for await (const batch of csvBatches(sourceOf(bytes), { batchRows: 20_000 })) {
      sizes.push(batch.numRows);
      expect(batch.schema.fields.map(field => String(field.type))).toEqual(['Int64', 'Int64', 'Float64', 'Utf8']);
      ids.push(batch.getChild('id')?.get(0));
    }
    expect(sizes).toEqual([20_000, 20_000, 20_000, 10_001]);
    expect(ids[1]).toBe(864691135000000000n + 20_000n * 12_345_678_901n);
  });

  test('reads once where every type is said', async () => {
    let asked = 0;
    const source = sourceOf(text);
    const counting: Source = {
      ...source,
      slice(start, end) {
        if (start === 0) asked++;
        return source.slice(start, end);
      },
    };
    const types = { id: 'int64', size: 'int32', um: 'float64', note: 'text' } as const;
    let count = 0;
    for await (const batch of csvBatches(counting, { types })) count += batch.numRows;
    expect([count, asked]).toEqual([70_000, 2]); // for the names, and for the rows
  });

  test('gives no batch for a file without rows', async () => {
    for await (const batch of csvBatches(sourceOf(Buffer.from('a,b\n')))) throw new Error(`${batch.numRows} rows`);
  });
});

describe('readExportCsv', () => {
  test('finds the header file beside the export, plain or packed', async () => {
    const plain = await readExportCsv(fixture('synapses_merged.csv'));
    const packed = await readExportCsv(fixture('synapses_merged.csv.gz'));
    expect([plain.numRows, packed.numRows]).toEqual([60, 60]);
    expect([...(packed.getChild('pre_pt_root_id') ?? [])]).toEqual([...(plain.getChild('pre_pt_root_id') ?? [])]);
  });

  test('or where it is told', async () => {
    const path = join(folder, 'other.csv');
    writeFileSync(path, readFileSync(fixture('synapses_merged.csv')));
    await expect(readExportCsv(path)).rejects.toThrow(
      /other_header\.csv cannot be read \(ENOENT\): an export has no names/,
    );
    expect((await readExportCsv(path, { headerPath: fixture('synapses_merged_header.csv') })).numRows).toBe(60);
  });

  test('in batches', async () => {
    const sizes: number[] = [];
    for await (const batch of exportCsvBatches(fixture('synapses_merged.csv.gz'), { batchRows: 25 }))
      sizes.push(batch.numRows);
    expect(sizes).toEqual([25, 25, 10]);
  });

  test('refuses a truncated download', async () => {
    const path = join(folder, 'cut.csv.gz');
    writeFileSync(path, readFileSync(fixture('synapses_merged.csv.gz')).subarray(0, 3000));
    await expect(readExportCsv(path, { headerPath: fixture('synapses_merged_header.csv') })).rejects.toThrow(
      FormatError,
    );
  });
});
