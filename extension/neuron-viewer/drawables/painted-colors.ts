/** A paint's codes as colours. Pure. */

import type { ScenePaint } from 'connectome-helpers/dist/contract/scene/scene.js';

/** Red, green, blue and 255 of every node, vertex or point; `undefined` without a paint. */
export function paintedColors(paint: ScenePaint | undefined, codes: Uint8Array | undefined): Uint8Array | undefined {
  if (!paint || !codes) return undefined;
  const palette = paint.colors.map(color => Number.parseInt(color.slice(1), 16));
  const colors = new Uint8Array(4 * codes.length);
  codes.forEach((code, i) => {
    const rgb = palette[code];
    colors[4 * i] = rgb >> 16;
    colors[4 * i + 1] = (rgb >> 8) & 255;
    colors[4 * i + 2] = rgb & 255;
    colors[4 * i + 3] = 255;
  });
  return colors;
}
