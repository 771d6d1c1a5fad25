import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { NODE_FLAGS } from '../kernel/kernelspec.js';
import {
  engineTag,
  type FileMark,
  fileMark,
  readKey,
  type SnapshotKey,
  snapshotFiles,
  snapshotFits,
} from '../kernel/snapshot-key.js';
import type { CommandContext } from './context.js';

/** The folder of start-up snapshots, one for each version of Node.js that was used here. */
export const snapshotFolder = (state: string): string => join(state, 'snapshots');

/**
 * Builds the kernel's start-up snapshot for this Node.js, where there is none that fits. The kernel works without one,
 * only slower to start: when the building fails, a line says so, and that is all.
 */
export async function ensureSnapshot(context: CommandContext): Promise<void> {
  const folder = snapshotFolder(context.state);
  if (snapshotFits(folder, {}) || refreshed(folder)) return context.steps.fresh('kernel snapshot');
  await context.withLock(
    join(context.state, 'lock'),
    async () => {
      if (snapshotFits(folder, {})) return;
      try {
        await context.steps.step('building the start-up snapshot of the kernel', say => build(context, folder, say));
      } catch (error) {
        context.steps.note(`  the kernel will start without a snapshot, a second slower: ${(error as Error).message}`);
      }
    },
    pid => context.steps.note(`another connectome (process ${pid}) is building; waiting for it`),
  );
}

async function build(context: CommandContext, folder: string, say: (progress: string) => void): Promise<void> {
  const { blob, key } = snapshotFiles(folder);
  mkdirSync(folder, { recursive: true });
  rmSync(key, { force: true });
  const script = join(folder, `compiler-${process.version}.cjs`);
  const report = `${script}.json`;
  const unfinished = `${blob}.${process.pid}`;
  const { NODE_OPTIONS: _, ...env } = process.env;
  const run = (args: readonly string[], what: string): Promise<string> =>
    context.runTool(process.execPath, args, {
      env,
      what,
      remedy: 'nothing has to be done about it',
      log: join(context.state, 'logs', `snapshot-${what.split(' ')[0]}.log`),
    });
  try {
    say('bundling the compiler');
    const bundler = join(context.packageFolder, 'bin', 'bootstrap', 'bundle-compiler.mjs');
    const printed = await run([bundler, script, report], 'bundling the compiler');
    const bundled = JSON.parse(printed.slice(printed.lastIndexOf('\n[') + 1)) as string[];
    say('reading declarations');
    await run([...NODE_FLAGS, '--snapshot-blob', unfinished, '--build-snapshot', script], 'making the snapshot');
    const read = JSON.parse(readFileSync(report, 'utf8')) as string[];
    say('trying it');
    const trial = join(context.packageFolder, 'dist', 'kernel', 'tslab-snapshot-trial.js');
    await run(['--snapshot-blob', unfinished, trial], 'trying the snapshot');
    renameSync(unfinished, blob);
    writeKey(folder, [...new Set([...bundled, ...read])].sort());
  } finally {
    for (const file of [script, report, unfinished]) rmSync(file, { force: true });
  }
}

/** A snapshot made from files that only look new, as after a switch of branches and back, is taken for fresh again. */
function refreshed(folder: string): boolean {
  const { blob, key: file } = snapshotFiles(folder);
  const key = readKey(file);
  if (key?.engine !== engineTag()) return false;
  const sources = Object.keys(key.files).filter(path => path !== blob);
  if (!sources.every(path => existsSync(path)) || hash(sources) !== key.content) return false;
  if (fileMark(blob)?.join() !== key.files[blob]?.join()) return false;
  writeKey(folder, sources);
  return true;
}

function writeKey(folder: string, sources: readonly string[]): void {
  const { blob, key: file } = snapshotFiles(folder);
  const files: Record<string, FileMark> = {};
  for (const path of [blob, ...sources]) {
    const mark = fileMark(path);
    if (mark) files[path] = mark;
  }
  const key: SnapshotKey = { engine: engineTag(), content: hash(sources), files };
  writeFileSync(`${file}.${process.pid}`, JSON.stringify(key));
  renameSync(`${file}.${process.pid}`, file);
}

function hash(paths: readonly string[]): string {
  const sum = createHash('sha256');
  for (const path of paths) sum.update(`${path}\0`).update(createHash('sha256').update(readFileSync(path)).digest());
  return sum.digest('hex');
}
