import { createHash } from 'node:crypto';
import { hostname } from 'node:os';

/** Eight letters that stand for this machine in names of files, as its own name may hold what no file name can. */
export const thisHost: string = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);

/** Whether a process of this machine runs; a number that went to another process counts as running. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It is there, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
