/** Schneider-Mizell et al. 2025: everything one basket cell synapses on, and everything that synapses on it. */
import { cellSynapses, connectionSummary } from '../../core/connectivity/cell-synapses.js';
import { fromSynapses } from '../../core/connectivity/from-synapses.js';
import { type PartnersByGroup, partnersByGroup } from '../../core/connectivity/partners.js';
import { type SomaEstimate, somaFromSynapses } from '../../core/morphology/soma-from-synapses.js';
import { quantile } from '../../core/stats/summary/quantile.js';
import { bigintColumn, numberColumn, stringColumn, type TableLike } from '../../core/table.js';
import { NotFoundError } from '../../errors.js';
import { basketCellCard as printed } from '../../published/schneider-mizell2025.js';
import type { Recipe } from '../recipe.js';
import { sampleBasketCell } from '../sample/basket-cell.js';
import type { BasketCellCardOptions, BasketCellCardStatistics } from './card-statistics.js';
import { drawCard } from './draw-card.js';

interface Inputs {
  readonly outputs: TableLike;
  readonly inputs: TableLike;
  readonly cells: TableLike;
}

const COLUMNS = { pre: 'pre_pt_root_id', post: 'post_pt_root_id' } as const;
const CENTRE = ['ctr_pt_position_x', 'ctr_pt_position_y', 'ctr_pt_position_z'] as const;

/** The recipe of the card. */
export const basketCellCard: Recipe<Inputs, BasketCellCardOptions, BasketCellCardStatistics> = {
  paper: printed.paper,
  doi: printed.doi,
  panel: printed.figure,
  title: 'What one basket cell targets, and what targets it',
  basis: 'data',
  honesty:
    'Synapses were detected by machine; types are those given by hand to the cells of one column, so 613 of 6,470 outputs have one, and few inputs, because most axons that end here were never followed home. ' +
    'The paper prints no such list: the numbers of the check were computed a second time, by other code, from the same files.',
  inputs: {
    outputs: {
      dataset: 'minnie65/basket-cell-outputs',
      columns: [COLUMNS.pre, COLUMNS.post, 'size', ...CENTRE],
    },
    inputs: {
      dataset: 'minnie65/basket-cell-inputs',
      columns: [COLUMNS.pre, COLUMNS.post, 'size', ...CENTRE],
    },
    cells: { dataset: 'celii2025/column-cell-types', columns: ['segment_id', 'cell_type'] },
  },
  defaults: { partners: 'column', somaReachUm: 12 },
  choices: { partners: ['column', 'all'] },
  sample: sampleBasketCell,
  analyse({ outputs, inputs, cells }, { somaReachUm }) {
    const id = commonest(bigintColumn(outputs, COLUMNS.pre));
    const ids = bigintColumn(cells, 'segment_id');
    const types = stringColumn(cells, 'cell_type');
    const groupOf = new Map(types.map((type, row) => [ids[row], type]));
    const outputSynapses = cellSynapses(outputs, id, { ...COLUMNS, side: 'outputs', groupOf });
    const inputSynapses = cellSynapses(inputs, id, { ...COLUMNS, side: 'inputs', groupOf });
    const partnersIn = (table: TableLike): PartnersByGroup =>
      partnersByGroup(fromSynapses(table, { ...COLUMNS, cells: ids }), id, types);
    const targets = partnersIn(outputs);
    const heard = positions(inputs, CENTRE, inputSynapses.rows);
    const soma = somaFromSynapses(heard, { reachNm: 1000 * somaReachUm });
    const outputDistancesUm = distancesUm(positions(outputs, CENTRE, outputSynapses.rows), soma);
    return {
      id,
      outputSynapses,
      inputSynapses,
      targets,
      sources: partnersIn(inputs),
      outputs: connectionSummary(outputSynapses),
      inputs: connectionSummary(inputSynapses),
      columnOutputs: connectionSummary(outputSynapses, { grouped: true }),
      byTarget: Object.fromEntries(
        targets.outputs.map(({ group }) => [group, connectionSummary(outputSynapses, { group })]),
      ),
      autapses: outputSynapses.autapses,
      soma,
      outputDistancesUm,
      inputDistancesUm: distancesUm(heard, soma),
      medianOutputDistanceUm: soma === undefined ? Number.NaN : (quantile(outputDistancesUm, 0.5) ?? Number.NaN),
    };
  },
  printed: () => printed,
  quantities: statistics => printed.quantities(statistics),
  facts: ({ id, outputs, inputs, columnOutputs, autapses, soma }, { partners }) => ({
    what:
      `Cell ${id}. Bars: synapses with typed cells of the column, in brackets cells. ` +
      `Connections and sizes: ${partners === 'column' ? 'with typed cells of the column' : 'with all partners, fragments among them'}.` +
      (soma === undefined ? '' : ` Distance: straight, to the soma that ${soma.synapseCount} input synapses outline.`),
    n: {
      outputs: outputs.synapses,
      'on typed cells': columnOutputs.synapses,
      inputs: inputs.synapses,
    },
    filters: [`synapses of the cell on itself are left out: ${autapses}`],
  }),
  draw: drawCard,
};

/** The cell that most of the synapses are of. */
function commonest(ids: BigUint64Array): bigint {
  const counts = new Map<bigint, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  const [first] = [...counts].sort((a, b) => b[1] - a[1]);
  if (first !== undefined) return first[0];
  throw new NotFoundError('basketCellCard outputs are of no cell: received 0 synapses, expected at least 1', {
    known: [],
  });
}

/** `x, y, z, x, y, z …` of some rows. */
function positions(table: TableLike, names: readonly string[], rows: Uint32Array): Float64Array {
  const axes = names.map(name => numberColumn(table, name));
  const places = new Float64Array(3 * rows.length);
  rows.forEach((row, i) => {
    places.set([axes[0][row], axes[1][row], axes[2][row]], 3 * i);
  });
  return places;
}

function distancesUm(places: Float64Array, soma: SomaEstimate | undefined): Float64Array {
  const [x, y, z] = soma?.centreNm ?? [Number.NaN, Number.NaN, Number.NaN];
  return Float64Array.from(
    { length: places.length / 3 },
    (_, i) => Math.hypot(places[3 * i] - x, places[3 * i + 1] - y, places[3 * i + 2] - z) / 1000,
  );
}
