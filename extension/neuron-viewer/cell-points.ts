/** Points of some of a scene's cells, for looking at them. Pure. */

import type { DecodedItem, DecodedScene } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { Selection } from 'connectome-helpers/dist/contract/selection.js';
import { COMPARTMENT } from 'connectome-helpers/dist/core/skeleton.js';
import type { Vector3 } from './camera/camera';
import { withRoom } from './drawables/extent';
import { NM_PER_UM } from './units';

/** `[3*i + k]` in µm from `originUm`: every node, vertex and point of these cells. */
export function pointsOfCells(
  items: readonly DecodedItem[],
  cells: ReadonlySet<number>,
  originUm: Vector3,
): Float32Array {
  const points: number[] = [];
  let thickestNm = 0;
  const add = (x: number, y: number, z: number): void => {
    points.push(x / NM_PER_UM - originUm[0], y / NM_PER_UM - originUm[1], z / NM_PER_UM - originUm[2]);
  };
  for (const decoded of items) {
    if (decoded.kind === 'skeletons') {
      const { firstNode, positionsNm: p, radiiNm, item } = decoded;
      item.trees.forEach(({ cell }, t) => {
        if (!cells.has(cell)) return;
        for (let i = firstNode[t]; i < firstNode[t + 1]; i += 1) {
          add(p[3 * i], p[3 * i + 1], p[3 * i + 2]);
          thickestNm = Math.max(thickestNm, radiiNm[i] * item.radiusScale);
        }
      });
    } else if (decoded.kind === 'meshes') {
      for (const { part, quantised: q } of decoded.meshes) {
        if (!cells.has(part.cell)) continue;
        const at = (i: number, k: number): number => part.originNm[k] + q[4 * i + k] * part.stepNm[k];
        for (let i = 0; i < part.vertexCount; i += 1) add(at(i, 0), at(i, 1), at(i, 2));
      }
    } else if (decoded.kind === 'points' && decoded.cells) {
      const { positionsNm: p, radiiNm, item } = decoded;
      decoded.cells.forEach((cell, i) => {
        if (!cells.has(cell)) return;
        add(p[3 * i], p[3 * i + 1], p[3 * i + 2]);
        thickestNm = Math.max(thickestNm, radiiNm?.[i] ?? item.radiusNm);
      });
    }
  }
  return withRoom(Float32Array.from(points), thickestNm / NM_PER_UM);
}

/** Where a cell is pointed at: its soma, or the first place of it that is known. In µm. */
export function anchorOf(items: readonly DecodedItem[], cell: number): Vector3 | undefined {
  let first: Vector3 | undefined;
  for (const decoded of items) {
    if (decoded.kind !== 'skeletons') continue;
    const { firstNode, positionsNm: p, compartments } = decoded;
    const at = (i: number): Vector3 => [p[3 * i] / NM_PER_UM, p[3 * i + 1] / NM_PER_UM, p[3 * i + 2] / NM_PER_UM];
    for (const [t, tree] of decoded.item.trees.entries()) {
      if (tree.cell !== cell || tree.nodeCount === 0) continue;
      for (let i = firstNode[t]; i < firstNode[t + 1]; i += 1) if (compartments[i] === COMPARTMENT.soma) return at(i);
      first ??= at(firstNode[t]);
    }
  }
  if (first) return first;
  const points = pointsOfCells(items, new Set([cell]), [0, 0, 0]);
  return points.length === 0 ? undefined : [points[0], points[1], points[2]];
}

/** More rings than this hide what they are round. */
const mostPlaces = 200;

/** Where the selected nodes and synapses of this scene are, in µm, at most 200 of them. */
export function selectedPlaces({ scene, items }: DecodedScene, { nodes, synapses }: Selection): Vector3[] {
  const ids = nodes.length === 0 ? undefined : new Set(scene.cells.map(cell => cell.id));
  const places = nodes
    .filter(({ neuron }) => ids?.has(neuron))
    .map(({ positionNm: [x, y, z] }): Vector3 => [x / NM_PER_UM, y / NM_PER_UM, z / NM_PER_UM]);
  if (synapses.length > 0) {
    const wanted = new Set(synapses.map(BigInt));
    for (const decoded of items) {
      if (decoded.kind !== 'points' || !decoded.ids) continue;
      const { positionsNm: p } = decoded;
      for (let i = 0; i < decoded.count && places.length < mostPlaces; i += 1) {
        if (!wanted.has(decoded.ids[i])) continue;
        places.push([p[3 * i] / NM_PER_UM, p[3 * i + 1] / NM_PER_UM, p[3 * i + 2] / NM_PER_UM]);
      }
    }
  }
  return places.slice(0, mostPlaces);
}
