/** Neurites and somata as ray-cast round cones. */

import type { DecodedSkeletons } from 'connectome-helpers/dist/contract/scene/skeletons.js';
import { BufferGeometry, Mesh } from 'three';
import { NM_PER_UM } from '../units';
import { byteTexture, floatTexture, integerTexture } from './data-textures';
import type { IDrawable, IDrawableContext } from './drawable';
import { paintedColors } from './painted-colors';
import { roundConeMaterial } from './round-cone-material';
import { skeletonGeometry } from './skeleton-geometry';

/** Nothing reaches the GPU before the first picture. */
export function skeletonDrawable(decoded: DecodedSkeletons, itemIndex: number, context: IDrawableContext): IDrawable {
  const { nodes, edges, edgeCount } = skeletonGeometry(decoded, context.originUm);
  const painted = paintedColors(decoded.item.paint, decoded.paintCodes);
  const paint = painted && byteTexture(painted, nodes.width, nodes.height);
  const textures = {
    nodes: floatTexture(nodes),
    edges: integerTexture(edges),
    cells: context.cells.texture,
    ...(paint ? { paint } : {}),
  };
  const { opacity } = decoded.item;
  const materials = {
    color: roundConeMaterial(textures, opacity, context.frame, 'color', itemIndex),
    pick: roundConeMaterial(textures, opacity, context.frame, 'pick', itemIndex),
  };
  const geometry = new BufferGeometry();
  geometry.setDrawRange(0, 6 * edgeCount);
  const object = new Mesh(geometry, materials.color);
  object.frustumCulled = false;
  const hiddenPart = (): number => {
    const { trees } = decoded.item;
    return trees.filter(tree => context.cells.isHidden(tree.cell)).length / Math.max(1, trees.length);
  };
  return {
    item: decoded.item,
    object,
    elementCount: edgeCount,
    get weight() {
      return edgeCount * (1 - hiddenPart());
    },
    prepare() {},
    setPass(pass) {
      object.material = materials[pass];
    },
    element(e) {
      const node = edges.data[4 * e + 1];
      const at = (k: number): number => decoded.positionsNm[3 * node + k] / NM_PER_UM;
      return { cell: edges.data[4 * e + 2], index: node, positionUm: [at(0), at(1), at(2)] };
    },
    dispose() {
      textures.nodes.dispose();
      textures.edges.dispose();
      paint?.dispose();
      materials.color.dispose();
      materials.pick.dispose();
      geometry.dispose();
    },
  };
}
