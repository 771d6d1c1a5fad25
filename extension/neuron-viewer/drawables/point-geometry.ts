/** Points as the arrays that the sphere shader reads. Pure: no DOM, no WebGL. */

import type { DecodedPoints } from 'connectome-helpers/dist/contract/scene/points.js';
import { EVERY, type Steps } from 'connectome-helpers/dist/contract/steps.js';
import type { Vector3 } from '../camera/camera';
import { NM_PER_UM } from '../units';
import { paintedColors } from './painted-colors';
import { type ITexels, textureSize } from './texels';

export interface IPointGeometry {
  /** Texel i: point i's x, y, z from the origin and its radius, in µm. */
  readonly places: ITexels<Float32Array>;
  /** Texel i: its cell (-1 for none), its side (0, 1 an output, 2 an input), its colour 0xrrggbb (-1 for its cell's), 0. */
  readonly kinds: ITexels<Int32Array>;
}

/** In pieces. */
export function* pointGeometrySteps(decoded: DecodedPoints, originUm: Vector3): Steps<IPointGeometry> {
  const { count, positionsNm, radiiNm, cells, sides, item } = decoded;
  const { width, height } = textureSize(count);
  const places = new Float32Array(4 * width * height);
  const kinds = new Int32Array(4 * width * height);
  const painted = paintedColors(item.paint, decoded.paintCodes);
  const fixed = item.color === null ? -1 : Number.parseInt(item.color.slice(1), 16);
  for (let i = 0; i < count; i += 1) {
    for (let k = 0; k < 3; k += 1) places[4 * i + k] = positionsNm[3 * i + k] / NM_PER_UM - originUm[k];
    places[4 * i + 3] = (radiiNm ? radiiNm[i] : item.radiusNm) / NM_PER_UM;
    kinds[4 * i] = cells ? cells[i] : -1;
    kinds[4 * i + 1] = sides ? sides[i] : 0;
    kinds[4 * i + 2] = painted ? (painted[4 * i] << 16) | (painted[4 * i + 1] << 8) | painted[4 * i + 2] : fixed;
    if ((i & EVERY) === EVERY) yield;
  }
  return { places: { data: places, width, height }, kinds: { data: kinds, width, height } };
}
