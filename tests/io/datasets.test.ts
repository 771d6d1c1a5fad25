import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Table } from 'apache-arrow';
import { afterEach, beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { type Displayable, jupyterDisplay } from '../../kernel-helpers/contract/mime.js';
import type { Neuron } from '../../kernel-helpers/core/skeleton.js';
import type { TableLike } from '../../kernel-helpers/core/table.js';
import { NotFoundError } from '../../kernel-helpers/errors.js';
import { catalogue } from '../../kernel-helpers/io/catalogue/catalogue.js';
import type { DatasetId, NeuronEntry } from '../../kernel-helpers/io/catalogue/catalogue-entry.js';
import * as datasets from '../../kernel-helpers/io/datasets.js';
import { filePath } from '../../kernel-helpers/io/source/file-layout.js';
import { sql } from '../../kernel-helpers/io/sql/sql.js';
import { mirror as sharedMirror } from '../mirror.js';
import { mirrored } from './source/mirror-file.js';

const mirror = mirrored.length > 0 ? sharedMirror : undefined;

let cache: string;
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'connectome-datasets-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

test('list, describe and cite need no file', () => {
  expect([...datasets.list()].map(entry => entry.id)).toEqual(catalogue.map(entry => entry.id));
  expect(datasets.describe('ding2025/presyn-mean')).toMatchObject({ licence: 'MIT', rows: 2_688 });
  expect(typeof datasets.describe('synthetic-column')[jupyterDisplay]).toBe('function');
  expect(`${datasets.cite('minnie65/basket-cell-296758')}`).toMatch(
    /^The MICrONS Consortium\. .+10\.1038\/s41586-025-08790-w\nyzerlaut.+\n\n@article\{microns2025,[\s\S]+\}\n\n@misc\{[\s\S]+\}$/,
  );
});

test('isHere tells what can be opened without a download, by names and lengths', () => {
  const here = (id: DatasetId): boolean => datasets.isHere(id, { cache, mirror: null });
  const id = 'minnie65/v1507/proofreading_status_and_strategy';
  const [table, header] = datasets.describe(id).files;
  const put = (url: string, bytes: number): void => {
    mkdirSync(dirname(filePath(cache, url)), { recursive: true });
    writeFileSync(filePath(cache, url), new Uint8Array(bytes));
  };
  expect(here('synthetic-column')).toBe(true);
  expect(here('phase1/seg-v185')).toBe(false); // read in place
  expect(here(id)).toBe(false);
  put(table.url, 69_077);
  expect(here(id)).toBe(false); // the header file is not
  put(header.url, 300);
  expect(here(id)).toBe(true);
  put(table.url, 69_076);
  expect(here(id)).toBe(false); // cut short
});

test('an unknown id is refused everywhere, with the nearest one', async () => {
  const slip = 'synthetic-colum' as DatasetId;
  for (const run of [() => datasets.describe(slip), () => datasets.cite(slip), () => datasets.isHere(slip)])
    expect(run).toThrow(NotFoundError);
  await expect(datasets.open(slip)).rejects.toThrow(
    /received 'synthetic-colum', .+; did you mean 'synthetic-column'\?$/,
  );
});

describe("open('synthetic-column')", () => {
  test('gives tables and neurons that belong together, without a file, and says synthetic', async () => {
    const column = await datasets.open('synthetic-column', { cache: join(cache, 'unused'), mirror: null });
    expect(existsSync(join(cache, 'unused'))).toBe(false);
    expect(column).toMatchObject({ name: 'synthetic column', synthetic: true });
    expect(column.cells.numRows).toBe(column.neurons.length);
    column.neurons.forEach((neuron, i) => {
      expect(neuron.synthetic).toBe(true);
      expect(column.cells.getChild('id')?.get(i)).toBe(neuron.id);
    });
    const ids = new Set(column.cells.getChild('id')?.toArray());
    expect(ids).toContain(column.synapses.getChild('pre_id')?.get(0));
    expect(ids).toContain(column.synapses.getChild('post_id')?.get(column.synapses.numRows - 1));
  });

  test('has the columns that the catalogue tells, with a null orientation for inhibitory cells only', async () => {
    const { cells, synapses } = await datasets.open('synthetic-column');
    const told = datasets.describe('synthetic-column').columns.flatMap(({ name }) => {
      const [table, names] = name.split('.');
      return names.split(', ').map(column => `${table}.${column}`);
    });
    const has = [
      ...cells.schema.fields.map(field => `cells.${String(field.name)}`),
      ...synapses.schema.fields.map(field => `synapses.${String(field.name)}`),
    ];
    expect(has).toEqual(told);
    for (let i = 0; i < cells.numRows; i++) {
      const orientation = cells.getChild('preferred_orientation_rad')?.get(i) ?? null;
      expect(orientation === null).toBe(cells.getChild('class')?.get(i) === 'inhibitory');
    }
  });
});

test.skipIf(!mirror)('open gives the table of ding2025/presyn-mean, nucleus ids as bigint', async () => {
  const means = await datasets.open('ding2025/presyn-mean', { mirror, cache });
  expect(means.numRows).toBe(2_688);
  expect(means.getChild('pre_nucleus_id')?.get(0)).toBe(189149n);
  expect(means.getChild('proj_hva')?.get(0)).toBe('V1->V1');
  expectTypeOf(means.getChild('pre_nucleus_id')?.get(0)).toEqualTypeOf<bigint | null | undefined>();
  expectTypeOf(means).toExtend<TableLike>();
});

test.skipIf(!mirror)('open reads every dataset of the mirror, with the columns that the catalogue tells', async () => {
  for (const entry of mirrored) {
    const opened: unknown = await datasets.open(entry.id, { mirror, cache });
    if (entry.kind !== 'table') continue;
    const { schema, numRows } = opened as Table;
    expect(
      schema.fields.map(field => field.name),
      entry.id,
    ).toEqual(entry.columns.map(({ name }) => name));
    if (entry.rows !== null) expect(numRows, entry.id).toBe(entry.rows);
  }
});

test.skipIf(!mirror)('relation gives sql every column and row of every table of the mirror', async () => {
  for (const { id, kind } of mirrored) {
    if (kind !== 'table') continue;
    const table = (await datasets.open(id, { cache, mirror })) as Table;
    const rows = await sql`from ${datasets.relation(id, { cache, mirror })}`;
    expect([rows.numRows, rows.schema.names], id).toEqual([table.numRows, table.schema.names]);
  }
});

test.skipIf(!mirror)('fetch and path give the verified files themselves', async () => {
  const [file] = await datasets.fetch('ding2025/presyn-mean', { mirror, cache });
  expect(file.from).toBe('mirror');
  expect(await datasets.path('ding2025/presyn-mean', { mirror, cache })).toBe(file.path);
  await expect(datasets.path('synthetic-column')).rejects.toThrow(/has no file to be at a path/);
});

test.skipIf(!mirror).each(catalogue.filter((entry): entry is NeuronEntry => entry.kind === 'neuron'))(
  'open gives the real neuron $id with its root id, type and label',
  async entry => {
    const neuron = (await datasets.open(entry.id, { mirror, cache })) as Neuron;
    expect(neuron).toMatchObject({ ...entry.neuron, synthetic: false });
    expect(neuron.skeleton.nodeCount).toBe(entry.nodes);
    expect(neuron.skeleton.radiiNm[0]).toBeCloseTo(entry.neuron.type === 'BC' ? 6406 : 6098, 0); // the soma, in nm
  },
);

test('the tree has every dataset by its path, and each shows its description', async () => {
  const walk = (branch: object): string[] =>
    Object.values(branch).flatMap(value => ('id' in value && 'open' in value ? [value.id] : walk(value)));
  const roots = Object.values(datasets).filter(value => typeof value === 'object');
  expect(walk(roots).sort()).toEqual(catalogue.map(entry => entry.id).sort());
  const table = datasets.minnie65.v1507.aibs_cell_info;
  expect(table.id).toBe('minnie65/v1507/aibs_cell_info');
  expect(table[jupyterDisplay]()).toEqual(datasets.describe(table.id)[jupyterDisplay]());
  expect(`${table.cite()}`).toBe(`${datasets.cite(table.id)}`);
  expect(datasets.minnie65.segV1300.id).toBe('minnie65/seg-v1300');
  const column = await datasets.syntheticColumn.open();
  expect(column.synthetic).toBe(true);
});

test('a branch of the tree shows the list of what is below it', async () => {
  const branch = datasets.minnie65.v1507 as unknown as Displayable;
  const bundle = await branch[jupyterDisplay]();
  expect(bundle['text/plain']).toMatch(/^\d+ datasets below minnie65\/v1507\n {2}minnie65\/v1507\//);
  expect(Object.keys(branch)).toContain('aibs_cell_info');
});

test('list takes a kind, or a beginning of ids that ends at a slash', () => {
  expect([...datasets.list({ kind: 'neuron' })].map(entry => entry.id)).toEqual([
    'minnie65/basket-cell-296758',
    'minnie65/martinotti-cell-264824',
  ]);
  const release = [...datasets.list({ under: 'minnie65/v1507' })];
  expect(release.length).toBeGreaterThan(20);
  for (const { id } of release) expect(id).toMatch(/^minnie65\/v1507\//);
  expect([...datasets.list({ under: 'minnie65/v15' })]).toEqual([]);
});

test('cache tells what is kept, and which of it was checked against a published sum', async () => {
  const url = catalogue.find(({ id }) => id === 'ding2025/presyn-mean')?.files[0].url as string;
  const path = filePath(cache, url);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, 'x');
  const report = await datasets.cache({ cache });
  expect(report.files).toMatchObject([{ bytes: 1, check: 'published' }]);
  expect(await report.clear()).toMatchObject({ removedFiles: 1 });
});

test('open types its result by the id', () => {
  expectTypeOf(datasets.open<'minnie65/v1507/aibs_cell_info'>).returns.resolves.toExtend<TableLike>();
  expectTypeOf(datasets.minnie65.v1507.aibs_cell_info.open).returns.resolves.toEqualTypeOf<
    datasets.Datasets['minnie65/v1507/aibs_cell_info']
  >();
  expectTypeOf(datasets.open<'minnie65/basket-cell-296758'>).returns.resolves.toEqualTypeOf<Neuron>();
  expectTypeOf<keyof datasets.Datasets>().toEqualTypeOf<DatasetId>();
  // @ts-expect-error an id that is not in the catalogue does not compile
  const wrong = () => datasets.open('zebrafish');
  expect(wrong).toBeTypeOf('function');
});

test('without cache, mirror or a usable network, open says what is missing and how to get it', async () => {
  const error = await datasets
    .open('ding2025/presyn-mean', { cache, mirror: join(cache, 'gone'), fetch: offline })
    .catch(reason => reason);
  expect(error.message).toMatch(/^dataset ding2025\/presyn-mean is not on this machine and could not be downloaded\n/);
  expect(error.message).toContain(
    '  file     presyn_mean.feather, 46,154 bytes\n  licence  MIT\n  url      https://raw.github',
  );
  expect(error.message).toContain(
    '    https   raw.githubusercontent.com: getaddrinfo ENOTFOUND raw.githubusercontent.com\n',
  );
});

const offline: typeof fetch = async () => {
  const reason = new Error('getaddrinfo ENOTFOUND raw.githubusercontent.com');
  throw new TypeError('fetch failed', { cause: Object.assign(reason, { code: 'ENOTFOUND' }) });
};
