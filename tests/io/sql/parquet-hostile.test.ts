import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Table } from 'apache-arrow';
import { expect, test } from 'vitest';
import { parseParquet } from '../../../kernel-helpers/io/sql/parquet.js';
import { survivesHostileBytes } from '../hostile.js';

const folder = fileURLToPath(new URL('../../fixtures/parquet/', import.meta.url));

test('a cut, flipped or invented Parquet file ends in a table or in a typed error', { timeout: 120_000 }, async () => {
  const t = performance.now(); const c = process.cpuUsage();
  const outcomes = await survivesHostileBytes<Table>({
    format: 'parquet',
    valid: [new Uint8Array(readFileSync(`${folder}tiny.parquet`))],
    parse: bytes => parseParquet(bytes),
    check: table => {
      for (const field of table.schema.fields) expect([...(table.getChild(field.name) ?? [])]).toHaveLength(table.numRows);
    },
  });
  console.log(outcomes, performance.now() - t, process.cpuUsage(c));
});
