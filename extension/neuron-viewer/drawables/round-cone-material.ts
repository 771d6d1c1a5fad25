/** The material that draws neurites: a quad for each edge, and in it a ray-cast round cone. */

import { type DataTexture, DoubleSide, GLSL3, NoBlending, RawShaderMaterial } from 'three';
import { CELL_COLOR_GLSL, STANDING_GLSL } from './cell-colors';
import type { DrawPass } from './drawable';
import type { IFrameUniforms } from './frame-uniforms';
import { RAYS_GLSL } from './rays';
import { LIT_GLSL, SEE_THROUGH_GLSL } from './shading';
import { EDGE_KIND } from './skeleton-geometry';

/** Textures of `skeleton-geometry.ts` and `cell-colors.ts`; the rest as {@link IFrameUniforms}. */
export interface IRoundConeTextures {
  readonly nodes: DataTexture;
  readonly edges: DataTexture;
  readonly cells: DataTexture;
  /** Texel i: node i's own colour; absent: its cell's. */
  readonly paint?: DataTexture;
}

/**
 * A material for a geometry without attributes and with a draw range of six vertices an edge.
 *
 * The round cone is the hull of two spheres. With `s = (ra - rb) / length` the cone that touches both has the
 * half-angle `asin s`; it touches sphere a at the axial place `ra * s` and sphere b at `length + rb * s`, so a ray's
 * entry is on the cone when it falls between the two, else on one of the spheres. When one sphere holds the other
 * (`|ra - rb| >= length`), it alone is drawn.
 */
export function roundConeMaterial(
  { nodes, edges, cells, paint }: IRoundConeTextures,
  opacity: number,
  frame: IFrameUniforms,
  pass: DrawPass,
  itemIndex: number,
  firstElement: number,
): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    defines: { ...(pass === 'pick' ? { PICK: 1 } : {}), ...(paint ? { PAINTED: 1 } : {}) },
    uniforms: {
      ...frame,
      uNodes: { value: nodes },
      uEdges: { value: edges },
      uCells: { value: cells },
      uItem: { value: itemIndex },
      uFirst: { value: firstElement },
      uPaint: { value: paint ?? null },
      uOpacity: { value: opacity },
    },
    blending: NoBlending,
    // A quad faces the reader whichever way its edge runs.
    side: DoubleSide,
  });
}

const vertexShader = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp isampler2D;

uniform mat4 viewMatrix;
uniform mat4 projectionMatrix;
uniform sampler2D uNodes;
uniform isampler2D uEdges;
uniform vec2 uSize;
uniform vec2 uNearFar;
uniform vec2 uThin;
uniform float uMinRadius;
${CELL_COLOR_GLSL}
#ifdef PAINTED
uniform sampler2D uPaint;
#endif
flat out int vElement;
flat out vec3 vA;
flat out vec3 vB;
flat out vec4 vColor;
// Radii at A and B; 1 where the edge is too thin for its roundness to be seen.
flat out vec3 vRadii;
// Across a thin edge, -1 to 1.
out float vAcross;

ivec2 texel(int i, ivec2 size) {
  return ivec2(i % size.x, i / size.x);
}

void hide() {
  gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}

// A number from 0 to 1 that differs from edge to edge.
float lotOf(int edge) {
  uint h = uint(edge) * 2654435761u;
  h = (h ^ (h >> 15)) * 2246822519u;
  return float(h >> 8) / 16777216.0;
}

