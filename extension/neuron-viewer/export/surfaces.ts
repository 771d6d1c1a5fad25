/** All that shows as surfaces, lines and balls with one colour a corner. Pure. */

import type { Vector3 } from '../camera/camera';
import { NM_PER_UM } from '../units';
import type { IExportedScene } from './exported-scene';
import { nodeColor, pointColor, shownMeshes, shownPoints, shownTrees } from './shown-parts';
import { ballOf, tubesOf } from './tubes';

/** What stands for a neurite: a surface, or the line through its nodes. */
export type SkeletonForm = 'tubes' | 'lines';

/** Corners in µm from the origin. */
export interface ISurface {
  readonly name: string;
  /** `lines`: `corners` are pairs; else threes. */
  readonly kind: 'triangles' | 'lines';
  readonly positions: Float32Array;
  readonly corners: Uint32Array;
  /** `#rrggbb` of the whole, where all of it has one. */
  readonly color: string | undefined;
  /** `#rrggbb` of each corner of a painted one. */
  readonly colors: readonly string[] | undefined;
  readonly opacity: number;
  readonly facts: Readonly<Record<string, string>>;
}

/** More points than this make a file that few programs open; the rest of an item is left out, and told. */
const mostBalls = 50_000;

export interface ISurfaces {
  readonly surfaces: readonly ISurface[];
  /** What is not there, for the reader of the file. */
  readonly left: readonly string[];
}

export function surfacesOf(scene: IExportedScene, originUm: Vector3, form: SkeletonForm): ISurfaces {
  const { cells } = scene.decoded.scene;
  const factsOf = ({ id, label, type }: (typeof cells)[number]): Record<string, string> => ({
    id,
    label,
    ...(type === null ? {} : { type }),
  });
  const surfaces: ISurface[] = [];
  const left: string[] = [];
  for (const tree of shownTrees(scene)) {
    const { item, cell, from, to } = tree;
    const painted = item.paintCodes !== undefined;
    const common = { name: cell.label, opacity: item.item.opacity, facts: factsOf(cell) };
    const color = painted ? undefined : cell.color;
    if (form === 'tubes') {
      const { positions, nodes, triangles } = tubesOf(tree, originUm);
      const colors = painted ? Array.from(nodes, node => nodeColor(tree, node)) : undefined;
      surfaces.push({ ...common, kind: 'triangles', positions, corners: triangles, color, colors });
      continue;
    }
    const positions = Float32Array.from(
      { length: 3 * (to - from) },
      (_, i) => item.positionsNm[3 * from + i] / NM_PER_UM - originUm[i % 3],
    );
    const corners: number[] = [];
    for (let i = from; i < to; i += 1) if (item.parents[i] >= 0) corners.push(item.parents[i] - from, i - from);
    const colors = painted ? Array.from({ length: to - from }, (_, i) => nodeColor(tree, from + i)) : undefined;
    if (corners.length > 0)
      surfaces.push({ ...common, kind: 'lines', positions, corners: Uint32Array.from(corners), color, colors });
  }
  for (const { item, mesh, cell, firstVertex } of shownMeshes(scene)) {
    const { part, quantised, triangles } = mesh;
    if (part.triangleCount === 0) continue;
    const { paint } = item.item;
    const codes = item.paintCodes;
    surfaces.push({
      name: cell.label,
      kind: 'triangles',
      positions: Float32Array.from({ length: 3 * part.vertexCount }, (_, i) => {
        const [v, k] = [Math.floor(i / 3), i % 3];
        return (part.originNm[k] + quantised[4 * v + k] * part.stepNm[k]) / NM_PER_UM - originUm[k];
      }),
      corners: triangles,
      color: codes ? undefined : cell.color,
      colors:
        codes && paint
          ? Array.from({ length: part.vertexCount }, (_, v) => paint.colors[codes[firstVertex + v]])
          : undefined,
      opacity: item.item.opacity,
      facts: factsOf(cell),
    });
  }
  for (const { item, points } of shownPoints(scene)) {
    const some = points.subarray(0, mostBalls);
    if (some.length < points.length) left.push(`${points.length - some.length} of ${points.length} ${item.item.name}`);
    const positions: number[] = [];
    const corners: number[] = [];
    const colors: string[] = [];
    for (const i of some) {
      const at = [0, 1, 2].map(k => item.positionsNm[3 * i + k] / NM_PER_UM - originUm[k]);
      ballOf(at as [number, number, number], (item.radiiNm?.[i] ?? item.item.radiusNm) / NM_PER_UM, positions, corners);
      const color = pointColor(item, i, cells);
      while (3 * colors.length < positions.length) colors.push(color);
    }
    if (corners.length === 0) continue;
    const one = colors.every(color => color === colors[0]);
    surfaces.push({
      name: item.item.name,
      kind: 'triangles',
      positions: Float32Array.from(positions),
      corners: Uint32Array.from(corners),
      color: one ? colors[0] : undefined,
      colors: one ? undefined : colors,
      opacity: item.item.opacity,
      facts: { points: String(some.length) },
    });
  }
  return { surfaces, left };
}
