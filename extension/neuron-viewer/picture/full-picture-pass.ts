/** Passes that touch every pixel once: the halo round what stands in front, and the copy to the canvas. */

import {
  BufferGeometry,
  type Camera,
  ConstantAlphaFactor,
  CustomBlending,
  GLSL3,
  Mesh,
  NoBlending,
  OneMinusConstantAlphaFactor,
  RawShaderMaterial,
  Scene,
  type Texture,
  Vector2,
  type WebGLRenderer,
} from 'three';

/** One triangle that covers the picture, drawn with a material of its own. */
export class FullPicturePass<Uniforms extends RawShaderMaterial['uniforms']> {
  readonly material: RawShaderMaterial & { uniforms: Uniforms };

  constructor(material: RawShaderMaterial & { uniforms: Uniforms }) {
    const geometry = new BufferGeometry();
    geometry.setDrawRange(0, 3);
    const triangle = new Mesh(geometry, material);
    triangle.frustumCulled = false;
    this._scene.add(triangle);
    this.material = material;
    this._geometry = geometry;
  }

  draw(renderer: WebGLRenderer, camera: Camera): void {
    renderer.render(this._scene, camera);
  }

  dispose(): void {
    this._geometry.dispose();
    this.material.dispose();
  }

  private readonly _scene = new Scene();
  private readonly _geometry: BufferGeometry;
}

const coverPicture = /* glsl */ `
precision highp float;
void main() {
  vec2 corner = vec2(gl_VertexID == 1 ? 3.0 : -1.0, gl_VertexID == 2 ? 3.0 : -1.0);
  gl_Position = vec4(corner, 0.0, 1.0);
}
`;

/**
 * Uniforms of the halo: `uReach` its width in pixels, `uScale` the height of the picture in the scene's unit at the
 * target (how far apart in depth counts as apart). The material's `blendAlpha` is this sample's part of the mean.
 */
export interface IHaloUniforms {
  [uniform: string]: { value: unknown };
  uColor: { value: Texture | null };
  uDepth: { value: Texture | null };
  uNearFar: { value: Vector2 };
  uReach: { value: number };
  uScale: { value: number };
  /** 1, or 0 for none: what is see-through has another depth in every sample, and halos about it would be noise. */
  uStrength: { value: number };
}

/**
 * What lies well behind a neighbouring pixel gives way to the page, so that each neurite in front stands in a halo and
 * crossing neurites part; on a dark page this is the dark seam of eye-dome lighting, on a white one it stays calm.
 * The result is blended into the mean of the samples so far.
 *
 * @source Everts et al. 2009, "Depth-dependent halos", https://doi.org/10.1109/TVCG.2009.138, for the idea
 */
export function haloPass(): FullPicturePass<IHaloUniforms> {
  const uniforms: IHaloUniforms = {
    uColor: { value: null },
    uDepth: { value: null },
    uNearFar: { value: new Vector2(1, 2) },
    uReach: { value: 1 },
    uScale: { value: 1 },
    uStrength: { value: 1 },
  };
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: coverPicture,
    fragmentShader: /* glsl */ `
precision highp float;
uniform sampler2D uColor;
uniform highp sampler2D uDepth;
uniform vec2 uNearFar;
uniform float uReach;
uniform float uScale;
uniform float uStrength;
layout(location = 0) out vec4 outColor;

float depthAt(ivec2 pixel, ivec2 size) {
  float z = texelFetch(uDepth, clamp(pixel, ivec2(0), size - 1), 0).r;
  return uNearFar.x * uNearFar.y / (uNearFar.y - z * (uNearFar.y - uNearFar.x));
}

void main() {
  ivec2 size = textureSize(uDepth, 0);
  ivec2 pixel = ivec2(gl_FragCoord.xy);
  vec4 color = texelFetch(uColor, pixel, 0);
  float covered = 0.0;
  if (color.a > 0.0 && uStrength > 0.0) {
    float here = depthAt(pixel, size);
    for (int ring = 1; ring <= 2; ring += 1) {
      for (int k = 0; k < 8; k += 1) {
        float angle = (float(k) + 0.5 * float(ring)) * 0.7853982;
        vec2 offset = vec2(cos(angle), sin(angle)) * uReach * float(ring);
        float there = depthAt(ivec2(gl_FragCoord.xy + offset), size);
        covered += smoothstep(0.004, 0.09, (here - there) / uScale) / float(ring * ring);
      }
    }
  }
  outColor = color * exp(-0.32 * uStrength * covered);
}
`,
    uniforms,
    depthTest: false,
    depthWrite: false,
    blending: CustomBlending,
    blendSrc: ConstantAlphaFactor,
    blendDst: OneMinusConstantAlphaFactor,
  }) as RawShaderMaterial & { uniforms: IHaloUniforms };
  return new FullPicturePass(material);
}

export interface ICopyUniforms {
  [uniform: string]: { value: unknown };
  uPicture: { value: Texture | null };
}

/** Pixel for pixel, whatever is in the texture. */
export function copyPass(): FullPicturePass<ICopyUniforms> {
  const material = new RawShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: coverPicture,
    fragmentShader: /* glsl */ `
precision highp float;
uniform sampler2D uPicture;
layout(location = 0) out vec4 outColor;
void main() {
  outColor = texelFetch(uPicture, ivec2(gl_FragCoord.xy), 0);
}
`,
    uniforms: { uPicture: { value: null } },
    depthTest: false,
    depthWrite: false,
    blending: NoBlending,
  }) as RawShaderMaterial & { uniforms: ICopyUniforms };
  return new FullPicturePass(material);
}
