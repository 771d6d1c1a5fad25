import { InvalidArgumentError } from '../../errors.js';

/** What a caption has to say; every field may be left out. */
export interface CaptionFacts {
  /** What is drawn, in a sentence. */
  readonly what?: string;
  /** How many of what: `{ cells: 148, pairs: 2411 }`. */
  readonly n?: Readonly<Record<string, number>>;
  /** Version of the data set, such as a materialization. */
  readonly version?: string | number;
  /** What was left out or kept, one phrase each. */
  readonly filters?: readonly string[];
  readonly test?: string;
  /** Correction for multiple testing. */
  readonly correction?: string;
  /** Of random draws. */
  readonly seed?: number;
  readonly citation?: string;
}

/**
 * A caption from facts, in one order: what, n, version, filters, test, correction, seed, source. Facts that are not
 * given are not written.
 *
 * @throws {InvalidArgumentError} when a count is no whole number of 0 or more.
 * @example
 * figure.caption({ n: { cells: 148 }, version: 1507, test: 'paired t-test', correction: 'Benjamini–Hochberg' });
 * // 'n = 148 cells. Data version 1507. Test: paired t-test, corrected by Benjamini–Hochberg.'
 */
export function caption(facts: CaptionFacts): string {
  const { what, n = {}, version, filters = [], test, correction, seed, citation } = facts;
  const counts = Object.entries(n).map(([name, count]) => {
    if (!Number.isInteger(count) || count < 0) {
      throw new InvalidArgumentError(
        `caption n of ${name} is not a count: received ${count}, expected a whole number of 0 or more`,
        { argument: 'n' },
      );
    }
    return `${count.toLocaleString('en-US')} ${name}`;
  });
  const tested = [test && `Test: ${test}`, correction && `${test ? 'corrected' : 'Corrected'} by ${correction}`];
  return [
    what,
    counts.length > 0 && `n = ${counts.join(', ')}`,
    version !== undefined && `Data version ${version}`,
    filters.length > 0 && `Filters: ${filters.join('; ')}`,
    tested.filter(Boolean).join(', '),
    seed !== undefined && `Seed ${seed}`,
    citation && `Source: ${citation}`,
  ]
    .filter(part => typeof part === 'string' && part !== '')
    .map(part => (/[.!?]$/.test(part as string) ? part : `${part}.`))
    .join(' ');
}
