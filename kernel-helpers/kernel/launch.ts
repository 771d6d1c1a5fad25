/**
 * What `kernel.json` starts: `node --no-force-async-hooks-checks launch.js SNAPSHOT_FOLDER CONNECTION_FILE`.
 *
 * It becomes the kernel from the start-up snapshot in that folder when there is one that fits, and the kernel from its
 * files otherwise. It imports little, for every kernel waits for it.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { watchParent } from './parent.js';
import { hasFailed, noteStarting, snapshotFiles, snapshotFits, started } from './snapshot-key.js';

const [node, , folder, ...rest] = process.argv;
const main = fileURLToPath(new URL('./main.js', import.meta.url));

/** The note that a start from the snapshot leaves; `undefined` when the kernel has to start without one. */
function noteForSnapshot(): string | undefined {
  try {
    return snapshotFits(folder) && !hasFailed(folder) ? noteStarting(folder) : undefined;
  } catch {
    return undefined; // such as a folder that cannot be written: whatever it is, the kernel starts without
  }
}

function fromFiles(): Promise<unknown> {
  process.argv = [node, main, ...rest];
  return import('./main.js');
}

function fromSnapshot(note: string): void {
  const environment = { ...process.env, CONNECTOME_KERNEL_STARTING: note };
  // The option of this process is in the snapshot already: given again it would be counted twice, and end the kernel.
  const args = ['--snapshot-blob', snapshotFiles(folder).blob, main, ...rest];
  const { execve } = process as { execve?: (file: string, args: string[], env: object) => void };
  if (execve !== undefined && process.platform !== 'win32') {
    execve.call(process, process.execPath, [node, ...args], environment);
  }
  // Where a process cannot become another one, it stays as the parent and lets through what concerns the kernel.
  const kernel = spawn(process.execPath, args, {
    stdio: 'inherit',
    windowsHide: true,
    env: { ...environment, JPY_PARENT_PID: String(process.pid) },
  });
  const forwarded = ['SIGTERM', 'SIGHUP'] as const;
  for (const signal of forwarded) process.on(signal, () => kernel.kill(signal));
  // One from a terminal goes to the kernel anyway.
  process.on('SIGINT', () => undefined);
  // The kernel watches this process in turn, even while a cell holds its main thread.
  const stop = watchParent(process.env.JPY_PARENT_PID, () => process.exit(1));
  kernel.on('exit', (code, signal) => {
    stop();
    for (const name of forwarded) process.removeAllListeners(name);
    if (existsSync(note)) {
      started(note);
      void fromFiles();
    } else if (signal !== null) process.kill(process.pid, signal);
    else process.exitCode = code ?? 1;
  });
  kernel.on('error', () => {
    started(note);
    stop();
    void fromFiles();
  });
}

const note = noteForSnapshot();
if (note === undefined) await fromFiles();
else fromSnapshot(note);
