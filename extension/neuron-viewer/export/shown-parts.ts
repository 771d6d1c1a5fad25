/** What of a scene shows, with its colours. Pure. */

import type { DecodedItem } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { DecodedMesh, DecodedMeshes } from 'connectome-helpers/dist/contract/scene/meshes.js';
import type { DecodedPoints } from 'connectome-helpers/dist/contract/scene/points.js';
import type { SceneCell } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { DecodedSkeletons } from 'connectome-helpers/dist/contract/scene/skeletons.js';
import type { IExportedScene } from './exported-scene';

/** One neuron's tree: nodes `from` to `to` of its item. */
export interface IShownTree {
  readonly item: DecodedSkeletons;
  readonly cell: SceneCell;
  readonly from: number;
  readonly to: number;
}

export interface IShownMesh {
  readonly item: DecodedMeshes;
  readonly mesh: DecodedMesh;
  readonly cell: SceneCell;
  /** Where this surface's vertices begin among all of the item's. */
  readonly firstVertex: number;
}

export interface IShownPoints {
  readonly item: DecodedPoints;
  /** Indices of the points that show. */
  readonly points: Uint32Array;
}

const shows = ({ hiddenItems }: IExportedScene, { item }: DecodedItem): boolean => !hiddenItems.has(item.key);

export function shownTrees(scene: IExportedScene): IShownTree[] {
  const { cells } = scene.decoded.scene;
  return scene.decoded.items.flatMap(item => {
    if (item.kind !== 'skeletons' || !shows(scene, item)) return [];
    return item.item.trees.flatMap(({ cell }, t) =>
      scene.hidden.has(cell) ? [] : [{ item, cell: cells[cell], from: item.firstNode[t], to: item.firstNode[t + 1] }],
    );
  });
}

export function shownMeshes(scene: IExportedScene): IShownMesh[] {
  const { cells } = scene.decoded.scene;
  return scene.decoded.items.flatMap(item => {
    if (item.kind !== 'meshes' || !shows(scene, item)) return [];
    let next = 0;
    return item.meshes.flatMap(mesh => {
      const firstVertex = next;
      next += mesh.part.vertexCount;
      if (scene.hidden.has(mesh.part.cell)) return [];
      return [{ item, mesh, cell: cells[mesh.part.cell], firstVertex }];
    });
  });
}

export function shownPoints(scene: IExportedScene): IShownPoints[] {
  return scene.decoded.items.flatMap(item => {
    if (item.kind !== 'points' || !shows(scene, item)) return [];
    const points: number[] = [];
    for (let i = 0; i < item.count; i += 1) {
      const cell = item.cells?.[i] ?? -1;
      if (cell < 0 || !scene.hidden.has(cell)) points.push(i);
    }
    return [{ item, points: Uint32Array.from(points) }];
  });
}

/** `#rrggbb` of a node, by its paint or its cell. */
export function nodeColor({ item, cell }: IShownTree, node: number): string {
  const { paint } = item.item;
  return paint && item.paintCodes ? paint.colors[item.paintCodes[node]] : cell.color;
}

/** Of what belongs to no cell and has no colour of its own. */
const noColor = '#808080';

export function pointColor(item: DecodedPoints, point: number, cells: readonly SceneCell[]): string {
  const { paint, color } = item.item;
  if (paint && item.paintCodes) return paint.colors[item.paintCodes[point]];
  return color ?? cells[item.cells?.[point] ?? -1]?.color ?? noColor;
}

/** How far up a process leaves a soma of radius `soma` when it is `radius` thick: a short taper, as the picture has it. */
export function taperFrom(soma: number, radius: number): number {
  return Math.min(soma, Math.max(1.6 * radius, Math.min(0.3 * soma, 4 * radius)));
}
