/** Cortical layers as the planes that part them. */

import type { SceneLayer } from '../../contract/scene/scene.js';
import type { Layer } from '../../core/transforms.js';
import { InvalidArgumentError } from '../../errors.js';

/** Planes as they are; of layers, the pia, the borders between one and the next, and the border to the white matter. */
export function planesOf(layers: readonly Layer[] | readonly SceneLayer[]): SceneLayer[] {
  const planes = layers.flatMap((layer, i) => {
    if (!('topUm' in layer)) return [layer];
    const above = i > 0 ? layers[i - 1].name : undefined;
    const top = { name: above === undefined ? 'pia' : `${above} | ${layer.name}`, depthNm: layer.topUm * 1000 };
    if (i < layers.length - 1 || !Number.isFinite(layer.bottomUm)) return [top];
    return [top, { name: `${layer.name} | WM`, depthNm: layer.bottomUm * 1000 }];
  });
  return planes.map(({ name, depthNm }) => {
    if (typeof name === 'string' && Number.isFinite(depthNm)) return { name, depthNm };
    throw new InvalidArgumentError(
      `viewer layer ${name} is not valid: received depth ${depthNm}, expected a name and a finite depthNm`,
      { argument: 'layers' },
    );
  });
}
