import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { importLate, whenNoneImports } from '../../kernel-helpers/kernel/late-imports.js';

test('what requires modules waits until no late import is under way, also for one that fails', async () => {
  const log: string[] = [];
  let finish: (value: string) => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const first = importLate(
    () =>
      new Promise<string>(resolve => {
        finish = resolve;
      }),
  );
  const second = importLate(
    () =>
      new Promise<string>((_, reject) => {
        fail = reject;
      }),
  );
  const waiting = whenNoneImports(() => log.push('required'));
  finish('loaded');
  expect(await first).toBe('loaded');
  expect(log).toEqual([]);
  fail(new Error('no such module'));
  await expect(second).rejects.toThrow('no such module');
  await waiting;
  expect(log).toEqual(['required']);
});

test('it goes at once when there is none', async () => {
  let done = false;
  const waiting = whenNoneImports(() => {
    done = true;
  });
  expect(done).toBe(true);
  await waiting;
});

const dist = fileURLToPath(new URL('../../kernel-helpers/dist/', import.meta.url));

test.each([16, 40, 80])('the helpers can be required %d turns after an import of a part of them began', turns => {
  // Without waiting, Node.js 20 fails here: "request for './dictionary-batch.mjs' is not in cache".
  const script = `
    import { createRequire } from 'node:module';
    import { importLate, whenNoneImports } from ${JSON.stringify(join(dist, 'kernel/late-imports.js'))};
    const asked = importLate(() => import(${JSON.stringify(join(dist, 'kernel/explorer-answers.js'))}));
    for (let turn = 0; turn < ${turns}; turn++) await new Promise(resolve => setImmediate(resolve));
    const load = () => createRequire(${JSON.stringify(join(dist, 'kernel/main.js'))})('../index.js');
    console.log(typeof (await whenNoneImports(load)).recipes.run, typeof (await asked).answerExplorer);`;
  const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '--eval', script], {
    encoding: 'utf8',
  });
  expect([stdout.trim(), stderr]).toEqual(['function function', '']);
});

test('every import that the kernel makes after its start goes that way', () => {
  const folder = fileURLToPath(new URL('../../kernel-helpers/kernel/', import.meta.url));
  const bare = readdirSync(folder)
    // These two make the start itself.
    .filter(name => !['launch.ts', 'main.ts'].includes(name))
    .flatMap(name =>
      readFileSync(join(folder, name), 'utf8')
        .split('\n')
        .map(line => `${name}: ${line.trim()}`),
    )
    .filter(line => /\bimport\('\.\.?\//.test(line) && !line.includes('importLate(() => import('));
  expect(bare).toEqual([]);
});
