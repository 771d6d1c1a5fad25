import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Table } from 'apache-arrow';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { InvalidArgumentError, NotFoundError } from '../../../kernel-helpers/errors.js';
import { catalogue } from '../../../kernel-helpers/io/catalogue/catalogue.js';
import type { DatasetId } from '../../../kernel-helpers/io/catalogue/catalogue-entry.js';
import { isLarge } from '../../../kernel-helpers/io/catalogue/dataset-files.js';
import { findEntry } from '../../../kernel-helpers/io/catalogue/find-entry.js';
import { tableOfFits } from '../../../kernel-helpers/io/catalogue/table-of-fits.js';
import * as datasets from '../../../kernel-helpers/io/datasets.js';
import { fileParts } from '../../../kernel-helpers/io/source/file-layout.js';
import { storageUrl } from '../../../kernel-helpers/io/source/storage-url.js';
import { sql } from '../../../kernel-helpers/io/sql/sql.js';

let folder: string;
let options: { cache: string; mirror: string; fetch: typeof fetch; retryDelaysMs: number[]; warn: () => void };

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connectome-open-'));
  const offline: typeof fetch = async () => {
    throw new TypeError('fetch failed', { cause: Object.assign(new Error('offline'), { code: 'ENOTFOUND' }) });
  };
  options = {
    cache: join(folder, 'cache'),
    mirror: join(folder, 'mirror'),
    fetch: offline,
    retryDelaysMs: [],
    warn: () => undefined,
  };
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Puts a file into the mirror as if it were the one at `url`. */
function put(url: string, content: string | Uint8Array): void {
  const path = join(options.mirror, ...fileParts(url));
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

function putExport(id: DatasetId, rows: string, header: string): void {
  const [data, beside] = findEntry(id).files;
  put(data.url, gzipSync(rows));
  put(beside.url, header);
}

const SOMA = 'minnie65/v1507/nucleus_detection_v0';

describe('a static export', () => {
  // As the tutorial and the real header files have it: "name, type" a line, a point as WKB in hexadecimal or text.
  const header = 'id,bigint\nvolume,double precision\nvalid,boolean\npt_root_id,bigint\n';

  test('has the columns of its header, in its order, with the types of the catalogue', async () => {
    putExport(SOMA, '7,12.5,t,864691135000000000\n8,3.25,f,\n', header);
    const table = await datasets.open(SOMA, options);
    expect(table.schema.fields.map(field => String(field.name))).toEqual(['id', 'volume', 'valid', 'pt_root_id']);
    const described = new Map(findEntry(SOMA).columns.map(({ name, type }) => [name, type]));
    for (const { name, type } of table.schema.fields) {
      expect(String(type).toLowerCase(), String(name)).toBe(described.get(String(name)) ?? 'bool');
    }
    expect(table.getChild('pt_root_id')?.get(0)).toBe(864691135000000000n);
    expect(table.getChild('pt_root_id')?.get(1) ?? null).toBeNull();
  });

  test('has its points as x, y and z in SQL, as when it is opened', async () => {
    const point = Buffer.alloc(29);
    point.writeUInt8(1, 0); // little-endian
    point.writeUInt32LE(0x80000001, 1); // a point with z
    for (const [k, value] of [209760, 180832, 27076].entries()) point.writeDoubleLE(value, 5 + 8 * k);
    putExport(SOMA, `7,${point.toString('hex')}\n8,\n`, 'id,bigint\npt_position,USER-DEFINED\n');
    const back = await sql`select id, pt_position_x as x, pt_position_z as z from ${datasets.relation(SOMA, options)}`;
    expect(back.toArray().map(row => [row.id, row.x, row.z])).toEqual([
      [7n, 209760, 27076],
      [8n, null, null],
    ]);
  });

  test('of another width than its header is refused with both', async () => {
    putExport(SOMA, '7,12.5\n', header);
    await expect(datasets.open(SOMA, options)).rejects.toThrow(/nucleus_detection_v0/);
  });

  test('is a table in sql, by its handle and by its id', async () => {
    putExport(SOMA, '7,12.5,t,5\n8,3.25,f,6\n9,1.25,t,6\n', header);
    const rows = await sql`select count(*)::int as n, sum(volume) as v from ${datasets.relation(SOMA, options)}`;
    expect(rows.getChild('n')?.get(0)).toBe(3);
    expect(rows.getChild('v')?.get(0)).toBe(17);
    expect(() => datasets.relation('minnie65/em')).toThrow(/is no table for sql/);
  });

  test('has the same moments, days, empty texts and NaN in sql as when it is opened', async () => {
    const rows =
      '1,2020-01-01 05:00:00+05,2020-02-29,"",NaN\n2,,,,\n3,2020-01-01 00:00:00.5-03:30,1999-12-31,"a,b",0.25\n';
    putExport(SOMA, rows, 'id,bigint\nmade,timestamp with time zone\nday,date\ntag,text\nscore,double precision\n');
    const opened = await datasets.open(SOMA, options);
    const queried = await sql`select made, day, tag, score from ${datasets.relation(SOMA, options)} order by id`;
    for (const name of ['made', 'day', 'tag', 'score']) {
      const [there, here] = [queried, opened as Table].map(table => table.getChild(name));
      expect(String(there?.type), name).toBe(String(here?.type));
      expect([...(there ?? [])], name).toEqual([...(here ?? [])]);
    }
    const high = await sql`select count(*) as n from ${datasets.relation(SOMA, options)} where score > 0.1`;
    expect(high.getChild('n')?.get(0)).toBe(1n);
  });
});

describe('a folder of SWC files', () => {
  const swc = '1 1 0 0 0 1.5 -1\n2 2 10 0 0 0.5 1\n';
  const at = (id: DatasetId, name: string): string => {
    const entry = findEntry(id);
    return `${storageUrl('address' in entry ? entry.address : '').href.replace(/\/$/, '')}/${name}`;
  };

  test('gives a neuron in nm by root id', async () => {
    put(at('minnie65/skeletons-v1300-proofread', '864691135.swc'), swc);
    const neurons = await datasets.open('minnie65/skeletons-v1300-proofread', options);
    const neuron = await neurons.read('864691135');
    expect(neuron).toMatchObject({ id: 864691135n, type: null, synthetic: false });
    expect(neuron.skeleton.nodeCount).toBe(2);
    expect([...neuron.skeleton.positionsNm.slice(3, 6)]).toEqual([10_000, 0, 0]);
  });

  test('needs the nucleus where files are named by both', async () => {
    put(at('minnie65/skeletons-v661', '86_12.swc'), swc);
    const neurons = await datasets.open('minnie65/skeletons-v661', options);
    expect(await neurons.read(86n, 12n)).toMatchObject({ id: 86n, label: 'nucleus 12 (minnie65)' });
    await expect(neurons.read(86n)).rejects.toThrow(InvalidArgumentError);
    await expect(neurons.read(86n)).rejects.toThrow(/needs a nucleus id/);
  });
});

describe('what is large', () => {
  const large = catalogue.filter(entry => entry.files.length > 0 && isLarge(entry));

  test('is not downloaded by the way: the error tells its size and how to have it', async () => {
    expect(large.map(entry => entry.id)).toContain('minnie65/v117/synapses_pni_2');
    for (const { id } of large) {
      const error = await datasets.fetch(id, options).catch(reason => reason);
      expect(error, id).toBeInstanceOf(InvalidArgumentError);
      expect(error.message).toMatch(/received [\d.,]+ .+, expected at most 1\.00 GB; pass \{ large: true \}/);
    }
  });

  test('is asked for when somebody says so', async () => {
    await expect(datasets.fetch(large[0].id, { ...options, large: true })).rejects.toThrow(/could not be downloaded/);
  });
});

describe('files of fitted models', () => {
  const columns = findEntry('ding2025/area/fits').columns;
  const fitted = (values: readonly string[]) => ({
    path: 'fit.csv',
    source: { slice: async () => new TextEncoder().encode(`0\n${values.join('\n')}\n`) },
  });
  const cells = columns.map(({ type }, i) => (type === 'bool' ? 'True' : type === 'utf8' ? 'text' : `${i}`));

  test('are a row each, and lack the scores of Poisson models where they are not', async () => {
    const short = [...cells.slice(0, -4), ...cells.slice(-2)];
    const files = [fitted(cells), fitted(short)] as unknown as Parameters<typeof tableOfFits>[0];
    const table = await tableOfFits(files, columns);
    expect(table.numRows).toBe(2);
    expect(table.schema.fields.map(field => field.name)).toEqual(columns.map(({ name }) => name));
    const score = columns[columns.length - 3].name;
    expect(table.getChild(score)?.get(0)).not.toBeNull();
    expect(table.getChild(score)?.get(1)).toBeNull();
  });

  test('of another length are refused', async () => {
    const files = [fitted(cells.slice(1))] as unknown as Parameters<typeof tableOfFits>[0];
    await expect(tableOfFits(files, columns)).rejects.toThrow(/received \d+ values, expected \d+ or \d+/);
  });
});

test('files for other programs come as paths', async () => {
  await expect(datasets.open('ding2025/node-data', options)).rejects.toThrow(/is not on this machine/);
  await expect(datasets.open('minnie65/nothing' as DatasetId, options)).rejects.toThrow(NotFoundError);
});
