import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Mesh } from '../../core/mesh.js';
import { onAbort } from '../source/on-abort.js';
import { dracoCode } from './draco-module.js';
import type { MeshFragment } from './fragment.js';
import { type FragmentAnswer, type FragmentTask, fromFailure, READY, type ThreadSetup } from './fragment-protocol.js';

/** More threads would each need a decoder's memory, and the memory is what they wait for. */
const MOST_THREADS = 4;
const IDLE_MS = 10_000;

interface Job {
  readonly task: FragmentTask;
  readonly resolve: (parts: readonly Mesh[]) => void;
  readonly reject: (error: unknown) => void;
}

interface Thread {
  readonly worker: Worker;
  ready: boolean;
  job: Job | undefined;
}

/**
 * Threads that unpack mesh fragments: started at the first work, ended when none came for ten seconds, and no reason
 * for the process to stay.
 */
export class FragmentThreads {
  readonly #most: number;
  readonly #threads: Thread[] = [];
  readonly #waiting: Job[] = [];
  #next = 0;
  #unable = false;
  #idle: NodeJS.Timeout | undefined;

  /** @param most threads at once */
  constructor(most: number = Math.min(MOST_THREADS, availableParallelism())) {
    this.#most = most;
  }

  /** True when threads cannot be had here: one failed before it was ready. */
  get unable(): boolean {
    return this.#unable;
  }

  /** Threads that are there now. */
  get size(): number {
    return this.#threads.length;
  }

  /** Meshes that are, one after the other, all fragments in their order: one of each, or some of them merged already. */
  async decode(fragments: readonly MeshFragment[], signal: AbortSignal): Promise<readonly Mesh[]> {
    const code = await dracoCode();
    signal.throwIfAborted();
    return new Promise((resolve, reject) => {
      const forget = onAbort(signal, () => {
        const at = this.#waiting.indexOf(job);
        if (at >= 0) this.#waiting.splice(at, 1);
        reject(signal.reason);
      });
      const job: Job = {
        task: { id: this.#next++, fragments },
        resolve: parts => {
          forget();
          resolve(parts);
        },
        reject: error => {
          forget();
          reject(error);
        },
      };
      this.#waiting.push(job);
      this.#work(code);
    });
  }

  /** Ends the threads that are there; work under way fails. */
  async close(): Promise<void> {
    clearTimeout(this.#idle);
    await Promise.all(this.#threads.splice(0).map(({ worker }) => worker.terminate()));
  }

  #work(code: ThreadSetup['code']): void {
    while (this.#waiting.length > 0) {
      const free = this.#threads.find(thread => thread.job === undefined);
      if (free === undefined && this.#threads.length >= this.#most) return;
      this.#give(free ?? this.#start(code), this.#waiting.shift() as Job);
    }
  }

  #give(thread: Thread, job: Job): void {
    clearTimeout(this.#idle);
    thread.job = job;
    thread.worker.ref();
    thread.worker.postMessage(job.task);
  }

  #start(code: ThreadSetup['code']): Thread {
    const setup: ThreadSetup = { code };
    const worker = new Worker(new URL('./fragment-thread.js', import.meta.url), { workerData: setup });
    const thread: Thread = { worker, ready: false, job: undefined };
    this.#threads.push(thread);
    worker.on('message', (answer: FragmentAnswer | typeof READY) => {
      if (answer === READY) {
        thread.ready = true;
        return;
      }
      const { job } = thread;
      thread.job = undefined;
      worker.unref();
      if ('parts' in answer) job?.resolve(answer.parts);
      else job?.reject(fromFailure(answer.failure));
      this.#work(code);
      this.#rest();
    });
    const gone = (error: Error): void => {
      const at = this.#threads.indexOf(thread);
      if (at >= 0) this.#threads.splice(at, 1);
      if (!thread.ready) this.#unable = true;
      const failed = [thread.job, ...(this.#unable ? this.#waiting.splice(0) : [])];
      thread.job = undefined;
      for (const job of failed) job?.reject(error);
      this.#work(code);
    };
    worker.on('error', gone);
    worker.on('exit', () => gone(new Error('a thread that unpacks meshes has ended')));
    return thread;
  }

  /** Lets the threads go when nothing is asked of them for a while. */
  #rest(): void {
    if (this.#threads.some(thread => thread.job !== undefined)) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.close(), IDLE_MS).unref();
  }
}
