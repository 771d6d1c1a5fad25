/** Where the layer planes lie and where their names stand. Pure. */

import type { SceneLayer } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { IBounds, Vector3 } from '../camera/camera';
import { NM_PER_UM } from '../units';

export interface ILayerLabel {
  readonly name: string;
  readonly depthUm: number;
}

export interface ILayerPlanes {
  /** Depth of each plane, µm. */
  readonly depthsUm: readonly number[];
  readonly labels: readonly ILayerLabel[];
  /** The box that holds the neurons and the planes: the planes' outline is its x and z. */
  readonly boundsUm: IBounds;
}

/** How far the planes reach beyond the neurons, as a part of the neurons' extent. */
const overhang = 0.03;

/** A layer of which less than this part of the height is in the scene has no room for its name. */
const thinnest = 0.03;

/**
 * Planes a little wider than the neurons. Names that part layers in a chain ("L1 | L2/3", "L2/3 | L4") are written as
 * the layers' own names halfway between the planes; any other name ("pia") is written at its plane.
 */
export function layerPlanes(layers: readonly SceneLayer[], neuronsUm: IBounds): ILayerPlanes {
  if (layers.length === 0) return { depthsUm: [], labels: [], boundsUm: neuronsUm };
  const sorted = [...layers].sort((a, b) => a.depthNm - b.depthNm);
  const depthsUm = sorted.map(layer => layer.depthNm / NM_PER_UM);
  const { min, max } = neuronsUm;
  const pad = overhang * Math.max(max[0] - min[0], max[2] - min[2]);
  const top = Math.min(min[1], depthsUm[0]);
  const bottom = Math.max(max[1], depthsUm[depthsUm.length - 1]);
  const boundsUm: IBounds = {
    min: [min[0] - pad, top, min[2] - pad],
    max: [max[0] + pad, bottom, max[2] + pad],
  };
  const parting = sorted.filter(layer => layer.name.includes('|'));
  const named = sorted.filter(layer => !layer.name.includes('|'));
  const names = chainOfNames(parting);
  const ownName = ({ name, depthNm }: SceneLayer): ILayerLabel => ({ name, depthUm: depthNm / NM_PER_UM });
  if (names === undefined) return { depthsUm, labels: sorted.map(ownName), boundsUm };
  const edges = parting.map(layer => layer.depthNm / NM_PER_UM);
  // The first layer begins at a plane above it (the pia), where there is one, or with the scene.
  const first = named.map(layer => layer.depthNm / NM_PER_UM).findLast(depth => depth <= edges[0]) ?? top;
  const bands = names.flatMap((name, i) => {
    const [from, to] = [edges[i - 1] ?? first, edges[i] ?? bottom];
    return to - from > thinnest * (bottom - top) ? [{ name, depthUm: (from + to) / 2 }] : [];
  });
  const labels = [...named.map(ownName), ...bands];
  return { depthsUm, labels, boundsUm };
}

/** The layers' names from the top when every plane's name parts the one above from the one below. */
function chainOfNames(parting: readonly SceneLayer[]): string[] | undefined {
  const pairs = parting.map(layer => layer.name.split('|').map(name => name.trim()));
  if (pairs.length === 0 || !pairs.every((pair, i) => pair.length === 2 && (i === 0 || pairs[i - 1][1] === pair[0])))
    return undefined;
  return [pairs[0][0], ...pairs.map(pair => pair[1])];
}

/** Line segments, two points of x, y, z each, round every plane's edge, relative to `origin`. */
export function planeOutlines({ depthsUm, boundsUm: { min, max } }: ILayerPlanes, origin: Vector3): Float32Array {
  const around = [
    [min[0], min[2]],
    [max[0], min[2]],
    [max[0], max[2]],
    [min[0], max[2]],
  ];
  return Float32Array.from(
    depthsUm.flatMap(depth =>
      around.flatMap((from, c) =>
        [from, around[(c + 1) % 4]].flatMap(([x, z]) => [x - origin[0], depth - origin[1], z - origin[2]]),
      ),
    ),
  );
}
