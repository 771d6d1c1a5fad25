import { InvalidArgumentError } from '../../errors.js';
import { COMPARTMENT, type Skeleton } from '../skeleton.js';

/** The compartments by name, as in {@link COMPARTMENT}. */
export type CompartmentName = 'unknown' | 'soma' | 'axon' | 'basalDendrite' | 'apicalDendrite';

/** Index is the SWC code. */
export const COMPARTMENT_NAMES: readonly CompartmentName[] = [
  'unknown',
  'soma',
  'axon',
  'basalDendrite',
  'apicalDendrite',
];

/** The SWC code of every node, with 0, "unknown", for every code that has no name. */
export function compartmentColumns({ compartments }: Pick<Skeleton, 'compartments'>): Uint8Array {
  return compartments.map(code => (code < COMPARTMENT_NAMES.length ? code : COMPARTMENT.unknown));
}

/** `kept[code]` is 1 for the codes of `names`, or for all of them when there are none. */
export function keptCodes(names: readonly CompartmentName[] | undefined, caller: string): Uint8Array {
  const kept = new Uint8Array(256);
  if (names === undefined) return kept.fill(1);
  for (const name of names) {
    const code = COMPARTMENT_NAMES.indexOf(name);
    if (code < 0) {
      throw new InvalidArgumentError(
        `${caller} compartment is unknown: received ${name}, expected one of ${COMPARTMENT_NAMES.join(', ')}`,
        { argument: 'compartments' },
      );
    }
    kept[code] = 1;
    // codes without a name count as unknown
    if (code === COMPARTMENT.unknown) kept.fill(1, COMPARTMENT_NAMES.length);
  }
  return kept;
}
