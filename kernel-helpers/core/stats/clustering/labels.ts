import { InvalidArgumentError } from '../../../errors.js';

/** The group of every thing: numbers, names, or anything that is equal to itself. */
export type Grouping = ArrayLike<unknown> | Iterable<unknown>;

/** `codes[i]` is the number of label i among `names`, in the order in which they first come. */
export interface CodedLabels<T = unknown> {
  readonly codes: Uint32Array;
  readonly names: readonly T[];
}

/** Grouping as numbers. */
export function codeLabels(labels: Grouping, caller: string, argument: string): CodedLabels {
  const all = Array.from(labels as Iterable<unknown>);
  const numbers = new Map<unknown, number>();
  const codes = Uint32Array.from(all, (label, i) => {
    if (label === undefined || label === null || Number.isNaN(label)) {
      throw new InvalidArgumentError(
        `${caller} ${argument} at index ${i} is missing: received ${String(label)}, expected a label`,
        { argument },
      );
    }
    const known = numbers.get(label) ?? numbers.size;
    numbers.set(label, known);
    return known;
  });
  return { codes, names: [...numbers.keys()] };
}

/** Both as numbers; they must be of one length. */
export function codePair(a: Grouping, b: Grouping, caller: string): readonly [CodedLabels, CodedLabels] {
  const left = codeLabels(a, caller, 'a');
  const right = codeLabels(b, caller, 'b');
  if (left.codes.length === right.codes.length) return [left, right];
  throw new InvalidArgumentError(
    `${caller} labels are not paired: received ${left.codes.length} and ${right.codes.length}, expected as many in b as in a`,
    { argument: 'b' },
  );
}
