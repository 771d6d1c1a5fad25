/** Synapses, somata and annotations as spheres. */

import type { DecodedPoints } from 'connectome-helpers/dist/contract/scene/points.js';
import type { Steps } from 'connectome-helpers/dist/contract/steps.js';
import { BufferGeometry, Mesh } from 'three';
import { NM_PER_UM } from '../units';
import { floatTexture, integerTexture } from './data-textures';
import type { IDrawable, IDrawableContext } from './drawable';
import { pointGeometrySteps } from './point-geometry';
import { pointMaterial } from './point-material';

/** Nothing reaches the GPU before the first picture. */
export function* pointDrawable(decoded: DecodedPoints, itemIndex: number, context: IDrawableContext): Steps<IDrawable> {
  const { item, count, positionsNm } = decoded;
  const { places, kinds } = yield* pointGeometrySteps(decoded, context.originUm);
  context.memory.checkTexture(places);
  const bytes = places.data.byteLength + kinds.data.byteLength;
  context.memory.take(bytes);
  const textures = { places: floatTexture(places), kinds: integerTexture(kinds), cells: context.cells.texture };
  const materials = {
    color: pointMaterial(textures, item.opacity, context.frame, 'color', itemIndex),
    pick: pointMaterial(textures, item.opacity, context.frame, 'pick', itemIndex),
  };
  const geometry = new BufferGeometry();
  geometry.setDrawRange(0, 3 * count);
  const object = new Mesh(geometry, materials.color);
  object.frustumCulled = false;
  return {
    item,
    object,
    elementCount: count,
    drawnCount: count,
    neuriteMm: 0,
    prepare() {},
    setPass(pass) {
      object.material = materials[pass];
    },
    element(element) {
      const at = (k: number): number => positionsNm[3 * element + k] / NM_PER_UM;
      return { cell: decoded.cells?.[element] ?? -1, index: element, positionUm: [at(0), at(1), at(2)] };
    },
    release() {
      textures.places.dispose();
      textures.kinds.dispose();
    },
    dispose() {
      context.memory.give(bytes);
      textures.places.dispose();
      textures.kinds.dispose();
      materials.color.dispose();
      materials.pick.dispose();
      geometry.dispose();
    },
  };
}
