/** How every surface is lit, and how what is see-through lets others show: GLSL shared by all materials. */

/**
 * `vec4 lit(vec3 own, vec3 normal, vec3 v, float depth, float dimmed)`: the colour, premultiplied, of a surface of colour
 * `own` seen along the unit vector `v` at `depth`; all in the eye's space. Needs `uFog`, `uDark`.
 */
export const LIT_GLSL = /* glsl */ `
uniform vec3 uFog;
uniform float uDark;
vec4 lit(vec3 own, vec3 normal, vec3 v, float depth, float dimmed) {
  // Light from the upper left, over the reader's shoulder, wrapped round so that no side is black.
  float facing = max(dot(normal, -v), 0.0);
  float light = 0.5 + 0.5 * dot(normal, normalize(vec3(-0.45, 0.7, 0.75)));
  float rim = pow(1.0 - facing, 2.0);
  // Shadows are deeper in colour, not greyer: pale types keep their hue on a white page.
  vec3 shadow = own * (0.3 + 0.42 * own);
  vec3 onLight = mix(shadow, own, min(1.0, 0.04 + light)) * (1.0 - 0.24 * rim);
  vec3 onDark = mix(own * 0.42, own, min(1.0, 0.1 + light * 1.05)) + own * 0.15 * rim;
  vec3 color = mix(onLight, onDark, uDark);
  // The far side gives way to the page, whatever its colour.
  float fade = smoothstep(uFog.x, uFog.y, depth) * uFog.z;
  return vec4(color, 1.0) * (1.0 - mix(fade, 1.0, 0.82 * dimmed));
}
`;

/**
 * `bool letsThrough(float opacity, int layer)`: whether this pixel of this sample shows what is behind. A picture is the
 * mean of its samples, and of those the right share shows each layer, in any order of drawing; layers of one pixel are
 * drawn by lots of their own. Needs `uThin` (its y is the number of the sample).
 */
export const SEE_THROUGH_GLSL = /* glsl */ `
bool letsThrough(float opacity, int layer) {
  if (opacity >= 1.0) return false;
  // Jimenez' interleaved gradient noise: neighbours differ much, so that a single sample looks like an even screen.
  vec2 place = gl_FragCoord.xy + 5.588238 * float(layer % 64);
  float lot = fract(52.9829189 * fract(dot(place, vec2(0.06711056, 0.00583715))));
  return fract(lot + 0.618034 * uThin.y) >= opacity;
}
`;
