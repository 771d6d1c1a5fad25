import { InvalidArgumentError } from '../../../errors.js';
import { cholesky, solveCholesky } from './symmetric.js';

/** A log-likelihood at one point: its value, its slope, and how it bends (the information matrix, `[i * p + j]`). */
export interface Likelihood {
  readonly value: number;
  readonly gradient: Float64Array;
  readonly information: Float64Array;
}

/** Where a log-likelihood is greatest. */
export interface Maximum extends Likelihood {
  readonly at: Float64Array;
  readonly iterations: number;
}

/** How {@link maximise} ends. */
export interface MaximiseOptions {
  readonly caller: string;
  readonly maxIterations: number;
  /**
   * The error to throw when along `step` the likelihood rises for ever; `slack` is how much of the longest change a
   * row may go against it, and for what the step is already: nothing, or what iterations have left over.
   */
  readonly unbounded: (step: Float64Array, slack: number) => InvalidArgumentError | undefined;
}

/** A step so small that the next would be its square, which is rounding. */
const CONVERGED = 1e-7;

/** By now what converges has converged, and a step that goes on is a likelihood without a maximum. */
const PATIENCE = 10;

/**
 * The maximum of a concave log-likelihood by Newton's method, halving a step that leads down.
 *
 * @throws {InvalidArgumentError} when there is no maximum, or `maxIterations` do not reach it.
 */
export function maximise(
  start: Float64Array,
  evaluate: (at: Float64Array) => Likelihood,
  { caller, maxIterations, unbounded }: MaximiseOptions,
): Maximum {
  const p = start.length;
  let at = start;
  let here = evaluate(at);
  for (let iterations = 1; iterations <= maxIterations; iterations++) {
    const factor = cholesky(here.information, p);
    if (!factor) break;
    const step = solveCholesky(factor, p, here.gradient);
    const endless = unbounded(step, iterations < PATIENCE ? 0 : 1e-6);
    if (endless) throw endless;
    const from = here;
    let part = 1;
    let next = at;
    for (let halvings = 0; halvings < 40; halvings++, part /= 2) {
      next = at.map((value, i) => value + part * step[i]);
      here = evaluate(next);
      // Near the top the likelihood is level to the last digits, and rounding decides between up and down.
      if (here.value >= from.value - 1e-9 * (1 + Math.abs(from.value))) break;
    }
    const small = step.every((value, i) => Math.abs(part * value) <= CONVERGED * (1 + Math.abs(next[i])));
    at = next;
    if (small) return { ...here, at, iterations };
  }
  throw new InvalidArgumentError(
    `${caller} does not converge: received data without a maximum of the likelihood after ${maxIterations} steps, expected one; see whether a predictor decides the outcome alone, or is nearly a sum of others`,
    { argument: 'predictors' },
  );
}

/** Names of the predictors that a direction without end consists of. */
export function namesAlong(names: readonly string[], step: Float64Array, intercept: boolean): string[] {
  const most = step.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const along = names.filter((_, i) => Math.abs(step[i]) > 1e-3 * most);
  const slopes = intercept ? along.filter(name => name !== names[0]) : along;
  return slopes.length > 0 ? slopes : along;
}
