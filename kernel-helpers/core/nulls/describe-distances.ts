import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';
import { dealEntries, observedEdges } from './describe.js';
import type { NullGroups } from './groups.js';
import type { PairModel } from './model.js';

/** Where cells are, and how the distances between them are binned. */
export interface DistanceBins {
  /** `positionsNm[3 * i + k]` of cell `connectivity.ids[i]`, such as its soma, nm. */
  readonly positionsNm: Numbers;
  /** Width of a bin, nm; 25,000 when absent. A pair at distance d is in bin floor(d / width). */
  readonly binNm?: number;
  /** From this distance on all pairs are in one last bin, nm; 1,000,000 when absent. */
  readonly maxDistanceNm?: number;
}

/** All pairs are listed, with two bytes for each cell of a pair: a gigabyte. */
const MOST_CELLS = 16_000;

/** The same number of edges in each distance bin; with `groups`, also from each group to each within the bin. */
export function describeDistances(
  name: string,
  connectivity: Connectivity,
  bins: DistanceBins,
  groups?: NullGroups,
): PairModel {
  const { cellCount, offsets, targets } = connectivity;
  if (cellCount > MOST_CELLS) {
    throw new InvalidArgumentError(
      `${name} has too many cells: received ${cellCount}, expected at most ${MOST_CELLS}, since all pairs of them are listed; take a subset`,
      { argument: 'connectivity' },
    );
  }
  const { binOf, binCount } = distanceBins(name, cellCount, bins);
  const groupCount = groups?.groups.length ?? 1;
  const group = groups?.group ?? new Int32Array(cellCount);
  const strata = binCount * groupCount * groupCount;
  if (strata > 2 ** 26) {
    throw new InvalidArgumentError(
      `${name} has too many strata: received ${binCount} distance bins of ${groupCount} × ${groupCount} groups, expected fewer or wider bins`,
      { argument: 'binNm' },
    );
  }
  const stratumOf = (bin: number, pre: number, post: number): number =>
    (bin * groupCount + group[pre]) * groupCount + group[post];
  const stratum = new Uint32Array(targets.length);
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      const post = targets[entry];
      // The lower number first: a distance is the same both ways, to the last digit.
      stratum[entry] = stratumOf(binOf(Math.min(pre, post), Math.max(pre, post)), pre, post);
    }
  }
  const dealt = dealEntries(stratum, strata);
  // Strata without edges stay without: their pairs need no place.
  const wanted = Uint8Array.from({ length: strata }, (_, s) =>
    dealt.entryStarts[s + 1] > dealt.entryStarts[s] ? 1 : 0,
  );
  const pairCount = (cellCount * (cellCount - 1)) / 2;
  const pairBins = binCount <= 2 ** 16 ? new Uint16Array(pairCount) : new Uint32Array(pairCount);
  const pairStarts = new Uint32Array(strata + 1);
  let at = 0;
  for (let a = 0; a < cellCount; a++) {
    for (let b = a + 1; b < cellCount; b++) {
      const bin = binOf(a, b);
      pairBins[at++] = bin;
      pairStarts[stratumOf(bin, a, b) + 1]++;
      pairStarts[stratumOf(bin, b, a) + 1]++;
    }
  }
  for (let s = 0; s < strata; s++) pairStarts[s + 1] = pairStarts[s] + (wanted[s] === 1 ? pairStarts[s + 1] : 0);
  const pre = new Uint16Array(pairStarts[strata]);
  const post = new Uint16Array(pairStarts[strata]);
  const next = pairStarts.slice();
  const put = (s: number, from: number, to: number): void => {
    if (wanted[s] === 0) return;
    pre[next[s]] = from;
    post[next[s]++] = to;
  };
  at = 0;
  for (let a = 0; a < cellCount; a++) {
    for (let b = a + 1; b < cellCount; b++) {
      const bin = pairBins[at++];
      put(stratumOf(bin, a, b), a, b);
      put(stratumOf(bin, b, a), b, a);
    }
  }
  return {
    kind: 'pairs',
    name,
    observed: observedEdges(connectivity),
    pre,
    post,
    pairStarts,
    weights: undefined,
    ...dealt,
  };
}

function distanceBins(
  name: string,
  cellCount: number,
  { positionsNm, binNm = 25_000, maxDistanceNm = 1_000_000 }: DistanceBins,
): { binOf(a: number, b: number): number; binCount: number } {
  const at = Float64Array.from(finiteNumbers(positionsNm, name, 'positionsNm'));
  if (at.length !== 3 * cellCount) {
    throw new InvalidArgumentError(
      `${name} positionsNm has the wrong length: received ${at.length}, expected ${3 * cellCount}, x, y and z of each cell`,
      { argument: 'positionsNm' },
    );
  }
  for (const [argument, value] of Object.entries({ binNm, maxDistanceNm })) {
    if (Number.isFinite(value) && value > 0) continue;
    throw new InvalidArgumentError(`${name} ${argument} is not valid: received ${value}, expected nm, more than 0`, {
      argument,
    });
  }
  const last = Math.ceil(maxDistanceNm / binNm);
  return {
    binCount: last + 1,
    binOf: (a, b) => {
      const dx = at[3 * a] - at[3 * b];
      const dy = at[3 * a + 1] - at[3 * b + 1];
      const dz = at[3 * a + 2] - at[3 * b + 2];
      const distance = Math.sqrt(dx * dx + dy * dy + dz * dz);
      return distance >= maxDistanceNm ? last : Math.floor(distance / binNm);
    },
  };
}
