/** Null models described from a connectivity, for those that need nothing else. */
import { InvalidArgumentError } from '../../errors.js';
import type { Connectivity } from '../connectivity/connectivity.js';
import type { ObservedEdges } from './drawn-graph.js';
import type { NullGroups } from './groups.js';
import type { BlockModel, IndependentModel, SwapModel } from './model.js';

/** What the models draw from. */
export function observedEdges({ cellCount, offsets, targets, counts, summedSize }: Connectivity): ObservedEdges {
  return { cellCount, offsets, targets, counts, summedSize };
}

/** The same number of edges, between any pairs. */
export function describeUniform(name: string, connectivity: Connectivity): BlockModel {
  return describeBlocks(name, connectivity, {
    groups: [''],
    group: new Int32Array(connectivity.cellCount),
    cellCounts: Uint32Array.of(connectivity.cellCount),
  });
}

/** The same number of edges from each group to each. */
export function describeBlocks(
  name: string,
  connectivity: Connectivity,
  { groups, group, cellCounts }: NullGroups,
): BlockModel {
  const { cellCount, offsets, targets } = connectivity;
  const memberStarts = new Uint32Array(groups.length + 1);
  for (let g = 0; g < groups.length; g++) memberStarts[g + 1] = memberStarts[g] + cellCounts[g];
  const members = new Uint32Array(cellCount);
  const next = memberStarts.slice();
  for (let cell = 0; cell < cellCount; cell++) members[next[group[cell]]++] = cell;
  const stratum = new Uint32Array(targets.length);
  for (let pre = 0; pre < cellCount; pre++) {
    for (let entry = offsets[pre]; entry < offsets[pre + 1]; entry++) {
      stratum[entry] = group[pre] * groups.length + group[targets[entry]];
    }
  }
  const observed = observedEdges(connectivity);
  return { kind: 'blocks', name, observed, members, memberStarts, ...dealEntries(stratum, groups.length ** 2) };
}

/** Observed entries by stratum: `entries[e]`, `entryStarts[s] <= e < entryStarts[s + 1]`, in their order. */
export function dealEntries(
  stratum: Uint32Array,
  strata: number,
): { readonly entries: Uint32Array; readonly entryStarts: Uint32Array } {
  const entryStarts = new Uint32Array(strata + 1);
  for (const s of stratum) entryStarts[s + 1]++;
  for (let s = 0; s < strata; s++) entryStarts[s + 1] += entryStarts[s];
  const entries = new Uint32Array(stratum.length);
  const next = entryStarts.slice();
  for (let entry = 0; entry < stratum.length; entry++) entries[next[stratum[entry]]++] = entry;
  return { entries, entryStarts };
}

/** Every pair with the same probability. */
export function describeProbability(name: string, connectivity: Connectivity, probability: number): IndependentModel {
  if (!(probability >= 0 && probability <= 1)) {
    throw new InvalidArgumentError(
      `${name} probability is out of range: received ${probability}, expected 0 to 1 (the number of edges is kept when it is left out)`,
      { argument: 'probability' },
    );
  }
  const outWeights = new Float64Array(connectivity.cellCount).fill(probability);
  const inWeights = new Float64Array(connectivity.cellCount).fill(1);
  return { kind: 'independent', name, observed: observedEdges(connectivity), outWeights, inWeights };
}

/** Every pair in proportion to the out-degree of one and the in-degree of the other. */
export function describeChungLu(name: string, connectivity: Connectivity): IndependentModel {
  const { cellCount, pairCount, offsets, targets } = connectivity;
  const outWeights = new Float64Array(cellCount);
  const inWeights = new Float64Array(cellCount);
  for (let cell = 0; cell < cellCount; cell++) {
    if (pairCount > 0) outWeights[cell] = (offsets[cell + 1] - offsets[cell]) / pairCount;
  }
  for (const post of targets) inWeights[post]++;
  return { kind: 'independent', name, observed: observedEdges(connectivity), outWeights, inWeights };
}

/** The same in- and out-degree for each cell. */
export function describeSwaps(name: string, connectivity: Connectivity, swapsPerEdge: number): SwapModel {
  if (!(swapsPerEdge > 0 && swapsPerEdge <= 1e6)) {
    throw new InvalidArgumentError(
      `${name} swapsPerEdge is not valid: received ${swapsPerEdge}, expected more than 0, such as 10`,
      { argument: 'swapsPerEdge' },
    );
  }
  return { kind: 'swaps', name, observed: observedEdges(connectivity), swapsPerEdge };
}
