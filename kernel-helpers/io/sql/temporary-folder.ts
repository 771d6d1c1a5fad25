import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'connectome-sql-';
const DAY_MS = 86_400_000;

let folder: string | undefined;

/**
 * One folder a process for everything that is spilled or passed through a file; only its owner may look into it. It goes
 * when the process ends; one that a killed process left goes when the next one, a day later or more, makes its own.
 */
export function temporaryFolder(): string {
  if (folder === undefined) {
    removeLeftovers();
    const made = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
    process.once('exit', () => rmSync(made, { recursive: true, force: true }));
    folder = made;
  }
  return folder;
}

function removeLeftovers(): void {
  for (const name of namesIn(tmpdir())) {
    const pid = name.startsWith(PREFIX) ? Number(/^\d+(?=-)/.exec(name.slice(PREFIX.length))?.[0]) : Number.NaN;
    if (!(pid > 0) || isRunning(pid)) continue;
    const path = join(tmpdir(), name);
    try {
      // a process of another container, which cannot be seen from here, has written to its folder lately
      if (Date.now() - statSync(path).mtimeMs > DAY_MS) rmSync(path, { recursive: true, force: true });
    } catch {
      // it is somebody else's, or gone meanwhile
    }
  }
}

function namesIn(path: string): string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code !== 'ESRCH';
  }
}
