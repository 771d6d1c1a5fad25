import type { RecordBatch } from 'apache-arrow';
import { expect, test } from 'vitest';
import { CsvFile, tableOf } from '../../../kernel-helpers/io/table/csv.js';
import { planCsv } from '../../../kernel-helpers/io/table/csv-plan.js';
import { LineBlocks } from '../../../kernel-helpers/io/table/line-blocks.js';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const text = 'id,note,um\n864691135571546917,"two\nlines, and ""three""",1.5\n,"\n\n",\n7,µ,-1e3\r\n-5,"",2';
const expected = [
  { id: 864691135571546917n, note: 'two\nlines, and "three"', um: 1.5 },
  { id: null, note: '\n\n', um: null },
  { id: 7n, note: 'µ', um: -1000 },
  { id: -5n, note: '', um: 2 },
];

/** The rows of `text` when it comes in chunks that end at these places. */
function rowsOf(places: readonly number[]): unknown[] {
  const bytes = utf8(text);
  const file = new CsvFile(planCsv(bytes, {}));
  const batches: RecordBatch[] = [];
  let from = 0;
  for (const to of [...places, bytes.length]) {
    batches.push(...file.push(bytes.slice(from, to)));
    from = to;
  }
  batches.push(...file.end());
  return tableOf(file, batches)
    .toArray()
    .map(row => row.toJSON());
}

test('a file gives the same rows wherever it is cut in two or three', () => {
  const { length } = utf8(text);
  for (let first = 0; first <= length; first++) {
    expect(rowsOf([first]), `cut at ${first}`).toEqual(expected);
    for (const second of [first + 1, first + 9, length - 3]) {
      if (second > first && second < length) expect(rowsOf([first, second]), `${first}, ${second}`).toEqual(expected);
    }
  }
});

test('and byte by byte', () => {
  expect(rowsOf(Array.from({ length: utf8(text).length }, (_, i) => i))).toEqual(expected);
});

test('blocks end with a line, and the rest waits for more', () => {
  const taken: string[] = [];
  const blocks = new LineBlocks((bytes, start, end) => {
    taken.push(Buffer.from(bytes.subarray(start, end)).toString());
    return end;
  });
  for (const chunk of ['a\nb', 'c', '\nd\ne', '']) blocks.push(utf8(chunk));
  expect(blocks.pendingBytes).toBe(1);
  expect(blocks.end()).toBe(0);
  expect(taken).toEqual(['a\n', 'bc\n', 'd\n', 'e\n']);
});
