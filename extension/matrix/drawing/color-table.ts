/** Colours by height on a scale. Pure. */

/** 256 colours, from low to high, as red, green and blue bytes. */
export function colorTable(stops: readonly (readonly [number, string])[]): Uint8Array {
  const table = new Uint8Array(256 * 3);
  let stop = 0;
  for (let i = 0; i < 256; i += 1) {
    const t = i / 255;
    while (stop < stops.length - 2 && t > stops[stop + 1][0]) stop += 1;
    const [[from, a], [to, b]] = [stops[stop], stops[stop + 1]];
    const share = Math.max(0, Math.min(1, (t - from) / (to - from)));
    for (let k = 0; k < 3; k += 1) {
      const [low, high] = [a, b].map(color => Number.parseInt(color.slice(1 + 2 * k, 3 + 2 * k), 16));
      table[3 * i + k] = Math.round(low + (high - low) * share);
    }
  }
  return table;
}
