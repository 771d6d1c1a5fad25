import { COMPARTMENT, type Skeleton } from '../skeleton.js';
import { COMPARTMENT_NAMES, type CompartmentName, compartmentColumns } from './compartment-names.js';
import { edgeLengthsNm } from './edge-lengths.js';
import { somaNode } from './tree.js';

/** Membrane and volume of a neuron of cones and a ball. */
export interface SurfaceAndVolume {
  readonly surfaceNm2: number;
  readonly volumeNm3: number;
  /** They add up to the whole. */
  readonly byCompartment: Readonly<
    Record<CompartmentName, { readonly surfaceNm2: number; readonly volumeNm3: number }>
  >;
}

/**
 * Surface in nm² and volume in nm³ from the radii.
 *
 * An edge of length h between radii r and s is a truncated cone without its ends: surface π (r + s) √(h² + (r - s)²),
 * volume π h (r² + r s + s²) / 3. The soma is a ball about its first node; an edge between the soma and a neurite is a
 * cylinder of the neurite's radius over the part of its length that lies outside the ball; edges within the soma add
 * nothing. Branches overlap a little where they meet, which is not taken off. A radius of 0 gives a cone's point. O(nodes).
 *
 * @example
 * const cell = await datasets.open('minnie65/basket-cell-296758');
 * morphology.surfaceAndVolume(cell.skeleton).byCompartment.axon.surfaceNm2 / 1e6; // µm²
 */
export function surfaceAndVolume(skeleton: Skeleton): SurfaceAndVolume {
  const { nodeCount, parents, radiiNm, compartments } = skeleton;
  const lengths = edgeLengthsNm(skeleton);
  const codes = compartmentColumns(skeleton);
  const surfaces = new Float64Array(COMPARTMENT_NAMES.length);
  const volumes = new Float64Array(COMPARTMENT_NAMES.length);
  const soma = somaNode(skeleton);
  if (soma >= 0) {
    surfaces[COMPARTMENT.soma] += 4 * Math.PI * radiiNm[soma] ** 2;
    volumes[COMPARTMENT.soma] += (4 / 3) * Math.PI * radiiNm[soma] ** 3;
  }
  for (let i = 0; i < nodeCount; i++) {
    const parent = parents[i];
    if (parent < 0) continue;
    const fromSoma = compartments[parent] === COMPARTMENT.soma;
    const toSoma = compartments[i] === COMPARTMENT.soma;
    if (fromSoma && toSoma) continue;
    const r = fromSoma ? radiiNm[i] : radiiNm[parent];
    const s = toSoma ? radiiNm[parent] : radiiNm[i];
    const inside = fromSoma ? radiiNm[parent] : toSoma ? radiiNm[i] : 0;
    const h = Math.max(0, lengths[i] - inside);
    surfaces[codes[i]] += Math.PI * (r + s) * Math.sqrt(h * h + (r - s) * (r - s));
    volumes[codes[i]] += (Math.PI * h * (r * r + r * s + s * s)) / 3;
  }
  const rows = COMPARTMENT_NAMES.map((name, code) => [name, { surfaceNm2: surfaces[code], volumeNm3: volumes[code] }]);
  return {
    surfaceNm2: surfaces.reduce((sum, value) => sum + value, 0),
    volumeNm3: volumes.reduce((sum, value) => sum + value, 0),
    byCompartment: Object.fromEntries(rows) as SurfaceAndVolume['byCompartment'],
  };
}
