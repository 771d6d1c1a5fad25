/** The synthetic column as the released tables of binned trends, slopes and counts, so that their recipes run. */
import { binnedTrend } from '../../core/functional/binned-trend.js';
import { conditionalPoisson } from '../../core/stats/regression/conditional-poisson.js';
import { tableOf } from '../../core/table.js';
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';
import { QUANTITIES, type Scale } from '../ding2025/likeness.js';
import type { TrendTables } from '../ding2025/released-trends.js';
import { MEETING_UM, type SamplePairs, samplePairs, sampleVariable } from './pairs.js';

const DRAWS = 50;
const SEED = 42;
const UM_PER_MM = 1000;

/**
 * Trends of the column for these variables at one scale, as one projection, V1->V1: of cells near each other, binned with
 * 50 bootstrap draws, and a slope by conditional Poisson regression in place of a mixed model.
 */
export function sampleTrends(column: SyntheticColumnTables, variables: readonly string[], scale: Scale): TrendTables {
  const all = samplePairs(column);
  const near = Array.from(all.apartUm.keys()).filter(row => all.apartUm[row] <= MEETING_UM);
  const pre = near.map(row => all.pre[row]);
  const synapses = near.map(row => all.synapses[row]);
  const coTravelMm = near.map(row => all.coTravelMm[row]);
  const numerator = scale === 'synaptic' ? synapses : coTravelMm;
  const found = variables.map(variable => {
    const values = sampleVariable(all, variable);
    const x = near.map(row => values[row]);
    const edges = edgesFor(x);
    const trend = binnedTrend(
      { pre, x, numerator, ...(scale === 'synaptic' && { denominator: coTravelMm }), synapses },
      { edges, draws: DRAWS, seed: SEED },
    );
    // A count is wanted: µm stand for mm.
    const counted = scale === 'synaptic' ? synapses : coTravelMm.map(mm => Math.round(mm * UM_PER_MM));
    const exposure = scale === 'synaptic' ? { exposure: coTravelMm } : {};
    const slope = conditionalPoisson(counted, { x }, pre, exposure)?.coefficients.x;
    return { variable, trend, slope, x };
  });
  const named = (rows: readonly { readonly variable: string }[]) => ({
    proj_hva: rows.map(() => 'V1->V1'),
    variable_name: rows.map(row => row.variable),
    quantity_name: rows.map(() => QUANTITIES[scale]),
  });
  const bins = found.flatMap(({ variable, trend, x }) =>
    trend.bins.map(bin => ({ variable, ...bin, coTravelMm: coTravelIn(bin, x, pre, coTravelMm) })),
  );
  const slopes = found.flatMap(({ variable, slope }) => (slope === undefined ? [] : [{ variable, ...slope }]));
  return {
    bins: tableOf({
      ...named(bins),
      bins: bins.map(({ from, to }) => `(${from}, ${to}]`),
      mean: bins.map(bin => bin.value),
      std: bins.map(bin => bin.standardDeviation),
      ci_low: bins.map(bin => bin.ci95?.[0]),
      ci_high: bins.map(bin => bin.ci95?.[1]),
      n_pre: bins.map(bin => bin.preCells),
      n_synapses: bins.map(bin => bin.synapses),
      n_pairs: bins.map(bin => bin.pairs),
      dend_len: bins.map(bin => bin.coTravelMm),
    }),
    slopes: tableOf({
      ...named(slopes),
      trend: slopes.map(slope => slope.estimate),
      'std.error': slopes.map(slope => slope.standardError),
    }),
    counts: tableOf({ ...named(found), ...countsOf(all, near, found.length) }),
  };
}

function countsOf(all: SamplePairs, near: readonly number[], times: number): Readonly<Record<string, number[]>> {
  const sum = (values: Float64Array): number => near.reduce((total, row) => total + values[row], 0);
  const same = (value: number): number[] => Array<number>(times).fill(value);
  return {
    n_pre: same(new Set(near.map(row => all.pre[row])).size),
    n_pre_post_pairs: same(near.filter(row => all.synapses[row] > 0).length),
    n_pairs: same(near.length),
    n_synapses: same(sum(all.synapses)),
    dend_len: same(sum(all.coTravelMm)),
  };
}

/** Σ L_d of the pairs of a bin: x less the mean of its presynaptic cell, as the trend bins it. */
function coTravelIn(
  { from, to }: { readonly from: number; readonly to: number },
  x: readonly number[],
  pre: readonly number[],
  coTravelMm: readonly number[],
): number {
  const sums = new Map<number, { total: number; count: number }>();
  x.forEach((value, i) => {
    const sum = sums.get(pre[i]) ?? { total: 0, count: 0 };
    sums.set(pre[i], { total: sum.total + value, count: sum.count + 1 });
  });
  return x.reduce((total, value, i) => {
    const { total: sum, count } = sums.get(pre[i]) as { total: number; count: number };
    const relative = value - sum / count;
    return relative > from && relative <= to ? total + coTravelMm[i] : total;
  }, 0);
}

const BINS = 10;

/** Ten bins over what the values span once their mean is taken away. */
function edgesFor(x: readonly number[]): number[] {
  const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
  const reach = Math.max(...x.map(value => Math.abs(value - mean)));
  return Array.from({ length: BINS + 1 }, (_, i) => Number((reach * ((2 * i) / BINS - 1)).toFixed(4)));
}
