/** Cortical layers as the planes that part them. */

import { SCENE_LIMITS } from '../../contract/scene/limits.js';
import type { SceneLayer } from '../../contract/scene/scene.js';
import type { Layer } from '../../core/transforms.js';
import { InvalidArgumentError } from '../../errors.js';
import { checkText, isWithinReach, refused } from './check-values.js';

/** Planes as they are; of layers, the pia, the borders between one and the next, and the border to the white matter. */
export function planesOf(layers: readonly Layer[] | readonly SceneLayer[]): SceneLayer[] {
  if (!Array.isArray(layers)) throw refused('viewer layers', layers, 'a list such as column.layers', 'layers');
  const given: readonly (Layer | SceneLayer)[] = layers;
  const planes = given.flatMap((layer, i) => {
    if (typeof layer !== 'object' || layer === null) {
      throw refused(`viewer layers[${i}]`, layer, '{ name, topUm, bottomUm } or { name, depthNm }', 'layers');
    }
    if (!('topUm' in layer)) return [layer];
    const above = i > 0 ? given[i - 1].name : undefined;
    const top = { name: above === undefined ? 'pia' : `${above} | ${layer.name}`, depthNm: layer.topUm * 1000 };
    if (i < given.length - 1 || !Number.isFinite(layer.bottomUm)) return [top];
    return [top, { name: `${layer.name} | WM`, depthNm: layer.bottomUm * 1000 }];
  });
  if (planes.length > SCENE_LIMITS.layers) {
    throw refused('viewer layers', `${planes.length} planes`, `at most ${SCENE_LIMITS.layers}`, 'layers');
  }
  return planes.map(({ name, depthNm }) => {
    if (typeof name === 'string' && isWithinReach(depthNm)) {
      return { name: checkText(name, 'viewer layer name', 'layers'), depthNm };
    }
    throw new InvalidArgumentError(
      `viewer layer ${name} is not valid: received depth ${depthNm}, expected a name and a finite depthNm`,
      { argument: 'layers' },
    );
  });
}
