import { InvalidArgumentError } from '../../errors.js';

/**
 * What the statistics take: arrays, typed arrays, or anything that can be walked, such as an Arrow column.
 *
 * One rule for missing values holds for all of them: NaN, null and infinities are an error that names the index;
 * nothing is skipped in silence. Filter first, where leaving values out is what you mean.
 */
export type Numbers = ArrayLike<number> | Iterable<number | null>;

/**
 * The same numbers by index, every one finite.
 *
 * @throws {InvalidArgumentError} `<caller> <argument> at index <i> is missing or not finite: …`
 */
export function finiteNumbers(values: Numbers, caller: string, argument = 'values'): ArrayLike<number> {
  const indexed =
    'length' in values && (Array.isArray(values) || ArrayBuffer.isView(values)) ? values : toArray(values);
  for (let i = 0; i < indexed.length; i++) {
    const value: unknown = indexed[i];
    if (typeof value === 'number' && Number.isFinite(value)) continue;
    throw new InvalidArgumentError(
      `${caller} ${argument} at index ${i} is missing or not finite: received ${typeof value === 'bigint' ? `${value}n` : String(value)}, expected a number`,
      { argument },
    );
  }
  return indexed;
}

function toArray(values: Numbers): ArrayLike<number> {
  // An Arrow column of floats without nulls has its numbers in one piece already. Integers there may stand for
  // something else, such as days or halves of a float.
  const column = values as { readonly nullCount?: number; toArray?(): unknown };
  if (column.nullCount === 0 && typeof column.toArray === 'function') {
    const stored = column.toArray();
    if (stored instanceof Float64Array || stored instanceof Float32Array) return stored;
  }
  return Array.from(values as Iterable<number>);
}