void main() {
  int corner = gl_VertexID % 6;
  ivec4 edge = texelFetch(uEdges, texel(gl_VertexID / 6, textureSize(uEdges, 0)), 0);
  vec4 color = cellColor(edge.z);
  float standing = cellStanding(color);
  vElement = gl_VertexID / 6;
#ifdef PAINTED
  // The far end's colour: of the two nodes it is the one that this edge belongs to.
  color.rgb = texelFetch(uPaint, texel(edge.y, textureSize(uPaint, 0)), 0).rgb;
#endif
  vec4 nodeA = texelFetch(uNodes, texel(edge.x, textureSize(uNodes, 0)), 0);
  vec4 nodeB = texelFetch(uNodes, texel(edge.y, textureSize(uNodes, 0)), 0);
  vec3 a = (viewMatrix * vec4(nodeA.xyz, 1.0)).xyz;
  vec3 b = (viewMatrix * vec4(nodeB.xyz, 1.0)).xyz;
  float ra = nodeA.w;
  float rb = nodeB.w;
  // A process leaves its soma as a short taper; a cone as wide as the soma would make every cell a star.
  if (edge.w == ${EDGE_KIND.leavesSoma}) ra = min(ra, max(1.6 * rb, min(0.3 * ra, 4.0 * rb)));

  vAcross = 0.0;
  float near = uNearFar.x;
  if (cellIsHidden(color) || (-a.z < near && -b.z < near)) {
    hide();
    return;
  }
  // The part before the near plane is cut off, or its corners would be thrown across the picture.
  if (-a.z < near) {
    float t = (near + a.z) / (a.z - b.z);
    a = mix(a, b, t);
    ra = mix(ra, rb, t);
  } else if (-b.z < near) {
    float t = (near + b.z) / (b.z - a.z);
    b = mix(b, a, t);
    rb = mix(rb, ra, t);
  }

  // Pixels that one unit of length spans at depth 1.
  float focal = projectionMatrix[1][1] * uSize.y * 0.5;
  // In a crowd, a process drawn wider than it is stands in as many of the picture's samples as its true width earns:
  // seen through in the mean, and trunks and somata come out. The first sample, which motion shows, has them all.
  // What is selected is drawn wider and never fades.
  float least = standing > 1.5 ? 1.8 * uMinRadius : uMinRadius;
  float leastA = least * -a.z / focal;
  float leastB = least * -b.z / focal;
  float share = mix(1.0, clamp(max(ra / leastA, rb / leastB), 0.0, 1.0), uThin.x);
  if (uThin.y > 0.5 && standing < 1.5 && fract(lotOf(gl_VertexID / 6) + 0.618034 * uThin.y) > share) {
    hide();
    return;
  }
  ra = max(ra, leastA);
  rb = max(rb, leastB);
  bool sphere = edge.w == ${EDGE_KIND.sphere} || abs(ra - rb) >= length(b - a) * 0.999;
  if (sphere) {
    if (rb > ra) {
      a = b;
      ra = rb;
    }
    b = a;
    rb = ra;
  }
  float widthA = focal * ra * inversesqrt(max(a.z * a.z - ra * ra, 1e-6 * a.z * a.z));
  float widthB = focal * rb * inversesqrt(max(b.z * b.z - rb * rb, 1e-6 * b.z * b.z));
  bool thin = !sphere && max(widthA, widthB) < 1.25;

  vec4 clipA = projectionMatrix * vec4(a, 1.0);
  vec4 clipB = projectionMatrix * vec4(b, 1.0);
  vec2 pixelA = clipA.xy / clipA.w * uSize * 0.5;
  vec2 pixelB = clipB.xy / clipB.w * uSize * 0.5;
  vec2 line = pixelB - pixelA;
  vec2 ahead = dot(line, line) > 1e-8 ? normalize(line) : vec2(1.0, 0.0);
  vec2 across = vec2(-ahead.y, ahead.x);

  // Corners: 0 and 3 share the start's right, 2 and 5 (as 1 and 4) close two triangles.
  bool atB = corner == 2 || corner == 4 || corner == 5;
  float side = corner == 1 || corner == 2 || corner == 4 ? 1.0 : -1.0;
  // A sphere off the picture's middle is seen as an ellipse, up to a tenth wider.
  float width = thin ? (atB ? widthB : widthA) : max(widthA, widthB) * 1.1 + 1.0;
  float cap = thin ? 0.3 * width : (atB ? widthB : widthA) * 1.1 + 1.0;
  vec2 pixel = (atB ? pixelB : pixelA) + across * side * width + ahead * (atB ? cap : -cap);
  vec4 clip = atB ? clipB : clipA;
  gl_Position = vec4(pixel * 2.0 / uSize * clip.w, clip.z, clip.w);

  vA = a;
  vB = b;
  vColor = vec4(color.rgb, standing);
  vRadii = vec3(ra, rb, thin ? 1.0 : 0.0);
  vAcross = side;
}
`;

const fragmentShader = /* glsl */ `
precision highp float;

