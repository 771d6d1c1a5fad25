import { InvalidArgumentError } from '../../../errors.js';
import { createRandom } from '../../random.js';
import { codeLabels, type Grouping } from './labels.js';
import { lda } from './lda.js';
import { type CheckedRows, checkRows, type Rows } from './rows.js';

/** How well rows are told apart when each is judged by the others. */
export interface LdaCrossValidation {
  /** The group that each row was given by the folds it was not in. */
  readonly predicted: readonly unknown[];
  /** The fraction of rows given their own group. */
  readonly accuracy: number;
  readonly seed: number;
}

/**
 * {@link lda} fitted to all folds but one and asked about that one, in turn. Rows of each group are dealt to the folds
 * as evenly as they go, in an order drawn from the seed.
 *
 * `undefined` where lda is, in any fold.
 *
 * @throws {InvalidArgumentError} when `folds` is not from 2 to the number of rows, or as in lda.
 * @example
 * const rows = [[0, 1], [1, 0], [5, 6], [6, 5.5], [0.5, 0], [5.5, 5]];
 * stats.ldaCrossValidation(rows, ['BC', 'BC', 'MC', 'MC', 'BC', 'MC'], { folds: 3 })?.accuracy; // 1
 */
export function ldaCrossValidation(
  rows: Rows,
  labels: Grouping,
  options: { readonly folds?: number; readonly seed?: number } = {},
): LdaCrossValidation | undefined {
  const { folds = 5, seed = 0 } = options;
  const table = checkRows(rows, 'ldaCrossValidation');
  const { codes, names } = codeLabels(labels, 'ldaCrossValidation', 'labels');
  if (codes.length !== table.rows || !Number.isInteger(folds) || folds < 2 || folds > table.rows) {
    throw new InvalidArgumentError(
      `ldaCrossValidation folds or labels do not fit: received ${folds} folds and ${codes.length} labels, expected 2 to ${table.rows} folds and ${table.rows} labels`,
      { argument: 'folds' },
    );
  }
  const foldOf = dealFolds(codes, names.length, folds, seed);
  const predicted: unknown[] = new Array(table.rows);
  for (let fold = 0; fold < folds; fold++) {
    const inside = Array.from(foldOf.keys()).filter(r => foldOf[r] !== fold);
    const outside = Array.from(foldOf.keys()).filter(r => foldOf[r] === fold);
    const fitted = lda(
      takeRows(table, inside),
      inside.map(r => names[codes[r]]),
    );
    if (fitted === undefined) return undefined;
    for (const [i, group] of fitted.predict(takeRows(table, outside)).entries()) predicted[outside[i]] = group;
  }
  const right = predicted.filter((group, r) => group === names[codes[r]]).length;
  return { predicted, accuracy: right / table.rows, seed };
}

function dealFolds(codes: Uint32Array, groups: number, folds: number, seed: number): Uint32Array {
  const random = createRandom(seed);
  const foldOf = new Uint32Array(codes.length);
  let next = 0;
  for (let g = 0; g < groups; g++) {
    const members = Array.from(codes.keys()).filter(r => codes[r] === g);
    for (let i = members.length - 1; i > 0; i--) {
      const j = random.integer(i + 1);
      [members[i], members[j]] = [members[j], members[i]];
    }
    for (const r of members) foldOf[r] = next++ % folds;
  }
  return foldOf;
}

function takeRows({ values, columns }: CheckedRows, which: readonly number[]): CheckedRows {
  const taken = new Float64Array(which.length * columns);
  which.forEach((r, i) => {
    taken.set(values.subarray(r * columns, (r + 1) * columns), i * columns);
  });
  return { values: taken, rows: which.length, columns };
}
