/** Sends on a socket, and again when it is not ready: a message that is lost leaves a front end waiting for ever. */
import { setTimeout as sleep } from 'node:timers/promises';

/** A zeromq socket that messages go out on. */
export interface Outlet {
  readonly closed: boolean;
  send(frames: (Uint8Array | string)[]): Promise<void>;
}

const TRIES = 100;
const PAUSE_MS = 10;

/**
 * Sends `frames`; on a socket with no limit and no timeout that happens at once. A socket that is still being connected
 * may refuse, which is no reason for the kernel to end: it is asked again for a second, then `fail` hears of it.
 */
export async function deliver(
  socket: Outlet,
  frames: (Uint8Array | string)[],
  fail: (line: string) => void,
): Promise<void> {
  for (let tries = 1; !socket.closed; tries++) {
    try {
      await socket.send(frames);
      return;
    } catch (error) {
      if (socket.closed) return;
      if (tries === TRIES) {
        fail(`a message could not be sent: ${(error as Error).message}`);
        return;
      }
      await sleep(PAUSE_MS);
    }
  }
}
