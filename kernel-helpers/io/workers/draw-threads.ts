import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { DrawAnswer, DrawRequest } from './draw-protocol.js';

/** Idle threads are ended after this long. */
const IDLE_MS = 10_000;

/** Threads start from a built file, also where the sources themselves are run. */
function threadFile(): URL {
  const here = import.meta.url;
  return new URL(here.endsWith('.ts') ? '../../dist/io/workers/draw-thread.js' : './draw-thread.js', here);
}

/** One thread that draws graphs: it is asked, and answers in order. */
export class DrawThread {
  readonly #worker: Worker;
  readonly #waiting: { resolve(answer: DrawAnswer): void; reject(error: unknown): void }[] = [];
  #gone: Error | undefined;

  constructor() {
    // Flags of this process, such as --input-type, are not for a file.
    this.#worker = new Worker(threadFile(), { execArgv: [] });
    this.#worker.on('message', (answer: DrawAnswer) => {
      const asked = this.#waiting.shift();
      if (this.#waiting.length === 0) this.#worker.unref();
      if (answer.type === 'failure') asked?.reject(answer.error);
      else asked?.resolve(answer);
    });
    const gone = (error: Error): void => {
      this.#gone ??= error;
      for (const { reject } of this.#waiting.splice(0)) reject(error);
    };
    this.#worker.on('error', gone);
    this.#worker.on('messageerror', gone);
    this.#worker.on('exit', () => gone(new Error('a thread that draws graphs has ended')));
    this.#worker.unref();
  }

  /** Whether it has ended. */
  get ended(): boolean {
    return this.#gone !== undefined;
  }

  /** Whether it owes an answer. */
  get busy(): boolean {
    return this.#waiting.length > 0;
  }

  /** While an answer is owed the process stays. */
  ask(request: DrawRequest): Promise<DrawAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#gone !== undefined) {
        reject(this.#gone);
        return;
      }
      this.#waiting.push({ resolve, reject });
      this.#worker.ref();
      this.#worker.postMessage(request);
    });
  }

  /** Ends it at once, also in the middle of a draw. */
  async end(): Promise<void> {
    await this.#worker.terminate();
  }
}

const idle: DrawThread[] = [];
let lent = 0;
let rest: NodeJS.Timeout | undefined;

/** Threads that could still be lent without having more of them at work than there are processors; at least 1. */
export function freeThreads(): number {
  return Math.max(1, availableParallelism() - lent);
}

/** So many threads, those of earlier calls first. Each has to be given back. */
export function takeThreads(count: number): DrawThread[] {
  clearTimeout(rest);
  const taken: DrawThread[] = [];
  while (taken.length < count) {
    const known = idle.pop();
    if (known === undefined) taken.push(new DrawThread());
    else if (!known.ended) taken.push(known);
  }
  lent += count;
  return taken;
}

/** Takes threads back: those that owe nothing stay for a while for the next call, the others are ended. */
export function giveThreads(threads: readonly DrawThread[]): void {
  lent -= threads.length;
  for (const thread of threads) {
    if (thread.busy) void thread.end();
    else if (!thread.ended) idle.push(thread);
  }
  clearTimeout(rest);
  rest = setTimeout(() => void endIdleThreads(), IDLE_MS).unref();
}

/** How many threads wait for work, and how many have it. */
export function threadCounts(): { readonly idle: number; readonly lent: number } {
  return { idle: idle.length, lent };
}

/** Ends the threads that wait for work. */
export async function endIdleThreads(): Promise<void> {
  clearTimeout(rest);
  await Promise.all(idle.splice(0).map(thread => thread.end()));
}
