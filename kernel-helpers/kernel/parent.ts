/** Notices that the process which started the kernel is gone, so that no orphan stays behind. */

const POLL_MS = 1000;

/**
 * Calls `gone` once, when the process with this id has ended; does nothing when `pid` names none.
 *
 * @returns a function that stops watching.
 */
export function watchParent(pid: string | undefined, gone: () => void): () => void {
  const parent = Number(pid);
  if (!Number.isInteger(parent) || parent <= 1) return () => undefined;
  // A child that lost its parent is given another one. The id alone would not do: it may be used again.
  const isChild = process.ppid === parent;
  const timer = setInterval(() => {
    if (isChild ? process.ppid === parent : isAlive(parent)) return;
    clearInterval(timer);
    gone();
  }, POLL_MS);
  return () => clearInterval(timer);
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it is there, and belongs to somebody else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
