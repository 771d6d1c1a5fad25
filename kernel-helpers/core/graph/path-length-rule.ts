import { InvalidArgumentError } from '../../errors.js';
import type { Rows } from './rows.js';

/**
 * How long a connection is. `hops`: 1. `inverse`: 1 / synapses, so that strong connections are short. Or a function of
 * its number of synapses that gives a finite length of at least 0.
 */
export type LengthRule = 'hops' | 'inverse' | ((synapses: number) => number);

/** `lengths[e]` of each entry; `undefined` where all are 1. */
export function entryLengths(rows: Rows, rule: LengthRule, caller: string): Float64Array | undefined {
  if (rule === 'hops') return undefined;
  if (rule === 'inverse') return Float64Array.from(rows.counts, count => 1 / count);
  if (typeof rule !== 'function') {
    throw new InvalidArgumentError(
      `${caller} length is unknown: received ${String(rule)}, expected hops, inverse or a function of the synapses`,
      { argument: 'length' },
    );
  }
  return Float64Array.from(rows.counts, count => {
    const length = rule(count);
    if (Number.isFinite(length) && length >= 0) return length;
    throw new InvalidArgumentError(
      `${caller} length of a connection of ${count} synapses is not valid: received ${length}, expected a finite number of at least 0`,
      { argument: 'length' },
    );
  });
}
