import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { NotFoundError } from '../../../kernel-helpers/errors.js';
import { catalogue } from '../../../kernel-helpers/io/catalogue/catalogue.js';
import { findEntry, nearestName } from '../../../kernel-helpers/io/catalogue/find-entry.js';
import { fileParts } from '../../../kernel-helpers/io/source/file-layout.js';
import { verifyFile } from '../../../kernel-helpers/io/source/verify-file.js';
import { mirror } from '../../mirror.js';
import { mirrored } from '../source/mirror-file.js';

const files = catalogue.flatMap(entry => entry.files);

/** Every string anywhere in `value`. */
const stringsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsOf)
      : [];

test('ids, URLs and checksums occur once', () => {
  const sums = files.flatMap(file => file.sha256 ?? []);
  for (const values of [catalogue.map(entry => entry.id), files.map(file => file.url), sums]) {
    expect(new Set(values).size).toBe(values.length);
  }
});

// Hundreds of entries: one test over all of them, which names the entry that is wrong.
describe('every entry', () => {
  test('says what it is, its version, format, licence, where it is described, and what to know', () => {
    for (const entry of catalogue) {
      for (const text of [entry.title, entry.version, entry.format, entry.licence, entry.describedIn, entry.note]) {
        expect(text, entry.id).toMatch(/\S/);
      }
      expect(entry.id).toMatch(/^[a-z0-9]+(?:[-/][a-z0-9_]+)*$/);
      for (const text of stringsOf(entry)) expect(text.trim(), entry.id).toBe(text);
    }
  });

  test('has citations, whose text and BibTeX name the same DOI', () => {
    for (const { id, citations } of catalogue) {
      expect(citations.length, id).toBeGreaterThan(0);
      for (const { text, doi, bibtex } of citations) {
        expect(bibtex, id).toMatch(/^@(article|misc)\{\w+,\n[\s\S]+\n\}$/);
        if (doi === null) continue;
        expect(text, id).toContain(`https://doi.org/${doi}`);
        expect(bibtex, id).toContain(`{${doi}}`);
      }
    }
  });

  test('has files with https addresses; length and sha256 are known or null', () => {
    for (const { url, bytes, sha256, approximateBytes } of files) {
      expect(new URL(url).href, 'as a URL parser writes it').toBe(url);
      expect(url).toMatch(/^https:/);
      expect(fileParts(url).length, url).toBeGreaterThan(1);
      expect(bytes === null || (Number.isSafeInteger(bytes) && bytes > 0), url).toBe(true);
      expect(sha256 === null || /^[0-9a-f]{64}$/.test(sha256), url).toBe(true);
      if (approximateBytes !== undefined) expect(bytes, `${url}: about, or exactly`).toBeNull();
    }
  });

  test('is pinned to its commit where its version is one', () => {
    const pinned = catalogue.filter(({ version }) => /^[0-9a-f]{40}$/.test(version));
    expect(pinned.length).toBeGreaterThan(10);
    for (const entry of pinned) for (const { url } of entry.files) expect(url).toContain(entry.version);
  });

  test('has columns with a type, a unit or null, and a meaning, each name once', () => {
    for (const { id, columns } of catalogue) {
      for (const { name, type, unit, meaning } of columns) {
        for (const text of [name, type, meaning]) expect(text, `${id} ${name}`).toMatch(/\S/);
        expect(unit === null || /\S/.test(unit), `${id} ${name}`).toBe(true);
      }
      expect(new Set(columns.map(({ name }) => name)).size, id).toBe(columns.length);
    }
    for (const entry of catalogue)
      if (entry.kind === 'table') expect(entry.columns.length, entry.id).toBeGreaterThan(0);
  });

  test('has somewhere to be read from', () => {
    for (const entry of catalogue) {
      const addresses = 'address' in entry ? [entry.address] : entry.files.map(({ url }) => url);
      if (entry.kind !== 'synthetic') expect(addresses.length, entry.id).toBeGreaterThan(0);
      for (const address of addresses) expect(address, entry.id).toMatch(/^(gs|s3|https):\/\/\S+$/);
    }
  });

  test('says so in title and note when it is synthetic, and only then', () => {
    for (const entry of catalogue) {
      const said = [entry.title, entry.note].every(text => /synthetic/i.test(text));
      expect(said, entry.id).toBe(entry.kind === 'synthetic');
    }
  });
});

test('a static export is a table and its header, in the folder of its release', () => {
  const exports = catalogue.filter(entry => entry.kind === 'table' && entry.layout === 'export');
  expect(exports.length).toBeGreaterThan(200);
  for (const { id, files: both } of exports) {
    const [, release, table] = id.split('/');
    expect(both, id).toHaveLength(2);
    for (const { url } of both) {
      const start = `https://storage.googleapis.com/mat_dbs/public/minnie65_phase3_v1/${release}/${table}`;
      if (release !== 'v117') expect(url.startsWith(start), url).toBe(true);
    }
    expect(both[1].url, id).toMatch(/header\.csv$/);
  }
});

describe.skipIf(mirror === undefined)('the mirror', () => {
  test('every file has an entry that agrees with SHA256SUMS', () => {
    const sums = readFileSync(join(mirror as string, '..', 'SHA256SUMS'), 'utf8')
      .trimEnd()
      .split('\n');
    const known = new Map(files.map(file => [fileParts(file.url).join('/'), file]));
    const listed = sums.flatMap(line => {
      const [, sha256, name] = line.match(/^(\w{64}) {2}mirror\/(.+)$/) ?? [];
      return name === undefined ? [] : [{ sha256, name }];
    });
    expect(listed.length).toBeGreaterThan(30);
    for (const { sha256, name } of listed) expect(known.get(name)?.sha256, name).toBe(sha256);
  });

  test.each(mirrored.map(entry => [entry.id, entry] as const))(
    '%s: the real files have these bytes',
    async (_, entry) => {
      for (const file of entry.files) {
        expect(file.bytes).not.toBeNull();
        expect(await verifyFile(join(mirror as string, ...fileParts(file.url)), file)).toBeUndefined();
      }
    },
  );
});

test('an unknown id is told how many there are, and the nearest', () => {
  const known = catalogue.map(entry => entry.id);
  expect(() => findEntry('ding2025/presyn-means')).toThrow(
    new NotFoundError(
      `dataset id is not in the catalogue: received 'ding2025/presyn-means', expected one of its ${known.length} ids; ` +
        "did you mean 'ding2025/presyn-mean'?",
      { known },
    ),
  );
  expect(() => findEntry('zebrafish')).toThrow(/ids; datasets\.search\('a word'\) finds some$/);
});

test('the nearest name is found by a part of an id, and not at all when nothing is near', () => {
  const known = catalogue.map(entry => entry.id);
  expect(nearestName('presyn_mean', known)).toBe('ding2025/presyn-mean');
  expect(nearestName('Synthetic-Column', known)).toBe('synthetic-column');
  expect(nearestName('', known)).toBeUndefined();
  expect(nearestName('zebrafish', known)).toBeUndefined();
});
