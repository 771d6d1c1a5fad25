import { expect, test } from 'vitest';
import { jupyterDisplay } from '../../../kernel-helpers/contract/mime.js';
import { catalogue } from '../../../kernel-helpers/io/catalogue/catalogue.js';
import type { CatalogueEntry } from '../../../kernel-helpers/io/catalogue/catalogue-entry.js';
import { datasetDescription, datasetList } from '../../../kernel-helpers/io/catalogue/dataset-display.js';
import { formatBytes, formatCount } from '../../../kernel-helpers/io/catalogue/format-count.js';

const bundleOf = async (value: ReturnType<typeof datasetList> | ReturnType<typeof datasetDescription>) =>
  await value[jupyterDisplay]();

test('a list is one line a dataset in plain text, and a table in HTML', async () => {
  const bundle = await bundleOf(datasetList(catalogue));
  expect(bundle['text/plain'].split('\n')).toEqual([
    '4 datasets; datasets.open(id) reads one',
    '  synthetic-column                 Synthetic cortical column; grown by code, nothing to download, BSD-3-Clause',
    '  ding2025/presyn-mean             Like-to-like: means over each presynaptic neuron’s partners and controls ' +
      '(Ding et al. 2025, Fig. 2d); Arrow IPC (Feather V2, LZ4), 46.2 kB, MIT',
    '  minnie65/basket-cell-296758      Basket cell with axon (MICrONS minnie65, nucleus 296758); SWC, 741 kB, ' +
      'GPL-3.0 (licence of the repository that serves the file)',
    '  minnie65/martinotti-cell-264824  Martinotti cell with axon (MICrONS minnie65, nucleus 264824); SWC, 376 kB, ' +
      'GPL-3.0 (licence of the repository that serves the file)',
  ]);
  expect(String(bundle['text/html']).match(/<tr>/g)).toHaveLength(5);
});

test('a list is iterated as its entries', () => expect([...datasetList(catalogue)]).toEqual(catalogue));

test('a description tells bytes, sha256, licence, citations and every column', async () => {
  const entry = catalogue[1];
  const bundle = await bundleOf(datasetDescription(entry));
  for (const text of [bundle['text/plain'], String(bundle['text/html'])]) {
    expect(text).toContain('46,154 bytes');
    expect(text).toContain(entry.files[0].sha256);
    expect(text).toContain(entry.files[0].url);
    expect(text).toContain('10.1038/s41586-025-08840-3');
    for (const column of entry.columns) expect(text).toContain(column.name);
  }
});

test('every value is escaped in HTML, in cells, links and captions', async () => {
  const evil = '<script>alert("1")</script> https://evil.example/"onclick=\'x\'';
  const entry: CatalogueEntry = {
    ...catalogue[1],
    title: evil,
    version: evil,
    format: evil,
    licence: evil,
    describedIn: evil,
    note: evil,
    columns: [{ name: evil, type: evil, unit: evil, meaning: evil }],
    citations: [{ text: evil, doi: null, bibtex: evil }],
  };
  for (const bundle of [await bundleOf(datasetDescription(entry)), await bundleOf(datasetList([entry]))]) {
    const html = String(bundle['text/html']);
    expect(html).not.toContain('<script');
    const tags = html.match(/<[^>]*>/g) ?? [];
    const ours =
      /^<(\/?(table|caption|thead|tbody|tr|th|td|a)|table|(th|td|caption)( scope="(row|col)")? style="text-align: left"|a href="https:[^"<>']*" target="_blank" rel="noopener")>$/;
    for (const tag of tags) expect(tag).toMatch(ours);
  }
});

test('counts and sizes read the same on every machine', () => {
  expect([0, 999, 1000, 2_688, 1_234_567].map(formatCount)).toEqual(['0', '999', '1,000', '2,688', '1,234,567']);
  expect([0, 999, 1000, 46_154, 740_934, 999_499, 999_500, 80_200_000].map(formatBytes)).toEqual([
    '0 bytes',
    '999 bytes',
    '1.00 kB',
    '46.2 kB',
    '741 kB',
    '999 kB',
    '1.00 MB',
    '80.2 MB',
  ]);
});
