/** Schneider-Mizell et al. 2025, Fig. 1: which cells are there in a column of visual cortex? */
import { type CrossTable, crossTabulate } from '../../core/connectivity/cross-tabulate.js';
import type { TableLike } from '../../core/table.js';
import { crossTable } from '../../display/figure/cross-table.js';
import { census as printed } from '../../published/schneider-mizell2025.js';
import type { Recipe } from '../recipe.js';
import { sampleColumnCensus } from '../sample/column-census.js';
import { type ColumnClass, inOrder, isOf, joinColumn, MANUAL_TYPES, MORPHOLOGICAL_TYPES } from './column-types.js';

/** What {@link census} can be asked; every field may be left out. */
export interface CensusOptions {
  /** Which cells are drawn; `all` when absent. The check always counts all of them. */
  readonly cells?: ColumnClass;
}

/** What {@link census} finds. */
export interface CensusStatistics {
  /** Cells by type given by hand (rows) and morphological type (columns): all that both tables have. */
  readonly types: CrossTable;
  /** The same of the cells that are drawn. */
  readonly drawn: CrossTable;
}

interface Inputs {
  readonly morphological: TableLike;
  readonly manual: TableLike;
}

/** The recipe of the census. */
export const census: Recipe<Inputs, CensusOptions, CensusStatistics> = {
  paper: printed.paper,
  doi: printed.doi,
  panel: printed.figure,
  title: 'The cells of one column of visual cortex, by hand and by shape',
  basis: 'data',
  honesty:
    'Both types are the authors’, given by people and by clustering; joining and counting them is done anew. ' +
    'The table with the morphological types has 1,351 cells, one less than the abstract says.',
  inputs: {
    morphological: {
      dataset: 'elabbady2025/column-radial-extent',
      columns: ['id', 'cell_type', 'classification_system'],
    },
    manual: { dataset: 'celii2025/column-cell-types', columns: ['nucleus_id', 'cell_type'] },
  },
  defaults: { cells: 'all' },
  choices: { cells: ['all', 'excitatory', 'inhibitory'] },
  sample: sampleColumnCensus,
  analyse({ morphological, manual }, { cells: asked }) {
    const cells = joinColumn(morphological, manual);
    const tabulate = (some: typeof cells): CrossTable =>
      crossTabulate(
        some.map(cell => cell.manual),
        some.map(cell => cell.morphological),
        {
          rowOrder: inOrder(
            some.map(cell => cell.manual),
            MANUAL_TYPES,
          ),
          columnOrder: inOrder(
            some.map(cell => cell.morphological),
            MORPHOLOGICAL_TYPES,
          ),
        },
      );
    return { types: tabulate(cells), drawn: tabulate(cells.filter(cell => isOf(cell, asked))) };
  },
  printed: () => printed,
  quantities: ({ types }) => printed.quantities(types),
  facts: ({ drawn }, { cells }) => ({
    what: 'Written: cells; colour: share of the cells of the row; in brackets: totals.',
    n: { cells: drawn.total },
    filters: [
      ...(cells === 'all' ? [] : [`${cells} cells`]),
      `cells that both tables have, by nucleus; in one only: ${drawn.missing}`,
    ],
  }),
  draw: ({ drawn }, _options, { title, caption, synthetic }) =>
    crossTable(drawn, { title, caption, synthetic, rowTitle: 'Type by hand', columnTitle: 'Morphological type' }),
};
