/** `progress(items)`: a loop with a bar. */
import { type ProgressState, progressBundle } from '../display/progress-bar.js';
import { InvalidArgumentError } from '../errors.js';
import { markShown } from './already-shown.js';
import { onCellEnd } from './display-queue.js';
import { ProgressLine, realTiming, type Timing } from './progress-line.js';

/** What a bar says beside its numbers; every field may be left out. */
export interface ProgressOptions {
  /** How many there will be, where the items do not say it themselves. */
  readonly total?: number;
  /** What is being done: `'Reading synapses'`. */
  readonly label?: string;
  /** What is counted, in the plural: `'cells'`. */
  readonly unit?: string;
}

/** A bar moved by hand. */
export interface ProgressBar {
  /** Counts `n` more; 1 when absent. */
  advance(n?: number): void;
  /** Counts `n` in all. */
  set(n: number): void;
  /** Says something else before the bar. */
  label(text: string): void;
  /** Says that all is done, and how long it took. */
  done(): void;
  /** Says that it ended early. */
  stop(): void;
}

/**
 * Loops over `items` with a bar that shows how many are done, how fast, and how long the rest will take.
 *
 * Arrays, Maps and Sets know their `total`; without one there are only numbers. The bar is drawn ten times a second at
 * most, also while a loop lets nothing else run. A loop that breaks or throws leaves the bar saying where. A bar inside
 * the loop of another takes the place of the last one with its label. In plain Node.js the loop runs without a bar.
 *
 * Without items, `progress({ total, label })` gives a bar that is moved by hand.
 *
 * @throws InvalidArgumentError when there is nothing to loop over, or `total` is negative or no number.
 * @example
 * const column = await datasets.open('synthetic-column');
 * let cable = 0;
 * for (const neuron of progress(column.neurons, { label: 'Measuring', unit: 'neurons' })) {
 *   cable += morphology.cableLengthNm(neuron.skeleton);
 * }
 */
export function progress<Item>(items: Iterable<Item>, options?: ProgressOptions): Iterable<Item>;
export function progress<Item>(items: AsyncIterable<Item>, options?: ProgressOptions): AsyncIterable<Item>;
/**
 * A bar that is moved by hand.
 *
 * @throws InvalidArgumentError when `total` is negative or no number.
 * @example
 * const bar = progress({ total: 3, label: 'Steps' });
 * for (const step of ['read', 'count', 'draw']) {
 *   bar.label(step);
 *   bar.advance();
 * }
 * bar.done();
 */
export function progress(options: ProgressOptions): ProgressBar;
export function progress(items: unknown, options: ProgressOptions = {}): unknown {
  return progressWith(realTiming, items, options);
}

/** {@link progress} by another clock. */
export function progressWith(timing: Timing, items: unknown, options: ProgressOptions = {}): unknown {
  if (isIterable(items)) {
    const settings = settingsOf({ ...options, total: options.total ?? sizeOf(items) });
    return { [Symbol.iterator]: () => loop(items, new Bar(timing, settings, 64)) };
  }
  if (isAsyncIterable(items)) {
    const settings = settingsOf(options);
    return { [Symbol.asyncIterator]: () => asyncLoop(items, new Bar(timing, settings)) };
  }
  if (typeof items === 'object' && items !== null) return new Bar(timing, settingsOf(items));
  throw new InvalidArgumentError(
    `progress has nothing to count: received ${String(items)}, expected something to loop over or { total, label }`,
    { argument: 'items' },
  );
}

function* loop<Item>(items: Iterable<Item>, bar: Bar): Generator<Item, void> {
  let ended = false;
  try {
    for (const item of items) {
      yield item;
      bar.advance();
    }
    ended = true;
  } finally {
    if (ended) bar.done();
    else bar.stop();
  }
}

async function* asyncLoop<Item>(items: AsyncIterable<Item>, bar: Bar): AsyncGenerator<Item, void> {
  let ended = false;
  try {
    for await (const item of items) {
      yield item;
      bar.advance();
    }
    ended = true;
  } finally {
    if (ended) bar.done();
    else bar.stop();
  }
}

/** The bars that this cell began and has not ended, oldest first: a new one is inside the last. */
const open: Bar[] = [];

/** A cell that failed or was interrupted takes no more steps; one that left something running does. */
function endOpenBars(error: unknown): void {
  const left = open.splice(0);
  if (error !== undefined) for (const bar of left) bar.stop();
}

