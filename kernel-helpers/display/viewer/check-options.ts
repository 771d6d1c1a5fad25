/** Options as they must be. */

import { receivedText } from '../../contract/received.js';
import { SCENE_LIMITS } from '../../contract/scene/limits.js';
import { type VolumeSource, volumeSource } from '../../core/neuroglancer/source.js';
import { InvalidArgumentError } from '../../errors.js';
import { checkText, refused } from './check-values.js';
import type { ViewerOptions } from './model.js';

/** How many times as thick as they are neurites may be drawn. */
const widest = 1e6;

/** @throws {InvalidArgumentError} that names the option. */
export function checkOptions(options: ViewerOptions): void {
  const { title, caption, radius, opacity, maxBytes, axes, source, from } = options;
  const fail = (argument: string, received: unknown, expected: string): InvalidArgumentError =>
    new InvalidArgumentError(
      `viewer ${argument} is not valid: received ${receivedText(received, 60)}, expected ${expected}`,
      {
        argument,
      },
    );
  if (title !== undefined) checkText(title, 'viewer title', 'title');
  if (caption !== undefined) checkText(caption, 'viewer caption', 'caption');
  const isPositive = (value: unknown): boolean => typeof value === 'number' && value > 0 && Number.isFinite(value);
  if (radius !== undefined && radius !== 'true' && radius !== 'line' && !(isPositive(radius) && radius <= widest)) {
    throw fail('radius', radius, `'true', 'line' or a factor above 0, at most ${widest}`);
  }
  const shares = typeof opacity === 'object' && opacity !== null ? Object.values(opacity) : [opacity];
  const stray = shares.find(share => share !== undefined && !(typeof share === 'number' && share >= 0 && share <= 1));
  if (stray !== undefined) throw fail('opacity', stray, '0 to 1');
  if (maxBytes !== undefined && !isPositive(maxBytes)) throw fail('maxBytes', maxBytes, 'a number of bytes above 0');
  if (axes !== undefined && axes !== 'cortex' && axes !== 'volume') throw fail('axes', axes, 'cortex or volume');
  if (source === null) throw fail('source', source, 'a name such as minnie65, or { voxelSizeNm, image, segmentation }');
  if (source !== undefined) checkAddresses(volumeSource(source));
  if (from !== undefined && typeof from?.neurons?.[Symbol.iterator] !== 'function') {
    throw fail('from', from, 'a dataset with neurons');
  }
}

function checkAddresses(source: VolumeSource): void {
  for (const part of ['image', 'segmentation', 'skeletons'] as const) {
    const { length } = source[part] ?? '';
    if (length <= SCENE_LIMITS.addressLength) continue;
    const expected = `an address of at most ${SCENE_LIMITS.addressLength}`;
    throw refused(`viewer source ${part}`, `${length} characters`, expected, 'source');
  }
}
