import { COMPARTMENT, type Skeleton } from '../skeleton.js';
import { pathDistanceToSomaNm } from './distance-to-soma.js';
import { checkLength } from './tree.js';

/** Where on a cell an interneuron's synapses land: what {@link targetCompartments} tells apart. */
export type TargetCompartment = 'soma' | 'proximalDendrite' | 'distalBasal' | 'apical' | 'axon' | 'unknown';

/** The bound of {@link targetCompartments}. */
export interface TargetCompartmentOptions {
  /** Path distance from the soma's centre up to which dendrite is proximal; 50,000 when absent. */
  readonly proximalNm?: number;
}

/**
 * The target compartment of one place from its compartment code and its path distance to the soma's centre in nm.
 *
 * Soma, axon and unknown stay what they are. A dendrite, basal or apical, is proximal up to `proximalNm` (that distance
 * included); farther out it is distal basal or apical. A dendrite with no way to a soma (NaN) is unknown when basal,
 * and apical when apical.
 */
export function targetCompartmentAt(code: number, pathDistanceNm: number, proximalNm: number): TargetCompartment {
  if (code === COMPARTMENT.soma) return 'soma';
  if (code === COMPARTMENT.axon) return 'axon';
  const basal = code === COMPARTMENT.basalDendrite;
  if (!basal && code !== COMPARTMENT.apicalDendrite) return 'unknown';
  if (pathDistanceNm <= proximalNm) return 'proximalDendrite';
  if (!basal) return 'apical';
  return Number.isNaN(pathDistanceNm) ? 'unknown' : 'distalBasal';
}

/**
 * Soma, proximal dendrite, distal basal dendrite, apical dendrite, axon or unknown, for every node: `names[node]`.
 *
 * A dendrite, basal or apical, is proximal up to 50 µm along the arbor from the soma's centre (that distance included).
 * Beyond, apical dendrite is apical and the rest distal basal. `synapseSites` does the same for synapses. O(nodes).
 *
 * @source compartments as in Schneider-Mizell et al. 2025, doi:10.1038/s41586-024-07780-8, Fig. 2b. That the apical
 * dendrite's first 50 µm count as proximal, and that the distance runs from the centre, are choices made here.
 * @example
 * const column = await datasets.open('synthetic-column');
 * morphology.targetCompartments(column.neurons[40].skeleton).filter(name => name === 'proximalDendrite').length;
 */
export function targetCompartments(skeleton: Skeleton, options: TargetCompartmentOptions = {}): TargetCompartment[] {
  const proximalNm = options.proximalNm ?? 50_000;
  checkLength(proximalNm, 'proximalNm', 'targetCompartments', true);
  const distances = pathDistanceToSomaNm(skeleton);
  return Array.from(distances, (distance, i) => targetCompartmentAt(skeleton.compartments[i], distance, proximalNm));
}
