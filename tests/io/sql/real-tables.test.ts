import type { Table } from 'apache-arrow';
import { expect, test } from 'vitest';
import type { DatasetId } from '../../../kernel-helpers/io/catalogue/catalogue-entry.js';
import * as datasets from '../../../kernel-helpers/io/datasets.js';
import { sql } from '../../../kernel-helpers/io/sql/sql.js';
import { mirror } from '../../mirror.js';
import { mirrored } from '../source/mirror-file.js';

const tables = mirrored.filter(({ kind }) => kind === 'table').map(({ id }) => id);

test.skipIf(mirror === undefined)(
  'every table of the mirror is there for SQL, opened or not, with all its columns',
  async () => {
    expect(tables.length).toBeGreaterThan(10);
    for (const id of tables as DatasetId[]) {
      const opened = (await datasets.open(id, { mirror })) as Table;
      const back = await sql`from ${opened}`;
      const names = opened.schema.fields.map(({ name }) => String(name));
      expect([back.numRows, ...back.schema.fields.map(({ name }) => String(name))], id).toEqual([
        opened.numRows,
        ...names,
      ]);
      const counted = await sql`select count(*) as n from ${datasets.relation(id, { mirror })}`;
      expect(counted.getChild('n')?.get(0), id).toBe(BigInt(opened.numRows));
    }
  },
);
