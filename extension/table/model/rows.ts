import { EMPTY_SELECTION, type Selection } from 'connectome-helpers/dist/contract/selection.js';
import type { TableView } from 'connectome-helpers/dist/contract/table.js';
import type { CellValue, IColumn } from './column';
import { type Condition, parseCondition } from './condition';
import { sortRows } from './order';

/** What a filter box says that cannot be understood. */
export interface IProblem {
  readonly column: string;
  readonly condition: Extract<Condition, { problem: string }>;
}

/** The rows that a view shows, in its order, and the filters that were passed over as they say nothing. */
export function shownRows(
  columns: readonly IColumn[],
  rowCount: number,
  view: TableView,
  isSelected: (row: number) => boolean,
): { rows: Uint32Array; problems: IProblem[] } {
  const problems: IProblem[] = [];
  let rows: Uint32Array = Uint32Array.from({ length: rowCount }, (_, row) => row);
  for (const [name, text] of view.filters) {
    const column = columns.find(candidate => candidate.name === name);
    const condition = column && parseCondition(text, column.kind);
    if (!column || !condition) continue;
    if ('problem' in condition) problems.push({ column: name, condition });
    else rows = rows.filter(row => condition.test(column.value(row)));
  }
  if (view.onlySelected) rows = rows.filter(isSelected);
  const sorted = columns.find(({ name }) => name === view.sort?.column);
  if (sorted && view.sort) rows = sortRows(rows, row => sorted.value(row), view.sort.descending);
  return { rows, problems };
}

/** How many of the ids of a row are selected: 0 none, 1 some, 2 all of them. */
export function marksOf(columns: readonly IColumn[], selection: Selection): (row: number) => 0 | 1 | 2 {
  const sets = { neurons: new Set(selection.neurons), synapses: new Set(selection.synapses) };
  const named = columns.flatMap(({ of, value }) => (of ? [{ chosen: sets[of], value }] : []));
  if (sets.neurons.size + sets.synapses.size === 0) return () => 0;
  return row => {
    let [some, all] = [false, true];
    for (const { chosen, value } of named) {
      const id = idText(value(row));
      if (id !== undefined && chosen.has(id)) some = true;
      else all = false;
    }
    return some ? (all ? 2 : 1) : 0;
  };
}

/** What rows select: the ids they name and nothing else. */
export function selectionOfRows(columns: readonly IColumn[], rows: Iterable<number>): Selection {
  const found = { neurons: new Set<string>(), synapses: new Set<string>() };
  for (const row of rows) {
    for (const { of, value } of columns) {
      const id = of && idText(value(row));
      if (of && id !== undefined) found[of].add(id);
    }
  }
  return { ...EMPTY_SELECTION, neurons: [...found.neurons], synapses: [...found.synapses] };
}

/** An id in digits; 0 names nothing in the field's tables, as null does. */
function idText(value: CellValue): string | undefined {
  const text = value === null ? '' : String(value);
  return /^-?\d{1,20}$/.test(text) && text !== '0' ? text : undefined;
}
