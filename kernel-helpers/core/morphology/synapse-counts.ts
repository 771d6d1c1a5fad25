import { InvalidArgumentError } from '../../errors.js';
import type { Skeleton } from '../skeleton.js';
import { finiteNumbers, type Numbers } from '../stats/finite-numbers.js';
import { ascending, countUpTo } from './bins.js';
import { cableByCompartmentNm } from './cable-length.js';
import { COMPARTMENT_NAMES, type CompartmentName, compartmentColumns } from './compartment-names.js';
import type { SynapseSites } from './synapse-sites.js';
import type { TargetCompartment } from './target-compartments.js';

/** What {@link synapseCounts} sorts by. */
export interface SynapseCountsOptions {
  /** A word for each synapse, such as the column `tag` of a table: "spine", "shaft", "soma". Null counts as "untagged". */
  readonly tags?: ArrayLike<string | null>;
  /** Bounds of bins of path distance to the soma, nm. Without them there is one bin, of everything. */
  readonly boundsNm?: Numbers;
}

/** Synapses on edges by tag and by place. */
export interface SynapseCounts {
  /** Alphabetical; "untagged" alone when no tags were given. */
  readonly tags: readonly string[];
  /** `byCompartment[tag][compartment]`. */
  readonly byCompartment: Readonly<Record<string, Readonly<Record<CompartmentName, number>>>>;
  /** `byTarget[tag][compartment]`, by the rule of `targetCompartments`. */
  readonly byTarget: Readonly<Record<string, Readonly<Record<TargetCompartment, number>>>>;
  /** From 0 to infinity when no bounds were given. */
  readonly boundsNm: Float64Array;
  /** `byDistance[tag][b]`: path distance from bound b up to bound b + 1. */
  readonly byDistance: Readonly<Record<string, Uint32Array>>;
  /** Synapses on an edge at a distance outside the bounds, or at none because there is no way to a soma. */
  readonly outsideBounds: number;
  /** Synapses on no edge, in none of the counts. */
  readonly beyond: number;
}

const TARGETS: readonly TargetCompartment[] = ['soma', 'proximalDendrite', 'distalBasal', 'apical', 'axon', 'unknown'];

/**
 * How many synapses of each tag lie on each compartment and at each path distance from the soma. O(synapses).
 *
 * @throws {InvalidArgumentError} when `tags` has another length than the synapses, or there is only one bound.
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * const snapped = morphology.snapSynapses(cell.skeleton, cell.skeleton.positionsNm.subarray(0, 9));
 * const sites = morphology.synapseSites(cell.skeleton, snapped);
 * morphology.synapseCounts(sites, { tags: ['spine', 'shaft', null] }).byCompartment;
 */
export function synapseCounts(sites: SynapseSites, options: SynapseCountsOptions = {}): SynapseCounts {
  const { tags } = options;
  if (tags !== undefined && tags.length !== sites.count) {
    throw new InvalidArgumentError(
      `synapseCounts tags has the wrong length: received ${tags.length}, expected ${sites.count}, one for each synapse`,
      { argument: 'tags' },
    );
  }
  const boundsNm =
    options.boundsNm === undefined
      ? Float64Array.of(0, Number.POSITIVE_INFINITY)
      : ascending(finiteNumbers(options.boundsNm, 'synapseCounts', 'boundsNm'), 'boundsNm', 'synapseCounts', 2);
  const tagOf = (i: number): string => tags?.[i] ?? 'untagged';
  const names =
    tags === undefined ? ['untagged'] : [...new Set(Array.from({ length: sites.count }, (_, i) => tagOf(i)))].sort();
  const forEachTag = <T>(start: () => T): Record<string, T> => Object.fromEntries(names.map(name => [name, start()]));
  const byCompartment = forEachTag(() => zeros(COMPARTMENT_NAMES));
  const byTarget = forEachTag(() => zeros(TARGETS));
  const byDistance = forEachTag(() => new Uint32Array(boundsNm.length - 1));
  const codes = compartmentColumns(sites);
  let outsideBounds = 0;
  let beyond = 0;
  for (let i = 0; i < sites.count; i++) {
    if (sites.node[i] < 0) {
      beyond++;
      continue;
    }
    const tag = tagOf(i);
    byCompartment[tag][COMPARTMENT_NAMES[codes[i]]]++;
    byTarget[tag][sites.targetCompartments[i]]++;
    const distance = sites.pathDistanceToSomaNm[i];
    const bin = Number.isNaN(distance) ? -1 : countUpTo(boundsNm, distance, true) - 1;
    if (bin >= 0 && bin < boundsNm.length - 1) byDistance[tag][bin]++;
    else outsideBounds++;
  }
  return { tags: names, byCompartment, byTarget, boundsNm, byDistance, outsideBounds, beyond };
}

function zeros<Name extends string>(names: readonly Name[]): Record<Name, number> {
  return Object.fromEntries(names.map(name => [name, 0])) as Record<Name, number>;
}

/** Synapses on a stretch of cable. */
export interface SynapseDensity {
  readonly synapses: number;
  readonly cableNm: number;
  /** Synapses per µm of cable; `undefined` where there is no cable. */
  readonly perUm: number | undefined;
}

/**
 * Synapses per µm of cable, in all and for each compartment.
 *
 * A synapse and an edge both have the compartment of the edge's child node; the soma's ball (see `synapseSites`) is
 * taken for synapses, not for cable, so the soma has synapses and usually no cable. O(nodes + synapses).
 *
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * const snapped = morphology.snapSynapses(cell.skeleton, cell.skeleton.positionsNm.subarray(0, 900));
 * morphology.synapseDensity(cell.skeleton, morphology.synapseSites(cell.skeleton, snapped)).all.perUm;
 */
export function synapseDensity(
  skeleton: Skeleton,
  sites: SynapseSites,
): Readonly<Record<CompartmentName | 'all', SynapseDensity>> {
  const cable = cableByCompartmentNm(skeleton);
  const counts = new Uint32Array(COMPARTMENT_NAMES.length);
  const codes = compartmentColumns(sites);
  for (let i = 0; i < sites.count; i++) if (sites.node[i] >= 0) counts[codes[i]]++;
  const density = (synapses: number, cableNm: number): SynapseDensity => ({
    synapses,
    cableNm,
    perUm: cableNm > 0 ? synapses / (cableNm / 1000) : undefined,
  });
  const rows = COMPARTMENT_NAMES.map((name, code) => [name, density(counts[code], cable[name])]);
  const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);
  const all = density(sum(counts), sum(COMPARTMENT_NAMES.map(name => cable[name])));
  return { ...(Object.fromEntries(rows) as Record<CompartmentName, SynapseDensity>), all };
}
