/** The start-up snapshot makes the kernel start sooner, and nothing else: whatever is wrong with it, the kernel works. */
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type SnapshotKey, snapshotFiles } from '../../kernel-helpers/kernel/snapshot-key.js';
import { KernelClient, ours } from './client.js';

const real = fileURLToPath(new URL('../../.connectome/snapshots', import.meta.url));
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'connectome-snapshots-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A copy of the snapshot that fits where it lies, for a test to spoil. */
function copy(): { blob: string; key: string } {
  const [from, to] = [snapshotFiles(real), snapshotFiles(folder)];
  copyFileSync(from.blob, to.blob);
  refit(to);
  return to;
}

/** Makes the key say that the blob is as it should be. */
function refit({ blob, key }: { blob: string; key: string }): void {
  const { files, ...rest } = JSON.parse(readFileSync(snapshotFiles(real).key, 'utf8')) as SnapshotKey;
  const { [snapshotFiles(real).blob]: _, ...others } = files;
  const when = new Date(1_700_000_000_000);
  utimesSync(blob, when, when);
  const size = readFileSync(blob).length;
  writeFileSync(key, JSON.stringify({ ...rest, files: { [blob]: [size, when.getTime()], ...others } }));
}

/** Whether a kernel that starts beside these snapshots comes out of one; it must compile and run either way. */
async function startsFromSnapshot(snapshots: string, env: Record<string, string> = {}): Promise<boolean> {
  const kernel = new KernelClient({}, ours({ node: process.execPath, snapshots, env }));
  try {
    await kernel.started();
    expect(
      (await kernel.cell("const column = await datasets.open('synthetic-column'); column.cells.numRows")).result,
    ).toBe('300');
    // Not `process.execArgv`: a process forked by a cell must not inherit it.
    const { result = '' } = await kernel.cell(
      "import { execFileSync } from 'node:child_process'; execFileSync('ps', ['-o', 'args=', '-p', String(process.pid)]).toString()",
    );
    return result.includes('--snapshot-blob');
  } finally {
    await kernel.stop();
  }
}

describe('a kernel starts from its snapshot', () => {
  test('that npm start has built', async () => {
    expect(await startsFromSnapshot(real)).toBe(true);
  });

  test('wherever that lies, and leaves no note behind', async () => {
    // In a folder of its own: beside the real one, kernels of other tests are starting, too.
    copy();
    expect(await startsFromSnapshot(folder)).toBe(true);
    expect(readdirSync(folder).filter(name => name.startsWith('starting-'))).toEqual([]);
  });
});

describe('a kernel starts from its files', () => {
  test('when there is no folder of snapshots', async () => {
    expect(await startsFromSnapshot(join(folder, 'absent'))).toBe(false);
  });

  test('when a file in the snapshot has changed since', async () => {
    const { key } = copy();
    const stale = JSON.parse(readFileSync(key, 'utf8')) as SnapshotKey;
    const [path] = Object.keys(stale.files).filter(name => basename(name) === 'tslab-names.js');
    writeFileSync(key, JSON.stringify({ ...stale, files: { ...stale.files, [path]: [1, 1] } }));
    expect(await startsFromSnapshot(folder)).toBe(false);
  });

  test('when the key is cut off', async () => {
    truncateSync(copy().key, 100);
    expect(await startsFromSnapshot(folder)).toBe(false);
  });

  test('when the engine is another one', async () => {
    const { key } = copy();
    writeFileSync(key, JSON.stringify({ ...(JSON.parse(readFileSync(key, 'utf8')) as SnapshotKey), engine: 1 }));
    expect(await startsFromSnapshot(folder)).toBe(false);
  });

  test('when Node is given options, which a snapshot may not bear', async () => {
    expect(await startsFromSnapshot(real, { NODE_OPTIONS: '--max-old-space-size=2000' })).toBe(false);
  });

  test('when the one before did not come to life', async () => {
    copy();
    writeFileSync(join(folder, 'starting-999999999'), '');
    expect(await startsFromSnapshot(folder)).toBe(false);
    expect(existsSync(join(folder, 'starting-999999999'))).toBe(false);
  });

  // Where a process can become another one, nobody is left to start the kernel again: that is the next start's matter.
  test.skipIf('execve' in process)('when Node refuses the snapshot', async () => {
    const files = copy();
    truncateSync(files.blob, 1_000_000);
    refit(files);
    expect(await startsFromSnapshot(folder)).toBe(false);
  });
});

test('a process that a cell forks is no kernel', async () => {
  const kernel = new KernelClient({ 'child.mjs': "process.send('from the child')" });
  try {
    await kernel.started();
    await kernel.cell("import { fork } from 'node:child_process'; import { once } from 'node:events'");
    const { result } = await kernel.cell("const [said] = await once(fork('./child.mjs'), 'message'); said");
    expect(result).toBe("'from the child'");
  } finally {
    await kernel.stop();
  }
});

test('a local file that is edited while the kernel runs is compiled anew', async () => {
  const kernel = new KernelClient({ 'sub/local.ts': 'export const value: number = 1;' });
  try {
    await kernel.started();
    expect((await kernel.cell('import { value } from "./sub/local"; value')).result).toBe('1');
    writeFileSync(join(kernel.folder, 'sub', 'local.ts'), "export const value: string = 'two';");
    await expect
      .poll(async () => (await kernel.cell('import { value } from "./sub/local"; value')).result, { timeout: 10_000 })
      .toBe("'two'");
    expect((await kernel.cell('value.length')).result).toBe('3');
  } finally {
    await kernel.stop();
  }
});

test('files and packages of the folders above the notebook are found', async () => {
  const files = {
    'node_modules/upper/package.json': '{"name":"upper","main":"i.js","types":"i.d.ts"}',
    'node_modules/upper/i.js': 'exports.answer = 42;',
    'node_modules/upper/i.d.ts': 'export const answer: number;',
    'data.ts': 'export const count: number = 8;',
  };
  const kernel = new KernelClient(files, ours(), 'a/b');
  try {
    await kernel.started();
    expect(
      (await kernel.cell('import { count } from "../../data"; import { answer } from "upper"; count * answer')).result,
    ).toBe('336');
    const { reply } = await kernel.cell('import { nothing } from "../../data"');
    expect(reply.evalue).toMatch(/Module '"[^"]*data"' has no exported member 'nothing'/);
    expect(reply.evalue).not.toContain('__nb__');
  } finally {
    await kernel.stop();
  }
});
