/** The binned trends, fitted slopes and counts that Ding et al. 2025 released, read for one variable and scale. */
import type { TrendBin } from '../../core/functional/binned-trend.js';
import { PROJECTIONS, type Projection } from '../../core/functional/presynaptic-means.js';
import { normalTwoSided } from '../../core/stats/distributions.js';
import { benjaminiHochberg } from '../../core/stats/multiple-testing/benjamini-hochberg.js';
import { poissonRegression } from '../../core/stats/regression/poisson.js';
import { numberColumn, stringColumn, type TableLike } from '../../core/table.js';
import { InvalidArgumentError, NotFoundError } from '../../errors.js';
import { QUANTITIES, type Scale } from './likeness.js';

/** Bins with no more than this are not drawn in the paper. */
const FEWEST = 10;

/** One projection of a trend. */
export interface ProjectionTrend {
  readonly projection: Projection;
  readonly bins: readonly TrendBin[];
  /** Of the authors' model: change of the log of the quantity for a unit of the variable, and its standard error. */
  readonly slope: number;
  readonly standardError: number;
  /** slope / standard error. */
  readonly z: number;
  /** Two-sided, computed here from z. */
  readonly p: number;
  /** Benjamini–Hochberg over the projections, computed here. */
  readonly pAdjusted: number;
  readonly counts: TrendCounts;
  /**
   * Our own fit, at the synaptic scale: Poisson regression of the synapses of each bin on its middle, with its L_d as
   * exposure. An approximation of the mixed model, since x and not the count is relative to the presynaptic cell.
   */
  readonly refit: Refit | undefined;
}

/** A slope of our own. */
export interface Refit {
  readonly slope: number;
  readonly standardError: number;
}

/** What is behind the model of one projection. */
export interface TrendCounts {
  readonly preCells: number;
  /** Pairs with synapses. */
  readonly connectedPairs: number;
  /** All pairs of the model. */
  readonly pairs: number;
  readonly synapses: number;
  /** Σ L_d, mm. */
  readonly coTravelMm: number;
  /** The quantity itself over all pairs: mm for a pair (axonal), synapses for a mm (synaptic). */
  readonly overall: number;
}

/** The released tables. */
export interface TrendTables {
  /** `ding2025/binned-trends`. */
  readonly bins: TableLike;
  /** `ding2025/area/slopes`. */
  readonly slopes: TableLike;
  /** `ding2025/area/counts`. */
  readonly counts: TableLike;
}

/**
 * The trend of every projection that all three tables have, in the order V1->V1, HVA->HVA, V1->HVA, HVA->V1. p and its
 * correction are computed here from slope and standard error.
 *
 * @throws {NotFoundError} when no projection has this variable at this scale.
 * @throws {InvalidArgumentError} for a bin that is not written `(low, high]`.
 */
export function releasedTrends(tables: TrendTables, variable: string, scale: Scale): ProjectionTrend[] {
  const quantity = QUANTITIES[scale];
  const bins = rowsOf(tables.bins, variable, quantity);
  const slopes = rowsOf(tables.slopes, variable, quantity);
  const counts = rowsOf(tables.counts, variable, quantity);
  const read = PROJECTIONS.flatMap(projection => {
    const [fitted] = slopes.get(projection) ?? [];
    const [counted] = counts.get(projection) ?? [];
    const binned = bins.get(projection) ?? [];
    if (fitted === undefined || counted === undefined || binned.length === 0) return [];
    const slope = numberColumn(tables.slopes, 'trend')[fitted];
    const standardError = numberColumn(tables.slopes, 'std.error')[fitted];
    const z = slope / standardError;
    return [
      {
        projection,
        bins: binned.map(row => readBin(tables.bins, row, scale)).sort((a, b) => a.from - b.from),
        slope,
        standardError,
        z,
        p: normalTwoSided(z),
        counts: readCounts(tables.counts, counted, scale),
        refit: scale === 'synaptic' ? refitOf(tables.bins, binned) : undefined,
      },
    ];
  });
  if (read.length === 0) {
    const known = [...new Set(stringColumn(tables.bins, 'variable_name'))].sort();
    throw new NotFoundError(
      `released trends have no ${variable} at the ${scale} scale (${quantity}) in all three tables: expected one of ${known.join(', ')}`,
      { known },
    );
  }
  const adjusted = benjaminiHochberg(read.map(({ p }) => p));
  return read.map((trend, i) => ({ ...trend, pAdjusted: adjusted[i] }));
}

