/** Wirings for the tests of the matrix, and their slow readings. */

import { createHash } from 'node:crypto';
import { type DecodedMatrix, decodeMatrix } from '../../../../kernel-helpers/contract/matrix/decode.js';
import type { Connectivity } from '../../../../kernel-helpers/core/connectivity/connectivity.js';
import { fromEdges } from '../../../../kernel-helpers/core/connectivity/from-edges.js';
import type { WiringMatrixOptions } from '../../../../kernel-helpers/display/matrix/options.js';
import { wiringMatrix } from '../../../../kernel-helpers/display/matrix/wiring-matrix.js';

/** `count` numbers from 0 to 1, the same for a name each time. */
export function numbersOf(name: string, count: number): number[] {
  return Array.from({ length: count }, (_, i) => {
    return createHash('sha256').update(`${name} ${i}`).digest().readUInt32LE() / 2 ** 32;
  });
}

/** Cells 1 to `cells`; every ordered pair is connected with a probability, by 1 to 5 synapses of some size. */
export function someWiring(name: string, cells: number, probability: number): Connectivity {
  const draws = numbersOf(name, cells * cells);
  const chosen = draws.flatMap((draw, i) => {
    const [pre, post] = [Math.floor(i / cells), i % cells];
    return pre !== post && draw < probability ? [{ pre, post, count: 1 + (Math.floor(draw * 1e6) % 5) }] : [];
  });
  const ids = Array.from({ length: cells }, (_, i) => BigInt(i + 1));
  return fromEdges(
    {
      pre: chosen.map(({ pre }) => ids[pre]),
      post: chosen.map(({ post }) => ids[post]),
      synapses: chosen.map(({ count }) => count),
      summedSize: chosen.map(({ count, pre }) => count * (10 + pre)),
    },
    { cells: ids },
  );
}

/** As it is in the page. */
export function inPage(wiring: Connectivity, options: WiringMatrixOptions = {}): DecodedMatrix {
  return decodeMatrix(JSON.parse(JSON.stringify(wiringMatrix(wiring, options).payload)));
}

/** Synapses of each ordered pair of cells. */
export function denseCounts({ cellCount, offsets, targets, counts }: Connectivity): number[][] {
  const dense = Array.from({ length: cellCount }, () => new Array<number>(cellCount).fill(0));
  for (let cell = 0; cell < cellCount; cell += 1) {
    for (let e = offsets[cell]; e < offsets[cell + 1]; e += 1) dense[cell][targets[e]] = counts[e];
  }
  return dense;
}
