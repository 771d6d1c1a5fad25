import { afterEach, beforeEach, expect, test } from 'vitest';
import { InvalidArgumentError } from '../../kernel-helpers/errors.js';
import { isShown } from '../../kernel-helpers/kernel/already-shown.js';
import { forgetDisplays, setDisplayPublisher } from '../../kernel-helpers/kernel/display-queue.js';
import {
  type ProgressBar,
  type ProgressOptions,
  progress,
  progressWith,
} from '../../kernel-helpers/kernel/progress.js';
import type { Timing } from '../../kernel-helpers/kernel/progress-line.js';
import { publishing, type Sent, texts } from './publishing.js';

/** A clock that a test turns; what is due happens on the way. */
class Clock implements Timing {
  #now = 0;
  #due: { at: number; run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  later(milliseconds: number, run: () => void): () => void {
    const one = { at: this.#now + milliseconds, run };
    this.#due.push(one);
    return () => {
      this.#due = this.#due.filter(other => other !== one);
    };
  }

  /** Time passes while a loop lets no timer run. */
  pass(milliseconds: number): void {
    this.#now += milliseconds;
  }

  /** Time passes, and timers run. */
  turn(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#due.filter(one => one.at <= this.#now);
    this.#due = this.#due.filter(one => one.at > this.#now);
    for (const { run } of due) run();
  }

  get waiting(): number {
    return this.#due.length;
  }
}

let clock: Clock;
let sent: Sent[];

beforeEach(() => {
  clock = new Clock();
  sent = publishing();
});

afterEach(() => {
  forgetDisplays();
  setDisplayPublisher(undefined);
});

function over<Item>(items: Iterable<Item>, options?: ProgressOptions): Iterable<Item> {
  return progressWith(clock, items, options) as Iterable<Item>;
}

const bar = (options: ProgressOptions): ProgressBar => progressWith(clock, options) as ProgressBar;

test('a loop gets every item, and one output that is updated in place', () => {
  const seen: number[] = [];
  for (const n of over([1, 2, 3], { label: 'Counting', unit: 'numbers' })) {
    seen.push(n);
    clock.pass(1000);
  }
  expect(seen).toEqual([1, 2, 3]);
  expect(texts(sent)).toEqual([
    'Counting  ░░░░░░░░░░░░░░░░░░░░  0 of 3 numbers · 0%',
    'Counting  ██████░░░░░░░░░░░░░░  1 of 3 numbers · 33% · 1 numbers/s · 2.0 s left',
    'Counting  █████████████░░░░░░░  2 of 3 numbers · 66% · 1 numbers/s · 1.0 s left',
    'Counting  ████████████████████  3 of 3 numbers · 100% · 1 numbers/s',
    'Counting  ████████████████████  3 numbers in 3.0 s · 1 numbers/s',
  ]);
  expect(sent.map(one => one.type)).toEqual(['display', 'update', 'update', 'update', 'update']);
  expect(new Set(sent.map(one => one.id)).size).toBe(1);
});

test('a quick loop sends its first and its last picture only', () => {
  for (const _ of over(new Array(1000).fill(0))) clock.pass(0.05);
  expect(texts(sent)).toEqual([
    '░░░░░░░░░░░░░░░░░░░░  0 of 1,000 · 0%',
    '████████████████████  1,000 in 50 ms · 20,000/s',
  ]);
  expect(clock.waiting).toBe(0);
});

test('a long loop sends about ten pictures a second, whatever its steps take', () => {
  for (const step of [0.001, 1, 30, 250]) {
    sent.length = 0;
    const steps = Math.round(2000 / step);
    for (const _ of over(new Set(Array.from({ length: Math.min(steps, 200_000) }, (_, i) => i)))) clock.pass(step);
    const seconds = clock.now() / 1000;
    expect(sent.length).toBeLessThan(10 * 2 + 4);
    expect(sent.length).toBeGreaterThan(step === 0.001 ? 2 : 7);
    expect(seconds).toBeGreaterThan(0);
  }
});

test('nothing is shown before the loop begins, and each loop has a bar of its own', () => {
  const items = over(new Map([['a', 1]]), { label: 'Twice' });
  expect(sent).toEqual([]);
  expect([...items, ...items]).toEqual([
    ['a', 1],
    ['a', 1],
  ]);
  expect(new Set(sent.map(one => one.id)).size).toBe(2);
});

test('a generator says no total unless told', () => {
  const items = function* (): Generator<number> {
    yield* [1, 2, 3, 4];
  };
  for (const _ of over(items(), { unit: 'rows' })) clock.pass(500);
  expect(texts(sent).at(-2)).toBe('4 rows · 2 rows/s · 2.0 s');
  for (const _ of over(items(), { total: 4 })) clock.pass(500);
  expect(texts(sent).at(-1)).toContain('█  4 in 2.0 s');
});