uniform vec2 uThin;
uniform float uOpacity;
uniform int uItem;
uniform int uFirst;
${RAYS_GLSL}
${STANDING_GLSL}
${LIT_GLSL}
${SEE_THROUGH_GLSL}

flat in int vElement;
flat in vec3 vA;
flat in vec3 vB;
// In w whether the cell is dimmed or selected, see cellStanding.
flat in vec4 vColor;
flat in vec3 vRadii;
in float vAcross;
#ifdef PICK
layout(location = 0) out highp uvec4 outElement;
#else
layout(location = 0) out vec4 outColor;
#endif

void main() {
  vec3 v = rayThroughPixel();
  vec3 normal;
  float depth;
  float near = uNearFar.x;
  float far = uNearFar.y;

  float written;
  if (vRadii.z > 0.5) {
    // A thread: lit as a cylinder, a little flattened so that single pixels do not glitter.
    vec2 ahead = normalize(vB.xy / -vB.z - vA.xy / -vA.z + vec2(1e-9, 0.0));
    float across = clamp(vAcross, -1.0, 1.0) * 0.6;
    normal = vec3(vec2(-ahead.y, ahead.x) * across, sqrt(1.0 - across * across));
    written = gl_FragCoord.z;
    depth = near * far / (far - gl_FragCoord.z * (far - near));
  } else {
    vec3 axis = vB - vA;
    float len = length(axis);
    float ra = vRadii.x;
    float rb = vRadii.y;
    float t = nothing;
    if (len <= 0.0) {
      t = enterSphere(v, vA, ra);
      normal = (v * t - vA) / ra;
    } else {
      vec3 u = axis / len;
      float s = (ra - rb) / len;
      float c2 = 1.0 - s * s;
      // The ray starts beside A: far from the eye, squares of distances would lose the radii.
      float start = dot(vA, v);
      vec3 o = v * start - vA;
      float oy = dot(o, u);
      float vy = dot(v, u);
      float k = ra - s * oy;
      float qa = c2 - vy * vy;
      float qb = c2 * (dot(o, v) - oy * vy) + k * s * vy;
      float qc = c2 * (dot(o, o) - oy * oy) - k * k;
      float inside = qb * qb - qa * qc;
      if (inside >= 0.0 && abs(qa) > 1e-7) {
        float at = (-qb - sqrt(inside)) / qa;
        float y = oy + at * vy;
        if (y >= ra * s && y <= len + rb * s) {
          t = start + at;
          vec3 p = o + v * at;
          normal = normalize((p - u * y) / max(length(p - u * y), 1e-9) * sqrt(c2) + u * s);
        }
      }
      if (t == nothing) {
        float ta = enterSphere(v, vA, ra);
        float tb = enterSphere(v, vB, rb);
        t = min(ta, tb);
        normal = ta < tb ? (v * ta - vA) / ra : (v * tb - vB) / rb;
      }
    }
    if (t == nothing) discard;
    depth = -v.z * t;
    if (depth < near) discard;
    written = depthInBuffer(depth);
  }
  gl_FragDepth = depthOfStanding(written, vColor.w);

#ifdef PICK
  outElement = uvec4(uint(uFirst + vElement) + 1u, uint(uItem), 0u, 0u);
#else
  if (letsThrough(uOpacity, uItem)) discard;
  outColor = lit(vColor.rgb, normal, v, depth, vColor.w);
#endif
}
`;
