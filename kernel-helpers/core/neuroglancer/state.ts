/** A Neuroglancer state as JSON, as far as we write it. */

/** The JSON behind a Neuroglancer link; it may hold more than is named here. 64-bit ids are strings in it. */
export interface State {
  readonly title?: string;
  /** Voxel edge and unit by the name of the axis: `{ x: [4e-9, 'm'], … }`. */
  readonly dimensions?: Readonly<Record<string, unknown>>;
  /** In voxels of {@link State.dimensions}. */
  readonly position?: readonly number[];
  /** Voxels, of the shortest edge, in a pixel of a plane. */
  readonly crossSectionScale?: number;
  readonly crossSectionOrientation?: readonly number[];
  /** Voxels, of the shortest edge, in the height of the 3D view, at the position's depth. */
  readonly projectionScale?: number;
  /** Quaternion x, y, z, w. */
  readonly projectionOrientation?: readonly number[];
  readonly layers?: readonly LayerState[] | Readonly<Record<string, unknown>>;
  readonly layout?: unknown;
  readonly [key: string]: unknown;
}

/** One layer of a {@link State}. */
export interface LayerState {
  readonly type: string;
  readonly name: string;
  readonly source?: unknown;
  readonly [key: string]: unknown;
}
