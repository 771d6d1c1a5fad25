import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { alignColumns } from '../../kernel-helpers/cli/dataset-commands.js';
import { mirror } from '../mirror.js';
import { connectome } from './command-line.js';
import { temporaryFolder } from './temporary-folder.js';

test('columns are aligned, and no line ends in spaces', () => {
  expect(
    alignColumns([
      ['id', 'size'],
      ['long-id', '1'],
      ['x', ''],
    ]),
  ).toBe('id       size\nlong-id  1\nx');
});

test('datasets lists every id with where its files are', async () => {
  const { status, stdout } = await connectome(['datasets'], {
    CONNECTOME_CACHE: temporaryFolder(),
    CONNECTOME_MIRROR: '',
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/^synthetic-column +- +embedded /m);
  expect(stdout).toMatch(/^ding2025\/presyn-mean +46\.2 kB +to download +MIT /m);
});

test('an id that is not in the catalogue is one message with the nearest one, and nothing is fetched', async () => {
  const { status, stdout, stderr } = await connectome(['fetch', 'ding2025/presyn-men']);
  expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
  expect(stderr).toMatch(/^connectome: .*did you mean 'ding2025\/presyn-mean'\?\n$/);
});

test('the synthetic column needs no file', async () => {
  const { stdout } = await connectome(['fetch', 'synthetic-column']);
  expect(stdout).toBe('synthetic-column needs no file: it is grown by seeded code\n');
});

test.skipIf(!mirror)('a mirror is made of chosen datasets, and then serves them', async () => {
  const folder = temporaryFolder();
  const cache = { CONNECTOME_CACHE: join(folder, 'cache') };
  const made = await connectome(['mirror', join(folder, 'mirror'), 'ding2025/presyn-mean'], {
    ...cache,
    CONNECTOME_MIRROR: mirror,
  });
  expect(made).toMatchObject({ status: 0 });
  expect(made.stdout).toContain(`${join(folder, 'mirror')} holds 1 file, 46.2 kB`);
  expect(readFileSync(join(folder, 'mirror', 'SHA256SUMS'), 'utf8')).toContain('presyn_mean.feather');
  const listed = await connectome(['datasets'], { ...cache, CONNECTOME_MIRROR: join(folder, 'mirror') });
  expect(listed.stdout).toMatch(/^ding2025\/presyn-mean .*in the mirror/m);
  const fetched = await connectome(['fetch', 'ding2025/presyn-mean'], {
    ...cache,
    CONNECTOME_MIRROR: join(folder, 'mirror'),
  });
  const [path] = fetched.stdout.split(' (mirror)');
  expect(existsSync(path)).toBe(true);
});
