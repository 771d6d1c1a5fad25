/**
 * Whether a start-up snapshot fits this Node.js and these files. Node ends a process whose snapshot does not fit, so
 * that has to be known before.
 */
import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';

/** Size and time of last change of a file; they tell a rewritten one at a glance. */
export type FileMark = readonly [size: number, changedMs: number];

/** What a snapshot was made from. */
export interface SnapshotKey {
  /** Engine, its flags and the processor's features in one number. */
  readonly engine: number;
  /** A sha256 over {@link files}; not looked at when a kernel starts. */
  readonly content: string;
  /** The snapshot itself, and every file that something in it comes from. */
  readonly files: Readonly<Record<string, FileMark>>;
}

/** The files of a snapshot in `folder`, for the Node.js that asks. */
export function snapshotFiles(folder: string): { readonly blob: string; readonly key: string } {
  const name = join(folder, `${process.version}-${process.platform}-${process.arch}`);
  return { blob: `${name}.blob`, key: `${name}.json` };
}

/** The engine of this process: a snapshot of another one is refused. */
export function engineTag(): number {
  return cachedDataVersionTag();
}

/** The mark of a file; `undefined` when it is not there. */
export function fileMark(path: string): FileMark | undefined {
  const found = statSync(path, { throwIfNoEntry: false });
  return found && [found.size, found.mtimeMs];
}

/** The key in a file; `undefined` when there is none that can be read. */
export function readKey(file: string): SnapshotKey | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as SnapshotKey;
  } catch {
    return undefined;
  }
}

/** Whether the snapshot in `folder` is for this very process: engine, options, and files as they are now. */
export function snapshotFits(folder: string, environment: NodeJS.ProcessEnv = process.env): boolean {
  // Options may load something first, or change the engine in ways its tag does not tell.
  if (environment.NODE_OPTIONS?.trim()) return false;
  const { blob, key: file } = snapshotFiles(folder);
  const key = readKey(file);
  if (key?.engine !== engineTag() || !(blob in key.files)) return false;
  return Object.entries(key.files).every(([path, [size, changed]]) => {
    const mark = fileMark(path);
    return mark?.[0] === size && mark[1] === changed;
  });
}

const STARTING = /^starting-(\d+)$/;

/**
 * Notes that this process is about to become a kernel from the snapshot in `folder`; the kernel calls {@link started}.
 * A process that ends in between leaves its note behind.
 *
 * @returns the name of the note.
 */
export function noteStarting(folder: string): string {
  const note = join(folder, `starting-${process.pid}`);
  writeFileSync(note, '');
  return note;
}

/** The kernel runs. */
export function started(note: string): void {
  rmSync(note, { force: true });
}

/** Whether a kernel ended before it ran, since this was last asked: then the next one goes without the snapshot. */
export function hasFailed(folder: string, isAlive: (pid: number) => boolean = isRunning): boolean {
  const left = readdirSync(folder).filter(name => {
    const pid = Number(STARTING.exec(name)?.[1]);
    return pid > 0 && pid !== process.pid && !isAlive(pid);
  });
  for (const name of left) rmSync(join(folder, name), { force: true });
  return left.length > 0;
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
