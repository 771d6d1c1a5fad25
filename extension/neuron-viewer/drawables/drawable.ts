/** What a kind of item must be able to do to be drawn, picked and changed. */

import type { DecodedItem } from 'connectome-helpers/dist/contract/scene/decode.js';
import type { DecodedMesh } from 'connectome-helpers/dist/contract/scene/meshes.js';
import type { SceneMeshPart } from 'connectome-helpers/dist/contract/scene/scene.js';
import type { Steps } from 'connectome-helpers/dist/contract/steps.js';
import type { Object3D } from 'three';
import type { ICamera, Vector3 } from '../camera/camera';
import type { CellColors } from './cell-colors';
import type { IFrameUniforms } from './frame-uniforms';
import type { ViewMemory } from './view-memory';

/** What all drawables of a view share. */
export interface IDrawableContext {
  /** Absolute place in µm of the coordinates' origin; near the scene's middle, so that 32-bit floats keep nanometres. */
  readonly originUm: Vector3;
  readonly cells: CellColors;
  readonly frame: IFrameUniforms;
  readonly memory: ViewMemory;
}

/**
 * `color`: as it looks; `pick`: into a target of unsigned integers, red the number of the element + 1, green the index of
 * the item in the scene.
 */
export type DrawPass = 'color' | 'pick';

/** What a place in the picture belongs to. */
export interface IElement {
  /** Index into the scene's cells, -1 for none. */
  readonly cell: number;
  /** Index of the node or point in its item, where it is one. */
  readonly index: number;
  /** Absolute, in µm. */
  readonly positionUm: Vector3;
}

/** The picture that is about to be drawn. */
export interface IDrawnFrame {
  readonly camera: ICamera;
  readonly widthPx: number;
  readonly heightPx: number;
  /** While the scene moves, drawing may be coarser. */
  readonly moving: boolean;
  /** A frame takes long here: what makes moving ones quicker is worth making. */
  readonly slow?: boolean;
}

/** One item of a scene, on the GPU from its first picture on. */
export interface IDrawable {
  readonly item: DecodedItem['item'];
  readonly object: Object3D;
  /** How many elements `pick` tells apart. */
  readonly elementCount: number;
  /** Millimetres of neurite that are not hidden: of many, the thinnest are drawn fainter. */
  readonly neuriteMm: number;
  /** Nodes, triangles or points: roughly how long it takes to draw. */
  readonly drawnCount: number;
  /** Make the detail that a picture needs and that is not there, in pieces. */
  make?(frame: IDrawnFrame): Steps<void>;
  /** Before a picture's first sample: choose the level of detail among those that are there. */
  prepare(frame: IDrawnFrame): void;
  setPass(pass: DrawPass): void;
  /** What element `element` (0 … elementCount - 1) is. */
  element(element: number): IElement;
  /** Surfaces only: their parts as they are drawn now, and other ones in their place. */
  readonly surfaces?: ISurfaces;
  /** Let go of the GPU until the next picture. */
  release(): void;
  dispose(): void;
}

export interface ISurfaces {
  readonly parts: readonly SceneMeshPart[];
  /** Sphere about each part: `spheres[4 * n]` x, y, z and radius, absolute, in µm. */
  readonly spheres: Float64Array;
  replace(part: number, mesh: DecodedMesh): void;
}
