/** What was run in this session, for consoles that offer it again with the up arrow. */
import { globToRegExp } from './glob.js';

/** This kernel's own session; there is no other, for history is kept in memory. */
const SESSION = 1;
/** How many entries the tail and a search give when the request does not say. */
const USUAL_COUNT = 1000;

/** One input: its session, its execution count, its source; with its result as text when the request wants outputs. */
export type HistoryEntry = readonly [
  session: number,
  line: number,
  source: string | readonly [input: string, output: string | null],
];

interface Input {
  readonly line: number;
  readonly source: string;
  output: string | null;
}

/** The inputs of one kernel session, in memory. */
export class History {
  #inputs: Input[] = [];

  /** Adds an input that was run. */
  add(line: number, source: string): void {
    this.#inputs.push({ line, source, output: null });
  }

  /** Adds the result, as text, to the input that was run under this number. */
  addOutput(line: number, output: string): void {
    const input = this.#inputs.at(-1);
    if (input?.line === line) input.output = output;
  }

  /**
   * Answers the content of a `history_request`: the `tail`, a `range` of counts, or a `search` with the globs of
   * IPython. What was typed is what was run: `raw` makes no difference. A field of a wrong type counts as left out.
   */
  select(request: Readonly<Record<string, unknown>>): HistoryEntry[] {
    const output = request.output === true;
    return this.#find(request).map(({ line, source, output: result }) => [
      SESSION,
      line,
      output ? [source, result] : source,
    ]);
  }

  #find(request: Readonly<Record<string, unknown>>): Input[] {
    const count = wholeNumber(request.n) ?? USUAL_COUNT;
    if (request.hist_access_type === 'range') return this.#range(request);
    if (request.hist_access_type === 'tail') return last(this.#inputs, count);
    if (request.hist_access_type !== 'search') return [];
    const wanted = globToRegExp(typeof request.pattern === 'string' ? request.pattern : '*');
    const found = this.#inputs.filter(({ source }) => wanted.test(source));
    return last(request.unique === true ? latestOfEach(found) : found, count);
  }

  /** A session of 0 is this one, of -1 the one before, which nobody remembers. Counts below 1 are from the end. */
  #range(request: Readonly<Record<string, unknown>>): Input[] {
    const session = wholeNumber(request.session) ?? 0;
    if (session !== 0 && session !== SESSION) return [];
    const end = (this.#inputs.at(-1)?.line ?? 0) + 1;
    const fromEnd = (line: number): number => (line < 0 ? line + end : line);
    const start = fromEnd(wholeNumber(request.start) ?? 1);
    const stop = fromEnd(wholeNumber(request.stop) || end);
    return this.#inputs.filter(({ line }) => line >= start && line < stop);
  }
}

/** The last `count`, all of them when `count` is negative, as in SQL. */
function last<Item>(items: readonly Item[], count: number): Item[] {
  return count < 0 ? [...items] : items.slice(Math.max(0, items.length - count));
}

function latestOfEach(inputs: readonly Input[]): Input[] {
  const latest = new Map(inputs.map(input => [input.source, input]));
  return inputs.filter(input => latest.get(input.source) === input);
}

function wholeNumber(value: unknown): number | undefined {
  return Number.isInteger(value) ? (value as number) : undefined;
}