/** The rows of a table that are of this variable and quantity, by projection. */
function rowsOf(table: TableLike, variable: string, quantity: string): ReadonlyMap<string, readonly number[]> {
  const variables = stringColumn(table, 'variable_name');
  const quantities = stringColumn(table, 'quantity_name');
  const projections = stringColumn(table, 'proj_hva');
  const rows = new Map<string, number[]>();
  for (let row = 0; row < table.numRows; row++) {
    if (variables[row] !== variable || quantities[row] !== quantity) continue;
    rows.set(projections[row], [...(rows.get(projections[row]) ?? []), row]);
  }
  return rows;
}

/** `(-0.1, 0.2]` as pandas writes an interval. */
const INTERVAL = /^\((-?[\d.]+(?:e-?\d+)?), (-?[\d.]+(?:e-?\d+)?)\]$/;

function readBin(table: TableLike, row: number, scale: Scale): TrendBin {
  const text = String(table.getChild('bins')?.get(row));
  const [, low, high] = INTERVAL.exec(text) ?? [];
  if (low === undefined) {
    throw new InvalidArgumentError(
      `released trends bin in row ${row} is no interval: received "${text}", expected "(low, high]"`,
      {
        argument: 'bins',
      },
    );
  }
  const at = (name: string): number | undefined => {
    const value = table.getChild(name)?.get(row);
    return value === null || value === undefined || Number.isNaN(Number(value)) ? undefined : Number(value);
  };
  const [from, to] = [rounded(Number(low)), rounded(Number(high))];
  const [value, ciLow, ciHigh] = [at('mean'), at('ci_low'), at('ci_high')];
  const [preCells, synapses, pairs] = [at('n_pre') ?? 0, at('n_synapses') ?? 0, at('n_pairs') ?? 0];
  const enough = preCells > FEWEST && (scale === 'axonal' || synapses > FEWEST);
  return {
    from,
    to,
    value,
    mean: value,
    standardDeviation: at('std'),
    ci95: ciLow === undefined || ciHigh === undefined ? undefined : [ciLow, ciHigh],
    pairs,
    preCells,
    synapses,
    shown: enough && value !== undefined,
  };
}

/** Bins without co-travel say nothing of synapses for a mm of it. */
function refitOf(table: TableLike, binned: readonly number[]): Refit | undefined {
  const rows = binned
    .map(row => ({ ...readBin(table, row, 'synaptic'), coTravelMm: Number(table.getChild('dend_len')?.get(row)) }))
    .filter(({ coTravelMm }) => coTravelMm > 0);
  if (rows.length < 3) return undefined;
  const fit = poissonRegression(
    rows.map(({ synapses }) => synapses),
    { x: rows.map(({ from, to }) => (from + to) / 2) },
    { exposure: rows.map(({ coTravelMm }) => coTravelMm) },
  );
  if (fit === undefined) return undefined;
  const { estimate, standardError } = fit.coefficients.x;
  return { slope: estimate, standardError };
}

/** An edge of -2.22e-16 is the 0 that adding tenths misses. */
const rounded = (edge: number): number => Math.round(edge * 1e6) / 1e6 + 0;

function readCounts(table: TableLike, row: number, scale: Scale): TrendCounts {
  const at = (name: string): number => Number(table.getChild(name)?.get(row));
  const [pairs, synapses, coTravelMm] = [at('n_pairs'), at('n_synapses'), at('dend_len')];
  return {
    preCells: at('n_pre'),
    connectedPairs: at('n_pre_post_pairs'),
    pairs,
    synapses,
    coTravelMm,
    overall: scale === 'axonal' ? coTravelMm / pairs : synapses / coTravelMm,
  };
}
