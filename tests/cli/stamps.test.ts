import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { hashSources, runTool, stampMatches, withLock, writeStamp } from './bootstrap.js';
import { temporaryFolder } from './temporary-folder.js';

describe('the hash of sources', () => {
  const files = { 'src/a.ts': 'a', 'src/deep/b.ts': 'b', 'tsconfig.json': '{}' };
  const hash = (folder: string): string => hashSources(folder, ['src', 'tsconfig.json', 'absent.json']);

  test('depends on names and contents, not on times or place', () => {
    const folder = temporaryFolder(files);
    utimesSync(join(folder, 'src/a.ts'), new Date(0), new Date(0));
    expect(hash(folder)).toBe(hash(temporaryFolder(files)));
  });

  test.each([
    ['a changed file', { ...files, 'src/a.ts': 'A' }],
    ['a new file', { ...files, 'src/c.ts': '' }],
    ['a file renamed in its place', { 'src/b.ts': 'a', 'src/deep/b.ts': 'b', 'tsconfig.json': '{}' }],
    ['a file that appeared by its own name', { ...files, 'absent.json': '' }],
  ])('%s changes it', (_, changed) => {
    expect(hash(temporaryFolder(changed))).not.toBe(hash(temporaryFolder(files)));
  });

  test('what is built or hidden does not count', () => {
    const built = { ...files, 'src/dist/a.js': '', 'src/node_modules/x/i.js': '', 'src/.cache/y': '' };
    expect(hash(temporaryFolder(built))).toBe(hash(temporaryFolder(files)));
  });

  test('files can be chosen', () => {
    const only = (folder: string): string => hashSources(folder, ['src'], path => path !== 'src/a.ts');
    expect(only(temporaryFolder({ ...files, 'src/a.ts': 'A' }))).toBe(only(temporaryFolder(files)));
  });
});

describe('a stamp', () => {
  test('matches when it says exactly what is expected', () => {
    const file = join(temporaryFolder(), 'stamps', 'part.json');
    expect(stampMatches(file, { sources: '1' })).toBe(false);
    writeStamp(file, { sources: '1' });
    expect(stampMatches(file, { sources: '1' })).toBe(true);
    expect(stampMatches(file, { sources: '2' })).toBe(false);
    expect(stampMatches(file, { sources: '1', node: '20' })).toBe(false);
    expect(stampMatches(file, {})).toBe(false);
  });

  test('that is no JSON counts as none', () => {
    const file = join(temporaryFolder({ 'part.json': '{"sou' }), 'part.json');
    expect(stampMatches(file, {})).toBe(false);
  });
});

describe('the lock', () => {
  test('keeps works apart, and tells the second whom it waits for', async () => {
    const file = join(temporaryFolder(), 'lock');
    const order: string[] = [];
    let end: () => void = () => {};
    const first = withLock(file, async () => {
      order.push('first begins');
      await new Promise<void>(resolve => {
        end = resolve;
      });
      order.push('first ends');
    });
    const second = withLock(
      file,
      async () => {
        order.push('second begins');
      },
      pid => {
        order.push(`waiting for ${pid === process.pid ? 'us' : pid}`);
        end();
      },
    );
    await Promise.all([first, second]);
    expect(order).toEqual(['first begins', 'waiting for us', 'first ends', 'second begins']);
    expect(existsSync(file)).toBe(false);
  });

  test('of a process that is gone is taken over', async () => {
    // Beyond the largest pid of any system.
    const file = join(temporaryFolder({ lock: '99999999' }), 'lock');
    await expect(withLock(file, async () => 'done')).resolves.toBe('done');
  });

  test('that nobody has touched for long is taken over, even when its pid lives again', async () => {
    const file = join(temporaryFolder({ lock: String(process.pid) }), 'lock');
    utimesSync(file, new Date(0), new Date(0));
    await expect(withLock(file, async () => 'done')).resolves.toBe('done');
  });

  test('is released when the work fails', async () => {
    const file = join(temporaryFolder(), 'lock');
    await expect(withLock(file, () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(existsSync(file)).toBe(false);
  });
});

describe('a tool that fails', () => {
  const failing = (code: string, log: string): Promise<string> =>
    runTool(process.execPath, ['-e', code], { what: 'drawing', remedy: 'sharpen the pencil', log });

  test('is told in one sentence, with its output as detail and in the log', async () => {
    const log = join(temporaryFolder(), 'logs', 'draw.log');
    await expect(failing('console.error("no paper"); process.exit(3)', log)).rejects.toMatchObject({
      message: `drawing failed (exit status 3): sharpen the pencil; all its output is in ${log}`,
      detail: 'no paper',
    });
    expect(existsSync(log)).toBe(true);
  });

  test('with a long output shows the beginning and the end', async () => {
    const log = join(temporaryFolder(), 'draw.log');
    const error = await failing('for (let i = 0; i < 100; i++) console.log(i); process.exit(1)', log).catch(e => e);
    const lines = (error as { detail: string }).detail.split('\n');
    expect([lines.length, lines[0], lines[15], lines.at(-1)]).toEqual([31, '0', '…', '99']);
  });

  test('because it is not there says so', async () => {
    const log = join(temporaryFolder(), 'draw.log');
    await expect(runTool('no-such-tool-here', [], { what: 'drawing', remedy: 'get one', log })).rejects.toThrow(
      'drawing failed ("no-such-tool-here" could not be started',
    );
  });
});

test('a folder that went away hashes as empty', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'src'));
  writeFileSync(join(folder, 'src', 'a.ts'), 'a');
  rmSync(join(folder, 'src'), { recursive: true });
  expect(hashSources(folder, ['src'])).toBe(hashSources(temporaryFolder(), []));
});
