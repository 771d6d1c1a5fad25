/** Colour codes of nodes, vertices or points. */

import { FormatError } from '../../errors.js';
import { unpackBytes } from '../bytes.js';
import type { ScenePaint } from './scene.js';

/**
 * `codes[i]` of each of `length` nodes, all within the paint's colours; `undefined` without a paint.
 *
 * @throws {FormatError} when they are not that.
 */
export function unpackCodes(paint: ScenePaint | undefined, length: number, at: string): Uint8Array | undefined {
  if (!paint) return undefined;
  const codes = unpackBytes(paint.codes, length, `${at}.paint.codes`);
  const stray = codes.findIndex(code => code >= paint.colors.length);
  if (stray < 0) return codes;
  throw new FormatError(
    `neuron scene ${at}.paint.codes names no color at ${stray}: received ${codes[stray]}, expected less than ` +
      `${paint.colors.length}`,
    { format: 'neuron scene', at: `${at}.paint.codes[${stray}]` },
  );
}
