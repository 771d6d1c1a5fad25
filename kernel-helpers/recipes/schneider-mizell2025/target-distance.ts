/** Schneider-Mizell et al. 2025: how near to the soma of its targets does one basket cell synapse? */
import { bigintColumn, numberColumn, stringColumn, type TableLike } from '../../core/table.js';
import { minnie65 } from '../../core/transforms.js';
import { strip } from '../../display/figure/distributions.js';
import type { Recipe } from '../recipe.js';
import { sampleBasketCell } from '../sample/basket-cell.js';
import { inOrder, MANUAL_TYPES, typeColors } from './column-types.js';

/** What {@link targetDistance} can be asked; every field may be left out. */
export interface TargetDistanceOptions {
  /** Types with fewer synapses than this are not drawn; 4 when absent. */
  readonly fewest?: number;
}

/** What {@link targetDistance} finds: the arrays run together, one element a synapse on a typed cell. */
export interface TargetDistanceStatistics {
  readonly targets: readonly bigint[];
  readonly types: readonly string[];
  /** From the synapse straight to the centre of its target's nucleus, µm; NaN where the table has no such nucleus. */
  readonly distanceUm: readonly number[];
}

interface Inputs {
  readonly outputs: TableLike;
  readonly cells: TableLike;
  readonly somata: TableLike;
}

/** The recipe of the distances. */
export const targetDistance: Recipe<Inputs, TargetDistanceOptions, TargetDistanceStatistics> = {
  paper: 'Schneider-Mizell et al. 2025',
  doi: '10.1038/s41586-024-07780-8',
  panel: 'compartments of the targets',
  title: 'How near to the somata of its targets one basket cell synapses',
  basis: 'data',
  honesty:
    'Distances are straight and from the centre of the nucleus, where the paper sorts targets into soma, proximal, distal and apical dendrite by their skeletons. ' +
    'Only targets in the column have a type and so are drawn.',
  inputs: {
    outputs: {
      dataset: 'minnie65/basket-cell-outputs',
      columns: ['pre_pt_root_id', 'post_pt_root_id', 'ctr_pt_position_x', 'ctr_pt_position_y', 'ctr_pt_position_z'],
    },
    cells: { dataset: 'celii2025/column-cell-types', columns: ['segment_id', 'nucleus_id', 'cell_type'] },
    somata: {
      dataset: 'minnie65/v1507/aibs_cell_info',
      columns: ['id', 'pt_position_x', 'pt_position_y', 'pt_position_z'],
    },
  },
  defaults: { fewest: 4 },
  sample: sampleBasketCell,
  analyse({ outputs, cells, somata }) {
    const nucleusOf = nucleiByCell(cells);
    const somaOf = somataNm(somata);
    const targets = bigintColumn(outputs, 'post_pt_root_id');
    const sources = bigintColumn(outputs, 'pre_pt_root_id');
    const [x, y, z] = ['x', 'y', 'z'].map(axis => numberColumn(outputs, `ctr_pt_position_${axis}`));
    const rows = Array.from(targets.keys()).filter(row => nucleusOf.has(targets[row]) && targets[row] !== sources[row]);
    return {
      targets: rows.map(row => targets[row]),
      types: rows.map(row => nucleusOf.get(targets[row])?.type as string),
      distanceUm: rows.map(row => {
        const soma = somaOf.get(nucleusOf.get(targets[row])?.nucleusId as bigint);
        if (soma === undefined) return Number.NaN;
        return Math.hypot(x[row] - soma[0], y[row] - soma[1], z[row] - soma[2]) / 1000;
      }),
    };
  },
  printed: () => undefined,
  quantities: () => ({}),
  facts: ({ distanceUm }, { fewest }) => ({
    what: 'A dot is a synapse, at its straight distance from the centre of its target’s nucleus. Bars: quartiles; line across: median.',
    n: { synapses: distanceUm.filter(Number.isFinite).length },
    filters: [
      'targets with a type',
      `types with ${fewest} synapses or more`,
      `synapses on targets without a nucleus in the table are left out: ${distanceUm.filter(Number.isNaN).length}`,
    ],
  }),
  draw: ({ targets, types, distanceUm }, { fewest }, { title, caption, synthetic }) => {
    const counts = new Map<string, number>();
    types.forEach((type, i) => {
      if (Number.isFinite(distanceUm[i])) counts.set(type, (counts.get(type) ?? 0) + 1);
    });
    const drawn = Array.from(types.keys()).filter(i => (counts.get(types[i]) ?? 0) >= fewest);
    const shown = drawn.map(i => types[i]);
    return strip(
      drawn.map(i => distanceUm[i]),
      shown,
      {
        title,
        caption,
        synthetic,
        ids: drawn.map(i => targets[i]),
        order: inOrder(shown, MANUAL_TYPES),
        colors: typeColors(shown),
        yTitle: 'distance to the soma of the target (µm)',
      },
    );
  },
};

function nucleiByCell(cells: TableLike): ReadonlyMap<bigint, { readonly nucleusId: bigint; readonly type: string }> {
  const nuclei = bigintColumn(cells, 'nucleus_id');
  const types = stringColumn(cells, 'cell_type');
  return new Map(
    Array.from(bigintColumn(cells, 'segment_id'), (id, row) => [id, { nucleusId: nuclei[row], type: types[row] }]),
  );
}

/** Centres by nucleus, nm. */
function somataNm(somata: TableLike): ReadonlyMap<bigint, readonly [number, number, number]> {
  const [x, y, z] = ['x', 'y', 'z'].map(axis => numberColumn(somata, `pt_position_${axis}`));
  return new Map(
    Array.from(bigintColumn(somata, 'id'), (id, row) => [id, minnie65.voxelToNm([x[row], y[row], z[row]])]),
  );
}
