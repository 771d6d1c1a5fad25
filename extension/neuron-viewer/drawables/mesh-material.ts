/** The material that draws surfaces. */

import { DoubleSide, GLSL3, NoBlending, RawShaderMaterial, type Texture, type Vector3 } from 'three';
import { CELL_COLOR_GLSL } from './cell-colors';
import type { DrawPass } from './drawable';
import type { IFrameUniforms } from './frame-uniforms';
import { LIT_GLSL, SEE_THROUGH_GLSL } from './shading';

/** Of one surface: where its grid lies (µm from the origin), whose it is, and how it is told apart. */
export interface IMeshPlace {
  readonly originUm: Vector3;
  readonly stepUm: Vector3;
  readonly cell: number;
  readonly opacity: number;
  /** Number of its first vertex among its item's. */
  readonly firstVertex: number;
  readonly itemIndex: number;
  readonly painted: boolean;
}

export function meshMaterial(
  place: IMeshPlace,
  cells: Texture,
  frame: IFrameUniforms,
  pass: DrawPass,
): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader,
    fragmentShader,
    defines: { ...(pass === 'pick' ? { PICK: 1 } : {}), ...(place.painted ? { PAINTED: 1 } : {}) },
    uniforms: {
      ...frame,
      uCells: { value: cells },
      uOrigin: { value: place.originUm },
      uStep: { value: place.stepUm },
      uCell: { value: place.cell },
      uOpacity: { value: place.opacity },
      uFirst: { value: place.firstVertex },
      uItem: { value: place.itemIndex },
    },
    blending: NoBlending,
    side: DoubleSide,
  });
}

const vertexShader = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;

uniform mat4 viewMatrix;
uniform mat4 projectionMatrix;
uniform vec3 uOrigin;
uniform vec3 uStep;
uniform int uCell;
${CELL_COLOR_GLSL}
in vec4 position;
in vec4 normal;
#ifdef PAINTED
in vec4 color;
#endif
out vec3 vPlace;
out vec3 vNormal;
out vec4 vColor;
flat out int vVertex;

void main() {
  vec4 cell = cellColor(uCell);
  float standing = cellStanding(cell);
  vPlace = (viewMatrix * vec4(uOrigin + position.xyz * uStep, 1.0)).xyz;
  vNormal = mat3(viewMatrix) * normal.xyz;
#ifdef PAINTED
  vColor = vec4(color.rgb, standing);
#else
  vColor = vec4(cell.rgb, standing);
#endif
  vVertex = gl_VertexID;
  gl_Position = cellIsHidden(cell) ? vec4(2.0, 2.0, 2.0, 1.0) : projectionMatrix * vec4(vPlace, 1.0);
  // As depthOfStanding, before the division.
  if (standing > 0.5) gl_Position.z = 0.5 * (gl_Position.z + (standing > 1.5 ? -gl_Position.w : gl_Position.w));
}
`;

const fragmentShader = /* glsl */ `
precision highp float;
precision highp int;
uniform vec2 uThin;
uniform float uOpacity;
uniform int uItem;
uniform int uFirst;
in vec3 vPlace;
in vec3 vNormal;
in vec4 vColor;
flat in int vVertex;
${LIT_GLSL}
${SEE_THROUGH_GLSL}
#ifdef PICK
layout(location = 0) out highp uvec4 outElement;
#else
layout(location = 0) out vec4 outColor;
#endif

void main() {
#ifdef PICK
  outElement = uvec4(uint(uFirst + vVertex) + 1u, uint(uItem), 0u, 0u);
#else
  if (letsThrough(uOpacity, 7 * uItem + uFirst + (gl_FrontFacing ? 1 : 0))) discard;
  vec3 v = normalize(vPlace);
  vec3 n = dot(vNormal, vNormal) > 1e-12 ? normalize(vNormal) : normalize(cross(dFdx(vPlace), dFdy(vPlace)));
  // Surfaces come wound either way, and are seen from inside where they are cut open.
  if (dot(n, v) > 0.0) n = -n;
  outColor = lit(vColor.rgb, n, v, -vPlace.z, vColor.w);
#endif
}
`;
