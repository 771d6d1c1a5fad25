/** Surfaces. */

import type { DecodedMesh, DecodedMeshes } from 'connectome-helpers/dist/contract/scene/meshes.js';
import type { Steps } from 'connectome-helpers/dist/contract/steps.js';
import { BufferAttribute, BufferGeometry, Group, Mesh, type RawShaderMaterial, Vector3 } from 'three';
import { NM_PER_UM } from '../units';
import type { DrawPass, IDrawable, IDrawableContext, IDrawnFrame, IElement, ISurfaces } from './drawable';
import { vertexNormals } from './mesh-geometry';
import { type IMeshPlace, meshMaterial } from './mesh-material';
import { movingTriangles } from './moving-triangles';
import { paintedColors } from './painted-colors';

/** One surface as it is on the GPU. */
interface IDrawnPart {
  readonly mesh: DecodedMesh;
  readonly firstVertex: number;
  readonly materials: Readonly<Record<DrawPass, RawShaderMaterial>>;
  readonly drawn: Mesh<BufferGeometry, RawShaderMaterial>;
  readonly whole: BufferGeometry;
  /** The same vertices in fewer triangles, for moving pictures; `null` where there are none, absent until wanted. */
  coarse?: BufferGeometry | null;
}

/** Nothing reaches the GPU before the first picture. */
export function* meshDrawable(decoded: DecodedMeshes, itemIndex: number, context: IDrawableContext): Steps<IDrawable> {
  const normals: Int8Array[] = [];
  for (const mesh of decoded.meshes) {
    normals.push(vertexNormals(mesh));
    yield;
  }
  return new MeshDrawable(decoded, normals, itemIndex, context);
}

class MeshDrawable implements IDrawable {
  readonly object = new Group();
  readonly item: DecodedMeshes['item'];
  readonly neuriteMm = 0;
  readonly surfaces: ISurfaces;

  constructor(
    decoded: DecodedMeshes,
    normals: readonly Int8Array[],
    private readonly _itemIndex: number,
    private readonly _context: IDrawableContext,
  ) {
    this.item = decoded.item;
    this.object.matrixAutoUpdate = false;
    const colors = paintedColors(decoded.item.paint, decoded.paintCodes);
    this._parts = decoded.meshes.map((mesh, n) => {
      const own = colors?.subarray(4 * this._elementCount, 4 * (this._elementCount + mesh.part.vertexCount));
      return this._draw(mesh, normals[n], own);
    });
    const parts = this._parts;
    this.surfaces = {
      get parts() {
        return parts.map(({ mesh }) => mesh.part);
      },
      spheres: Float64Array.from(decoded.meshes.flatMap(sphereAbout)),
      replace: (part, mesh) => {
        this._free(parts[part]);
        parts[part] = this._draw(mesh, vertexNormals(mesh), undefined);
      },
    };
  }

  /** Vertices of all parts that were ever drawn: numbers of replaced ones are not used again. */
  get elementCount(): number {
    return this._elementCount;
  }

  get drawnCount(): number {
    return this._parts.reduce((sum, { mesh }) => sum + mesh.part.triangleCount, 0);
  }

  *make({ moving, slow }: IDrawnFrame): Steps<void> {
    if (!moving || !slow) return;
    for (const part of this._parts) {
      if (part.coarse !== undefined) continue;
      const corners = movingTriangles(part.mesh);
      part.coarse = corners ? withIndex(part.whole, corners) : null;
      yield;
    }
  }

  prepare({ moving }: IDrawnFrame): void {
    for (const { drawn, mesh, whole, coarse } of this._parts) {
      drawn.visible = !this._context.cells.isHidden(mesh.part.cell);
      drawn.geometry = moving && coarse ? coarse : whole;
    }
  }

  setPass(pass: DrawPass): void {
    this._pass = pass;
    for (const { drawn, materials } of this._parts) drawn.material = materials[pass];
  }

  element(element: number): IElement {
    const isOf = ({ firstVertex, mesh }: IDrawnPart): boolean =>
      element >= firstVertex && element < firstVertex + mesh.part.vertexCount;
    const { mesh, firstVertex } = this._parts.find(isOf) ?? this._parts[0];
    const { part, quantised } = mesh;
    const vertex = Math.min(part.vertexCount - 1, element - firstVertex);
    const at = (k: number): number => (part.originNm[k] + quantised[4 * vertex + k] * part.stepNm[k]) / NM_PER_UM;
    // Of all parts in order, as colours vertex by vertex are.
    return { cell: part.cell, index: element, positionUm: [at(0), at(1), at(2)] };
  }

  dispose(): void {
    for (const part of this._parts) this._free(part);
  }

  private _draw(mesh: DecodedMesh, normals: Int8Array, colors: Uint8Array | undefined): IDrawnPart {
    const { part } = mesh;
    const { originUm, cells, frame } = this._context;
    const firstVertex = this._elementCount;
    this._elementCount += part.vertexCount;
    const place: IMeshPlace = {
      originUm: new Vector3(...part.originNm.map((nm, k) => nm / NM_PER_UM - originUm[k])),
      stepUm: new Vector3(...part.stepNm.map(nm => nm / NM_PER_UM)),
      cell: part.cell,
      opacity: this.item.opacity,
      firstVertex,
      itemIndex: this._itemIndex,
      painted: colors !== undefined,
    };
    const geometry = new BufferGeometry();
    geometry.setAttribute('position', new BufferAttribute(mesh.quantised, 4));
    geometry.setAttribute('normal', new BufferAttribute(normals, 4, true));
    if (colors) geometry.setAttribute('color', new BufferAttribute(colors, 4, true));
    geometry.setIndex(new BufferAttribute(mesh.triangles, 1));
    const materials = {
      color: meshMaterial(place, cells.texture, frame, 'color'),
      pick: meshMaterial(place, cells.texture, frame, 'pick'),
    };
    const drawn = new Mesh(geometry, materials[this._pass]);
    drawn.frustumCulled = false;
    this.object.add(drawn);
    return { mesh, firstVertex, materials, drawn, whole: geometry };
  }

  private _free({ drawn, materials, whole, coarse }: IDrawnPart): void {
    this.object.remove(drawn);
    whole.dispose();
    coarse?.dispose();
    materials.color.dispose();
    materials.pick.dispose();
  }

  private readonly _parts: IDrawnPart[];
  private _elementCount = 0;
  private _pass: DrawPass = 'color';
}

/** The same vertices, also on the GPU, in other triangles. */
function withIndex(geometry: BufferGeometry, corners: Uint32Array): BufferGeometry {
  const other = new BufferGeometry();
  for (const [name, attribute] of Object.entries(geometry.attributes)) other.setAttribute(name, attribute);
  other.setIndex(new BufferAttribute(corners, 1));
  return other;
}

/** Middle and radius in µm of the box that the vertices' grid spans. */
function sphereAbout({ part }: DecodedMesh): [number, number, number, number] {
  const half = part.stepNm.map(step => (step * 65535) / 2 / NM_PER_UM);
  const middle = part.originNm.map((nm, k) => nm / NM_PER_UM + half[k]);
  return [middle[0], middle[1], middle[2], Math.hypot(...half)];
}
