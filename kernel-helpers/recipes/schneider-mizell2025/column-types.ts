/** The types of the column's cells: their order on an axis, and their colours. */
import type { TableLike } from '../../core/table.js';
import { bigintColumn, stringColumn } from '../../core/table.js';
import { CELL_TYPE_COLORS } from '../../display/palette.js';

/** Types given by hand, by layer; excitatory ones first, those that nobody was sure of last in their class. */
export const MANUAL_TYPES: readonly string[] = [
  ...['23P', '4P', '5P-IT', '5P-ET', '5P-PT', '5P-NP', '6P-IT', '6P-CT', '6P-U', 'WM-P', 'Unsure E'],
  ...['BC', 'MC', 'NGC', 'BPC', 'Unsure I', 'Unsure'],
];

/** Morphological types: eighteen of excitatory cells by layer, then the subclasses of interneurons. */
export const MORPHOLOGICAL_TYPES: readonly string[] = [
  ...['L2a', 'L2b', 'L2c', 'L3a', 'L3b', 'L4a', 'L4b', 'L4c', 'L5a', 'L5b', 'L5ET', 'L5NP'],
  ...['L6short-a', 'L6short-b', 'L6tall-a', 'L6tall-b', 'L6tall-c', 'L6wm'],
  ...['PTC', 'DTC', 'STC', 'ITC'],
];

/** The anatomical subclasses of interneurons. */
export const INHIBITORY_TYPES: ReadonlySet<string> = new Set([
  ...['PTC', 'DTC', 'STC', 'ITC'],
  ...['BC', 'MC', 'NGC', 'BPC', 'Unsure I'],
]);

/** Which class a cell is of, as the table of the column calls it. */
export type ColumnClass = 'all' | 'excitatory' | 'inhibitory';

/** The manual type that most cells of a morphological type have, whose colour it gets. */
const NEAREST: readonly (readonly [pattern: RegExp, manual: string])[] = [
  [/^L[23]/, '23P'],
  [/^L4/, '4P'],
  [/^L5ET|^5P-PT/, '5P-ET'],
  [/^L5NP/, '5P-NP'],
  [/^L5/, '5P-IT'],
  [/^L6tall/, '6P-CT'],
  [/^L6/, '6P-IT'],
  [/^PTC/, 'BC'],
  [/^DTC/, 'MC'],
  [/^STC/, 'NGC'],
  [/^ITC/, 'BPC'],
];

/** The field's colour for each type that has one, by the manual type nearest to it. */
export function typeColors(types: Iterable<string>): Record<string, string> {
  const colors: Record<string, string> = {};
  for (const type of types) {
    const manual = NEAREST.find(([pattern]) => pattern.test(type))?.[1];
    if (manual !== undefined) colors[type] = CELL_TYPE_COLORS[manual];
  }
  return colors;
}

/** The types that occur, in the order of an axis; those the order does not know come last, by alphabet. */
export function inOrder(present: Iterable<string | undefined>, order: readonly string[]): string[] {
  const types = new Set([...present].filter(type => type !== undefined));
  const known = order.filter(type => types.has(type));
  return [...known, ...[...types].filter(type => !order.includes(type)).sort()];
}

/** A cell of the column as both tables have it. */
export interface ColumnCell {
  readonly nucleusId: bigint;
  readonly morphological: string;
  /** `undefined` where the table of manual types has no such nucleus. */
  readonly manual: string | undefined;
  readonly isInhibitory: boolean;
}

/** The cells of the table of morphological types, in its order, with their manual type by nucleus. */
export function joinColumn(morphological: TableLike, manual: TableLike): ColumnCell[] {
  const nuclei = bigintColumn(manual, 'nucleus_id');
  const byHand = new Map(stringColumn(manual, 'cell_type').map((type, row) => [nuclei[row], type]));
  const ids = bigintColumn(morphological, 'id');
  const types = stringColumn(morphological, 'cell_type');
  return stringColumn(morphological, 'classification_system').map((system, row) => ({
    nucleusId: ids[row],
    morphological: types[row],
    manual: byHand.get(ids[row]),
    isInhibitory: system === 'aibs_coarse_inhibitory',
  }));
}

/** Whether a cell is of the class asked for. */
export function isOf(cell: ColumnCell, asked: ColumnClass): boolean {
  return asked === 'all' || cell.isInhibitory === (asked === 'inhibitory');
}