interface Settings {
  readonly label: string;
  readonly unit: string;
  readonly total: number | undefined;
}

class Bar implements ProgressBar {
  readonly #timing: Timing;
  readonly #line: ProgressLine;
  readonly #parent: Bar | undefined;
  readonly #firstLabel: string;
  /** The clock is looked at on every so many steps: in a short loop it would take longer than the work. */
  readonly #mostSkipped: number;
  readonly #begun: number;
  readonly #unit: string;
  readonly #total: number | undefined;
  #label: string;
  #done = 0;
  #phase: ProgressState['phase'] = 'running';
  /** How long it took, once it is over. */
  #seconds: number | undefined;
  #stride = 1;
  #steps = 0;
  #looked: number;

  constructor(timing: Timing, { label, unit, total }: Settings, mostSkipped = 1) {
    this.#timing = timing;
    this.#mostSkipped = mostSkipped;
    this.#firstLabel = label;
    this.#label = label;
    this.#unit = unit;
    this.#total = total;
    this.#begun = timing.now();
    this.#looked = this.#begun;
    this.#parent = open.at(-1);
    this.#line = this.#parent ? this.#parent.#line.take(label) : new ProgressLine(timing);
    if (open.length === 0) onCellEnd(endOpenBars);
    open.push(this);
    markShown(this);
    this.#draw();
  }

  advance(n = 1): void {
    this.set(this.#done + n);
  }

  set(n: number): void {
    if (typeof n !== 'number' || !(n >= 0)) throw notANumber('count', n);
    this.#done = n;
    this.#phase = 'running';
    if (++this.#steps % this.#stride === 0) this.#look();
  }

  label(text: string): void {
    this.#label = String(text);
    this.#draw();
  }

  done(): void {
    this.#end('done');
  }

  stop(): void {
    this.#end('stopped');
  }

  #look(): void {
    const now = this.#timing.now();
    const steps = this.#stride;
    // Slow steps are looked at one by one, quick ones in ever longer strides.
    this.#stride = now - this.#looked > 5 ? 1 : Math.min(this.#mostSkipped, steps * 2);
    this.#looked = now;
    this.#draw();
  }

  #draw(now = false): void {
    this.#line.draw(() => progressBundle(this.#now()), now);
  }

  #now(): ProgressState {
    return {
      label: this.#label,
      unit: this.#unit,
      total: this.#total,
      done: this.#done,
      phase: this.#phase,
      seconds: this.#phase !== 'running' && this.#seconds !== undefined ? this.#seconds : this.#elapsed(),
    };
  }

  #elapsed(): number {
    return (this.#timing.now() - this.#begun) / 1000;
  }

  #end(phase: 'done' | 'stopped'): void {
    if (this.#phase === 'done' || this.#phase === phase) return;
    this.#seconds = this.#elapsed();
    this.#phase = phase;
    const at = open.indexOf(this);
    if (at >= 0) open.splice(at, 1);
    this.#line.flushInside();
    // What ends well inside another bar's loop will soon be drawn over: it waits, like any other picture.
    const parent = this.#parent;
    const isInside = phase === 'done' && parent !== undefined && open.includes(parent);
    this.#draw(!isInside);
    if (isInside) parent.#line.leave(this.#firstLabel, this.#line);
  }
}

function settingsOf({ total, label = '', unit = '' }: ProgressOptions): Settings {
  if (total !== undefined && !(typeof total === 'number' && total >= 0)) throw notANumber('total', total);
  return { label: String(label), unit: String(unit), total: total === Number.POSITIVE_INFINITY ? undefined : total };
}

function notANumber(what: string, received: unknown): InvalidArgumentError {
  return new InvalidArgumentError(`progress ${what} is no count: received ${String(received)}, expected 0 or more`, {
    argument: what,
  });
}

function sizeOf(items: object | string): number | undefined {
  const { length, size } = Object(items) as { length?: unknown; size?: unknown };
  return [length, size].find(count => typeof count === 'number');
}

function isIterable(value: unknown): value is Iterable<unknown> & object {
  return typeof (value as Partial<Iterable<unknown>> | null | undefined)?.[Symbol.iterator] === 'function';
}

function isAsyncIterable(value: unknown): value is AsyncIterable<unknown> {
  return typeof (value as Partial<AsyncIterable<unknown>> | null | undefined)?.[Symbol.asyncIterator] === 'function';
}
