/** Checks of what a viewer is given, as strict as those of the page that will show it. */

import { receivedText } from '../../contract/received.js';
import { largestNm } from '../../contract/scene/fields.js';
import { SCENE_LIMITS } from '../../contract/scene/limits.js';
import { InvalidArgumentError } from '../../errors.js';

/** @throws {InvalidArgumentError} when it is no string, or longer than a scene may hold. */
export function checkText(value: unknown, where: string, argument: string): string {
  if (typeof value === 'string' && value.length <= SCENE_LIMITS.textLength) return value;
  const received = typeof value === 'string' ? `${value.length} characters` : value;
  throw refused(where, received, `text of at most ${SCENE_LIMITS.textLength} characters`, argument);
}

/** @throws {InvalidArgumentError} when it is no length, in nm. */
export function checkRadiusNm(value: unknown, where: string): number {
  if (typeof value === 'number' && value >= 0 && value <= largestNm) return value;
  throw refused(where, value, `0 to ${largestNm} nm`, 'radiusNm');
}

/** Whether a coordinate, in nm, is one that a scene may hold. */
export function isWithinReach(valueNm: number): boolean {
  return valueNm >= -largestNm && valueNm <= largestNm;
}

/**
 * How much a view holds together.
 *
 * @throws {InvalidArgumentError} when it is more than a scene may hold.
 */
export function checkAmounts(
  cellCount: number,
  { neurons, meshes, synapses, points, boxes }: Readonly<Record<'neurons' | 'meshes' | Things, readonly unknown[]>>,
  caller: string,
): void {
  if (cellCount > SCENE_LIMITS.cells) {
    throw refused(`${caller} neurons`, cellCount, `at most ${SCENE_LIMITS.cells}`, 'shown');
  }
  const items = Number(neurons.length > 0) + Number(meshes.length > 0) + synapses.length + points.length + boxes.length;
  if (items > SCENE_LIMITS.items) {
    const expected = `at most ${SCENE_LIMITS.items} synapses, points and boxes; give many points as one table`;
    throw refused(`${caller} list`, `${items} things to show`, expected, 'shown');
  }
}

type Things = 'synapses' | 'points' | 'boxes';

export function refused(where: string, received: unknown, expected: string, argument: string): InvalidArgumentError {
  return new InvalidArgumentError(
    `${where} is not valid: received ${receivedText(received, 60)}, expected ${expected}`,
    { argument },
  );
}
