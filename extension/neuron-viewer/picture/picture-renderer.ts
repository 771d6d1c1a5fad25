/**
 * The page's one WebGL context. Browsers keep 16 contexts alive and drop the oldest, and a notebook has more cells than
 * that; so every viewer's picture is drawn here and copied into the viewer's own 2D canvas.
 */

import {
  DepthTexture,
  HalfFloatType,
  LinearSRGBColorSpace,
  Matrix4,
  NearestFilter,
  PerspectiveCamera,
  UnsignedByteType,
  UnsignedIntType,
  Vector3 as Vec3,
  WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import {
  boundsRadius,
  cameraAxes,
  depthOf,
  eye,
  eyeDistance,
  type IBounds,
  type ICamera,
  middle,
  unitsPerPixel,
  type Vector3,
  verticalFov,
} from '../camera/camera';
import type { IDrawnFrame } from '../drawables/drawable';
import { frameUniforms, type IFrameUniforms } from '../drawables/frame-uniforms';
import type { SceneDrawables } from '../drawables/scene-drawables';
import { thinFade } from '../drawables/thin-fade';
import { GPU_BUDGET, type IMemoryLimits } from '../drawables/view-memory';
import { overlaid } from '../picking/id-buffer';
import { drawingOf, type IReading, readIds } from '../picking/read-ids';
import { copyPass, haloPass } from './full-picture-pass';
import { GpuMemory } from './gpu-memory';

/** All that a picture depends on besides its scene. Sizes in device pixels. */
export interface IPictureSpec {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels in one pixel of the layout: line widths and halos keep their size in the layout. */
  readonly pixelRatio: number;
  readonly camera: ICamera;
  readonly dark: boolean;
  /** While the scene moves, details may be coarser; absent in a picture that never moves. */
  readonly moving?: boolean;
  /** The picture is this part of a larger one, whose size `widthPx` and `heightPx` are not. */
  readonly tile?: IPictureTile;
}

/** Where a part of a picture lies in the whole, in pixels from its top left corner. */
export interface IPictureTile {
  readonly leftPx: number;
  readonly topPx: number;
  readonly wholeWidthPx: number;
  readonly wholeHeightPx: number;
}

/** Where a picture is taken from, whole. */
export function frameOf({ camera, widthPx, heightPx, tile, moving = false }: IPictureSpec): IDrawnFrame {
  return { camera, widthPx: tile?.wholeWidthPx ?? widthPx, heightPx: tile?.wholeHeightPx ?? heightPx, moving };
}

/** What is drawn: objects about an origin, and the box (absolute) that holds them. */
export interface IPictureScene {
  readonly objects: SceneDrawables;
  readonly originUm: Vector3;
  readonly boundsUm: IBounds;
}

/** Pixels from a pixel's middle to the farthest sample that counts for it. */
const filterReach = 0.9;
const leastRadiusPx = 0.62;
/** Opacity below which one points through a thing. */
const seenThrough = 0.5;
const haloPx = 1.5;
/** Distances, in radii of the scene, at which the fade into the page begins (before the middle) and ends (behind it). */
const fade = { from: -0.75, to: 1.15, onLight: 0.6, onDark: 0.52 } as const;

export class PictureRenderer {
  /** For the materials of all views: set anew before each sample. */
  readonly frame: IFrameUniforms = frameUniforms();
  /** Of this GPU, for one view. */
  readonly limits: IMemoryLimits;
  /** What the views have there. */
  readonly memory = new GpuMemory(GPU_BUDGET.pageBytes);
  /** Called when a lost context is back: pictures must be drawn again. */
  onRestored: () => void = () => {};

  constructor() {
    this._canvas = document.createElement('canvas');
    this._three = new WebGLRenderer({ canvas: this._canvas, alpha: true, antialias: false, depth: false });
    this._three.setPixelRatio(1);
    this._three.autoClear = false;
    this._three.outputColorSpace = LinearSRGBColorSpace;
    this._three.setClearColor(0x000000, 0);
    this._canvas.addEventListener('webglcontextlost', this._onLost);
    this._canvas.addEventListener('webglcontextrestored', this._onRestored);
    this.limits = { viewBytes: GPU_BUDGET.viewBytes, textureSize: this._three.capabilities.maxTextureSize };
    // Averaging in 8 bits would leave bands; nearly every device can draw into halves of floats.
    const floats = this._three.extensions.has('EXT_color_buffer_float');
    this._mean = new WebGLRenderTarget(1, 1, {
      type: floats ? HalfFloatType : UnsignedByteType,
      depthBuffer: false,
      minFilter: NearestFilter,
      magFilter: NearestFilter,
    });
  }

  /** How much the views of the page may have on the GPU together, and one of them; of what is there already nothing goes. */
  limitMemory(pageBytes: number): void {
    this.memory.limitBytes = pageBytes;
    const viewBytes = pageBytes * (GPU_BUDGET.viewBytes / GPU_BUDGET.pageBytes);
    // Views have been given the limits, and ask them for each texture.
    Object.assign(this.limits, { viewBytes });
  }

  get lost(): boolean {
    return this._isLost;
  }

  /**
   * Draw one sample of a picture and blend it into the mean. Sample 0 begins a picture; the others are shifted by parts
   * of a pixel, so that their mean is smooth.
   */
  drawSample(scene: IPictureScene, spec: IPictureSpec, sample: number): void {
    this._setSize(spec.widthPx, spec.heightPx);
    const [near, far] = this._setFrame(scene, spec, sample);
    const { objects } = scene;
    const { camera } = spec;
    const three = this._three;
    objects.setPass('color');

    three.setRenderTarget(this._sample);
    three.clear(true, true, false);
    three.render(objects.scene, this._camera);

    const halo = this._halo.material;
    halo.uniforms.uColor.value = this._sample.texture;
    halo.uniforms.uDepth.value = this._sample.depthTexture;
    halo.uniforms.uNearFar.value.set(near, far);
    halo.uniforms.uReach.value = haloPx * spec.pixelRatio;
    halo.uniforms.uScale.value = unitsPerPixel(camera, 1);
    halo.uniforms.uStrength.value = objects.seeThrough ? 0 : 1;
    halo.blendAlpha = 1 / (sample + 1);
    three.setRenderTarget(this._mean);
    this._halo.draw(three, this._camera);
  }

  /** Whether the GPU is still at what it was told until now: asked again and again, it never holds up the page. */
  drawing(): () => boolean {
    return drawingOf(this._three.getContext() as WebGL2RenderingContext);
  }

  /**
   * What shows at each pixel of a picture at rest, in numbers. What is seen through is hit only where nothing more solid
   * is: a reader points at what is inside.
   */
  readIds(scene: IPictureScene, spec: IPictureSpec): IReading {
    const { objects } = scene;
    this._setFrame(scene, spec, 0);
    objects.setPass('pick');
    const read = (): IReading => readIds(this._three, objects.scene, this._camera, spec.widthPx, spec.heightPx);
    const shown = objects.items.filter(({ object }) => object.visible);
    const faint = shown.filter(({ item }) => item.kind !== 'box' && item.opacity < seenThrough);
    if (faint.length === 0 || faint.length === shown.length) return read();
    for (const { object } of faint) object.visible = false;
    const solid = read();
    for (const item of shown) item.object.visible = faint.includes(item);
    const through = read();
    return {
      isBusy: () => solid.isBusy() || through.isBusy(),
      take: () => overlaid(solid.take(), through.take()),
      drop() {
        solid.drop();
        through.drop();
      },
    };
  }

  /** The mean of the samples so far, into a 2D canvas of the picture's size. */
  copyTo(context: CanvasRenderingContext2D): void {
    const { width, height } = this._mean;
    this._three.setRenderTarget(null);
    this._three.setViewport(0, 0, width, height);
    this._copy.material.uniforms.uPicture.value = this._mean.texture;
    this._copy.draw(this._three, this._camera);
    context.clearRect(0, 0, width, height);
    // WebGL's rows begin at the bottom of its canvas, which may be larger than this picture.
    context.drawImage(this._canvas, 0, this._canvas.height - height, width, height, 0, 0, width, height);
  }

  dispose(): void {
    this._canvas.removeEventListener('webglcontextlost', this._onLost);
    this._canvas.removeEventListener('webglcontextrestored', this._onRestored);
    for (const part of [this._sample, this._mean, this._halo, this._copy]) part.dispose();
    this._sample.depthTexture?.dispose();
    this._three.dispose();
    // Freed now, not when the garbage collector comes round.
    this._three.forceContextLoss();
  }

  private _setSize(width: number, height: number): void {
    if (this._mean.width !== width || this._mean.height !== height) {
      this._sample.setSize(width, height);
      this._mean.setSize(width, height);
    }
    // Only ever grown: viewers of different sizes take turns.
    if (this._canvas.width < width || this._canvas.height < height) {
      this._three.setSize(Math.max(this._canvas.width, width), Math.max(this._canvas.height, height), false);
    }
  }

  /** Tell the materials of the picture that is about to be drawn; the distances to which they see. */
  private _setFrame(
    { objects, originUm, boundsUm }: IPictureScene,
    spec: IPictureSpec,
    sample: number,
  ): [number, number] {
    const { widthPx, heightPx, camera, dark } = spec;
    const [near, far] = this._aim(camera, originUm, boundsUm, spec, sample);
    const radius = boundsRadius(boundsUm);
    const { frame } = this;
    if (sample === 0) {
      objects.prepare(frameOf(spec));
      this.memory.drawing(objects);
    }
    frame.uSize.value.set(widthPx, heightPx);
    frame.uNearFar.value.set(near, far);
    frame.uPixelRatio.value = spec.pixelRatio;
    frame.uMinRadius.value = leastRadiusPx * spec.pixelRatio;
    frame.uThin.value.set(thinFade(objects.neuriteMm), sample);
    frame.uDark.value = dark ? 1 : 0;
    const middleDepth = depthOf(camera, middle(boundsUm));
    frame.uFog.value = {
      x: middleDepth + fade.from * radius,
      y: middleDepth + fade.to * radius,
      z: dark ? fade.onDark : fade.onLight,
    };
    return [near, far];
  }

  private _aim(
    camera: ICamera,
    origin: Vector3,
    bounds: IBounds,
    spec: IPictureSpec,
    sample: number,
  ): [number, number] {
    const from = eye(camera);
    const at = this._camera;
    const { right, up, forward } = cameraAxes(camera);
    at.position.set(from[0] - origin[0], from[1] - origin[1], from[2] - origin[2]);
    at.quaternion.setFromRotationMatrix(
      axes.makeBasis(new Vec3(...right), new Vec3(...up), new Vec3(...forward).negate()),
    );
    at.fov = (verticalFov(camera) * 180) / Math.PI;
    at.updateMatrixWorld();
    const reach = boundsRadius(bounds) * 1.05;
    const depth = depthOf(camera, middle(bounds));
    const distance = eyeDistance(camera);
    const far = Math.max(depth + reach, distance * 0.1);
    const near = Math.max(depth - reach, distance * 0.02);
    at.near = Math.min(near, far * 0.5);
    at.far = far;
    const { widthPx, heightPx, tile } = spec;
    at.aspect = tile ? tile.wholeWidthPx / tile.wholeHeightPx : widthPx / heightPx;
    if (tile) at.setViewOffset(tile.wholeWidthPx, tile.wholeHeightPx, tile.leftPx, tile.topPx, widthPx, heightPx);
    else at.clearViewOffset();
    at.updateProjectionMatrix();
    const [x, y] = sampleShift(sample);
    at.projectionMatrix.elements[8] += (2 * x) / spec.widthPx;
    at.projectionMatrix.elements[9] += (2 * y) / spec.heightPx;
    return [at.near, at.far];
  }

  private readonly _onLost = (event: Event): void => {
    // Without this the browser never gives the context back.
    event.preventDefault();
    this._isLost = true;
  };

  private readonly _onRestored = (): void => {
    this._isLost = false;
    // three forgets it with the context.
    this._three.setClearColor(0x000000, 0);
    this.onRestored();
  };

  private readonly _canvas: HTMLCanvasElement;
  private readonly _three: WebGLRenderer;
  private readonly _camera = new PerspectiveCamera();
  private readonly _sample = new WebGLRenderTarget(1, 1, {
    minFilter: NearestFilter,
    magFilter: NearestFilter,
    depthTexture: new DepthTexture(1, 1, UnsignedIntType),
  });
  private readonly _mean: WebGLRenderTarget;
  private readonly _halo = haloPass();
  private readonly _copy = copyPass();
  private _isLost = false;
}

const axes = new Matrix4();

/**
 * Where a sample lies from its pixel's middle, in pixels; sample 0 in the middle. A Halton sequence covers the pixel and
 * the near half of its neighbours evenly, densest in the middle (a tent filter): lines a pixel wide stay smooth.
 */
export function sampleShift(sample: number): [number, number] {
  return sample === 0 ? [0, 0] : [tent(radicalInverse(sample, 2)), tent(radicalInverse(sample, 3))];
}

function tent(evenly: number): number {
  const from = 2 * evenly - 1;
  return filterReach * Math.sign(from) * (1 - Math.sqrt(1 - Math.abs(from)));
}

function radicalInverse(index: number, base: number): number {
  let value = 0;
  for (let i = index, part = 1 / base; i > 0; i = Math.floor(i / base), part /= base) value += (i % base) * part;
  return value;
}
