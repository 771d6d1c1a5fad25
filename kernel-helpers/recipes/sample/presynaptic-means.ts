/** The synthetic column as the released table of presynaptic means has cells, so that its recipe runs without data. */
import { POPULATIONS, type Population } from '../../core/functional/presynaptic-means.js';
import { type TableLike, tableOf } from '../../core/table.js';
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';

/** Somata farther apart than this, in µm and seen from above, count as never met: a stand-in for traced proximity. */
const MEETING_UM = 80;
const FEWEST_PARTNERS = 5;
/** Degrees of the visual field for a µm of cortex: made up, as the whole column is. */
const DEGREES_PER_UM = 0.1;

type Measure = (a: number, b: number) => number;

/**
 * Each tuned cell of the column with five or more tuned partners, and its mean likeness with those it connects to
 * (`Connected`), those with a soma near by (`ADP`) and the others (`Same region`); all as one projection, V1->V1. The
 * in vivo variables repeat those of the digital twin: the column has only one response.
 */
export function samplePresynapticMeans(column: SyntheticColumnTables, measured: readonly string[]): TableLike {
  const { cells, synapses } = column;
  const orientation = cells.getChild('preferred_orientation_rad')?.toArray() as Float32Array;
  const x = cells.getChild('x_um')?.toArray() as Float32Array;
  const z = cells.getChild('z_um')?.toArray() as Float32Array;
  const apart: Measure = (a, b) => Math.hypot(x[a] - x[b], z[a] - z[b]);
  const tuned = Array.from({ length: cells.numRows }, (_, i) => i).filter(i => !Number.isNaN(orientation[i]));
  const partners = partnersOf(column.cellIds, synapses.getChild('pre_id'), synapses.getChild('post_id'));

  const rows: { id: bigint; population: Population; variable: string; mean: number }[] = [];
  for (const pre of tuned) {
    const others = tuned.filter(other => other !== pre);
    const connected = others.filter(other => partners.get(pre)?.has(other));
    if (connected.length < FEWEST_PARTNERS) continue;
    const free = others.filter(other => !partners.get(pre)?.has(other));
    const members: Record<Population, readonly number[]> = {
      Connected: connected,
      ADP: free.filter(other => apart(pre, other) <= MEETING_UM),
      'Same region': free.filter(other => apart(pre, other) > MEETING_UM),
    };
    for (const variable of measured) {
      const like = measureOf(variable, orientation, apart);
      for (const population of POPULATIONS) {
        const values = members[population].map(other => like(pre, other));
        if (values.length === 0) continue;
        const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
        rows.push({ id: column.cellIds[pre], population, variable, mean });
      }
    }
  }
  return tableOf({
    proj_hva: rows.map(() => 'V1->V1'),
    pre_nucleus_id: rows.map(row => row.id),
    population: rows.map(row => row.population),
    variable_name: rows.map(row => row.variable),
    variable_mean: rows.map(row => row.mean),
  });
}

/** How two cells are alike: in orientation, or in place. */
function measureOf(variable: string, orientation: Float32Array, apart: Measure): Measure {
  if (variable.startsWith('READOUT_LOCATION')) return (a, b) => apart(a, b) * DEGREES_PER_UM;
  if (!variable.startsWith('DELTA_ORI')) return (a, b) => Math.cos(2 * (orientation[a] - orientation[b]));
  return (a, b) => {
    const turned = Math.abs(orientation[a] - orientation[b]) % Math.PI;
    return (Math.min(turned, Math.PI - turned) * 180) / Math.PI;
  };
}

function partnersOf(
  cellIds: BigUint64Array,
  pre: Iterable<bigint | null> | null,
  post: Iterable<bigint | null> | null,
): ReadonlyMap<number, ReadonlySet<number>> {
  const indexOf = new Map(Array.from(cellIds, (id, i) => [id, i]));
  const posts = [...(post ?? [])];
  const partners = new Map<number, Set<number>>();
  [...(pre ?? [])].forEach((id, row) => {
    const from = indexOf.get(id as bigint) as number;
    const to = indexOf.get(posts[row] as bigint) as number;
    partners.set(from, (partners.get(from) ?? new Set<number>()).add(to));
  });
  return partners;
}
