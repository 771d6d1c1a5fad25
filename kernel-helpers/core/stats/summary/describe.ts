import { finiteNumbers, type Numbers } from '../finite-numbers.js';
import { mean } from './mean.js';
import { quantileOfSorted } from './quantile.js';
import { sem } from './sem.js';
import { standardDeviation } from './spread.js';

/** A sample in numbers, all in the unit of the values; `undefined` where there are too few of them. */
export interface Description {
  readonly n: number;
  readonly mean: number | undefined;
  readonly standardDeviation: number | undefined;
  readonly sem: number | undefined;
  readonly min: number | undefined;
  readonly q25: number | undefined;
  readonly median: number | undefined;
  readonly q75: number | undefined;
  readonly max: number | undefined;
}

/**
 * A sample at a glance: how many, where, how spread.
 *
 * @throws {InvalidArgumentError} when a value is missing or not finite.
 * @example
 * stats.describe([1, 2, 3, 10]).median; // 2.5
 */
export function describe(values: Numbers): Description {
  const sample = finiteNumbers(values, 'describe');
  const sorted = new Float64Array(sample).sort();
  const at = (p: number): number | undefined => quantileOfSorted(sorted, p);
  return {
    n: sample.length,
    mean: mean(sample),
    standardDeviation: standardDeviation(sample),
    sem: sem(sample),
    min: at(0),
    q25: at(0.25),
    median: at(0.5),
    q75: at(0.75),
    max: at(1),
  };
}
