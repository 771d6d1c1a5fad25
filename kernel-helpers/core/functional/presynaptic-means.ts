/** Does a cell connect to partners that respond like it? Means over each presynaptic cell's partners, compared. */

import { InvalidArgumentError, NotFoundError } from '../../errors.js';
import { pairedTTest } from '../stats/hypothesis/t-test.js';
import { benjaminiHochberg } from '../stats/multiple-testing/benjamini-hochberg.js';
import { bigintColumn, numberColumn, stringColumn, type TableLike } from '../table.js';

/** The cells a presynaptic cell is compared with: those it synapses on, those its axon passes, those of the area. */
export const POPULATIONS = ['Connected', 'ADP', 'Same region'] as const;
export type Population = (typeof POPULATIONS)[number];

const PAIRS = [
  ['Connected', 'ADP'],
  ['Connected', 'Same region'],
  ['ADP', 'Same region'],
] as const;

/** Axons of one visual area that reach another: primary (V1) or higher (HVA). */
export const PROJECTIONS = ['V1->V1', 'HVA->HVA', 'V1->HVA', 'HVA->V1'] as const;
export type Projection = (typeof PROJECTIONS)[number];

/** The presynaptic cells of one projection that have all three populations, sorted by id. */
export interface ProjectionMeans {
  readonly projection: Projection;
  /** Nucleus ids of the presynaptic cells. */
  readonly preNucleusIds: BigUint64Array;
  /** `means[population][i]` is the mean of the variable over that population of cell `preNucleusIds[i]`. */
  readonly means: Readonly<Record<Population, Float64Array>>;
  /** Cells left out because at least one population is missing for them. */
  readonly incompleteCount: number;
}

/** Two populations of one projection compared, pairwise by presynaptic cell. */
export interface PopulationComparison {
  readonly projection: Projection;
  readonly first: Population;
  readonly second: Population;
  /** How many presynaptic cells. */
  readonly n: number;
  /** Mean of first - second, in the unit of the variable. */
  readonly meanDifference: number;
  readonly t: number;
  /** Degrees of freedom: n - 1. */
  readonly df: number;
  /** Two-sided, of the paired t-test. */
  readonly p: number;
  /** Benjamini–Hochberg over all comparisons of the call. */
  readonly pAdjusted: number;
}

/** What {@link presynapticMeans} takes from the table. */
export interface PresynapticMeansOptions {
  /** The variable to take, exactly as the file has it: "IN_SILICO_SIG_CORR_CVT" is the twin's signal correlation. */
  readonly variable: string;
}

/**
 * Per projection (V1->V1, HVA->HVA, V1->HVA, HVA->V1), each presynaptic cell's mean of a variable over the cells it is
 * connected with, those it only comes close to, and the others of the region: aligned by cell, with only the cells
 * that have all three.
 *
 * The table has columns `proj_hva`, `pre_nucleus_id`, `population`, `variable_name` and `variable_mean`, one row for a
 * cell and population. A projection without complete cells gives empty arrays.
 *
 * @source Ding et al. 2025, doi:10.1038/s41586-025-08840-3, Fig. 2d
 * @throws {NotFoundError} when the variable or a column is not in the table; the message lists those that are.
 * @throws {InvalidArgumentError} when a population or projection is unknown, a value is missing, or a cell has two
 * rows for one population.
 * @example
 * const presynaptic = await datasets.open('ding2025/presyn-mean');
 * const means = functional.presynapticMeans(presynaptic, { variable: 'IN_SILICO_SIG_CORR_CVT' });
 * means.map(m => `${m.projection}: ${m.preNucleusIds.length} cells`);
 */
