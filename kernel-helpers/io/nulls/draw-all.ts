import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Mixing } from '../../core/nulls/draw-swaps.js';
import { onAbort } from '../source/on-abort.js';
import { DrawDesk } from '../workers/draw-desk.js';
import type { DrawAnswer, DrawSetup } from '../workers/draw-protocol.js';
import { type DrawThread, freeThreads, giveThreads, takeThreads } from '../workers/draw-threads.js';
import { shared } from '../workers/share.js';
import type { Collected } from './collected.js';

/** A piece of work takes about so long: a thread tells often how far it is, and waits little for the next. */
const PIECE_MS = 50;
/** On the main thread, which others need as well. */
const SLICE_MS = 15;

/** What takes the answers; throws to stop the run. */
export type Accept = (from: number, answer: DrawAnswer) => void;

/** A run of draws. */
export interface DrawRun {
  readonly setup: DrawSetup;
  readonly collected: Collected;
  readonly accept: Accept;
  readonly wantsMixing: boolean;
  readonly signal: AbortSignal;
}

/** Asks for every draw that is not claimed yet, and for the mixing of swaps. Rejects as soon as the signal fires. */
export async function drawAll(run: DrawRun, workers: number | undefined): Promise<Mixing | undefined> {
  run.signal.throwIfAborted();
  const missing = run.collected.total - run.collected.next;
  if (workers === 0) return drawHere(run);
  const count = Math.min(workers ?? freeThreads(), missing + (run.wantsMixing ? 1 : 0));
  return count === 0 ? undefined : drawOnThreads(run, count);
}

async function drawHere({ setup, collected, accept, wantsMixing, signal }: DrawRun): Promise<Mixing | undefined> {
  const desk = new DrawDesk();
  desk.answer(setup);
  const answer = wantsMixing ? desk.answer({ type: 'mixing' }) : undefined;
  let since = performance.now();
  for (let piece = collected.claim(1); piece !== undefined; piece = collected.claim(1)) {
    accept(piece.from, desk.answer({ type: 'draw', ...piece }));
    if (performance.now() - since < SLICE_MS) continue;
    await nextTurn();
    signal.throwIfAborted();
    since = performance.now();
  }
  return answer?.type === 'mixing' ? answer.mixing : undefined;
}

async function drawOnThreads(run: DrawRun, count: number): Promise<Mixing | undefined> {
  const setup: DrawSetup = { ...run.setup, model: shared(run.setup.model) };
  const threads = takeThreads(count);
  let over = false;
  const isOver = (): boolean => over;
  let forget = (): void => {};
  const stopped = new Promise<never>((_, reject) => {
    forget = onAbort(run.signal, () => reject(run.signal.reason));
  });
  try {
    const works = threads.map((thread, i) => work(thread, setup, run, count, run.wantsMixing && i === 0, isOver));
    const found = await Promise.race([Promise.all(works), stopped]);
    return found[0];
  } finally {
    over = true;
    forget();
    // Whoever still draws, after a failure or a stop, is ended with what it draws.
    giveThreads(threads);
  }
}

/** One thread's share: the next piece is asked for before the last is looked at, so that it never waits. */
async function work(
  thread: DrawThread,
  setup: DrawSetup,
  { collected, accept }: DrawRun,
  threads: number,
  wantsMixing: boolean,
  isOver: () => boolean,
): Promise<Mixing | undefined> {
  const ready = thread.ask(setup);
  const mixing = wantsMixing ? thread.ask({ type: 'mixing' }) : undefined;
  // All are awaited below; one that fails first must not count as unheard.
  mixing?.catch(() => {});
  await ready;
  let size = 1;
  const next = (): { from: number; answer: Promise<DrawAnswer> } | undefined => {
    const left = collected.total - collected.next;
    const piece = collected.claim(Math.max(1, Math.min(size, Math.ceil(left / (2 * threads)))));
    if (piece === undefined) return undefined;
    const answer = thread.ask({ type: 'draw', ...piece });
    answer.catch(() => {});
    return { from: piece.from, answer };
  };
  const found = await mixing;
  let pending = next();
  while (pending !== undefined) {
    const { from, answer } = pending;
    const begun = performance.now();
    const heard = await answer;
    if (isOver()) return undefined;
    // Whole graphs are large: they come one at a time.
    if (heard.type === 'values') size = pieceSize(size, performance.now() - begun);
    pending = next();
    accept(from, heard);
  }
  return found?.type === 'mixing' ? found.mixing : undefined;
}

function pieceSize(size: number, tookMs: number): number {
  return Math.max(1, Math.min(1024, 2 * size, Math.round((size * PIECE_MS) / Math.max(tookMs, 0.1))));
}
