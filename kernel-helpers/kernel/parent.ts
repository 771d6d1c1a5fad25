/** Notices that the process which started the kernel is gone, so that no orphan stays behind. */

const POLL_MS = 1000;

/** What this process knows of the one that started it; another machine's, in tests. */
export interface Ancestry {
  readonly platform: NodeJS.Platform;
  /** The parent of this process, now. */
  readonly parent: () => number;
  readonly isAlive: (pid: number) => boolean;
}

/**
 * Calls `gone` once, when the process that started the kernel has ended; does nothing when `JPY_PARENT_PID` is empty, as
 * for a kernel that is meant to outlive its starter.
 *
 * @param told the value of `JPY_PARENT_PID`: on POSIX systems a process id, on Windows a handle, which says nothing here.
 * @returns a function that stops watching.
 */
export function watchParent(told: string | undefined, gone: () => void, ancestry: Ancestry = ours): () => void {
  const { platform, parent, isAlive } = ancestry;
  const named = Number(told);
  if (!Number.isInteger(named) || named <= 1) return () => undefined;
  const starter = platform === 'win32' ? parent() : named;
  // A child that lost its parent is given another one; on Windows it keeps the old id. The id alone would not do: it
  // may be used again.
  const isChild = platform !== 'win32' && parent() === starter;
  const timer = setInterval(() => {
    if (isChild ? parent() === starter : isAlive(starter)) return;
    clearInterval(timer);
    gone();
  }, POLL_MS);
  return () => clearInterval(timer);
}

const ours: Ancestry = {
  platform: process.platform,
  parent: () => process.ppid,
  isAlive: pid => {
    try {
      process.kill(pid, 0);
      return true;
    } catch (error) {
      // EPERM: it is there, and belongs to somebody else.
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  },
};
