import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import { parseId } from '../ids.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';
import { dealEntries, observedEdges } from './describe.js';
import type { PairModel } from './model.js';

/** Pairs of cells whose axon and dendrite come close, each once. */
export interface PotentialPairs {
  /** `pre[k]`: id of the cell whose axon it is. */
  readonly pre: ArrayLike<bigint> | Iterable<bigint | null>;
  /** `post[k]`: id of the cell whose dendrite it is. */
  readonly post: ArrayLike<bigint> | Iterable<bigint | null>;
  /** `overlapNm[k]`: how far the two run together, nm, more than 0; drawing is by this length where it is given. */
  readonly overlapNm?: Numbers;
}

/** Edges among potential pairs, as many for each presynaptic cell (`perCell`) or in all as there are. */
export function describePotential(
  name: string,
  connectivity: Connectivity,
  potential: PotentialPairs,
  perCell: boolean,
): PairModel {
  const { ids, cellCount, offsets, targets } = connectivity;
  const cellOf = new Map(Array.from(ids, (id, cell) => [id, cell]));
  const pres = Array.from(potential.pre as Iterable<bigint>);
  const posts = Array.from(potential.post as Iterable<bigint>);
  const lengths = potential.overlapNm === undefined ? undefined : finiteNumbers(potential.overlapNm, name, 'overlapNm');
  if (pres.length !== posts.length || (lengths !== undefined && lengths.length !== pres.length)) {
    throw new InvalidArgumentError(
      `${name} potential has columns of different length: received ${pres.length} pre, ${posts.length} post${lengths === undefined ? '' : `, ${lengths.length} overlapNm`}`,
      { argument: 'potential' },
    );
  }
  /** Place of each pair by `pre * cellCount + post`. */
  const known = new Map<number, number>();
  const kept: { readonly pre: number; readonly post: number; readonly weight: number }[] = [];
  for (let k = 0; k < pres.length; k++) {
    const pre = cellOf.get(parseId(pres[k], `${name} pre index ${k}`));
    const post = cellOf.get(parseId(posts[k], `${name} post index ${k}`));
    if (pre === undefined || post === undefined || pre === post) continue;
    const weight = lengths?.[k] ?? 1;
    if (weight <= 0) {
      throw new InvalidArgumentError(
        `${name} overlapNm at index ${k} is not a length: received ${weight}, expected more than 0; leave out pairs that do not meet`,
        { argument: 'overlapNm' },
      );
    }
    if (known.has(pre * cellCount + post)) {
      throw new InvalidArgumentError(
        `${name} potential has a pair twice: received ${pres[k]} → ${posts[k]} again at index ${k}, expected each once`,
        { argument: 'potential' },
      );
    }
    known.set(pre * cellCount + post, kept.length);
    kept.push({ pre, post, weight });
  }
  const strata = perCell ? cellCount : 1;
  const stratum = new Uint32Array(targets.length);
  let unexplained = 0;
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      stratum[entry] = perCell ? pre : 0;
      if (!known.has(pre * cellCount + targets[entry])) unexplained++;
    }
  }
  if (unexplained > 0) {
    throw new InvalidArgumentError(
      `${name} has edges that are no potential pair: received ${unexplained} of ${targets.length} edges, expected none; measure proximity with a larger radius, or leave their synapses out of the connectivity`,
      { argument: 'potential' },
    );
  }
  kept.sort((a, b) => a.pre - b.pre || a.post - b.post);
  const pairStarts = new Uint32Array(strata + 1);
  for (const { pre } of kept) pairStarts[(perCell ? pre : 0) + 1]++;
  for (let s = 0; s < strata; s++) pairStarts[s + 1] += pairStarts[s];
  return {
    kind: 'pairs',
    name,
    observed: observedEdges(connectivity),
    pre: Uint32Array.from(kept, pair => pair.pre),
    post: Uint32Array.from(kept, pair => pair.post),
    weights: lengths === undefined ? undefined : Float64Array.from(kept, pair => pair.weight),
    pairStarts,
    ...dealEntries(stratum, strata),
  };
}
