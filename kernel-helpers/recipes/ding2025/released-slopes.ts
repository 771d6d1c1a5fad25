/** The slopes by area and layer that Ding et al. 2025 released, read for one variable and scale. */
import { normalTwoSided } from '../../core/stats/distributions.js';
import { benjaminiHochberg } from '../../core/stats/multiple-testing/benjamini-hochberg.js';
import { numberColumn, stringColumn, type TableLike } from '../../core/table.js';
import { InvalidArgumentError, NotFoundError } from '../../errors.js';
import { QUANTITIES, type Scale } from './likeness.js';

/** The released tables. */
export interface SlopeTables {
  /** `ding2025/area-layer/slopes`. */
  readonly slopes: TableLike;
  /** `ding2025/area-layer/counts`. */
  readonly counts: TableLike;
}

/** One area and layer to another. */
export interface LayerSlope {
  /** `V1 L2/3`. */
  readonly pre: string;
  readonly post: string;
  /** Of the authors' model: change of the log of the quantity for a unit of the variable. */
  readonly slope: number;
  readonly standardError: number;
  /** Two-sided, computed here from slope and error. */
  readonly p: number;
  /** Benjamini–Hochberg over all of them, computed here. */
  readonly pAdjusted: number;
  /** mm of co-travel for a pair (axonal), synapses for a mm (synaptic). */
  readonly overall: number;
  readonly preCells: number;
}

const PROJECTION = /^(V1|HVA)(L2\/3|L4|L5)->(V1|HVA)(L2\/3|L4|L5)$/;

/**
 * The slopes of one variable at one scale, those the authors fitted: projections with too few synapses have none.
 *
 * @throws {NotFoundError} when there is none.
 * @throws {InvalidArgumentError} for a projection that is not written `V1L2/3->HVAL4`, or one without counts.
 */
export function releasedSlopes({ slopes, counts }: SlopeTables, variable: string, scale: Scale): LayerSlope[] {
  const fitted = rowsOf(slopes, variable, scale);
  const counted = rowsOf(counts, variable, scale);
  const [trend, error] = [numberColumn(slopes, 'trend'), numberColumn(slopes, 'std.error')];
  const read = [...fitted].map(([projection, row]) => {
    const [, preArea, preLayer, postArea, postLayer] = PROJECTION.exec(projection) ?? [];
    const countRow = counted.get(projection);
    if (preArea === undefined || countRow === undefined) {
      throw new InvalidArgumentError(
        `released slopes projection in row ${row} is ${preArea === undefined ? 'unknown' : 'not in the counts'}: received "${projection}", expected area and layer twice, as V1L2/3->HVAL4`,
        { argument: 'proj_hva_layer' },
      );
    }
    const at = (name: string): number => Number(counts.getChild(name)?.get(countRow));
    return {
      pre: `${preArea} ${preLayer}`,
      post: `${postArea} ${postLayer}`,
      slope: trend[row],
      standardError: error[row],
      p: normalTwoSided(trend[row] / error[row]),
      overall: scale === 'axonal' ? at('dend_len') / at('n_pairs') : at('n_synapses') / at('dend_len'),
      preCells: at('n_pre'),
    };
  });
  if (read.length === 0) {
    const known = [...new Set(stringColumn(slopes, 'variable_name'))].sort();
    throw new NotFoundError(
      `released slopes have no ${variable} at the ${scale} scale (${QUANTITIES[scale]}): expected one of ${known.join(', ')}`,
      { known },
    );
  }
  const adjusted = benjaminiHochberg(read.map(({ p }) => p));
  return read.map((slope, i) => ({ ...slope, pAdjusted: adjusted[i] }));
}

/** The row of each projection. */
function rowsOf(table: TableLike, variable: string, scale: Scale): ReadonlyMap<string, number> {
  const variables = stringColumn(table, 'variable_name');
  const quantities = stringColumn(table, 'quantity_name');
  const projections = stringColumn(table, 'proj_hva_layer');
  const wanted = Array.from({ length: table.numRows }, (_, row) => row).filter(
    row => variables[row] === variable && quantities[row] === QUANTITIES[scale],
  );
  return new Map(wanted.map(row => [projections[row], row]));
}
