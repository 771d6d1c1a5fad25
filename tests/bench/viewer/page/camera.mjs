// The one camera of the benchmark as each viewer wants it. Depth (y) grows down the screen.

/** Where the eye stands and which way is up, for an azimuth `turned` radians on from the first. */
export function eyeOf({ targetNm, distanceNm, azimuth, elevation }, turned = 0) {
  const a = azimuth + turned;
  const ahead = [Math.cos(elevation) * Math.sin(a), Math.sin(elevation), Math.cos(elevation) * Math.cos(a)];
  return {
    eye: targetNm.map((value, k) => value - ahead[k] * distanceNm),
    ahead,
    up: [0, -1, 0],
  };
}

const palette = [
  '#4477aa',
  '#ee6677',
  '#228833',
  '#ccbb44',
  '#66ccee',
  '#aa3377',
  '#ee7733',
  '#009988',
  '#cc3311',
  '#555555',
];
export const colorOf = n => palette[n % palette.length];
export const pointColor = '#ff9900';
/** Red, green, blue from 0 to 1. */
export const rgbOf = hex => [1, 3, 5].map(at => Number.parseInt(hex.slice(at, at + 2), 16) / 255);
