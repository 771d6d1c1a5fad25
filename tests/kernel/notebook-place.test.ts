import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { CELL_FOLDER, NotebookPlace } from '../../kernel-helpers/kernel/notebook-place.js';

const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'connectome-place-'))).replaceAll('\\', '/');
const folder = `${scratch}/a/b`;
mkdirSync(folder, { recursive: true });
afterAll(() => rmSync(scratch, { recursive: true }));

function mounted(at = folder): NotebookPlace {
  const place = new NotebookPlace();
  place.mount(at);
  return place;
}
const up = (levels: number): string => CELL_FOLDER.split('/').slice(0, -levels).join('/');

describe('a path in the folder of cells', () => {
  test.each([
    [CELL_FOLDER, folder],
    [`${CELL_FOLDER}/x.ts`, `${folder}/x.ts`],
    [`${CELL_FOLDER}/sub/x.ts`, `${folder}/sub/x.ts`],
    [`${up(1)}/x.ts`, `${scratch}/a/x.ts`],
    [`${up(2)}/x.ts`, `${scratch}/x.ts`],
  ])('%s is %s on disk, and back', (path, onDisk) => {
    expect(mounted().toDisk(path)).toBe(onDisk);
    expect(mounted().fromDisk(onDisk)).toBe(path);
  });

  test('elsewhere stays as it is', () => {
    expect(mounted().toDisk('/usr/lib/x.ts')).toBe('/usr/lib/x.ts');
  });

  test('above the root of the disk there is nothing', () => {
    expect(mounted('/').toDisk(`${up(1)}/x.ts`)).toBeUndefined();
    expect(mounted().toDisk('/__nb__')).toBeUndefined();
  });

  test('is on no disk before the notebook is known', () => {
    expect(new NotebookPlace().toDisk(`${CELL_FOLDER}/x.ts`)).toBeUndefined();
  });
});

test('a folder that only begins like it is another one', () => {
  expect(mounted().toDisk('/__nb__x/y')).toBe('/__nb__x/y');
  expect(mounted().fromDisk(`${scratch}/ab`)).toBe(`${up(2)}/ab`);
});

test.skipIf(process.platform === 'win32')('a notebook behind a link is found by both its names', () => {
  const link = `${scratch}/link`;
  symlinkSync(folder, link);
  expect(mounted(link).toDisk(`${CELL_FOLDER}/x.ts`)).toBe(`${link}/x.ts`);
  expect(mounted(link).fromDisk(`${folder}/x.ts`)).toBe(`${CELL_FOLDER}/x.ts`);
});

test('people read paths on disk', () => {
  expect(mounted().toPeople(`cannot find ${CELL_FOLDER}/x.ts, nor '${up(1)}/y'`)).toBe(
    `cannot find ${folder}/x.ts, nor '${scratch}/a/y'`,
  );
});
