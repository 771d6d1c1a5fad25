/** Outlines of layer planes and boxes. */

import {
  BufferGeometry,
  Color,
  CustomBlending,
  Float32BufferAttribute,
  GLSL3,
  LineSegments,
  OneFactor,
  OneMinusSrcAlphaFactor,
  RawShaderMaterial,
  Vector4,
} from 'three';
import type { IFrameUniforms } from './frame-uniforms';

export interface IOutlines {
  readonly object: LineSegments;
  dispose(): void;
}

export interface IOutlineLook {
  /** `#rrggbb`; `null`: black on a light page, white on a dark one. */
  readonly color: string | null;
  /** 0 to 1. */
  readonly strength: number;
}

/** Line segments, two points of x, y, z each. */
export function outlines(segments: Float32Array, frame: IFrameUniforms, { color, strength }: IOutlineLook): IOutlines {
  const fixed = new Color(color ?? '#000000').convertLinearToSRGB();
  const uniforms = {
    uDark: frame.uDark,
    uFixed: { value: new Vector4(fixed.r, fixed.g, fixed.b, color === null ? 0 : 1) },
    uAlpha: { value: strength },
  };
  const material = lineMaterial(uniforms);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(segments, 3));
  const object = new LineSegments(geometry, material);
  object.frustumCulled = false;
  // After what is solid, so that it blends with what is behind and hides behind what is in front.
  object.renderOrder = 1;
  return {
    object,
    dispose() {
      material.dispose();
      geometry.dispose();
    },
  };
}

function lineMaterial(uniforms: RawShaderMaterial['uniforms']): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: /* glsl */ `
precision highp float;
uniform mat4 viewMatrix;
uniform mat4 projectionMatrix;
in vec3 position;
void main() {
  gl_Position = projectionMatrix * viewMatrix * vec4(position, 1.0);
}
`,
    fragmentShader: /* glsl */ `
precision highp float;
uniform vec4 uFixed;
uniform float uAlpha;
uniform float uDark;
layout(location = 0) out vec4 outColor;
void main() {
  // A white line on a dark page is seen better than a black one on a light page.
  outColor = vec4(mix(vec3(uDark), uFixed.rgb, uFixed.a), 1.0) * uAlpha * (0.75 + 0.25 * uDark);
}
`,
    uniforms,
    transparent: true,
    depthWrite: false,
    blending: CustomBlending,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
  });
}
