/** The outline of a box. */

import type { DecodedBox } from 'connectome-helpers/dist/contract/scene/decode.js';
import { NM_PER_UM } from '../units';
import type { IDrawable, IDrawableContext } from './drawable';
import { outlines } from './plane-outlines';

const strength = 0.75;

export function boxDrawable({ item }: DecodedBox, { originUm, frame }: IDrawableContext): IDrawable {
  const drawn = outlines(boxEdges(item.minNm, item.maxNm, originUm), frame, { color: item.color, strength });
  return {
    item,
    object: drawn.object,
    elementCount: 0,
    drawnCount: 12,
    neuriteMm: 0,
    prepare() {},
    setPass() {},
    element() {
      return { cell: -1, index: 0, positionUm: originUm };
    },
    // Some hundred bytes.
    release() {},
    dispose: drawn.dispose,
  };
}

/** The twelve edges, two points of x, y, z each, in µm from the origin. */
export function boxEdges(
  minNm: readonly number[],
  maxNm: readonly number[],
  originUm: readonly number[],
): Float32Array {
  const corner = (c: number): number[] =>
    [0, 1, 2].map(k => ((c >> k) & 1 ? maxNm[k] : minNm[k]) / NM_PER_UM - originUm[k]);
  const edges = [0, 1, 2].flatMap(k =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter(c => !((c >> k) & 1)).map(c => [c, c | (1 << k)]),
  );
  return Float32Array.from(edges.flatMap(([from, to]) => [...corner(from), ...corner(to)]));
}
