/** The layers' names beside their planes. */

import { type ICamera, project, type Vector3 } from '../camera/camera';
import { element } from './element';
import type { ILayerPlanes } from './layer-planes';

export interface ILayerLabels {
  readonly nodes: readonly HTMLElement[];
  /** `leftPx`: what else stands at the left side. */
  update(camera: ICamera, widthPx: number, heightPx: number, leftPx: number): void;
}

export function createLayerLabels(planes: ILayerPlanes): ILayerLabels {
  const nodes = planes.labels.map(({ name }) => element('div', 'layer', name));
  return {
    nodes,
    update(camera, widthPx, heightPx, leftPx) {
      layerLabelPlaces(planes, camera, widthPx, heightPx, leftPx).forEach((place, i) => {
        nodes[i].hidden = place === undefined;
        if (place) nodes[i].style.transform = `translate(${place.x}px, ${place.y}px) translate(-100%, -50%)`;
      });
    },
  };
}

/** Room for a name. */
const nameWidth = 44;
const nameHeight = 13;
const gap = 8;

/**
 * Where each layer's name ends: left of the planes' leftmost corner, but never outside the picture. `undefined` for one
 * that is outside above or below, or would lie on an upper layer's, as when one looks from the pia.
 */
export function layerLabelPlaces(
  { labels, boundsUm: { min, max } }: ILayerPlanes,
  camera: ICamera,
  widthPx: number,
  heightPx: number,
  leftPx = 0,
): ({ readonly x: number; readonly y: number } | undefined)[] {
  const taken: { readonly x: number; readonly y: number }[] = [];
  return labels.map(({ depthUm }) => {
    const corners: Vector3[] = [min[0], max[0]].flatMap(x => [min[2], max[2]].map((z): Vector3 => [x, depthUm, z]));
    const places = corners.map(corner => project(camera, corner, widthPx, heightPx)).filter(place => place.depth > 0);
    if (places.length < 4) return undefined;
    const left = places.reduce((a, b) => (b.x < a.x ? b : a));
    const inside = left.y > 6 && left.y < heightPx - 6 && left.x < widthPx;
    const place = { x: Math.max(leftPx + nameWidth, left.x - gap), y: left.y };
    const isFree = taken.every(({ x, y }) => Math.abs(x - place.x) >= nameWidth || Math.abs(y - place.y) >= nameHeight);
    if (!inside || !isFree) return undefined;
    taken.push(place);
    return place;
  });
}
