/** Schneider-Mizell et al. 2025, Fig. 1: how deep do the cells of each type lie? */
import { bigintColumn, numberColumn, type TableLike, tableOf } from '../../core/table.js';
import { minnie65 } from '../../core/transforms.js';
import { depthProfile } from '../../display/figure/depth-profile.js';
import type { Recipe } from '../recipe.js';
import { sampleColumnCensus } from '../sample/column-census.js';
import { type ColumnClass, isOf, joinColumn, typeColors } from './column-types.js';

/** What {@link somaDepth} can be asked; every field may be left out. */
export interface SomaDepthOptions {
  /** Types by shape, or by hand; `manual` when absent. */
  readonly types?: 'morphological' | 'manual';
  /** Which cells are drawn; `all` when absent. */
  readonly cells?: ColumnClass;
}

/** What {@link somaDepth} finds: the arrays run together, one element a cell. */
export interface SomaDepthStatistics {
  readonly nucleusIds: readonly bigint[];
  readonly types: readonly string[];
  /** µm under a flat pia; NaN for cells that the table of somata has not. */
  readonly depthUm: readonly number[];
}

interface Inputs {
  readonly morphological: TableLike;
  readonly manual: TableLike;
  readonly somata: TableLike;
}

/** The recipe of the depths. */
export const somaDepth: Recipe<Inputs, SomaDepthOptions, SomaDepthStatistics> = {
  paper: 'Schneider-Mizell et al. 2025',
  doi: '10.1038/s41586-024-07780-8',
  panel: 'Fig. 1',
  title: 'How deep the cells of each type lie',
  basis: 'data',
  honesty:
    'Depths are computed from the centres of the nuclei, under a pia taken as flat after turning the volume by 5°. ' +
    'The layer borders are the Allen Institute’s for this volume, not drawn anew.',
  inputs: {
    morphological: {
      dataset: 'elabbady2025/column-radial-extent',
      columns: ['id', 'cell_type', 'classification_system'],
    },
    manual: { dataset: 'celii2025/column-cell-types', columns: ['nucleus_id', 'cell_type'] },
    somata: {
      dataset: 'minnie65/v1507/aibs_cell_info',
      columns: ['id', 'pt_position_x', 'pt_position_y', 'pt_position_z'],
    },
  },
  defaults: { types: 'manual', cells: 'all' },
  choices: { types: ['morphological', 'manual'], cells: ['all', 'excitatory', 'inhibitory'] },
  sample: sampleColumnCensus,
  analyse({ morphological, manual, somata }, { types, cells: asked }) {
    const depthOf = depths(somata);
    const cells = joinColumn(morphological, manual)
      .map(cell => ({ ...cell, type: types === 'manual' ? cell.manual : cell.morphological }))
      .filter(cell => isOf(cell, asked) && cell.type !== undefined);
    return {
      nucleusIds: cells.map(cell => cell.nucleusId),
      types: cells.map(cell => cell.type as string),
      depthUm: cells.map(cell => depthOf.get(cell.nucleusId) ?? Number.NaN),
    };
  },
  printed: () => undefined,
  quantities: () => ({}),
  facts: ({ depthUm }, { cells }) => ({
    what: 'Outlines: soma density (Gaussian, s.d. 25 µm), each scaled to its own peak; dots: somata; dotted lines: borders of layers.',
    n: { cells: depthUm.filter(Number.isFinite).length },
    filters: [
      ...(cells === 'all' ? [] : [`${cells} cells`]),
      `cells without a soma in the table are left out: ${depthUm.filter(Number.isNaN).length}`,
    ],
  }),
  draw: ({ types, depthUm }, _options, { title, caption, synthetic }) =>
    depthProfile(tableOf({ cell_type: types, y_um: depthUm }), {
      title,
      caption,
      synthetic,
      layers: minnie65.layers,
      colors: typeColors(types),
    }),
};

/** Depth under the pia by nucleus, µm. */
function depths(somata: TableLike): ReadonlyMap<bigint, number> {
  const [x, y, z] = ['x', 'y', 'z'].map(axis => numberColumn(somata, `pt_position_${axis}`));
  return new Map(
    Array.from(bigintColumn(somata, 'id'), (id, row) => [
      id,
      minnie65.toPiaUm(minnie65.voxelToNm([x[row], y[row], z[row]]))[1],
    ]),
  );
}
