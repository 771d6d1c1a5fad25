/** Neurites and somata as ray-cast round cones, each tree at the level of detail that its distance needs. */

import type { DecodedSkeletons } from 'connectome-helpers/dist/contract/scene/skeletons.js';
import { atOnce, type Steps } from 'connectome-helpers/dist/contract/steps.js';
import { BufferGeometry, type DataTexture, Group, Mesh, type RawShaderMaterial } from 'three';
import { NM_PER_UM } from '../units';
import { byteTexture, floatTexture, integerTexture } from './data-textures';
import { levelFor, PIXELS_OFF, runsOf, TOLERANCES_UM } from './detail';
import type { DrawPass, IDrawable, IDrawableContext, IDrawnFrame, IElement } from './drawable';
import { paintedColors } from './painted-colors';
import { roundConeMaterial } from './round-cone-material';
import { type IEdges, skeletonEdgeSteps, skeletonNodeSteps } from './skeleton-geometry';
import type { ITexels } from './texels';
import { nearestUmPerPixel, treeLengthSteps, treeSphereSteps } from './tree-spheres';

/** One level of detail, made when it is first drawn. */
interface ILevel {
  readonly edges: IEdges;
  readonly texture: DataTexture;
  readonly materials: Readonly<Record<DrawPass, RawShaderMaterial>>;
  readonly mesh: Mesh<BufferGeometry, RawShaderMaterial[]>;
  /** Number of its first edge among the elements of all levels. */
  readonly firstElement: number;
}

/** Nothing reaches the GPU before the first picture. */
export function* skeletonDrawable(
  decoded: DecodedSkeletons,
  itemIndex: number,
  context: IDrawableContext,
): Steps<IDrawable> {
  const made: IMade = {
    nodes: yield* skeletonNodeSteps(decoded, context.originUm),
    spheres: yield* treeSphereSteps(decoded),
    lengthsMm: yield* treeLengthSteps(decoded),
  };
  return new SkeletonDrawable(decoded, itemIndex, context, made);
}

interface IMade {
  readonly nodes: ITexels<Float32Array>;
  readonly spheres: Float64Array;
  readonly lengthsMm: Float64Array;
}

class SkeletonDrawable implements IDrawable {
  readonly object = new Group();
  readonly item: DecodedSkeletons['item'];

  constructor(
    private readonly _decoded: DecodedSkeletons,
    private readonly _itemIndex: number,
    private readonly _context: IDrawableContext,
    { nodes, spheres, lengthsMm }: IMade,
  ) {
    this.item = _decoded.item;
    _context.memory.checkTexture(nodes);
    _context.memory.take(nodes.data.byteLength);
    this._nodes = floatTexture(nodes);
    const painted = paintedColors(this.item.paint, _decoded.paintCodes);
    this._paint = painted && byteTexture(painted, nodes.width, nodes.height);
    if (painted) _context.memory.take(nodes.data.byteLength / 4);
    this._spheres = spheres;
    this._lengthsMm = lengthsMm;
    this.object.matrixAutoUpdate = false;
  }

  get elementCount(): number {
    return this._elementCount;
  }

  get neuriteMm(): number {
    return this._lengthsMm.reduce(
      (sum, mm, t) => sum + (this._context.cells.isHidden(this.item.trees[t].cell) ? 0 : mm),
      0,
    );
  }

  get drawnCount(): number {
    return this._decoded.nodeCount;
  }

  *make(frame: IDrawnFrame): Steps<void> {
    if (frame.moving && this._levels.length > 0 && !frame.slow) return;
    const wanted = new Set(this._wanted(frame));
    for (const level of wanted)
      if (level >= 0 && !this._levels[level]) yield* this._makeLevel(level, frame.moving ? undefined : wanted);
  }

  prepare(frame: IDrawnFrame): void {
    const levels = this._wanted(frame).map(level => (level < 0 ? -1 : this._nearest(level)));
    this._levels.forEach((level, l) => {
      const runs = runsOf(levels.length, t => levels[t] === l);
      const { geometry } = level.mesh;
      geometry.clearGroups();
      for (const [from, to] of runs) {
        const [first, end] = [level.edges.firstEdge[from], level.edges.firstEdge[to]];
        geometry.addGroup(6 * first, 6 * (end - first), 0);
      }
      level.mesh.visible = runs.length > 0;
    });
  }

  setPass(pass: DrawPass): void {
    this._pass = pass;
    for (const level of this._levels) if (level) level.mesh.material[0] = level.materials[pass];
  }

