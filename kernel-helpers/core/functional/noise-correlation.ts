import { type Labels, readGroups } from '../stats/row-groups.js';
import { type Responses, readResponses } from './responses.js';
import { matrixOf, type UnitMatrix } from './signal-correlation.js';

/**
 * The noise correlation of every pair of units: Pearson's correlation, over all trials, of what responses differ from
 * the unit's mean for that trial's stimulus.
 *
 * `trials` has one response a trial, and `stimuli` says which stimulus each trial showed. A stimulus shown once has no
 * noise and is left out; `undefined` when no stimulus was shown twice. NaN for a unit without noise.
 *
 * @source Cohen and Kohn 2011, doi:10.1038/nn.2842
 * @throws {InvalidArgumentError} when units have not as many trials as there are stimuli, or a value is missing.
 * @example
 * const trials = [[1, 2, 5, 7], [3, 4, 1, 2]];
 * functional.noiseCorrelations(trials, ['left', 'left', 'right', 'right'])?.values; // 1, 0.948…, 0.948…, 1
 */
export function noiseCorrelations(trials: Responses, stimuli: Labels): UnitMatrix | undefined {
  const { values, count, width } = readResponses(trials, 'noiseCorrelations', 'trials');
  if (count === 0) return undefined;
  const { of, count: stimulusCount } = readGroups(stimuli, width, 'noiseCorrelations', 'stimuli');
  const shown = new Uint32Array(stimulusCount);
  for (const stimulus of of) shown[stimulus]++;
  const repeated = Uint32Array.from({ length: width }, (_, trial) => trial).filter(trial => shown[of[trial]] > 1);
  if (repeated.length === 0) return undefined;
  const noise = new Float64Array(count * repeated.length);
  for (let unit = 0; unit < count; unit++) {
    const own = values.subarray(unit * width, (unit + 1) * width);
    const sums = new Float64Array(stimulusCount);
    for (let trial = 0; trial < width; trial++) sums[of[trial]] += own[trial];
    repeated.forEach((trial, i) => {
      const mean = sums[of[trial]] / shown[of[trial]];
      const difference = own[trial] - mean;
      // Equal trials leave the rounding of their mean.
      const isNoise = Math.abs(difference) > 1e-14 * Math.abs(mean) * shown[of[trial]];
      noise[unit * repeated.length + i] = isNoise ? difference : 0;
    });
  }
  const rows = { values: noise, count, width: repeated.length };
  return matrixOf(rows, rows, true);
}
