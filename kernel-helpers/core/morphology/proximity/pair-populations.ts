import { InvalidArgumentError } from '../../../errors.js';
import type { Connectivity } from '../../connectivity/connectivity.js';
import type { IdLike } from '../../ids.js';
import { idsOfCables } from './potential-pairs.js';
import type { Proximities } from './proximities.js';

/** Codes of {@link PairPopulations}; `none` is a pair of no population, or of a cell with itself. */
export const POPULATION = { none: 0, connected: 1, adp: 2, sameRegion: 3 } as const;

/** What {@link pairPopulations} needs to know of the cells. */
export interface PairPopulationsOptions {
  /** Who synapses on whom; synapses of other cells are not looked at. */
  readonly wiring: Connectivity;
  /** Id of each axon given to `proximities`. */
  readonly preIds: ArrayLike<IdLike>;
  /** Id of each dendrite given to `proximities`. */
  readonly postIds: ArrayLike<IdLike>;
  /** Brain area of each axon's soma, such as "V1"; without areas there is no population "same region". */
  readonly preRegions?: ArrayLike<string>;
  /** Brain area of each dendrite's soma. */
  readonly postRegions?: ArrayLike<string>;
}

/** The population of every pair of an axon and a dendrite. */
export interface PairPopulations {
  readonly preCount: number;
  readonly postCount: number;
  /** `codes[pre * postCount + post]`, one of `POPULATION`. */
  readonly codes: Uint8Array;
  /** Pairs of each population. */
  readonly counts: Readonly<Record<keyof typeof POPULATION, number>>;
}

/**
 * The three populations that paper D compares, for each pair of a presynaptic and a postsynaptic cell:
 *
 * - connected: at least one synapse, near or not;
 * - adp (axon–dendrite proximity): no synapse, and a co-travel length L_d of the dendrite (`lengthBNm`) above 0;
 * - same region: neither, and both somata in the same area.
 *
 * O(pairs) time and a byte a pair of memory.
 *
 * @source Ding et al. 2025, doi:10.1038/s41586-025-08840-3.
 * @throws {InvalidArgumentError} when ids or regions are not one a cable, or only one side has regions.
 * @example
 * const column = await datasets.open('synthetic-column');
 * const cells = column.neurons.slice(0, 40);
 * const skeletons = cells.map(cell => cell.skeleton);
 * const near = await morphology.proximities(skeletons, skeletons, {
 *   radiusNm: 5000, stepNm: 1000, compartmentsA: [2], compartmentsB: [3, 4],
 * });
 * const ids = cells.map(cell => cell.id);
 * const wiring = connectivity.fromSynapses(column.synapses, { cells: ids });
 * morphology.pairPopulations(near, { wiring, preIds: ids, postIds: ids }).counts;
 */
export function pairPopulations(near: Proximities, options: PairPopulationsOptions): PairPopulations {
  const { pre, post } = idsOfCables(near, options.preIds, options.postIds, 'pairPopulations');
  const codes = new Uint8Array(near.aCount * near.bCount);
  markSameRegions(codes, near, options);
  for (let k = 0; k < near.pairCount; k++) {
    if (near.lengthBNm[k] > 0) codes[near.a[k] * near.bCount + near.b[k]] = POPULATION.adp;
  }
  markConnected(codes, options.wiring, pre, post);
  for (let i = 0; i < pre.length; i++) {
    for (let j = 0; j < post.length; j++) if (pre[i] === post[j]) codes[i * post.length + j] = POPULATION.none;
  }
  const byCode = new Float64Array(4);
  for (let at = 0; at < codes.length; at++) byCode[codes[at]]++;
  const [none, connected, adp, sameRegion] = byCode;
  return {
    preCount: near.aCount,
    postCount: near.bCount,
    codes,
    counts: { none, connected, adp, sameRegion },
  };
}

function markSameRegions(
  codes: Uint8Array,
  { aCount, bCount }: Proximities,
  { preRegions, postRegions }: PairPopulationsOptions,
): void {
  if (preRegions === undefined && postRegions === undefined) return;
  for (const [argument, regions, count] of [
    ['preRegions', preRegions, aCount],
    ['postRegions', postRegions, bCount],
  ] as const) {
    if (regions?.length === count) continue;
    throw new InvalidArgumentError(
      `pairPopulations ${argument} is not one a cable: received ${regions === undefined ? 'none' : `${regions.length} regions`}, expected ${count}`,
      { argument },
    );
  }
  for (let i = 0; i < aCount; i++) {
    for (let j = 0; j < bCount; j++) {
      if (preRegions?.[i] === postRegions?.[j]) codes[i * bCount + j] = POPULATION.sameRegion;
    }
  }
}

function markConnected(codes: Uint8Array, wiring: Connectivity, pre: BigUint64Array, post: BigUint64Array): void {
  const cellOf = new Map(Array.from(wiring.ids, (id, cell) => [id, cell]));
  const columnsOf = new Map<number, number[]>();
  for (const [j, id] of post.entries()) {
    const cell = cellOf.get(id);
    if (cell !== undefined) columnsOf.set(cell, [...(columnsOf.get(cell) ?? []), j]);
  }
  for (const [i, id] of pre.entries()) {
    const cell = cellOf.get(id);
    if (cell === undefined) continue;
    for (let entry = wiring.offsets[cell]; entry < wiring.offsets[cell + 1]; entry++) {
      if (wiring.counts[entry] === 0) continue;
      for (const j of columnsOf.get(wiring.targets[entry]) ?? []) codes[i * post.length + j] = POPULATION.connected;
    }
  }
}
