// A wiring of so many cells, the same each time: as many connections as asked for, of 1 to 5 synapses.
import { fromEdges } from '../../../kernel-helpers/dist/core/connectivity/from-edges.js';
import { createRandom } from '../../../kernel-helpers/dist/core/random.js';

const TYPES = ['23P', '4P', '5P-IT', '5P-ET', '6P-CT', 'BC', 'MC', 'BPC'];

/** `{ wiring, types }`. Partners of a cell are drawn without looking whether they are drawn twice: those add up. */
export function benchWiring(cells, pairs) {
  const random = createRandom(20260101);
  const pre = new BigUint64Array(pairs);
  const post = new BigUint64Array(pairs);
  const synapses = new Uint32Array(pairs);
  for (let i = 0; i < pairs; i += 1) {
    const from = Math.floor((i * cells) / pairs);
    let to = random.integer(cells - 1);
    if (to >= from) to += 1;
    pre[i] = BigInt(from + 1);
    post[i] = BigInt(to + 1);
    synapses[i] = 1 + random.integer(5);
  }
  const ids = BigUint64Array.from({ length: cells }, (_, i) => BigInt(i + 1));
  const wiring = fromEdges({ pre, post, synapses }, { cells: ids });
  return { wiring, types: Array.from({ length: cells }, (_, i) => TYPES[(i * 7) % TYPES.length]) };
}

/** `values[row * cells + column]`: synapses of each pair. */
export function denseValues({ cellCount, offsets, targets, counts }) {
  const values = new Float32Array(cellCount * cellCount);
  for (let cell = 0; cell < cellCount; cell += 1) {
    for (let e = offsets[cell]; e < offsets[cell + 1]; e += 1) values[cell * cellCount + targets[e]] = counts[e];
  }
  return values;
}
