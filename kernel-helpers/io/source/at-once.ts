/** More bytes than this are read and written by a thread. */
export const SMALL: number = 2 ** 20;

/** A small piece of work that takes longer waits for something: the disk, or a busy processor. */
const SLOW_MS = 2;
/** Three slow ones together are no busy processor: so many others go to threads before the disk is tried again. */
const TO_THREADS = 100;
/** A slow one weighs as much as so many quick ones. */
const WEIGHT = 4;
/** Other work of the process waits no longer than this. */
const TURN_MS = 10;

let slowness = 0;
let toThreads = 0;
let turnSince = 0;

/**
 * Does a small piece of work with a disk at once, or `undefined` where a thread should do it.
 *
 * A disk of this machine reads or writes a few kilobytes in microseconds, where handing that to a thread takes ten
 * times as long. So it is done at once while the disk is that quick. Some that took long, as over a network, send the
 * next ones to threads, many at a time; and between many quick ones other work of the process has its turn.
 */
export async function atOnce<T>(work: () => T): Promise<T | undefined> {
  if (performance.now() - turnSince > TURN_MS) {
    await new Promise(resolve => setImmediate(resolve));
    turnSince = performance.now();
  }
  if (toThreads > 0) {
    toThreads--;
    return undefined;
  }
  const start = performance.now();
  try {
    return work();
  } finally {
    slowness = performance.now() - start > SLOW_MS ? slowness + WEIGHT : Math.max(0, slowness - 1);
    if (slowness >= 3 * WEIGHT) {
      slowness = 0;
      toThreads = TO_THREADS;
    }
  }
}
