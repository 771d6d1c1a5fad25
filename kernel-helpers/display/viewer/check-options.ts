/** Options as they must be. */

import { volumeSource } from '../../core/neuroglancer/source.js';
import { InvalidArgumentError } from '../../errors.js';
import type { ViewerOptions } from './model.js';

/** @throws {InvalidArgumentError} that names the option. */
export function checkOptions({ radius, opacity, maxBytes, axes, source }: ViewerOptions): void {
  const fail = (argument: string, received: unknown, expected: string): InvalidArgumentError =>
    new InvalidArgumentError(`viewer ${argument} is not valid: received ${String(received)}, expected ${expected}`, {
      argument,
    });
  const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0 && Number.isFinite(value);
  if (radius !== undefined && radius !== 'true' && radius !== 'line' && !isPositive(radius)) {
    throw fail('radius', radius, "'true', 'line' or a factor above 0");
  }
  const shares = typeof opacity === 'object' && opacity !== null ? Object.values(opacity) : [opacity];
  const stray = shares.find(share => share !== undefined && !(typeof share === 'number' && share >= 0 && share <= 1));
  if (stray !== undefined) throw fail('opacity', stray, '0 to 1');
  if (maxBytes !== undefined && !isPositive(maxBytes)) throw fail('maxBytes', maxBytes, 'a number of bytes above 0');
  if (axes !== undefined && axes !== 'cortex' && axes !== 'volume') throw fail('axes', axes, 'cortex or volume');
  if (source !== undefined) volumeSource(source);
}
