import { InvalidArgumentError } from '../../../errors.js';

/** A number made of a sample; `undefined` where the sample has none. */
export type SampleStatistic = (sample: Float64Array) => number | undefined;

/** A statistic by name, which is fast, or as a function of a sample. */
export type Statistic = 'mean' | 'median' | 'standardDeviation' | SampleStatistic;

const NAMED: Readonly<Record<string, SampleStatistic>> = {
  mean: sample => sumOf(sample) / sample.length,
  median: sample => medianOf(sample.slice()),
  standardDeviation(sample) {
    if (sample.length < 2) return undefined;
    const centre = sumOf(sample) / sample.length;
    let squares = 0;
    for (let i = 0; i < sample.length; i++) squares += (sample[i] - centre) ** 2;
    return Math.sqrt(squares / (sample.length - 1));
  },
};

/** The function for a statistic. */
export function statisticOf(statistic: Statistic, caller: string): SampleStatistic {
  if (typeof statistic === 'function') return statistic;
  if (Object.hasOwn(NAMED, statistic)) return NAMED[statistic];
  throw new InvalidArgumentError(
    `${caller} statistic is unknown: received ${String(statistic)}, expected ${Object.keys(NAMED).join(', ')} or a function`,
    { argument: 'statistic' },
  );
}

/** The value of a statistic, which must be a number: a draw cannot be left out unseen. */
export function definedValue(statistic: SampleStatistic, sample: Float64Array, caller: string): number {
  const value = statistic(sample);
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  throw new InvalidArgumentError(
    `${caller} statistic is not defined for a sample that was drawn: received ${String(value)} of ${sample.length} values, expected a number`,
    { argument: 'statistic' },
  );
}

function sumOf(values: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i];
  return sum;
}

function medianOf(values: Float64Array): number {
  values.sort();
  const half = values.length >> 1;
  return values.length % 2 === 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}
