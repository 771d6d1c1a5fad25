import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NotFoundError } from '../../../kernel-helpers/errors.js';
import { catalogue } from '../../../kernel-helpers/io/catalogue/catalogue.js';
import {
  isMirroredByDefault,
  MIRRORED_BYTES,
  publishedBytes,
} from '../../../kernel-helpers/io/catalogue/dataset-files.js';
import { findEntry } from '../../../kernel-helpers/io/catalogue/find-entry.js';
import { filePath } from '../../../kernel-helpers/io/source/file-layout.js';
import { fetchDataset, makeMirror } from '../../../kernel-helpers/io/source/mirror.js';
import { mirror as sharedMirror } from '../../mirror.js';
import { mirrorFile } from './mirror-file.js';

const ids = ['ding2025/presyn-mean', 'minnie65/basket-cell-296758', 'minnie65/martinotti-cell-264824'];
const presyn = findEntry(ids[0]);
const real = ids.every(mirrorFile) ? sharedMirror : undefined;

let folder: string;
let cache: string;
let stick: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connectome-mirror-'));
  cache = join(folder, 'cache');
  stick = join(folder, 'stick');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('makeMirror', () => {
  test.skipIf(!real)('makes a folder from which every dataset is read with nothing else', async () => {
    const report = await makeMirror(stick, { ids, mirror: real, cache });
    expect(report).toEqual({ folder: stick, files: 3, bytes: 46_154 + 740_934 + 376_326, kept: 0 });
    for (const id of ids) {
      const [file] = await fetchDataset(id, { mirror: stick, cache });
      expect(file.from).toBe('mirror');
    }
    expect(existsSync(cache)).toBe(false);
  });

  test.skipIf(!real)('writes SHA256SUMS that agree with the files, sorted by path', async () => {
    await makeMirror(stick, { ids, mirror: real, cache });
    const lines = readFileSync(join(stick, 'SHA256SUMS'), 'utf8').trimEnd().split('\n');
    const paths = lines.map(line => line.slice(66));
    expect(paths).toHaveLength(3);
    expect([...paths].sort()).toEqual(paths);
    for (const line of lines) {
      const sum = createHash('sha256')
        .update(readFileSync(join(stick, line.slice(66))))
        .digest('hex');
      expect(line.slice(0, 66)).toBe(`${sum}  `);
    }
  });

  test('without ids takes what is small and has a published length, and nothing of terabytes', async () => {
    const asked: string[] = [];
    const spy: typeof fetch = async input => {
      asked.push(String(input));
      throw Object.assign(new Error('offline'), { code: 'ENOTFOUND' });
    };
    await expect(makeMirror(stick, { mirror: null, cache, fetch: spy })).rejects.toThrow(/could not be downloaded/);
    const entries = catalogue.filter(isMirroredByDefault);
    expect(asked[0]).toBe(entries[0].files[0].url);
    expect(entries.length).toBeGreaterThan(20);
    for (const { id, files } of entries) {
      const bytes = files.reduce((sum, file) => sum + (publishedBytes(file) ?? Number.POSITIVE_INFINITY), 0);
      expect(bytes, id).toBeLessThanOrEqual(MIRRORED_BYTES);
    }
    const left = catalogue.filter(entry => entry.files.length > 0 && !isMirroredByDefault(entry)).map(({ id }) => id);
    expect(left).toContain('ding2025/node-data');
    expect(left).toContain('minnie65/v117/synapses_pni_2');
  });

  test.skipIf(!real)('run again keeps what is right, and mends what is damaged', async () => {
    await makeMirror(stick, { ids, mirror: real, cache });
    expect((await makeMirror(stick, { ids, mirror: null, cache })).kept).toBe(3);
    const damaged = filePath(stick, presyn.files[0].url);
    writeFileSync(damaged, 'x');
    expect((await makeMirror(stick, { ids, mirror: real, cache })).kept).toBe(2);
    expect(readFileSync(damaged)).toHaveLength(46_154);
  });

  test.skipIf(!real)('adds one dataset to a mirror and keeps the lines of the others', async () => {
    await makeMirror(stick, { ids: ['minnie65/basket-cell-296758'], mirror: real, cache });
    const report = await makeMirror(stick, { ids: ['ding2025/presyn-mean'], mirror: real, cache });
    expect(report).toMatchObject({ files: 1, bytes: 46_154 });
    expect(readFileSync(join(stick, 'SHA256SUMS'), 'utf8').trimEnd().split('\n')).toHaveLength(2);
  });

  test('removes a damaged file of its own folder even when nothing can replace it', async () => {
    const own = filePath(stick, presyn.files[0].url);
    mkdirSync(dirname(own), { recursive: true });
    writeFileSync(own, 'x');
    const offline: typeof fetch = () => Promise.reject(Object.assign(new Error('offline'), { code: 'ENOTFOUND' }));
    await expect(makeMirror(stick, { ids: [presyn.id], mirror: stick, cache, fetch: offline })).rejects.toThrow(
      /is not on this machine and could not be downloaded/,
    );
    expect(existsSync(own)).toBe(false);
  });

  test.skipIf(!real)('does not take a damaged file of its own folder for a source', async () => {
    const entry = presyn;
    const own = filePath(stick, entry.files[0].url);
    mkdirSync(dirname(own), { recursive: true });
    writeFileSync(own, 'x');
    const cached = filePath(cache, entry.files[0].url);
    mkdirSync(dirname(cached), { recursive: true });
    copyFileSync(filePath(real as string, entry.files[0].url), cached);
    await makeMirror(stick, { ids: [entry.id], mirror: stick, cache });
    expect(readFileSync(own)).toHaveLength(46_154);
  });

  test('refuses an id that is not in the catalogue, before it makes a folder', async () => {
    await expect(makeMirror(stick, { ids: ['nothing'], mirror: null, cache })).rejects.toThrow(NotFoundError);
    expect(existsSync(stick)).toBe(false);
  });
});

test('fetchDataset of a dataset without files is done at once', async () => {
  expect(await fetchDataset('synthetic-column', { mirror: null, cache })).toEqual([]);
});

test('fetchDataset of an unknown id is refused', async () => {
  await expect(fetchDataset('nothing')).rejects.toThrow(NotFoundError);
});
