/** Schneider-Mizell et al. 2025: how far across the column does the dendrite of each type reach? */
import { nullableNumberColumn, type TableLike } from '../../core/table.js';
import { strip } from '../../display/figure/distributions.js';
import type { Recipe } from '../recipe.js';
import { sampleColumnCensus } from '../sample/column-census.js';
import {
  type ColumnClass,
  inOrder,
  isOf,
  joinColumn,
  MANUAL_TYPES,
  MORPHOLOGICAL_TYPES,
  typeColors,
} from './column-types.js';

/** What {@link dendriteReach} can be asked; every field may be left out. */
export interface DendriteReachOptions {
  /** Types by shape, or by hand; `morphological` when absent. */
  readonly types?: 'morphological' | 'manual';
  /** Which cells are drawn; `all` when absent. */
  readonly cells?: ColumnClass;
}

/** What {@link dendriteReach} finds: the arrays run together, one element a cell. */
export interface DendriteReachStatistics {
  readonly nucleusIds: readonly bigint[];
  readonly types: readonly string[];
  /** µm; NaN where the table has none. */
  readonly reachUm: readonly number[];
}

interface Inputs {
  readonly morphological: TableLike;
  readonly manual: TableLike;
}

/** The recipe of the dendrites' reach. */
export const dendriteReach: Recipe<Inputs, DendriteReachOptions, DendriteReachStatistics> = {
  paper: 'Schneider-Mizell et al. 2025',
  doi: '10.1038/s41586-024-07780-8',
  panel: 'features of the morphological types',
  title: 'How far across the column the dendrites of each type reach',
  basis: 'data',
  honesty:
    'Reach is as its authors measured and released it, for Elabbady et al. 2025; types are those of the census. ' +
    'The paper tells types apart by 29 such measures together, so overlap in this one is no objection to them.',
  inputs: {
    morphological: {
      dataset: 'elabbady2025/column-radial-extent',
      columns: ['id', 'cell_type', 'classification_system', 'radial_extent_dendrite'],
    },
    manual: { dataset: 'celii2025/column-cell-types', columns: ['nucleus_id', 'cell_type'] },
  },
  defaults: { types: 'morphological', cells: 'all' },
  choices: { types: ['morphological', 'manual'], cells: ['all', 'excitatory', 'inhibitory'] },
  sample: sampleColumnCensus,
  analyse({ morphological, manual }, { types, cells: asked }) {
    const reach = nullableNumberColumn(morphological, 'radial_extent_dendrite');
    const cells = joinColumn(morphological, manual)
      .map((cell, row) => ({
        ...cell,
        reachUm: reach[row],
        type: types === 'manual' ? cell.manual : cell.morphological,
      }))
      .filter(cell => isOf(cell, asked) && cell.type !== undefined);
    return {
      nucleusIds: cells.map(cell => cell.nucleusId),
      types: cells.map(cell => cell.type as string),
      reachUm: cells.map(cell => cell.reachUm),
    };
  },
  printed: () => undefined,
  quantities: () => ({}),
  facts: ({ reachUm }, { cells }) => ({
    what: 'A dot is a cell, at the farthest point of its dendrite from the soma seen from above. Bars: quartiles; line across: median.',
    n: { cells: reachUm.filter(Number.isFinite).length },
    filters: cells === 'all' ? [] : [`${cells} cells`],
  }),
  draw: ({ nucleusIds, types, reachUm }, { types: by }, { title, caption, synthetic }) =>
    strip(reachUm, types, {
      title,
      caption,
      synthetic,
      ids: nucleusIds.map(id => `nucleus ${id}`),
      order: inOrder(types, by === 'manual' ? MANUAL_TYPES : MORPHOLOGICAL_TYPES),
      colors: typeColors(types),
      yTitle: 'reach of the dendrite (µm)',
    }),
};