  element(element: number): IElement {
    const isOf = (level: ILevel | undefined): boolean =>
      level !== undefined && element >= level.firstElement && element < level.firstElement + level.edges.edgeCount;
    const { edges, firstElement } = this._levels.find(isOf) as ILevel;
    const e = element - firstElement;
    const node = edges.edges.data[4 * e + 1];
    const at = (k: number): number => this._decoded.positionsNm[3 * node + k] / NM_PER_UM;
    return { cell: edges.edges.data[4 * e + 2], index: node, positionUm: [at(0), at(1), at(2)] };
  }

  release(): void {
    this._nodes.dispose();
    this._paint?.dispose();
    for (const level of this._levels) level?.texture.dispose();
  }

  dispose(): void {
    this._isOver = true;
    const { data } = this._nodes.image;
    this._context.memory.give((data?.byteLength ?? 0) * (this._paint ? 1.25 : 1));
    this._nodes.dispose();
    this._paint?.dispose();
    this._levels.forEach((_, l) => {
      this._freeLevel(l);
    });
  }

  private _freeLevel(l: number): void {
    const level = this._levels[l];
    if (!level) return;
    this._context.memory.give(level.edges.edges.data.byteLength);
    this.object.remove(level.mesh);
    level.texture.dispose();
    level.materials.color.dispose();
    level.materials.pick.dispose();
    level.mesh.geometry.dispose();
    delete this._levels[l];
  }

  /** For each tree the level it deserves, -1 for one that does not show. */
  private _wanted(frame: IDrawnFrame): number[] {
    const pixels = (frame.moving ? PIXELS_OFF.moving : PIXELS_OFF.resting) / Math.max(1, this.item.radiusScale);
    const umPerPixel = nearestUmPerPixel(this._spheres, frame);
    return Array.from(umPerPixel, (um, t) =>
      Number.isNaN(um) || this._context.cells.isHidden(this.item.trees[t].cell) ? -1 : levelFor(um, pixels),
    );
  }

  /** Of the levels that are there the nearest one, the finer of two; made now when there is none. */
  private _nearest(level: number): number {
    for (let off = 0; off < TOLERANCES_UM.length; off += 1) {
      if (this._levels[level - off]) return level - off;
      if (this._levels[level + off]) return level + off;
    }
    atOnce(this._makeLevel(level, new Set([level])));
    return this._nearest(level);
  }

  /**
   * Makes a level, or a coarser one where there is no room for it. Levels that are not `wanted` give theirs; without
   * `wanted` nothing is given up for it.
   */
  private *_makeLevel(wish: number, wanted: ReadonlySet<number> | undefined): Steps<void> {
    const { memory } = this._context;
    let level = Math.max(wish, this._finest);
    if (this._levels[level]) return;
    let edges = yield* skeletonEdgeSteps(this._decoded, TOLERANCES_UM[level] * NM_PER_UM);
    if (!memory.hasRoom(edges.edges.data.byteLength)) {
      if (!wanted) return;
      this._levels.forEach((other, l) => {
        if (other && !wanted.has(l) && l !== this._levels.findLastIndex(Boolean)) this._freeLevel(l);
      });
    }
    while (!memory.hasRoom(edges.edges.data.byteLength) && level + 1 < TOLERANCES_UM.length) {
      level += 1;
      this._finest = level;
      memory.tellFull();
      if (this._levels[level]) return;
      edges = yield* skeletonEdgeSteps(this._decoded, TOLERANCES_UM[level] * NM_PER_UM);
    }
    if (this._levels[level] || this._isOver) return;
    memory.checkTexture(edges.edges);
    memory.take(edges.edges.data.byteLength);
    const texture = integerTexture(edges.edges);
    const textures = {
      nodes: this._nodes,
      edges: texture,
      cells: this._context.cells.texture,
      ...(this._paint ? { paint: this._paint } : {}),
    };
    const firstElement = this._elementCount;
    this._elementCount += edges.edgeCount;
    const materialFor = (pass: DrawPass): RawShaderMaterial =>
      roundConeMaterial(textures, this.item.opacity, this._context.frame, pass, this._itemIndex, firstElement);
    const materials = { color: materialFor('color'), pick: materialFor('pick') };
    const geometry = new BufferGeometry();
    geometry.setDrawRange(0, 6 * edges.edgeCount);
    const mesh = new Mesh(geometry, [materials[this._pass]]);
    mesh.frustumCulled = false;
    this.object.add(mesh);
    this._levels[level] = { edges, texture, materials, mesh, firstElement };
  }

  private readonly _nodes: DataTexture;
  private readonly _paint: DataTexture | undefined;
  private readonly _spheres: Float64Array;
  private readonly _lengthsMm: Float64Array;
  /** Sparse: levels that were never needed are not there. */
  private readonly _levels: ILevel[] = [];
  private _elementCount = 0;
  /** There is no room for finer levels. */
  private _finest = 0;
  private _isOver = false;
  private _pass: DrawPass = 'color';
}
