/** Which surfaces deserve more triangles than they are stored with. Pure. */

import type { SceneMeshPart } from 'connectome-helpers/dist/contract/scene/scene.js';

/** Triangles of all surfaces of a view that the GPU is asked to hold: some 300 MB of vertices and corners. */
export const MOST_TRIANGLES = 8_000_000;

/** A triangle of about so many pixels is as fine as eyes see. */
const pixelsATriangle = 2;
/** Less than this is not worth the way. */
const leastGain = 1.5;

/** Surfaces that need more, and how many triangles each; `isLimited` when there would be more but for the limit. */
export interface IFinerWish {
  readonly parts: readonly number[];
  readonly triangles: number;
  readonly isLimited: boolean;
}

/**
 * `radiiPx[n]` is the radius in pixels of the sphere about part n, NaN for one that is out of the picture.
 * The wish is for all that need more at once, with as many triangles as the largest needs.
 */
export function finerWish(
  parts: readonly SceneMeshPart[],
  radiiPx: ArrayLike<number>,
  mostTriangles: number = MOST_TRIANGLES,
): IFinerWish | undefined {
  const needs = parts.map((part, n) => {
    const visible = Number.isNaN(radiiPx[n]) ? 0 : (Math.PI * radiiPx[n] ** 2) / pixelsATriangle;
    return Math.min(part.fullTriangleCount ?? part.triangleCount, Math.ceil(visible));
  });
  const wished = parts.flatMap((part, n) => (needs[n] > leastGain * part.triangleCount ? [n] : []));
  if (wished.length === 0) return undefined;
  const held = parts.reduce((sum, part, n) => sum + (wished.includes(n) ? 0 : part.triangleCount), 0);
  const wanted = Math.max(...wished.map(n => needs[n]));
  const each = Math.floor((mostTriangles - held) / wished.length);
  const triangles = Math.min(wanted, each);
  const isLimited = triangles < wanted;
  const gaining = wished.filter(n => triangles > leastGain * parts[n].triangleCount);
  return gaining.length > 0 || isLimited ? { parts: gaining, triangles, isLimited } : undefined;
}
