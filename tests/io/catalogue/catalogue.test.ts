import { expect, test } from 'vitest';
import { NotFoundError } from '../../../kernel-helpers/errors.js';
import { catalogue } from '../../../kernel-helpers/io/catalogue/catalogue.js';
import { findEntry, nearestName } from '../../../kernel-helpers/io/catalogue/find-entry.js';
import { fileParts } from '../../../kernel-helpers/io/source/file-layout.js';
import { verifyFile } from '../../../kernel-helpers/io/source/verify-file.js';
import { mirrorFile } from '../source/mirror-file.js';

const withFiles = catalogue.filter(entry => entry.files.length > 0);

test('ids, URLs and checksums occur once', () => {
  const files = catalogue.flatMap(entry => entry.files);
  for (const values of [
    catalogue.map(entry => entry.id),
    files.map(file => file.url),
    files.map(file => file.sha256),
  ]) {
    expect(new Set(values).size).toBe(values.length);
  }
});

test.each(catalogue.map(entry => [entry.id, entry] as const))('%s is told whole', (_, entry) => {
  for (const text of [entry.title, entry.version, entry.format, entry.licence, entry.describedIn, entry.note]) {
    expect(text).toMatch(/\S/);
  }
  expect(entry.citations.length).toBeGreaterThan(0);
  for (const { text, doi, bibtex } of entry.citations) {
    expect(bibtex).toMatch(/^@(article|misc)\{\w+,\n[\s\S]+\n\}$/);
    if (doi === null) continue;
    expect(text).toContain(`https://doi.org/${doi}`);
    expect(bibtex).toContain(`{${doi}}`);
  }
  for (const file of entry.files) {
    expect(file.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(file.url).toMatch(/^https:/);
    expect(fileParts(file.url).length).toBeGreaterThan(1);
    expect(file.url, 'pinned to the commit that the version names').toContain(entry.version);
  }
});

test('what is synthetic says so in title and note, and nothing else does', () => {
  for (const entry of catalogue) {
    const said = [entry.title, entry.note].every(text => /synthetic/i.test(text));
    expect(said, entry.id).toBe(entry.kind === 'synthetic');
  }
});

for (const entry of withFiles) {
  const path = mirrorFile(entry.id);
  test.skipIf(!path)(`${entry.id}: the real file has these bytes`, async () => {
    expect(await verifyFile(path as string, entry.files[0])).toBeUndefined();
  });
}

test('an unknown id names every known one and the nearest', () => {
  const known = catalogue.map(entry => entry.id);
  expect(() => findEntry('ding2025/presyn-means')).toThrow(
    new NotFoundError(
      "dataset id is not in the catalogue: received 'ding2025/presyn-means', expected one of synthetic-column, " +
        'ding2025/presyn-mean, minnie65/basket-cell-296758, minnie65/martinotti-cell-264824; ' +
        "did you mean 'ding2025/presyn-mean'?",
      { known },
    ),
  );
  expect(() => findEntry('zebrafish')).toThrow(/expected one of [^;]+$/);
});

test('the nearest name is found by a part of an id, and not at all when nothing is near', () => {
  const known = catalogue.map(entry => entry.id);
  expect(nearestName('presyn_mean', known)).toBe('ding2025/presyn-mean');
  expect(nearestName('Synthetic-Column', known)).toBe('synthetic-column');
  expect(nearestName('', known)).toBeUndefined();
  expect(nearestName('zebrafish', known)).toBeUndefined();
});
