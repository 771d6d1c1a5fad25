import { InvalidArgumentError } from '../../errors.js';
import { type IdArray, idArray } from '../connectivity/synapse-columns.js';
import type { Skeleton } from '../skeleton.js';
import type { SnappedSynapses } from './snap-synapses.js';
import { checkSnapped } from './synapse-sites.js';
import { type SynapseTree, synapseTree } from './synapse-tree.js';
import { checkLength } from './tree.js';

/** What counts as clumped. */
export interface ClumpedSynapsesOptions {
  /** The longest way along the axon between two synapses of one clump; that distance included. */
  readonly maxGapNm: number;
}

/** Multisynaptic connections of one axon, and which of their synapses stand together. */
export interface ClumpedSynapses {
  /** Synapses on an edge with a target other than 0, which stands for "no segment". */
  readonly synapses: number;
  /** Those of them whose target receives two or more. */
  readonly multisynaptic: number;
  /** Those of them with another synapse on the same target within `maxGapNm` along the axon. */
  readonly clumped: number;
  /** `multisynaptic / synapses`; `undefined` when there is none. */
  readonly fractionMultisynaptic: number | undefined;
  /** `clumped / multisynaptic`; `undefined` when there is none. */
  readonly fractionClumped: number | undefined;
  /** 1 for each clumped synapse; runs with the synapses given. */
  readonly isClumped: Uint8Array;
}

/**
 * The fraction of an axon's synapses in multisynaptic connections, and of those the fraction that is clumped: with
 * another synapse on the same target at most `maxGapNm` away along the axon.
 *
 * `targets[i]` is the id of the cell that synapse i is on. Synapses on no edge, and on target 0, are left out of every
 * number. There is no gap to take when none is said: state yours with the result. Up to O(k²) ways within `maxGapNm`
 * for a target of k synapses.
 *
 * @source features "multisynaptic" and "clumped" of Schneider-Mizell et al. 2025, doi:10.1038/s41586-024-07780-8,
 * Fig. 2c,d, as fractions within what is given; there, only synapses onto cells of the column are
 * @throws {InvalidArgumentError} when `targets` has another length than the synapses or one is no id, or `maxGapNm` is
 * negative.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * const snapped = morphology.snapSynapses(cell.skeleton, cell.skeleton.positionsNm.subarray(0, 9));
 * morphology.clumpedSynapses(cell.skeleton, snapped, [7n, 7n, 8n], { maxGapNm: 15_000 }).multisynaptic; // 2
 */
export function clumpedSynapses(
  skeleton: Skeleton,
  snapped: SnappedSynapses,
  targets: IdArray,
  { maxGapNm }: ClumpedSynapsesOptions,
): ClumpedSynapses {
  checkLength(maxGapNm, 'maxGapNm', 'clumpedSynapses', true);
  checkSnapped(skeleton, snapped, 'clumpedSynapses');
  const cells = idArray(targets, 'clumpedSynapses targets');
  if (cells.length !== snapped.count) {
    throw new InvalidArgumentError(
      `clumpedSynapses targets has the wrong length: received ${cells.length}, expected ${snapped.count}, one for each synapse`,
      { argument: 'targets' },
    );
  }
  const tree = synapseTree(skeleton, snapped);
  const groups = new Map<bigint, number[]>();
  let synapses = 0;
  for (let i = 0; i < snapped.count; i++) {
    const target = cells[i];
    if (snapped.node[i] < 0 || target === 0n) continue;
    synapses++;
    const group = groups.get(target);
    if (group === undefined) groups.set(target, [i]);
    else group.push(i);
  }
  const isClumped = new Uint8Array(snapped.count);
  let multisynaptic = 0;
  for (const group of groups.values()) {
    if (group.length < 2) continue;
    multisynaptic += group.length;
    for (let a = 0; a < group.length; a++) {
      for (let b = a + 1; b < group.length; b++) {
        if (isClumped[group[a]] === 1 && isClumped[group[b]] === 1) continue;
        if (!isWithin(tree, group[a], group[b], maxGapNm)) continue;
        isClumped[group[a]] = 1;
        isClumped[group[b]] = 1;
      }
    }
  }
  const clumped = isClumped.reduce((sum, is) => sum + is, 0);
  return {
    synapses,
    multisynaptic,
    clumped,
    fractionMultisynaptic: synapses === 0 ? undefined : multisynaptic / synapses,
    fractionClumped: multisynaptic === 0 ? undefined : clumped / multisynaptic,
    isClumped,
  };
}

/** Climbs from the later of the two places until they meet: a parent always comes first. Gives up when too far. */
function isWithin({ parents, lengthsNm, places }: SynapseTree, first: number, second: number, maxNm: number): boolean {
  let a = places[first];
  let b = places[second];
  let way = 0;
  while (a !== b && way <= maxNm) {
    if (a < b) [a, b] = [b, a];
    if (parents[a] < 0) return false;
    way += lengthsNm[a];
    a = parents[a];
  }
  return a === b && way <= maxNm;
}
