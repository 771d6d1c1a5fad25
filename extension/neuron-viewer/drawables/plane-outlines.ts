/** The outlines of the layer planes. */

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
} from 'three';

export interface IOutlines {
  readonly object: LineSegments;
  readonly color: Color;
  /** 0 to 1. */
  setStrength(strength: number): void;
  dispose(): void;
}

/** `segments` as `planeOutlines` of `layer-planes.ts` makes them. */
export function outlines(segments: Float32Array): IOutlines {
  const uniforms = { uColor: { value: new Color() }, uAlpha: { value: 0.3 } };
  const material = lineMaterial(uniforms);
  const geometry = new BufferGeometry();
  geometry.setAttribute('position', new Float32BufferAttribute(segments, 3));
  const object = new LineSegments(geometry, material);
  object.frustumCulled = false;
  // After what is solid, so that it blends with what is behind and hides behind what is in front.
  object.renderOrder = 1;
  return {
    object,
    color: uniforms.uColor.value,
    setStrength(strength) {
      uniforms.uAlpha.value = strength;
    },
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
uniform vec3 uColor;
uniform float uAlpha;
layout(location = 0) out vec4 outColor;
void main() {
  outColor = vec4(uColor, 1.0) * uAlpha;
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
