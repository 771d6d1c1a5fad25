import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Table } from 'apache-arrow';
import { expect, test } from 'vitest';
import { parseParquet } from '../../../kernel-helpers/io/sql/parquet.js';
import { survivesHostileBytes } from '../hostile.js';

const folder = fileURLToPath(new URL('../../fixtures/parquet/', import.meta.url));

test('a cut, flipped or invented Parquet file ends in a table or in a typed error', { timeout: 120_000 }, async () => {
  const outcomes = await survivesHostileBytes<Table>({
    format: 'parquet',
    valid: [new Uint8Array(readFileSync(`${folder}tiny.parquet`))],
    parse: bytes => parseParquet(bytes),
    check: table => {
      for (const field of table.schema.fields)
        expect([...(table.getChild(field.name) ?? [])]).toHaveLength(table.numRows);
    },
  });
  // a byte of an id or a text may be any other one: Parquet as pyarrow writes it has no checksums
  expect(outcomes).toEqual({
    truncated: { refused: 363, accepted: 0 },
    flipped: { refused: expect.any(Number), accepted: expect.any(Number) },
    'hostile count': { refused: expect.any(Number), accepted: expect.any(Number) },
    random: { refused: 10_000, accepted: 0 },
  });
  expect(outcomes.flipped.refused).toBeGreaterThan(400);
  expect(outcomes['hostile count'].refused).toBeGreaterThan(500);
});
