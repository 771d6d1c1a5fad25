/** The synthetic column as the released table of presynaptic means has cells, so that its recipe runs without data. */
import { POPULATIONS, type Population } from '../../core/functional/presynaptic-means.js';
import { type TableLike, tableOf } from '../../core/table.js';
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';
import { MEETING_UM, samplePairs, sampleVariable } from './pairs.js';

const FEWEST_PARTNERS = 5;

interface Sum {
  total: number;
  count: number;
}

/**
 * Each tuned cell of the column with five or more tuned partners, and its mean likeness with those it connects to
 * (`Connected`), those with a soma near by (`ADP`) and the others (`Same region`); all as one projection, V1->V1.
 */
export function samplePresynapticMeans(column: SyntheticColumnTables, variables: readonly string[]): TableLike {
  const pairs = samplePairs(column);
  const rows = variables.flatMap(variable => {
    const values = sampleVariable(pairs, variable);
    const cells = new Map<number, Record<Population, Sum>>();
    values.forEach((value, row) => {
      const cell = cells.get(pairs.pre[row]) ?? emptySums();
      const sum = cell[populationOf(pairs.synapses[row], pairs.apartUm[row])];
      sum.total += value;
      sum.count++;
      cells.set(pairs.pre[row], cell);
    });
    return [...cells]
      .filter(([, cell]) => cell.Connected.count >= FEWEST_PARTNERS)
      .flatMap(([pre, cell]) =>
        POPULATIONS.filter(population => cell[population].count > 0).map(population => ({
          id: column.cellIds[pre],
          population,
          variable,
          mean: cell[population].total / cell[population].count,
        })),
      );
  });
  return tableOf({
    proj_hva: rows.map(() => 'V1->V1'),
    pre_nucleus_id: rows.map(row => row.id),
    population: rows.map(row => row.population),
    variable_name: rows.map(row => row.variable),
    variable_mean: rows.map(row => row.mean),
  });
}

function populationOf(synapses: number, apartUm: number): Population {
  if (synapses > 0) return 'Connected';
  return apartUm <= MEETING_UM ? 'ADP' : 'Same region';
}

const emptySums = (): Record<Population, Sum> => ({
  Connected: { total: 0, count: 0 },
  ADP: { total: 0, count: 0 },
  'Same region': { total: 0, count: 0 },
});
