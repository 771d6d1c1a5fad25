import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withFileLock } from '../../../kernel-helpers/io/source/file-lock.js';
import { thisHost } from '../../../kernel-helpers/io/source/process-alive.js';

let folder: string;
const lock = (): string => join(folder, 'a', 'x.lock');

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connectome-lock-'));
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (content: string): void => {
  mkdirSync(join(folder, 'a'), { recursive: true });
  writeFileSync(lock(), content);
};
const exited = (): number => spawnSync(process.execPath, ['-e', '0']).pid;

test('one works at a time, in the order they came, and nothing is left', async () => {
  const story: string[] = [];
  const work = (name: string) => async (): Promise<string> => {
    story.push(`${name} begins`);
    expect(existsSync(lock())).toBe(true);
    await new Promise(resolve => setImmediate(resolve));
    story.push(`${name} ends`);
    return name;
  };
  const names = ['a', 'b', 'c'];
  expect(await Promise.all(names.map(name => withFileLock(lock(), {}, work(name))))).toEqual(names);
  expect(story).toEqual(names.flatMap(name => [`${name} begins`, `${name} ends`]));
  expect(readdirSync(join(folder, 'a'))).toEqual([]);
});

test('work that fails lets the next one work', async () => {
  const failing = withFileLock(lock(), {}, () => Promise.reject(new Error('no')));
  const next = withFileLock(lock(), {}, async () => 'yes');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('yes');
});

test('a process of this machine that was killed holds nobody up', async () => {
  put(`${thisHost} ${exited()} token`);
  expect(await withFileLock(lock(), {}, async () => 'done')).toBe('done');
  expect(readdirSync(join(folder, 'a'))).toEqual([]);
});

test.each([
  ['of another machine', '0000000g 1 token'],
  ['whose number went to another process', `${thisHost} ${process.pid} token`],
  ['that was cut off while it wrote', ''],
])('a holder %s is dead once its file stays untouched', async (_, content) => {
  put(content);
  let waits = 0;
  const onWait = (): void => {
    waits++;
  };
  expect(await withFileLock(lock(), { deadAfterMs: 120, onWait }, async () => 'done')).toBe('done');
  expect(waits).toBeGreaterThan(0);
  expect(existsSync(lock())).toBe(false);
});

test('a lock that was taken away and given to another is not removed at the end', async () => {
  await withFileLock(lock(), {}, async () => writeFileSync(lock(), 'of another'));
  expect(existsSync(lock())).toBe(true);
});

test('who waits can be told to stop, behind this process or another', async () => {
  const controller = new AbortController();
  const { signal } = controller;
  let finish = (): void => {};
  const first = await new Promise<{ done: Promise<void> }>(begun => {
    const done: Promise<void> = withFileLock(
      lock(),
      {},
      () =>
        new Promise<void>(resolve => {
          finish = resolve;
          begun({ done });
        }),
    );
  });
  const second = withFileLock(lock(), { signal }, async () => 'never');
  controller.abort(new Error('interrupted'));
  await expect(second).rejects.toThrow('interrupted');
  finish();
  await first.done;
  put('0000000g 1 token');
  const other = new AbortController();
  const onWait = (): void => other.abort(new Error('interrupted'));
  await expect(withFileLock(lock(), { signal: other.signal, onWait }, async () => 'never')).rejects.toThrow(
    'interrupted',
  );
});

test('where no file can be written the work is done all the same', async () => {
  writeFileSync(join(folder, 'a'), 'a file where the folder should be');
  expect(await withFileLock(lock(), {}, async () => 'done')).toBe('done');
});
