/** Rays from the eye through pixels: GLSL shared by the materials that cast them. */

/**
 * `vec3 rayThroughPixel()`: the unit vector from the eye through this pixel. `float enterSphere(v, centre, radius)`: where
 * a ray along `v` enters a sphere, or `nothing`. `float depthInBuffer(depth)`: what the depth buffer holds at a depth.
 * Declares `projectionMatrix`, `uSize`, `uNearFar`.
 */
export const RAYS_GLSL = /* glsl */ `
uniform mat4 projectionMatrix;
uniform vec2 uSize;
uniform vec2 uNearFar;
const float nothing = 1e30;

vec3 rayThroughPixel() {
  vec2 ndc = gl_FragCoord.xy / uSize * 2.0 - 1.0;
  vec2 slope = (ndc + vec2(projectionMatrix[2][0], projectionMatrix[2][1])) /
    vec2(projectionMatrix[0][0], projectionMatrix[1][1]);
  return normalize(vec3(slope, -1.0));
}

float enterSphere(vec3 v, vec3 centre, float radius) {
  float middle = dot(v, centre);
  // The distance from the centre to the ray, without the difference of two large squares.
  vec3 miss = centre - v * middle;
  float inside = radius * radius - dot(miss, miss);
  return inside < 0.0 ? nothing : middle - sqrt(inside);
}

float depthInBuffer(float depth) {
  float near = uNearFar.x;
  float far = uNearFar.y;
  return far * (depth - near) / (depth * (far - near));
}
`;
