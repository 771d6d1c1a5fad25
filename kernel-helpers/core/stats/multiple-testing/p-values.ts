import { InvalidArgumentError } from '../../../errors.js';
import { finiteNumbers, type Numbers } from '../finite-numbers.js';

/** p values, every one from 0 to 1. */
export function checkPValues(pValues: Numbers, caller: string): ArrayLike<number> {
  const p = finiteNumbers(pValues, caller, 'pValues');
  for (let i = 0; i < p.length; i++) {
    if (p[i] >= 0 && p[i] <= 1) continue;
    throw new InvalidArgumentError(
      `${caller} pValues at index ${i} is out of range: received ${p[i]}, expected 0 to 1`,
      { argument: 'pValues' },
    );
  }
  return p;
}
