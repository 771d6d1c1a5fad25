/** The network of layer 2/3 pyramidal cells, as the released tables of MICrONS phase 1 have it. */
import type { Connectivity } from '../../core/connectivity/connectivity.js';
import { fromSynapses } from '../../core/connectivity/from-synapses.js';
import { bigintColumn, numberColumn, stringColumn, type TableLike } from '../../core/table.js';
import { InvalidArgumentError } from '../../errors.js';
import type { RecipeInput } from '../recipe.js';

/** The tables of the network. */
export interface NetworkTables {
  readonly somata: TableLike;
  readonly synapses: TableLike;
}

/** Where they are, and what is read of them. */
export const networkInputs: { readonly [Name in keyof NetworkTables]: RecipeInput } = {
  somata: { dataset: 'phase1/motif-somata', columns: ['segment_id', 'loc', 'axon_len'] },
  synapses: { dataset: 'phase1/motif-synapses', columns: ['pre', 'post'] },
};

/** Cells with enough axon to be seen as presynaptic, and what connects them. */
export interface Network {
  readonly wiring: Connectivity;
  /** `positionsNm[3 * i + k]` of cell `wiring.ids[i]`: its soma. */
  readonly positionsNm: Float64Array;
}

/** The network of the cells with more than `minAxonUm` of axon, in the order of the table. */
export function networkOf({ somata, synapses }: NetworkTables, minAxonUm: number): Network {
  const axonUm = numberColumn(somata, 'axon_len');
  const ids = bigintColumn(somata, 'segment_id');
  const places = stringColumn(somata, 'loc');
  const rows = Array.from(ids, (_, row) => row).filter(row => axonUm[row] > minAxonUm);
  if (rows.length < 3) {
    throw new InvalidArgumentError(
      `recipes.run phase1 minAxonUm leaves too few cells: received ${minAxonUm}, which ${rows.length} of ${ids.length} cells exceed, expected at least 3`,
      { argument: 'minAxonUm' },
    );
  }
  return {
    wiring: fromSynapses(synapses, {
      pre: 'pre',
      post: 'post',
      size: null,
      cells: BigUint64Array.from(rows, row => ids[row]),
    }),
    positionsNm: Float64Array.from(rows.flatMap(row => placeOf(places[row], row))),
  };
}

/** Three numbers, as numpy prints an array of them: `[314028 159940  77280]`. */
function placeOf(text: string, row: number): number[] {
  const numbers = text
    .replace(/^\s*\[|\]\s*$/g, '')
    .trim()
    .split(/[\s,]+/)
    .map(Number);
  if (numbers.length === 3 && numbers.every(Number.isFinite)) return numbers;
  throw new InvalidArgumentError(
    `recipes.run phase1 somata loc row ${row} is no position: received "${text.slice(0, 60)}", expected "[x y z]" in nm`,
    { argument: 'data' },
  );
}