export function presynapticMeans(table: TableLike, { variable }: PresynapticMeansOptions): ProjectionMeans[] {
  const cells = cellsByProjection(table, variable);
  return PROJECTIONS.map(projection => {
    const found = cells.get(projection) ?? new Map<bigint, CellMeans>();
    const complete = [...found].filter(([, cell]) => POPULATIONS.every(population => cell[population] !== undefined));
    complete.sort(([a], [b]) => (a < b ? -1 : 1));
    const column = (population: Population): Float64Array =>
      Float64Array.from(complete, ([, cell]) => cell[population] as number);
    return {
      projection,
      preNucleusIds: BigUint64Array.from(complete, ([id]) => id),
      means: { Connected: column('Connected'), ADP: column('ADP'), 'Same region': column('Same region') },
      incompleteCount: found.size - complete.length,
    };
  });
}

/**
 * Paired t-tests between populations: for every projection connected - ADP, connected - same region and ADP - same
 * region, p adjusted over all of them at once.
 *
 * @source Ding et al. 2025, doi:10.1038/s41586-025-08840-3, Fig. 2d
 * @throws {InvalidArgumentError} when a projection has fewer than two cells.
 * @example
 * const presynaptic = await datasets.open('ding2025/presyn-mean');
 * const means = functional.presynapticMeans(presynaptic, { variable: 'IN_SILICO_SIG_CORR_CVT' });
 * functional.comparePopulations(means)[0]; // { projection: 'V1->V1', first: 'Connected', n: 35, t: 5.28, … }
 */
export function comparePopulations(projections: readonly ProjectionMeans[]): PopulationComparison[] {
  const tests = projections.flatMap(({ projection, preNucleusIds, means }) =>
    PAIRS.map(([first, second]) => {
      const test = pairedTTest(means[first], means[second]);
      if (test?.t !== undefined && test.p !== undefined) {
        const { n, t, df, p } = test;
        return { projection, first, second, n, meanDifference: test.mean, t, df, p };
      }
      throw new InvalidArgumentError(
        `comparePopulations ${projection} has too few cells, or none that differ: received ${preNucleusIds.length}, expected 2 or more with all three populations`,
        { argument: 'projections' },
      );
    }),
  );
  const adjusted = benjaminiHochberg(tests.map(test => test.p));
  return tests.map((test, i) => ({ ...test, pAdjusted: adjusted[i] }));
}

type CellMeans = Partial<Record<Population, number>>;

function cellsByProjection(table: TableLike, variable: string): Map<Projection, Map<bigint, CellMeans>> {
  const variables = stringColumn(table, 'variable_name');
  const projections = stringColumn(table, 'proj_hva');
  const populations = stringColumn(table, 'population');
  const ids = bigintColumn(table, 'pre_nucleus_id');
  const values = numberColumn(table, 'variable_mean');
  if (!variables.includes(variable)) {
    const known = [...new Set(variables)].sort();
    throw new NotFoundError(`presynapticMeans has no variable ${variable}: expected one of ${known.join(', ')}`, {
      known,
    });
  }
  const cells = new Map<Projection, Map<bigint, CellMeans>>();
  for (let row = 0; row < variables.length; row++) {
    if (variables[row] !== variable) continue;
    const projection = oneOf(PROJECTIONS, projections[row], 'proj_hva', row);
    const population = oneOf(POPULATIONS, populations[row], 'population', row);
    const ofProjection = entry(cells, projection, () => new Map<bigint, CellMeans>());
    const cell = entry(ofProjection, ids[row], (): CellMeans => ({}));
    if (cell[population] !== undefined) {
      throw new InvalidArgumentError(
        `presynapticMeans row ${row} repeats a cell: received pre_nucleus_id ${ids[row]} of ${projection} again as ${population}, expected one row`,
        { argument: 'table' },
      );
    }
    if (!Number.isFinite(values[row])) {
      throw new InvalidArgumentError(
        `presynapticMeans variable_mean in row ${row} is missing: received ${values[row]}, expected a finite number`,
        { argument: 'variable_mean' },
      );
    }
    cell[population] = values[row];
  }
  return cells;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function oneOf<T extends string>(known: readonly T[], value: string, column: string, row: number): T {
  const found = known.find(name => name === value);
  if (found !== undefined) return found;
  throw new InvalidArgumentError(
    `presynapticMeans ${column} in row ${row} is unknown: received "${value}", expected ${known.join(', ')}`,
    { argument: column },
  );
}
