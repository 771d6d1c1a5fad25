import type { BlockModel, IndependentModel, NullModel, PairModel, TargetModel } from './model.js';
import type { StatisticSpec } from './statistics.js';

/** Reverse pairs are looked up in a table of all pairs: 400 MB. */
const MOST_CELLS = 10_000;

/**
 * The mean of a statistic over all graphs of a model, by formula; `undefined` where there is none.
 *
 * With m of the N pairs of a stratum drawn, a pair is connected with probability p = m / N, two pairs of one stratum
 * both with m (m - 1) / (N (N - 1)), two of different strata with the product of their p. For independent pairs it is
 * their probability. These are exact for the draws, not approximations for large graphs.
 */
export function expectedValues(
  model: NullModel,
  { name, groups = [], group }: StatisticSpec,
): Float64Array | undefined {
  const cells = group ?? new Int32Array(model.observed.cellCount);
  if (name === 'blockSynapses') {
    return model.kind === 'targets' ? targetSynapses(model, cells, groups.length) : undefined;
  }
  if (model.kind === 'targets' || name === 'triads') return undefined;
  const { edges, fixed } = expectedEdges(model);
  switch (name) {
    case 'edges':
      return Float64Array.of(edges);
    case 'blockCounts':
      return expectedBlocks(model, cells, groups.length);
    case 'reciprocalPairs':
    case 'reciprocity': {
      const pairs = expectedReciprocal(model);
      if (pairs === undefined) return undefined;
      if (name === 'reciprocalPairs') return Float64Array.of(pairs);
      // The mean of a quotient is the quotient of the means only where all draws have the same denominator.
      return fixed && edges > 0 ? Float64Array.of((2 * pairs) / edges) : undefined;
    }
  }
}

function expectedEdges(model: Exclude<NullModel, TargetModel>): { edges: number; fixed: boolean } {
  if (model.kind !== 'independent') return { edges: model.observed.targets.length, fixed: true };
  let edges = 0;
  eachProbability(model, (_, __, p) => {
    edges += p;
  });
  return { edges, fixed: false };
}

function expectedReciprocal(model: Exclude<NullModel, TargetModel>): number | undefined {
  switch (model.kind) {
    case 'swaps':
      return undefined;
    case 'blocks':
      return blockReciprocal(model);
    case 'pairs':
      return pairReciprocal(model);
    case 'independent': {
      const { outWeights, inWeights } = model;
      let sum = 0;
      eachProbability(model, (pre, post, p) => {
        if (pre < post) sum += p * Math.min(1, outWeights[post] * inWeights[pre]);
      });
      return sum;
    }
  }
}

function expectedBlocks(
  model: Exclude<NullModel, TargetModel>,
  group: Int32Array,
  groups: number,
): Float64Array | undefined {
  if (model.kind === 'swaps') return undefined;
  const sums = new Float64Array(groups * groups);
  const add = (pre: number, post: number, p: number): void => {
    sums[group[pre] * groups + group[post]] += p;
  };
  if (model.kind === 'independent') eachProbability(model, add);
  else if (model.kind === 'pairs') {
    if (model.weights !== undefined) return undefined;
    const { pre, post, pairStarts, entryStarts } = model;
    for (let s = 0; s + 1 < pairStarts.length; s++) {
      const p = (entryStarts[s + 1] - entryStarts[s]) / (pairStarts[s + 1] - pairStarts[s]);
      for (let k = pairStarts[s]; k < pairStarts[s + 1]; k++) add(pre[k], post[k], p);
    }
  } else addBlocks(model, group, groups, sums);
  return sums;
}

/** By how many cells of each group of the model are in each group asked for. */
function addBlocks(model: BlockModel, group: Int32Array, groups: number, sums: Float64Array): void {
  const { members, memberStarts, entryStarts } = model;
  const blocks = memberStarts.length - 1;
  const shared = new Float64Array(blocks * groups);
  for (let g = 0; g < blocks; g++) {
    for (let i = memberStarts[g]; i < memberStarts[g + 1]; i++) shared[g * groups + group[members[i]]]++;
  }
  for (let s = 0; s < blocks * blocks; s++) {
    const edges = entryStarts[s + 1] - entryStarts[s];
    if (edges === 0) continue;
    const [g, h] = [Math.floor(s / blocks), s % blocks];
    const p = edges / blockPairs(model, g, h);
    for (let a = 0; a < groups; a++) {
      for (let b = 0; b < groups; b++) {
        const selves = g === h && a === b ? shared[g * groups + a] : 0;
        sums[a * groups + b] += p * (shared[g * groups + a] * shared[h * groups + b] - selves);
      }
    }
  }
}

