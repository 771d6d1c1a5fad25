import { InvalidArgumentError } from '../../../errors.js';

/** What a test looks for: any difference, or a first value that is larger (`greater`) or smaller (`less`). */
export type Alternative = 'two-sided' | 'greater' | 'less';

const KNOWN: readonly Alternative[] = ['two-sided', 'greater', 'less'];

/** The alternative, `two-sided` where none is given. */
export function checkAlternative(alternative: Alternative | undefined, caller: string): Alternative {
  const wanted = alternative ?? 'two-sided';
  if (KNOWN.includes(wanted)) return wanted;
  throw new InvalidArgumentError(
    `${caller} alternative is unknown: received ${String(wanted)}, expected one of ${KNOWN.join(', ')}`,
    { argument: 'alternative' },
  );
}

/** The p value of a statistic whose distribution is known by its two tails, both of them with the value itself. */
export function tailP(alternative: Alternative, lower: number, upper: number): number {
  if (alternative === 'less') return Math.min(1, lower);
  if (alternative === 'greater') return Math.min(1, upper);
  return Math.min(1, 2 * Math.min(lower, upper));
}
