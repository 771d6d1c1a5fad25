import { ascendingOrder } from '../ascending-order.js';
import type { DrawStream } from './draw-stream.js';
import { definedValue, type SampleStatistic, type Statistic, statisticOf } from './statistic.js';

/** A statistic of a sample, of samples drawn from it, and of it without each value in turn. */
export interface Resampler {
  readonly estimate: number;
  draw(stream: DrawStream): number;
  leaveOneOut(): Float64Array;
}

/** The statistic of `sample`, by the shortest way there is for its name. */
export function resamplerOf(sample: Float64Array, statistic: Statistic, caller: string): Resampler {
  const of = statisticOf(statistic, caller);
  const estimate = definedValue(of, sample, caller);
  if (statistic === 'mean') return ofMean(sample, estimate);
  if (statistic === 'median') return ofMedian(sample, estimate);
  if (statistic === 'standardDeviation') return ofDeviation(sample, estimate, of);
  return ofFunction(sample, estimate, of, caller);
}

/** A mean needs no copy of what it is the mean of. */
function ofMean(sample: Float64Array, estimate: number): Resampler {
  const n = sample.length;
  return {
    estimate,
    draw: stream => stream.sumOf(sample) / n,
    leaveOneOut() {
      let sum = 0;
      for (let i = 0; i < n; i++) sum += sample[i];
      return sample.map(value => (sum - value) / (n - 1));
    },
  };
}

/** A median needs no sorting where it is known how often each rank of the sample was drawn. */
function ofMedian(sample: Float64Array, estimate: number): Resampler {
  const order = ascendingOrder(sample);
  const n = sample.length;
  const sorted = new Float64Array(n);
  /** `places[i]`: where value i of the sample is among the sorted ones. */
  const places = new Uint32Array(n);
  for (let place = 0; place < n; place++) {
    sorted[place] = sample[order[place]];
    places[order[place]] = place;
  }
  const drawn = new Uint32Array(n);
  const times = new Uint32Array(n);
  return {
    estimate,
    draw(stream) {
      stream.fill(drawn, n);
      times.fill(0);
      for (let i = 0; i < n; i++) times[places[drawn[i]]]++;
      const lowerRank = (n + 1) >> 1;
      const upperRank = (n >> 1) + 1;
      let at = 0;
      let passed = times[0];
      while (passed < lowerRank) passed += times[++at];
      const lower = sorted[at];
      while (passed < upperRank) passed += times[++at];
      return lower === sorted[at] ? lower : (lower + sorted[at]) / 2;
    },
    leaveOneOut() {
      const lower = (n - 2) >> 1;
      const upper = (n - 1) >> 1;
      // Without the value of rank `gone`, those behind it come one place nearer.
      return sorted.map((_, gone) => {
        const [one, other] = [sorted[lower + (lower >= gone ? 1 : 0)], sorted[upper + (upper >= gone ? 1 : 0)]];
        return lower === upper ? one : (one + other) / 2;
      });
    },
  };
}

function ofDeviation(sample: Float64Array, estimate: number, of: SampleStatistic): Resampler {
  const n = sample.length;
  let sum = 0;
  for (let i = 0; i < n; i++) sum += sample[i];
  const centred = sample.map(value => value - sum / n);
  const drawn = new Uint32Array(n);
  return {
    estimate,
    draw(stream) {
      stream.fill(drawn, n);
      let total = 0;
      for (let i = 0; i < n; i++) total += centred[drawn[i]];
      const mean = total / n;
      let squares = 0;
      for (let i = 0; i < n; i++) {
        const away = centred[drawn[i]] - mean;
        squares += away * away;
      }
      return Math.sqrt(squares / (n - 1));
    },
    leaveOneOut() {
      if (n < 3) return new Float64Array(n);
      let squares = 0;
      for (let i = 0; i < n; i++) squares += centred[i] * centred[i];
      return centred.map((away, gone) => {
        const left = squares - (away * away * n) / (n - 1);
        // One value that is nearly all the spread: what is left without it has lost its digits.
        return left > 1e-4 * squares ? Math.sqrt(left / (n - 2)) : (of(without(sample, gone)) as number);
      });
    },
  };
}

function ofFunction(sample: Float64Array, estimate: number, of: SampleStatistic, caller: string): Resampler {
  const n = sample.length;
  const rows = new Uint32Array(n);
  const drawn = new Float64Array(n);
  return {
    estimate,
    draw(stream) {
      stream.fill(rows, n);
      for (let i = 0; i < n; i++) drawn[i] = sample[rows[i]];
      return definedValue(of, drawn, caller);
    },
    leaveOneOut: () => sample.map((_, gone) => definedValue(of, without(sample, gone), caller)),
  };
}

function without(sample: Float64Array, gone: number): Float64Array {
  const rest = new Float64Array(sample.length - 1);
  rest.set(sample.subarray(0, gone));
  rest.set(sample.subarray(gone + 1), gone);
  return rest;
}
