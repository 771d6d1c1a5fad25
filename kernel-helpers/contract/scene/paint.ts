/** Colour codes of nodes, vertices or points. */

import { FormatError } from '../../errors.js';
import { unpackSteps } from '../bytes.js';
import type { Steps } from '../steps.js';
import type { ScenePaint } from './scene.js';

/**
 * `codes[i]` of each of `length` nodes, all within the paint's colours, in pieces; `undefined` without a paint.
 *
 * @throws {FormatError} when they are not that.
 */
export function* codeSteps(paint: ScenePaint | undefined, length: number, at: string): Steps<Uint8Array | undefined> {
  if (!paint) return undefined;
  const codes = yield* unpackSteps(paint.codes, length, `${at}.paint.codes`);
  const stray = codes.findIndex(code => code >= paint.colors.length);
  if (stray < 0) return codes;
  throw new FormatError(
    `neuron scene ${at}.paint.codes names no color at ${stray}: received ${codes[stray]}, expected less than ` +
      `${paint.colors.length}`,
    { format: 'neuron scene', at: `${at}.paint.codes[${stray}]` },
  );
}