function blockPairs({ memberStarts }: BlockModel, g: number, h: number): number {
  const from = memberStarts[g + 1] - memberStarts[g];
  const to = memberStarts[h + 1] - memberStarts[h];
  return from * (g === h ? to - 1 : to);
}

function blockReciprocal(model: BlockModel): number {
  const { entryStarts, memberStarts } = model;
  const blocks = memberStarts.length - 1;
  const edges = (g: number, h: number): number => entryStarts[g * blocks + h + 1] - entryStarts[g * blocks + h];
  let sum = 0;
  for (let g = 0; g < blocks; g++) {
    for (let h = g; h < blocks; h++) {
      const pairs = blockPairs(model, g, h);
      if (pairs === 0) continue;
      sum += g === h ? (pairs / 2) * bothOf(edges(g, g), pairs) : (edges(g, h) * edges(h, g)) / pairs;
    }
  }
  return sum;
}

/** Probability that two given pairs of the same stratum are both drawn. */
function bothOf(edges: number, pairs: number): number {
  return pairs < 2 ? 0 : (edges / pairs) * ((edges - 1) / (pairs - 1));
}

function pairReciprocal(model: PairModel): number | undefined {
  const { pre, post, pairStarts, entryStarts, weights } = model;
  const { cellCount } = model.observed;
  if (weights !== undefined || cellCount > MOST_CELLS) return undefined;
  /** 1 more than the stratum of each pair; 0 for a pair that is in none. */
  const stratumOf = new Uint32Array(cellCount * cellCount);
  for (let s = 0; s + 1 < pairStarts.length; s++) {
    for (let k = pairStarts[s]; k < pairStarts[s + 1]; k++) stratumOf[pre[k] * cellCount + post[k]] = s + 1;
  }
  let sum = 0;
  for (let s = 0; s + 1 < pairStarts.length; s++) {
    const edges = entryStarts[s + 1] - entryStarts[s];
    const pairs = pairStarts[s + 1] - pairStarts[s];
    const p = edges / pairs;
    const both = bothOf(edges, pairs);
    for (let k = pairStarts[s]; k < pairStarts[s + 1]; k++) {
      if (pre[k] > post[k]) continue;
      const t = stratumOf[post[k] * cellCount + pre[k]] - 1;
      if (t === s) sum += both;
      else if (t >= 0) sum += (p * (entryStarts[t + 1] - entryStarts[t])) / (pairStarts[t + 1] - pairStarts[t]);
    }
  }
  return sum;
}

function eachProbability(
  { outWeights, inWeights }: IndependentModel,
  visit: (pre: number, post: number, p: number) => void,
): void {
  for (let pre = 0; pre < outWeights.length; pre++) {
    if (outWeights[pre] === 0) continue;
    for (let post = 0; post < inWeights.length; post++) {
      if (pre !== post) visit(pre, post, Math.min(1, outWeights[pre] * inWeights[post]));
    }
  }
}

/** Synapse k has each target of its stratum with the same probability; those of the cell itself do not count. */
function targetSynapses({ pre, post, starts }: TargetModel, group: Int32Array, groups: number): Float64Array {
  const sums = new Float64Array(groups * groups);
  for (let s = 0; s + 1 < starts.length; s++) {
    const made = new Float64Array(groups);
    const received = new Float64Array(groups);
    const madeBy = new Map<number, number>();
    for (let k = starts[s]; k < starts[s + 1]; k++) {
      received[group[post[k]]]++;
      if (pre[k] < 0) continue;
      made[group[pre[k]]]++;
      madeBy.set(pre[k], (madeBy.get(pre[k]) ?? 0) + 1);
    }
    const size = starts[s + 1] - starts[s];
    for (let a = 0; a < groups; a++) {
      for (let b = 0; b < groups; b++) sums[a * groups + b] += (made[a] * received[b]) / size;
    }
    for (let k = starts[s]; k < starts[s + 1]; k++) {
      sums[group[post[k]] * (groups + 1)] -= (madeBy.get(post[k]) ?? 0) / size;
    }
  }
  return sums;
}
