/** Cuts what the main thread is running, from the control thread. */
import { Session } from 'node:inspector';
import { setTimeout as sleep } from 'node:timers/promises';

/** A main thread that is only waiting has answered by then. */
const WAITING_MS = 30;
/** One that obeys the signal has answered by then. */
const PATIENCE_MS = 300;
/** A native call cannot be cut; after this long the interrupt is answered all the same. */
const LONGEST_MS = 10_000;
const POLL_MS = 10;

/**
 * Interrupts the main thread, which has been told already and makes `obeyed` true when it is back in its event loop.
 *
 * The signal ends synchronous code of a cell with a catchable error and keeps everything around it in order. Code after
 * an `await` or in a timer is out of its reach; that is terminated through the inspector.
 */
export async function interruptMainThread(guard: Int32Array, obeyed: () => boolean): Promise<void> {
  const end = performance.now() + LONGEST_MS;
  // Node hears of a signal on a thread of its own: when that is late, the next cell has begun, and would end for this one.
  if (await comesTrue(obeyed, WAITING_MS)) return;
  // Windows has no signals to send to oneself: there SIGINT would end the process.
  if (process.platform !== 'win32') process.kill(process.pid, 'SIGINT');
  if (await comesTrue(obeyed, PATIENCE_MS)) return;
  if (!(await comesTrue(() => obeyed() || Atomics.load(guard, 0) === 0, end - performance.now()))) return;
  // What was compiled a moment ago may obey on its own now.
  if (await comesTrue(obeyed, 2 * POLL_MS)) return;
  const inspector = new Session();
  inspector.connectToMainThread();
  try {
    inspector.post('Runtime.terminateExecution', () => undefined);
    await comesTrue(obeyed, end - performance.now());
  } finally {
    // A session left open would make the process wait for a debugger at its end.
    inspector.disconnect();
  }
}

async function comesTrue(condition: () => boolean, withinMs: number): Promise<boolean> {
  const end = performance.now() + withinMs;
  while (!condition()) {
    if (performance.now() >= end) return false;
    await sleep(POLL_MS);
  }
  return true;
}
