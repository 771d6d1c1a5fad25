/** How every surface is lit, and how what is see-through lets others show: GLSL shared by all materials. */

/**
 * `vec4 lit(vec3 own, vec3 normal, vec3 v, float depth, float standing)`: the colour, premultiplied, of a surface of colour
 * `own` seen along the unit vector `v` at `depth`; all in the eye's space. Needs `uFog`, `uDark`.
 */
export const LIT_GLSL = /* glsl */ `
uniform vec3 uFog;
uniform float uDark;
vec4 lit(vec3 own, vec3 normal, vec3 v, float depth, float standing) {
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
  // What is dimmed gives way nearly all; what is selected, nothing.
  if (standing > 1.5) fade = 0.0;
  else if (standing > 0.5) fade = mix(fade, 1.0, 0.82);
  return vec4(color, 1.0) * (1.0 - fade);
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
  uvec3 h = uvec3(uvec2(gl_FragCoord.xy), uint(layer)) * uvec3(1597334677u, 3812015801u, 2798796415u);
  uint lot = (h.x ^ h.y ^ h.z) * 1597334677u;
  lot = (lot ^ (lot >> 15)) * 2246822519u;
  // Steps whose ratios are irrational too, so that over the samples two layers let through independently.
  const vec4 steps = vec4(0.618034, 0.754878, 0.569840, 0.819173);
  return fract(float(lot >> 8) / 16777216.0 + steps[layer & 3] * uThin.y) >= opacity;
}
`;
