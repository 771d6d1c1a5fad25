import { describe, expect, test } from 'vitest';
import { type Displayable, jupyterDisplay } from '../../../kernel-helpers/contract/mime.js';
import { catalogue } from '../../../kernel-helpers/io/catalogue/catalogue.js';
import type { CatalogueEntry } from '../../../kernel-helpers/io/catalogue/catalogue-entry.js';
import { datasetCitation } from '../../../kernel-helpers/io/catalogue/dataset-citation.js';
import { datasetDescription } from '../../../kernel-helpers/io/catalogue/dataset-display.js';
import { datasetList } from '../../../kernel-helpers/io/catalogue/dataset-list.js';
import { findEntry } from '../../../kernel-helpers/io/catalogue/find-entry.js';
import { formatBytes, formatCount } from '../../../kernel-helpers/io/catalogue/format-count.js';

const bundleOf = async (value: Displayable) => await value[jupyterDisplay]();
const presyn = findEntry('ding2025/presyn-mean');

describe('a list', () => {
  const few = ['synthetic-column', 'ding2025/presyn-mean', 'minnie65/basket-cell-296758'].map(findEntry);

  test('is one line a dataset in plain text, and a table in HTML', async () => {
    const bundle = await bundleOf(datasetList(few));
    expect(bundle['text/plain'].split('\n')).toEqual([
      "3 datasets; datasets.open(id) opens one, datasets.search('…') finds some",
      '  synthetic-column             Synthetic cortical column; grown by code, nothing to download, BSD-3-Clause',
      '  ding2025/presyn-mean         Like-to-like: means over each presynaptic neuron’s partners and controls ' +
        '(Ding et al. 2025, Fig. 2d); Arrow IPC (Feather V2, LZ4), 46.2 kB, MIT',
      expect.stringMatching(/^ {2}minnie65\/basket-cell-296758 {2}Basket cell with axon .+; SWC, 741 kB, GPL-3\.0/),
    ]);
    expect(String(bundle['text/html']).match(/<tr>/g)).toHaveLength(4);
  });

  test('of everything has one line for the tables of a release', async () => {
    const text = (await bundleOf(datasetList(catalogue)))['text/plain'];
    expect(text).toMatch(
      /^ {2}minnie65\/v1507\/… +\d+ tables of .+: datasets\.list\(\{ under: 'minnie65\/v1507' \}\)/m,
    );
    expect(text).not.toContain('minnie65/v1507/aibs_cell_info');
    expect(text.split('\n').length).toBeLessThan(120);
  });

  test('of one release has a line for each of its tables', async () => {
    const release = catalogue.filter(entry => entry.id.startsWith('minnie65/v1507/'));
    const text = (await bundleOf(datasetList(release)))['text/plain'];
    expect(text.split('\n')).toHaveLength(release.length + 1);
  });

  test('is iterated as its entries', () => expect([...datasetList(catalogue)]).toEqual(catalogue));
});

