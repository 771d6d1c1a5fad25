/** The pyramidal cells of the synthetic column as the released tables of MICrONS phase 1 have cells. */
import { fromSynapses } from '../../core/connectivity/from-synapses.js';
import { connectionProbability } from '../../core/graph/connection-probability.js';
import { bigintColumn, stringColumn, type TableLike, tableOf } from '../../core/table.js';
import type { SyntheticColumnTables } from '../../io/table/sample-tables.js';

/** The column's axons are not cut: all count as long. */
const AXON_UM = 1000;
const BIN_NM = 50_000;

/** All pyramidal cells, of every layer: those of layer 2/3 alone have a single reciprocal pair. */
export function sampleNetwork(column: SyntheticColumnTables): {
  readonly somata: TableLike;
  readonly synapses: TableLike;
  readonly byDistance: TableLike;
} {
  const { cells, synapses, somaNm, cellIds } = column;
  const kinds = stringColumn(cells, 'class');
  const rows = kinds.map((_, row) => row).filter(row => kinds[row] === 'excitatory');
  const at = Float64Array.from(rows.flatMap(row => [...somaNm.subarray(3 * row, 3 * row + 3)]));
  const ids = BigUint64Array.from(rows, row => cellIds[row]);
  const wiring = fromSynapses(synapses, { cells: ids });
  const { pairs, probability } = connectionProbability(wiring, at, { binNm: BIN_NM });
  const p = Array.from(probability).flatMap((value, bin) => new Array<number>(pairs[bin]).fill(value));
  return {
    somata: tableOf({
      segment_id: ids,
      loc: rows.map((_, i) => `[${at.subarray(3 * i, 3 * i + 3).join(' ')}]`),
      axon_len: rows.map(() => AXON_UM),
    }),
    synapses: tableOf({ pre: bigintColumn(synapses, 'pre_id'), post: bigintColumn(synapses, 'post_id') }),
    byDistance: tableOf({ p_connect: p }),
  };
}
