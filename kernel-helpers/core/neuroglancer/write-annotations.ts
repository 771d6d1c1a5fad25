/** Marks in a volume, as layers of a state. */

import { InvalidArgumentError } from '../../errors.js';
import { formatId } from '../ids.js';
import type { Point } from '../transforms.js';
import { givenColor } from './color.js';
import type { LayerState } from './state.js';
import type { Annotation, AnnotationLayer } from './view.js';
import { dimensionsOf, spaceOf, toVoxels } from './voxels.js';

/** What the layers need to know of the state that they are in. */
export interface AnnotationRoom {
  readonly voxelSizeNm: Point;
  /** From the coordinates given to those of the data, both in nm. */
  readonly outOf: (nm: Point) => Point;
  /** The segmentation layer that the marks' cells are segments of. */
  readonly segmentation: string | undefined;
}

/** A layer with its marks in the state itself. */
export function annotationLayer({ name, color, annotations }: AnnotationLayer, room: AnnotationRoom): LayerState {
  const related = room.segmentation !== undefined && annotations.some(({ cells }) => cells !== undefined);
  return {
    type: 'annotation',
    name,
    source: { url: 'local://annotations', transform: { outputDimensions: dimensionsOf(room.voxelSizeNm) } },
    ...(color === undefined ? {} : { annotationColor: givenColor(color, `annotations "${name}" color`) }),
    ...(related ? { annotationRelationships: ['cells'], linkedSegmentationLayer: { cells: room.segmentation } } : {}),
    annotations: annotations.map((annotation, i) => ({
      ...shape(annotation, `annotations "${name}" [${i}]`, room),
      id: annotation.id ?? String(i),
      ...(annotation.description === undefined ? {} : { description: annotation.description }),
      ...(related ? { segments: [(annotation.cells ?? []).map(formatId)] } : {}),
    })),
  };
}

function shape(annotation: Annotation, what: string, room: AnnotationRoom): Record<string, unknown> {
  const at = (nm: Point, name: string): number[] =>
    toVoxels(room.outOf(givenPoint(nm, `${what} ${name}`)), spaceOf(room.voxelSizeNm));
  switch (annotation.kind) {
    case 'point':
      return { type: 'point', point: at(annotation.positionNm, 'positionNm') };
    case 'line':
      return { type: 'line', pointA: at(annotation.startNm, 'startNm'), pointB: at(annotation.endNm, 'endNm') };
    case 'polyline':
      return { type: 'polyline', points: annotation.pointsNm.map(point => at(point, 'pointsNm')) };
    case 'box':
      return {
        type: 'axis_aligned_bounding_box',
        pointA: at(annotation.minNm, 'minNm'),
        pointB: at(annotation.maxNm, 'maxNm'),
      };
    case 'ellipsoid':
      return {
        type: 'ellipsoid',
        center: at(annotation.centerNm, 'centerNm'),
        // Along the data's axes in either frame: a state has no turned ellipsoids.
        radii: toVoxels(givenPoint(annotation.radiiNm, `${what} radiiNm`), spaceOf(room.voxelSizeNm)),
      };
    default:
      throw new InvalidArgumentError(
        `neuroglancer ${what} kind is not known: received ${String((annotation as { kind?: unknown }).kind)}, ` +
          'expected point, line, polyline, box or ellipsoid',
        { argument: 'annotations' },
      );
  }
}

/** @throws {InvalidArgumentError} when it is not three finite numbers. */
export function givenPoint(point: unknown, what: string): Point {
  if (Array.isArray(point) && point.length === 3 && point.every(Number.isFinite)) return point as unknown as Point;
  throw new InvalidArgumentError(
    `neuroglancer ${what} is no point: received ${String(point)}, expected [x, y, z] in nm`,
    { argument: what },
  );
}