describe('a description', () => {
  test('breaks long names and sums where they may break, and nowhere else', async () => {
    const html = String((await bundleOf(datasetDescription(presyn)))['text/html']);
    expect(html).toContain('ding2025/<wbr>presyn-mean</code>');
    expect(html).toContain('pre_<wbr>nucleus_<wbr>id</code>');
    expect(html).toContain('>589c5ca4c5b63af4<wbr>93b7672f679749b2<wbr>e0d1e555d693cf85<wbr>cb448a92734845a5</code>');
  });

  test('tells bytes, sha256, licence, citations, every column, and how to open it', async () => {
    const bundle = await bundleOf(datasetDescription(presyn));
    for (const text of [bundle['text/plain'], String(bundle['text/html']).replaceAll('<wbr>', '')]) {
      for (const fact of [
        '46,154 bytes',
        presyn.files[0].sha256 as string,
        presyn.files[0].url,
        presyn.licence,
        '10.1038/s41586-025-08840-3',
        '2,688 rows',
        'datasets.open(',
      ]) {
        expect(text).toContain(fact);
      }
      for (const column of presyn.columns) expect(text).toContain(column.name);
    }
  });

  test('says that a length and a checksum nobody published are recorded at the first download', async () => {
    const text = (await bundleOf(datasetDescription(findEntry('minnie65/v1507/aibs_cell_info'))))['text/plain'];
    expect(text).toContain('not published: recorded at the first download');
  });

  test('of every dataset makes both forms, in which no undefined, NaN or [object is found', async () => {
    for (const entry of catalogue) {
      const bundle = await bundleOf(datasetDescription(entry));
      for (const text of [bundle['text/plain'], String(bundle['text/html']).replaceAll('<wbr>', '')]) {
        expect(text, entry.id).not.toMatch(/\bundefined\b|\bNaN\b|\[object/);
      }
    }
  });
});

test('a list can be mapped and filtered, and what is left is a list with its table', async () => {
  const list = datasetList(catalogue);
  expect(list).toHaveLength(catalogue.length);
  expect(list.map((entry, index) => `${index} ${entry.id}`)[1]).toBe(`1 ${catalogue[1].id}`);
  const skeletons = list.filter(entry => entry.kind === 'swc');
  expect([...skeletons]).toEqual(catalogue.filter(entry => entry.kind === 'swc'));
  expect((await bundleOf(skeletons))['text/plain']).toContain(skeletons.entries[0].id);
});

test('a citation is text wherever text is wanted, and a display', async () => {
  const citation = datasetCitation(presyn);
  expect(citation.text.split('\n')).toHaveLength(presyn.citations.length);
  expect(citation.bibtex).toMatch(/^@article\{ding2025,[\s\S]+\}\n\n@article\{microns2025,[\s\S]+\}$/);
  expect(citation.dois).toEqual(['10.1038/s41586-025-08840-3', '10.1038/s41586-025-08790-w']);
  expect(`${citation}`).toBe(`${citation.text}\n\n${citation.bibtex}`);
  const bundle = await bundleOf(citation);
  expect(bundle['text/plain']).toBe(`${citation}`);
  expect(String(bundle['text/html'])).toContain('<a href="https://doi.org/10.1038/s41586-025-08840-3"');
});

describe('HTML', () => {
  const evil = '<script>alert("1")</script> https://evil.example/"onclick=\'x\'';
  const entry = {
    ...presyn,
    id: evil,
    title: evil,
    version: evil,
    format: evil,
    licence: evil,
    describedIn: evil,
    note: evil,
    columns: [{ name: evil, type: evil, unit: evil, meaning: evil }],
    citations: [{ text: evil, doi: null, bibtex: evil }],
    files: [{ url: `https://evil.example/"onclick=x`, bytes: 1, sha256: evil }],
  } as unknown as CatalogueEntry;

  test.each([
    ['a description', datasetDescription(entry)],
    ['a list', datasetList([entry], evil)],
    ['a citation', datasetCitation(entry)],
  ])('of %s escapes every value', async (_, value) => {
    const html = String((await bundleOf(value))['text/html']);
    expect(html).not.toContain('<script');
    const ours =
      /^<(wbr|\/?(table|thead|tbody|tr|th|td|a|p|pre|code|div)|(table|p|pre|code|div|td)( style="[^"<>]*")|th scope="(row|col)" style="[^"<>]*"|a href="https:[^"<>]*" target="_blank" rel="noopener")>$/;
    for (const tag of html.match(/<[^>]*>/g) ?? []) expect(tag).toMatch(ours);
    expect(html).not.toMatch(/"onclick/);
  });

  test.each([
    ['a description', datasetDescription(presyn)],
    ['a list', datasetList(catalogue)],
    ['a citation', datasetCitation(presyn)],
  ])('of %s has no colour but the theme’s', async (_, value) => {
    const html = String((await bundleOf(value))['text/html']);
    expect(html).not.toMatch(/#[0-9a-f]{3,6}\b|rgb|hsl/i);
    for (const [, colour] of html.matchAll(/(?:^|[;"\s])(?:color|background|border-color): ([^;"]+)/g)) {
      expect(colour).toMatch(/^(var\(--jp-.+|none|inherit)$/);
    }
  });
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
