import { benjaminiHochberg, bonferroni, holm } from '../stats/multiple-testing/index.js';
import type { Mixing } from './draw-swaps.js';
import { type NullTest, nullTest } from './null-test.js';

/** How p values of a family are adjusted. */
export type Adjustment = 'benjamini-hochberg' | 'holm' | 'bonferroni' | 'none';

/** Which model was compared, and how. */
export interface NullRun {
  /** The model and its parameters, in words and numbers. */
  readonly model: Readonly<Record<string, string | number>>;
  /** The statistic by name; `function` for one of your own. */
  readonly statistic: string;
  readonly seed: number;
  /** Graphs drawn. */
  readonly n: number;
  /** For `degreePreserving`: whether the swaps were enough. */
  readonly mixing: Mixing | undefined;
  /** What `continueFrom` compares: equal for the same graph, model and statistic. */
  readonly fingerprint: string;
}

/** One number of the observed graph against a null model. */
export interface NullResult extends NullRun, NullTest {}

/** One test of a family. */
export interface FamilyTest extends NullTest {
  readonly name: string;
  /** p adjusted for all tests of the family; `undefined` without draws. */
  readonly pAdjusted: number | undefined;
}

/** Several numbers of the observed graph against a null model, each with its test. */
export interface NullFamily extends NullRun {
  readonly adjustment: Adjustment;
  /** In the order of `names`. */
  readonly tests: readonly FamilyTest[];
  readonly names: readonly string[];
}

/** What was found: `draws[i * width + k]` is value k of draw i. */
export interface FoundValues {
  readonly names: readonly string[] | undefined;
  readonly observed: ArrayLike<number>;
  readonly draws: Float64Array;
  readonly expected: ArrayLike<number> | undefined;
}

/** The result of a run: one test, or a family of them where the statistic has names. */
export function nullResult(run: NullRun, found: FoundValues, adjustment: Adjustment): NullResult | NullFamily {
  const width = found.observed.length;
  const testOf = (k: number): NullTest => {
    const draws = Float64Array.from({ length: run.n }, (_, i) => found.draws[i * width + k]);
    return nullTest(found.observed[k], draws, found.expected?.[k]);
  };
  if (found.names === undefined) return { ...run, ...testOf(0) };
  const tests = found.names.map((_, k) => testOf(k));
  const adjusted =
    run.n === 0
      ? undefined
      : adjust(
          Float64Array.from(tests, ({ p }) => p as number),
          adjustment,
        );
  return {
    ...run,
    adjustment,
    names: found.names,
    tests: tests.map((test, k) => ({ name: (found.names as readonly string[])[k], ...test, pAdjusted: adjusted?.[k] })),
  };
}

function adjust(p: Float64Array, adjustment: Adjustment): Float64Array {
  switch (adjustment) {
    case 'benjamini-hochberg':
      return benjaminiHochberg(p);
    case 'bonferroni':
      return bonferroni(p);
    case 'holm':
      return holm(p);
    case 'none':
      return p;
  }
}
