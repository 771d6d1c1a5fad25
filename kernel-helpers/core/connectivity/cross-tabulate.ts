import { InvalidArgumentError } from '../../errors.js';

/** How often each pair of labels occurs. */
export interface CrossTable {
  readonly rows: readonly string[];
  readonly columns: readonly string[];
  /** `counts[r * columns.length + c]`: how often row label r stands beside column label c. */
  readonly counts: Uint32Array;
  /** `rowTotals[r]` and `columnTotals[c]` count what is in the table. */
  readonly rowTotals: Uint32Array;
  readonly columnTotals: Uint32Array;
  readonly total: number;
  /** Pairs with a missing label, which are in no count. */
  readonly missing: number;
}

/** The order of the labels; alphabetical when absent. Labels that do not occur may be named. */
export interface CrossTabulateOptions {
  readonly rowOrder?: readonly string[];
  readonly columnOrder?: readonly string[];
}

type Labels = ArrayLike<string | null | undefined> | Iterable<string | null | undefined>;

/**
 * A contingency table: how often each label of one list stands beside each label of another, such as manual cell type
 * against morphological type. The lists run together; pairs in which one is `null` or `undefined` count as `missing`.
 *
 * O(labels + rows · columns).
 *
 * @throws {InvalidArgumentError} when the lists differ in length, or an order lacks or repeats a label.
 * @example
 * const { rows, columns, counts } = connectivity.crossTabulate(['BC', 'BC', 'MC'], ['PTC', 'DTC', 'DTC']);
 * counts; // [1, 1, 1, 0]: rows BC, MC and columns DTC, PTC
 */
export function crossTabulate(rowLabels: Labels, columnLabels: Labels, options: CrossTabulateOptions = {}): CrossTable {
  const first = Array.from(rowLabels);
  const second = Array.from(columnLabels);
  if (first.length !== second.length) {
    throw new InvalidArgumentError(
      `crossTabulate columnLabels has the wrong length: received ${second.length}, expected ${first.length} as rowLabels`,
      { argument: 'columnLabels' },
    );
  }
  const rows = namesOf(first, options.rowOrder, 'rowOrder');
  const columns = namesOf(second, options.columnOrder, 'columnOrder');
  const [rowOf, columnOf] = [rows, columns].map(names => new Map(names.map((name, i) => [name, i])));
  const table = {
    counts: new Uint32Array(rows.length * columns.length),
    rowTotals: new Uint32Array(rows.length),
    columnTotals: new Uint32Array(columns.length),
  };
  let missing = 0;
  for (let i = 0; i < first.length; i++) {
    const r = rowOf.get(first[i] ?? '');
    const c = columnOf.get(second[i] ?? '');
    if (r === undefined || c === undefined || first[i] == null || second[i] == null) missing++;
    else {
      table.counts[r * columns.length + c]++;
      table.rowTotals[r]++;
      table.columnTotals[c]++;
    }
  }
  return { rows, columns, ...table, total: first.length - missing, missing };
}

function namesOf(
  labels: readonly (string | null | undefined)[],
  order: readonly string[] | undefined,
  argument: string,
): string[] {
  const present = new Set(labels.filter(label => label != null));
  if (order === undefined) return [...present].sort();
  const named = new Set(order);
  const lacking = [...present].filter(label => !named.has(label));
  if (lacking.length === 0 && named.size === order.length) return [...order];
  const problem = lacking.length > 0 ? `lacks labels: expected also ${lacking.join(', ')}` : 'has a label twice';
  throw new InvalidArgumentError(`crossTabulate ${argument} ${problem}; received ${order.join(', ')}`, { argument });
}
