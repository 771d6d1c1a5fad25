/** A scene's three.js objects: one mesh for all neurites and somata, one for the layer planes' outlines. */

import {
  BufferGeometry,
  Color,
  CustomBlending,
  DataTexture,
  Float32BufferAttribute,
  FloatType,
  GLSL3,
  IntType,
  LineSegments,
  Mesh,
  OneFactor,
  OneMinusSrcAlphaFactor,
  RawShaderMaterial,
  RGBAFormat,
  RGBAIntegerFormat,
  Scene,
  UnsignedByteType,
} from 'three';
import type { ISceneGeometry } from './geometry';
import { type RoundConeMaterial, roundConeMaterial } from './round-cone-material';

export interface ISceneObjects {
  readonly scene: Scene;
  readonly cones: RoundConeMaterial;
  /** Edges of the neurons that show, taking all neurons for equally branched. */
  readonly edgeCount: number;
  /** Colour of the planes' outlines; `a` is their strength. */
  readonly planes: { readonly color: Color; strength: number };
  setVisible(neurons: readonly number[], visible: boolean): void;
  dispose(): void;
}

/** `outlines` as `planeOutlines` of `layer-planes.ts` makes them. Nothing reaches the GPU before the first picture. */
export function sceneObjects(geometry: ISceneGeometry, outlines: Float32Array): ISceneObjects {
  const { nodes, edges, colors } = geometry;
  const nodeTexture = new DataTexture(nodes.data, nodes.width, nodes.height, RGBAFormat, FloatType);
  const edgeTexture = new DataTexture(edges.data, edges.width, edges.height, RGBAIntegerFormat, IntType);
  edgeTexture.internalFormat = 'RGBA32I';
  const colorTexture = new DataTexture(colors.data, colors.width, colors.height, RGBAFormat, UnsignedByteType);
  const textures = [nodeTexture, edgeTexture, colorTexture];
  for (const texture of textures) texture.needsUpdate = true;

  const cones = roundConeMaterial(nodeTexture, edgeTexture, colorTexture);
  const coneGeometry = new BufferGeometry();
  coneGeometry.setDrawRange(0, 6 * geometry.edgeCount);
  const coneMesh = new Mesh(coneGeometry, cones);
  coneMesh.frustumCulled = false;

  const lineColor = { value: new Color(), alpha: { value: 0.3 } };
  const lineMaterial = planeMaterial(lineColor);
  const lineGeometry = new BufferGeometry();
  lineGeometry.setAttribute('position', new Float32BufferAttribute(outlines, 3));
  const lines = new LineSegments(lineGeometry, lineMaterial);
  lines.frustumCulled = false;
  // After the neurites, so that it blends with what is behind and hides behind what is in front.
  lines.renderOrder = 1;

  const scene = new Scene();
  scene.matrixWorldAutoUpdate = false;
  scene.add(coneMesh);
  if (outlines.length > 0) scene.add(lines);

  const hidden = new Set<number>();

  return {
    scene,
    cones,
    get edgeCount() {
      return geometry.edgeCount * (1 - hidden.size / geometry.neuronCount);
    },
    planes: {
      color: lineColor.value,
      get strength() {
        return lineColor.alpha.value;
      },
      set strength(value: number) {
        lineColor.alpha.value = value;
      },
    },
    setVisible(neurons, visible) {
      for (const n of neurons) {
        colors.data[4 * n + 3] = visible ? 255 : 0;
        if (visible) hidden.delete(n);
        else hidden.add(n);
      }
      colorTexture.needsUpdate = true;
    },
    dispose() {
      for (const texture of textures) texture.dispose();
      cones.dispose();
      coneGeometry.dispose();
      lineMaterial.dispose();
      lineGeometry.dispose();
    },
  };
}

function planeMaterial(color: { value: Color; alpha: { value: number } }): RawShaderMaterial {
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
    uniforms: { uColor: color, uAlpha: color.alpha },
    transparent: true,
    depthWrite: false,
    blending: CustomBlending,
    blendSrc: OneFactor,
    blendDst: OneMinusSrcAlphaFactor,
  });
}