test('a loop that breaks, throws, or cannot go on leaves the bar saying where', () => {
  for (const n of over([1, 2, 3, 4])) if (n === 3) break;
  expect(texts(sent).at(-1)).toBe('██████████░░░░░░░░░░  stopped at 2 of 4 after <1 ms');
  expect(() => {
    for (const n of over([1, 2])) if (n === 2) throw new Error('mine');
  }).toThrow('mine');
  expect(texts(sent).at(-1)).toContain('stopped at 1 of 2');
  const broken = function* (): Generator<number> {
    yield 1;
    throw new Error('source');
  };
  expect(() => [...over(broken(), { total: 9 })]).toThrow('source');
  expect(texts(sent).at(-1)).toContain('stopped at 1 of 9');
});

test('an asynchronous loop is drawn while it waits', async () => {
  const items = async function* (): AsyncGenerator<number> {
    yield 1;
    clock.pass(10);
    yield 2;
    clock.pass(10);
    yield 3;
  };
  const seen: number[] = [];
  for await (const n of progressWith(clock, items(), { total: 3 }) as AsyncIterable<number>) {
    seen.push(n);
    if (n === 2) clock.turn(100);
  }
  expect(seen).toEqual([1, 2, 3]);
  expect(texts(sent).map(text => text.split('  ')[1])).toEqual([
    '0 of 3 · 0%',
    '1 of 3 · 33% · 9.09/s · 220 ms left',
    '3 in 120 ms · 25/s',
  ]);
});

test('bars inside a loop share a line, and the last of them is drawn to its end', () => {
  for (const _ of over([1, 2, 3], { label: 'outer' })) {
    for (const _ of over([1, 2], { label: 'inner' })) clock.pass(1);
  }
  const [outer, inner] = [...new Set(sent.map(one => one.id))];
  expect(new Set(sent.map(one => one.id)).size).toBe(2);
  const last = (id: string | undefined): string | undefined => texts(sent.filter(one => one.id === id)).at(-1);
  expect(last(outer)).toContain('3 in 6 ms');
  expect(last(inner)).toContain('2 in 2 ms');
  expect(sent.length).toBeLessThan(6);
});

test('an inner bar that stopped keeps its line, and the next one gets another', () => {
  for (const _ of over([1, 2], { label: 'outer' })) {
    for (const n of over([1, 2], { label: 'inner' })) if (n === 2) break;
  }
  expect(new Set(sent.map(one => one.id)).size).toBe(3);
  expect(texts(sent).filter(text => text.includes('inner') && text.includes('stopped'))).toHaveLength(2);
});

test('a bar is moved by hand', () => {
  const steps = bar({ total: 4, label: 'Steps' });
  steps.advance();
  clock.pass(100);
  steps.advance(2);
  steps.label('Nearly <done>');
  clock.turn(100);
  steps.set(4);
  steps.done();
  steps.done();
  steps.stop();
  expect(texts(sent)).toEqual([
    'Steps  ░░░░░░░░░░░░░░░░░░░░  0 of 4 · 0%',
    'Steps  ███████████████░░░░░  3 of 4 · 75% · 30/s · 33 ms left',
    'Nearly <done>  ███████████████░░░░░  3 of 4 · 75% · 15/s · 67 ms left',
    'Nearly <done>  ████████████████████  4 in 200 ms · 20/s',
  ]);
  expect(String(sent[2].bundle['text/html'])).toContain('Nearly &lt;done&gt;');
  expect(clock.waiting).toBe(0);
});

test('bars of a cell that fails or is cut say so; those of one that ends well go on', () => {
  const background = bar({ total: 3, label: 'background' });
  forgetDisplays();
  const cut = over([1, 2, 3], { label: 'cut' })[Symbol.iterator]();
  cut.next();
  cut.next();
  forgetDisplays({ name: 'Interrupted' });
  expect(texts(sent).at(-1)).toContain('cut  ██████░░░░░░░░░░░░░░  stopped at 1 of 3');
  background.advance();
  clock.turn(100);
  expect(texts(sent).at(-1)).toContain('background  ██████░░░░░░░░░░░░░░  1 of 3');
});

test('a bar left open in one cell is not what the next cell’s bars are inside of', () => {
  bar({ label: 'left open' });
  forgetDisplays();
  for (let i = 0; i < 2; i++) for (const _ of over([1], { label: 'same' })) clock.pass(1);
  expect(new Set(sent.map(one => one.id)).size).toBe(3);
});

test('in plain Node.js the loop runs without a bar', () => {
  setDisplayPublisher(undefined);
  expect([...progress([1, 2])]).toEqual([1, 2]);
  const silent = progress({ total: 2 });
  silent.advance();
  silent.done();
  expect(sent).toEqual([]);
});

test('a bar is on the screen already: a cell that ends with it shows nothing more', () => {
  expect(isShown(bar({}))).toBe(true);
});

test('what cannot be counted is refused', () => {
  expect(() => progress(5 as unknown as number[])).toThrow(InvalidArgumentError);
  expect(() => progress([1], { total: -1 })).toThrow('progress total is no count: received -1, expected 0 or more');
  expect(() => bar({ total: Number.NaN })).toThrow(InvalidArgumentError);
  expect(() => bar({}).advance(Number.NaN)).toThrow('progress count is no count: received NaN');
});
