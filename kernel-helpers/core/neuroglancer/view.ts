/** What a view in Neuroglancer is made of, in our words: lengths in nm, ids as bigint, colours as `#rrggbb`. */

import type { Point } from '../transforms.js';

/**
 * Where a 3D view is looked at from: the camera of our neuron viewer, in nm. At the target's depth both show the same;
 * Neuroglancer opens 45° wide where the viewer opens 20°, so what stands nearer looks larger there.
 */
export interface OrbitCamera {
  readonly target: Point;
  /** Radians about the y axis; 0 looks along +z. */
  readonly azimuth: number;
  /** Radians from the horizontal; positive looks along +y, down from the pia. */
  readonly elevation: number;
  /** Radians by which the picture is turned clockwise; absent: 0. */
  readonly roll?: number;
  readonly distance: number;
  /** Absent: perspective. */
  readonly projection?: 'perspective' | 'orthographic';
}

/** A mark in the volume; `id` names it within its layer, `cells` are the segments it belongs to. */
export type Annotation = AnnotationText & AnnotationShape;

interface AnnotationText {
  readonly id?: string;
  readonly description?: string;
  readonly cells?: readonly bigint[];
}

type AnnotationShape =
  | { readonly kind: 'point'; readonly positionNm: Point }
  | { readonly kind: 'line'; readonly startNm: Point; readonly endNm: Point }
  | { readonly kind: 'polyline'; readonly pointsNm: readonly Point[] }
  | { readonly kind: 'box'; readonly minNm: Point; readonly maxNm: Point }
  | { readonly kind: 'ellipsoid'; readonly centerNm: Point; readonly radiiNm: Point };

/** A layer of marks that stand in the state itself. */
export interface AnnotationLayer {
  readonly name: string;
  /** `#rrggbb`; absent: Neuroglancer's own. */
  readonly color?: string;
  readonly annotations: readonly Annotation[];
}

/** The panels: planes of the volume, the 3D view, or both. */
export type Layout = (typeof LAYOUTS)[number];

/** Every {@link Layout}. */
export const LAYOUTS = ['4panel', '4panel-alt', '3d', 'xy', 'yz', 'xz', 'xy-3d', 'yz-3d', 'xz-3d'] as const;
