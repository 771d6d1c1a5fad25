/**
 * A perceptually uniform colour scale between two lightnesses: OKLCH lightness falls (or rises) in equal steps while
 * the hue turns from blue to violet and the colour is as strong as screens can show, up to a limit. Returned as
 * Plotly's `[position, colour]` stops, position 0 to 1.
 *
 * The low end sits near the paper and the high end far from it, so a light theme takes `from` 0.97 `to` 0.28 and a
 * dark theme the other way round: what is strong stands out in both.
 *
 * @source Ottosson 2020, "A perceptual color space for image processing", https://bottosson.github.io/posts/oklab/
 */
export function sequentialScale(from: number, to: number, stops = 17): [number, string][] {
  return Array.from({ length: stops }, (_, i) => {
    const t = i / (stops - 1);
    const chroma = 0.01 + 0.14 * Math.sin(Math.PI * Math.min(0.85, t));
    return [t, hexOf(inGamut(from + (to - from) * t, chroma, 235 + 55 * t))];
  });
}

/**
 * A scale with two arms that begin at the paper: from strong blue by the middle to strong orange, which readers of every
 * colour vision tell apart. Position 0.5 is the middle.
 */
export function divergingScale(middle: number, ends: number, stops = 17): [number, string][] {
  return Array.from({ length: stops }, (_, i) => {
    const t = i / (stops - 1);
    const strength = Math.abs(2 * t - 1);
    const lightness = middle + (ends - middle) * strength;
    return [t, hexOf(inGamut(lightness, 0.008 + 0.15 * Math.sin((Math.PI / 2) * strength), t < 0.5 ? 250 : 50))];
  });
}

/** The colour with its chroma lowered until sRGB can show it; lightness and hue are kept. */
function inGamut(lightness: number, chroma: number, hueDegrees: number): [number, number, number] {
  for (let c = chroma; c > 0; c -= 0.004) {
    const rgb = oklchToSrgb(lightness, c, hueDegrees);
    if (rgb.every(component => component >= 0 && component <= 1)) return rgb;
  }
  return oklchToSrgb(lightness, 0, hueDegrees);
}

/** sRGB components of an OKLCH colour (hue in degrees): 0 to 1 where a screen can show it, outside where not. */
export function oklchToSrgb(lightness: number, chroma: number, hueDegrees: number): [number, number, number] {
  const hue = (hueDegrees * Math.PI) / 180;
  const a = chroma * Math.cos(hue);
  const b = chroma * Math.sin(hue);
  const long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    encode(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short),
    encode(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short),
    encode(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short),
  ];
}

function encode(linear: number): number {
  if (Math.abs(linear) <= 0.0031308) return 12.92 * linear;
  return Math.sign(linear) * (1.055 * Math.abs(linear) ** (1 / 2.4) - 0.055);
}

function hexOf(rgb: readonly number[]): string {
  return `#${rgb
    .map(c =>
      Math.round(Math.min(1, Math.max(0, c)) * 255)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}
