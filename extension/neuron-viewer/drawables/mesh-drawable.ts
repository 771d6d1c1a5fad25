/** Surfaces. */

import type { DecodedMeshes } from 'connectome-helpers/dist/contract/scene/meshes.js';
import { BufferAttribute, BufferGeometry, Group, Mesh, Vector3 } from 'three';
import { NM_PER_UM } from '../units';
import type { IDrawable, IDrawableContext } from './drawable';
import { vertexNormals } from './mesh-geometry';
import { type IMeshPlace, meshMaterial } from './mesh-material';
import { paintedColors } from './painted-colors';

/** Nothing reaches the GPU before the first picture. */
export function meshDrawable(decoded: DecodedMeshes, itemIndex: number, context: IDrawableContext): IDrawable {
  const { item, meshes } = decoded;
  const { originUm, cells, frame } = context;
  const colors = paintedColors(item.paint, decoded.paintCodes);
  const object = new Group();
  object.matrixAutoUpdate = false;
  let firstVertex = 0;
  const parts = meshes.map(mesh => {
    const { part } = mesh;
    const place: IMeshPlace = {
      originUm: new Vector3(...part.originNm.map((nm, k) => nm / NM_PER_UM - originUm[k])),
      stepUm: new Vector3(...part.stepNm.map(nm => nm / NM_PER_UM)),
      cell: part.cell,
      opacity: item.opacity,
      firstVertex,
      itemIndex,
      painted: colors !== undefined,
    };
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(mesh.quantised, 4));
    geometry.setAttribute('normal', new BufferAttribute(vertexNormals(mesh), 4, true));
    if (colors) {
      const own = colors.subarray(4 * firstVertex, 4 * (firstVertex + part.vertexCount));
      geometry.setAttribute('color', new BufferAttribute(own, 4, true));
    }
    geometry.setIndex(new BufferAttribute(mesh.triangles, 1));
    const materials = {
      color: meshMaterial(place, cells.texture, frame, 'color'),
      pick: meshMaterial(place, cells.texture, frame, 'pick'),
    };
    const drawn = new Mesh(geometry, materials.color);
    drawn.frustumCulled = false;
    object.add(drawn);
    firstVertex += part.vertexCount;
    return { mesh, place, geometry, materials, drawn };
  });

  return {
    item,
    object,
    elementCount: firstVertex,
    neuriteMm: 0,
    prepare() {
      for (const { drawn, mesh } of parts) drawn.visible = !cells.isHidden(mesh.part.cell);
    },
    setPass(pass) {
      for (const { drawn, materials } of parts) drawn.material = materials[pass];
    },
    element(element) {
      const found = parts.findLast(({ place }) => place.firstVertex <= element) ?? parts[0];
      const { part, quantised } = found.mesh;
      const vertex = element - found.place.firstVertex;
      const at = (k: number): number => (part.originNm[k] + quantised[4 * vertex + k] * part.stepNm[k]) / NM_PER_UM;
      return { cell: part.cell, index: element, positionUm: [at(0), at(1), at(2)] };
    },
    dispose() {
      for (const { geometry, materials } of parts) {
        geometry.dispose();
        materials.color.dispose();
        materials.pick.dispose();
      }
    },
  };
}
