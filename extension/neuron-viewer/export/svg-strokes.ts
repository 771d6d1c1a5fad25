/** Neurites, somata and points as they fall on the page. Pure. */

import { COMPARTMENT } from 'connectome-helpers/dist/core/skeleton.js';
import { type ICamera, project, unitsPerPixel } from '../camera/camera';
import { NM_PER_UM } from '../units';
import { type IExportedScene, selectedCells } from './exported-scene';
import { type IShownTree, nodeColor, pointColor, shownPoints, shownTrees, taperFrom } from './shown-parts';

/** While neurons are selected, those come out before all others. */
export type Standing = 'usual' | 'dimmed' | 'selected';

export interface IStroke {
  readonly kind: 'stroke';
  readonly standing: Standing;
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
  readonly width: number;
  readonly color: string;
  readonly opacity: number;
  readonly depth: number;
}

/** `ring`: an input, drawn hollow. */
export interface ISpot {
  readonly kind: 'soma' | 'spot' | 'ring';
  readonly standing: Standing;
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly color: string;
  readonly opacity: number;
  readonly depth: number;
}

/** Thinner lines than this are lost in print. */
const thinnest = 0.8;
const leastSpot = 0.8;
/** How much thicker the thinnest line of a selected neuron is, as in the picture. */
const selectedWidth = 1.8;

export interface IPicturePlace {
  readonly camera: ICamera;
  readonly widthPx: number;
  readonly heightPx: number;
}

/**
 * Nodes of an unbranched run that move by less than `tolerancePx` from the last one drawn are left out; ends and
 * branchings never are.
 */
export function strokesOf(scene: IExportedScene, place: IPicturePlace, tolerancePx: number): (IStroke | ISpot)[] {
  const marks: (IStroke | ISpot)[] = [];
  const { cells } = scene.decoded.scene;
  const selected = selectedCells(scene);
  const standingOf = (cell: number): Standing =>
    selected.size === 0 || cell < 0 ? 'usual' : selected.has(cell) ? 'selected' : 'dimmed';
  for (const tree of shownTrees(scene)) {
    treeMarks(tree, standingOf(cells.indexOf(tree.cell)), place, tolerancePx, marks);
  }
  for (const { item, points } of shownPoints(scene)) {
    const { opacity, radiusNm, role } = item.item;
    for (const i of points) {
      const at = placed(item.positionsNm, i, place);
      if (!at) continue;
      const radius = Math.max(leastSpot, (item.radiiNm?.[i] ?? radiusNm) / NM_PER_UM / at.unit);
      const kind = role === 'somata' ? 'soma' : item.sides?.[i] === 2 ? 'ring' : 'spot';
      const standing = standingOf(item.cells?.[i] ?? -1);
      const color = pointColor(item, i, cells);
      marks.push({ kind, standing, x: at.x, y: at.y, radius, color, opacity, depth: at.depth });
    }
  }
  return marks;
}

interface IPlaced {
  readonly x: number;
  readonly y: number;
  readonly depth: number;
  /** µm in a pixel at this depth. */
  readonly unit: number;
}

function placed(
  positionsNm: Float32Array,
  i: number,
  { camera, widthPx, heightPx }: IPicturePlace,
): IPlaced | undefined {
  const um = (k: number): number => positionsNm[3 * i + k] / NM_PER_UM;
  const { x, y, depth } = project(camera, [um(0), um(1), um(2)], widthPx, heightPx);
  // Far outside is left out too: it would only make the file larger.
  if (!(depth > 0) || x < -widthPx || x > 2 * widthPx || y < -heightPx || y > 2 * heightPx) return undefined;
  const target = project(camera, camera.target, widthPx, heightPx).depth;
  return { x, y, depth, unit: (unitsPerPixel(camera, heightPx) * depth) / target };
}

function treeMarks(
  tree: IShownTree,
  standing: Standing,
  place: IPicturePlace,
  tolerancePx: number,
  marks: (IStroke | ISpot)[],
): void {
  const least = standing === 'selected' ? selectedWidth * thinnest : thinnest;
  const { item, from, to } = tree;
  const { parents, compartments, positionsNm, radiiNm } = item;
  const { opacity, radiusScale } = item.item;
  const children = new Uint32Array(to - from);
  for (let i = from; i < to; i += 1) if (parents[i] >= 0) children[parents[i] - from] += 1;
  const radius = (i: number): number => (radiiNm[i] / NM_PER_UM) * radiusScale;
  const isSoma = (i: number): boolean => compartments[i] === COMPARTMENT.soma;
  /** The last node drawn on the way to each. */
  const drawn = new Int32Array(to - from);
  const places: (IPlaced | undefined)[] = [];
  for (let i = from; i < to; i += 1) {
    const at = placed(positionsNm, i, place);
    places.push(at);
    drawn[i - from] = i;
    const parent = parents[i];
    if (at && (isSoma(i) || (parent < 0 && radius(i) / at.unit > 1))) {
      const size = Math.max(leastSpot, radius(i) / at.unit);
      const color = nodeColor(tree, i);
      marks.push({ kind: 'soma', standing, x: at.x, y: at.y, radius: size, color, opacity, depth: at.depth });
    }
    if (parent < 0) continue;
    const start = drawn[parent - from];
    const before = places[start - from];
    if (!at || !before) continue;
    const near = Math.hypot(at.x - before.x, at.y - before.y) < tolerancePx;
    if (near && children[i - from] === 1 && !isSoma(start)) {
      drawn[i - from] = start;
      continue;
    }
    const leaves = isSoma(start) && !isSoma(i);
    const thickness = radius(i) + (leaves ? taperFrom(radius(start), radius(i)) : radius(start));
    marks.push({
      kind: 'stroke',
      standing,
      x1: before.x,
      y1: before.y,
      x2: at.x,
      y2: at.y,
      width: Math.max(least, thickness / at.unit),
      color: nodeColor(tree, i),
      opacity,
      depth: (at.depth + before.depth) / 2,
    });
  }
}
