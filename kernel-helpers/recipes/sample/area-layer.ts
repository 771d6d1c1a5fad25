/** The synthetic column as the released tables of area and layer, so that their recipe runs without data. */
import { conditionalPoisson } from '../../core/stats/regression/conditional-poisson.js';
import { tableOf } from '../../core/table.js';
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';
import { QUANTITIES, type Scale } from '../ding2025/likeness.js';
import type { SlopeTables } from '../ding2025/released-slopes.js';
import { MEETING_UM, samplePairs, sampleVariable } from './pairs.js';

const LAYERS = ['L2/3', 'L4', 'L5'];
const FEWEST_SYNAPSES = 30;
const UM_PER_MM = 1000;

/**
 * Slopes of the column between layers 2/3, 4 and 5, all in one area (V1), by conditional Poisson regression in place of
 * a mixed model; of pairs of layers with more than 30 synapses.
 */
export function sampleSlopes(column: SyntheticColumnTables, variables: readonly string[], scale: Scale): SlopeTables {
  const all = samplePairs(column);
  const layerOf = [...(column.cells.getChild('layer') ?? [])].map(String);
  const near = Array.from(all.pre.keys()).filter(row => all.apartUm[row] <= MEETING_UM);
  const projections = LAYERS.flatMap(from => LAYERS.map(to => ({ from, to, name: `V1${from}->V1${to}` })));
  const found = variables.flatMap(variable => {
    const values = sampleVariable(all, variable);
    return projections.flatMap(({ from, to, name }) => {
      const rows = near.filter(row => layerOf[all.pre[row]] === from && layerOf[all.post[row]] === to);
      const pick = (column: Float64Array): number[] => rows.map(row => column[row]);
      const [synapses, coTravelMm] = [pick(all.synapses), pick(all.coTravelMm)];
      const total = synapses.reduce((sum, count) => sum + count, 0);
      if (total <= FEWEST_SYNAPSES) return [];
      // A count is wanted: µm stand for mm.
      const counted = scale === 'synaptic' ? synapses : coTravelMm.map(mm => Math.round(mm * UM_PER_MM));
      const pre = rows.map(row => all.pre[row]);
      const exposure = scale === 'synaptic' ? { exposure: coTravelMm } : {};
      const fit = conditionalPoisson(counted, { x: pick(values) }, pre, exposure)?.coefficients.x;
      if (fit === undefined) return [];
      const travel = coTravelMm.reduce((sum, mm) => sum + mm, 0);
      return [{ variable, name, fit, total, travel, pairs: rows.length, preCells: new Set(pre).size }];
    });
  });
  const named = {
    proj_hva_layer: found.map(({ name }) => name),
    variable_name: found.map(({ variable }) => variable),
    quantity_name: found.map(() => QUANTITIES[scale]),
  };
  return {
    slopes: tableOf({
      ...named,
      trend: found.map(({ fit }) => fit.estimate),
      'std.error': found.map(({ fit }) => fit.standardError),
    }),
    counts: tableOf({
      ...named,
      n_pre: found.map(({ preCells }) => preCells),
      n_pairs: found.map(({ pairs }) => pairs),
      n_synapses: found.map(({ total }) => total),
      dend_len: found.map(({ travel }) => travel),
    }),
  };
}
