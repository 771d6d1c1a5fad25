/** MICrONS Consortium 2025, Fig. 7d: whom do layer 3 cells reach, and whom do those inhibit? */
import { columnNames, numberColumn, stringColumn, type TableLike } from '../../core/table.js';
import { matrix } from '../../display/matrix/index.js';
import { InvalidArgumentError } from '../../errors.js';
import { type MeasuredL3a, fig7d as printed } from '../../published/microns2025.js';
import type { Recipe } from '../recipe.js';
import { sampleL3a } from '../sample/l3a.js';

/** What {@link fig7d} can be asked; every field may be left out. */
export interface Fig7dOptions {
  /** `inhibitory` (when absent): the interneurons, with their input from the seven cells and their own targets. `excitatory`: what else the seven cells target. */
  readonly part?: 'inhibitory' | 'excitatory';
}

/** What {@link fig7d} finds. */
export interface Fig7dStatistics extends MeasuredL3a {
  /** The seven cells, as the columns are named: their nucleus ids. */
  readonly l3aCells: readonly string[];
  readonly tables: Fig7dTables;
}

/** The two tables. */
export interface Fig7dTables {
  readonly excitatory: TableLike;
  readonly inhibitory: TableLike;
}

const INHIBITORY = ['DTC', 'PTC', 'ITC', 'STC'];
const EXCITATORY = ['L2', 'L3', 'L4', 'L5', 'L5ET', 'L5NP', 'L6'];
const TARGETS = [...EXCITATORY, ...INHIBITORY];
/** Paper C's words, which this paper uses too. */
const CODES =
  'PTC perisomatic targeting (basket), DTC distal targeting (Martinotti), ITC inhibitory targeting, STC sparsely targeting';

/** The recipe of Fig. 7d. */
export const fig7d: Recipe<Fig7dTables, Fig7dOptions, Fig7dStatistics> = {
  paper: printed.paper,
  doi: printed.doi,
  panel: printed.figure,
  title: 'From seven layer 3 cells to 78 interneurons, and on to their targets',
  basis: 'data',
  honesty:
    'The counts are those the consortium released; sums are computed anew, and the paper prints no table to compare them with. ' +
    'The root ids are of a version that is not documented, and seven proofread cells of one mouse are a sample of their type.',
  inputs: {
    excitatory: { dataset: 'microns2025/l3a-excitatory-partners', columns: ['column_1'] },
    inhibitory: {
      dataset: 'microns2025/l3a-inhibitory-partners',
      columns: ['pt_root_id', 'cell_type', 'pt_position_y', ...TARGETS],
    },
  },
  defaults: { part: 'inhibitory' },
  choices: { part: ['inhibitory', 'excitatory'] },
  sample: sampleL3a,
  analyse({ excitatory, inhibitory }) {
    const types = stringColumn(inhibitory, 'cell_type');
    const l3aCells = cellColumns(inhibitory);
    const fromL3a = (table: TableLike): number[] => {
      const columns = cellColumns(table).map(cell => numberColumn(table, cell));
      return Array.from({ length: table.numRows }, (_, row) => columns.reduce((sum, column) => sum + column[row], 0));
    };
    return {
      l3aCells,
      tables: { excitatory, inhibitory },
      ontoExcitatory: sums(stringColumn(excitatory, 'column_1'), fromL3a(excitatory)),
      interneurons: sums(
        types,
        types.map(() => 1),
      ),
      ontoInterneurons: sums(types, fromL3a(inhibitory)),
      ofInterneurons: Object.fromEntries(TARGETS.map(target => [target, sumOf(numberColumn(inhibitory, target))])),
    };
  },
  printed: () => printed,
  quantities: statistics => printed.quantities(statistics),
  facts: ({ tables, ontoInterneurons, ontoExcitatory }, { part }) => ({
    what:
      part === 'inhibitory'
        ? `Synapses, on a log scale: from each of seven layer 3a cells (columns with nucleus ids) to each interneuron, and from the interneuron to cells of each type. ${CODES}`
        : 'Synapses from each of seven layer 3a cells (by nucleus id) onto excitatory cells of each type',
    n: {
      interneurons: tables.inhibitory.numRows,
      'synapses of the seven cells onto them': totalOf(ontoInterneurons),
      'onto excitatory cells': totalOf(ontoExcitatory),
    },
  }),
  draw({ tables, l3aCells }, { part }, { title, caption, synthetic }) {
    if (part === 'excitatory') {
      return matrix(tables.excitatory, {
        labels: 'column_1',
        rows: { sort: [] },
        counts: cellColumns(tables.excitatory),
        rowTitle: 'Type of the target',
        columnTitle: 'Layer 3a cell',
        title: 'From seven layer 3 cells to excitatory types',
        caption,
        synthetic,
      });
    }
    const kind = (names: readonly string[], word: string) => names.map(name => [name, word]);
    return matrix(tables.inhibitory, {
      id: 'pt_root_id',
      counts: [...l3aCells, ...TARGETS],
      groups: { type: 'cell_type' },
      groupOrder: { type: INHIBITORY },
      columnGroups: {
        side: Object.fromEntries([
          ...kind(l3aCells, 'input from'),
          ...kind(EXCITATORY, 'onto excitatory'),
          ...kind(INHIBITORY, 'onto inhibitory'),
        ]),
      },
      values: { 'y in the volume': { column: 'pt_position_y', unit: 'µm' } },
      rows: { sort: ['type', 'y in the volume'] },
      rowTitle: 'Interneuron',
      columnTitle: 'From, and onto',
      scale: 'log',
      title,
      caption,
      synthetic,
    });
  },
};

/** The columns of the layer 3a cells: those whose names are ids. */
function cellColumns(table: TableLike): string[] {
  const found = columnNames(table).filter(name => /^\d+$/.test(name));
  if (found.length > 0) return found;
  throw new InvalidArgumentError(
    `fig7d table has no cells: received columns ${columnNames(table).join(', ')}, expected some named by a nucleus id, with synapses of that layer 3 cell`,
    { argument: 'data' },
  );
}

const sumOf = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, value) => sum + value, 0);

/** Sums of `counts` by the name of each row. */
function sums(names: readonly string[], counts: readonly number[]): Record<string, number> {
  const found: Record<string, number> = {};
  names.forEach((name, row) => {
    found[name] = (found[name] ?? 0) + counts[row];
  });
  return found;
}

const totalOf = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((sum, count) => sum + count, 0);
