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

/** Compartments by name, or by SWC code: `['axon']` or `[2]`. */
export type CompartmentChoice = ArrayLike<CompartmentName | number>;

/**
 * The SWC codes chosen; the name 'unknown' stands for every code without a name.
 *
 * @throws {InvalidArgumentError} `<caller> <argument> …`, when one is neither a name nor a code.
 */
export function chosenCodes(choice: CompartmentChoice, caller: string, argument: string): Set<number> {
  const codes = new Set<number>();
  for (const [i, chosen] of Array.from(choice).entries()) {
    const code = typeof chosen === 'number' ? chosen : COMPARTMENT_NAMES.indexOf(chosen);
    if (!(Number.isInteger(code) && code >= 0 && code <= 255)) {
      throw new InvalidArgumentError(
        `${caller} ${argument} at index ${i} is unknown: received ${String(chosen)}, expected one of ${COMPARTMENT_NAMES.join(', ')}, or an SWC code`,
        { argument },
      );
    }
    codes.add(code);
    if (chosen === 'unknown') for (let other = COMPARTMENT_NAMES.length; other < 256; other++) codes.add(other);
  }
  return codes;
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
