/** The material that draws points: a triangle for each, and in it a ray-cast sphere. */

import { type DataTexture, DoubleSide, GLSL3, NoBlending, RawShaderMaterial } from 'three';
import { CELL_COLOR_GLSL, STANDING_GLSL } from './cell-colors';
import type { DrawPass } from './drawable';
import type { IFrameUniforms } from './frame-uniforms';
import { RAYS_GLSL } from './rays';
import { LIT_GLSL, SEE_THROUGH_GLSL } from './shading';

export interface IPointTextures {
  readonly places: DataTexture;
  readonly kinds: DataTexture;
  readonly cells: DataTexture;
}

/**
 * For a geometry without attributes and with a draw range of three vertices a point. An output of a cell is a full
 * sphere; an input has a dark core, so that the two differ by more than colour.
 */
export function pointMaterial(
  { places, kinds, cells }: IPointTextures,
  opacity: number,
  frame: IFrameUniforms,
  pass: DrawPass,
  itemIndex: number,
): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    defines: pass === 'pick' ? { PICK: 1 } : {},
    uniforms: {
      ...frame,
      uPlaces: { value: places },
      uKinds: { value: kinds },
      uCells: { value: cells },
      uOpacity: { value: opacity },
      uItem: { value: itemIndex },
    },
    blending: NoBlending,
    side: DoubleSide,
  });
}

/** Pixels of the layout: smaller spheres are drawn this large, and from here on an input shows its core. */
const leastRadius = 1.15;
const coreFrom = 2.4;

const vertexShader = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp isampler2D;

uniform mat4 viewMatrix;
uniform mat4 projectionMatrix;
uniform sampler2D uPlaces;
uniform isampler2D uKinds;
uniform vec2 uSize;
uniform vec2 uNearFar;
uniform float uPixelRatio;
${CELL_COLOR_GLSL}
flat out vec4 vSphere;
flat out vec4 vColor;
// Radius in pixels of the layout, and 1 for an input.
flat out vec2 vKind;
flat out int vPoint;

void main() {
  int i = gl_VertexID / 3;
  int width = textureSize(uPlaces, 0).x;
  ivec2 texel = ivec2(i % width, i / width);
  vec4 place = texelFetch(uPlaces, texel, 0);
  ivec4 kind = texelFetch(uKinds, texel, 0);
  vec4 cell = cellColor(kind.x);
  vec3 centre = (viewMatrix * vec4(place.xyz, 1.0)).xyz;
  float focal = projectionMatrix[1][1] * uSize.y * 0.5;
  float least = ${leastRadius.toFixed(2)} * uPixelRatio * -centre.z / focal;
  float radius = max(place.w, least);

  vPoint = i;
  vSphere = vec4(centre, radius);
  vec3 own = kind.z < 0 ? cell.rgb : vec3(ivec3(kind.z >> 16, (kind.z >> 8) & 255, kind.z & 255)) / 255.0;
  vColor = vec4(own, cellStanding(cell));
  float pixels = focal * radius / -centre.z;
  vKind = vec2(pixels / uPixelRatio, kind.y == 2 ? 1.0 : 0.0);
  if (cellIsHidden(cell) || -centre.z - radius < uNearFar.x) {
    gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
    return;
  }
  // The triangle about the circle; a sphere off the picture's middle is seen as an ellipse, up to a tenth wider.
  float reach = 2.0 * (pixels * 1.1 + 1.0);
  int corner = gl_VertexID % 3;
  vec2 away = corner == 0 ? vec2(0.0, 1.0) : vec2(corner == 1 ? -0.8660254 : 0.8660254, -0.5);
  vec4 clip = projectionMatrix * vec4(centre, 1.0);
  gl_Position = vec4(clip.xy + away * reach * 2.0 / uSize * clip.w, clip.zw);
}
`;

const fragmentShader = /* glsl */ `
precision highp float;
precision highp int;
uniform vec2 uThin;
uniform float uOpacity;
uniform int uItem;
flat in vec4 vSphere;
flat in vec4 vColor;
flat in vec2 vKind;
flat in int vPoint;
${RAYS_GLSL}
${STANDING_GLSL}
${LIT_GLSL}
${SEE_THROUGH_GLSL}
#ifdef PICK
layout(location = 0) out highp uvec4 outElement;
#else
layout(location = 0) out vec4 outColor;
#endif

void main() {
  vec3 v = rayThroughPixel();
  float t = enterSphere(v, vSphere.xyz, vSphere.w);
  float depth = -v.z * t;
  if (t == nothing || depth < uNearFar.x) discard;
  gl_FragDepth = depthOfStanding(depthInBuffer(depth), vColor.w);
#ifdef PICK
  outElement = uvec4(uint(vPoint) + 1u, uint(uItem), 0u, 0u);
#else
  if (letsThrough(uOpacity, vPoint)) discard;
  vec3 normal = (v * t - vSphere.xyz) / vSphere.w;
  // How far from the middle the ray passes, in radii.
  float off = length(cross(normal, v));
  vec3 own = vColor.rgb;
  if (vKind.y > 0.5) {
    float blur = clamp(1.0 / vKind.x, 0.02, 0.5);
    float core = 1.0 - smoothstep(0.52 - blur, 0.52 + blur, off);
    own = mix(own, uDark > 0.5 ? vec3(0.02) : own * 0.12, core * smoothstep(${(coreFrom * 0.6).toFixed(2)}, ${coreFrom.toFixed(2)}, vKind.x));
  }
  outColor = lit(own, normal, v, depth, vColor.w);
#endif
}
`;
