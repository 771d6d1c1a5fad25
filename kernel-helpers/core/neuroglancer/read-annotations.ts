/** Marks in a volume, out of layers of a state. */

import { type IdLike, parseId } from '../ids.js';
import type { Point } from '../transforms.js';
import { hexColor } from './color.js';
import type { Fields, Reading } from './reading.js';
import type { Annotation, AnnotationLayer } from './view.js';
import { spaceIn, toNm, type VoxelSpace } from './voxels.js';

/** What the layers need to know of the state that they are in. */
export interface AnnotationReading {
  readonly reading: Reading;
  /** Of the state; a layer may have its own. */
  readonly space: VoxelSpace | undefined;
  /** From the data's coordinates to those asked for, both in nm. */
  readonly into: (nm: Point) => Point;
  /** From the marks' voxels to those of their space, where the two differ. */
  readonly matrix?: Matrix;
}

/** Three rows of four: what is added stands in the last column. */
export type Matrix = readonly [readonly number[], readonly number[], readonly number[]];

/** The marks that stand in an annotation layer itself. */
export function readAnnotations(layer: Fields, name: string, room: AnnotationReading): AnnotationLayer {
  const { reading } = room;
  const color = layer.take('annotationColor');
  const hex = hexColor(color);
  if (color !== undefined && hex === undefined)
    reading.ignore(layer.at('annotationColor'), 'no colour that is known here');
  const given = reading.elements(layer.take('annotations'), layer.at('annotations'));
  const annotations: Annotation[] = [];
  if (given.length > 0 && room.space === undefined) {
    reading.ignore(layer.at('annotations'), 'the size of a voxel is not stated');
  } else {
    given.forEach((value, i) => {
      const place = `${layer.at('annotations')}[${i}]`;
      const fields = reading.fields(value, place);
      if (fields === undefined) return;
      const annotation = readAnnotation(fields, room);
      if (annotation === undefined) reading.ignore(place, 'no mark that is known here');
      else annotations.push(annotation);
    });
  }
  // Which relationship a mark's segments belong to is not kept: they are its cells.
  for (const key of ['annotationRelationships', 'linkedSegmentationLayer']) layer.take(key);
  return { name, ...(hex === undefined ? {} : { color: hex }), annotations };
}

/** The space of a layer's marks: that of its local source, else that of the state. */
export function annotationSpace(transform: Fields | undefined, state: VoxelSpace | undefined): VoxelSpace | undefined {
  const dimensions = transform?.take('outputDimensions');
  return dimensions === undefined ? state : spaceIn(dimensions);
}

function readAnnotation(fields: Fields, { reading, space, into, matrix }: AnnotationReading): Annotation | undefined {
  const placed = (value: unknown): unknown =>
    matrix && Array.isArray(value) && value.length === 3
      ? matrix.map(([a, b, c, by]) => a * value[0] + b * value[1] + c * value[2] + by)
      : value;
  const at = (value: unknown): Point | undefined => {
    const nm = space && toNm(placed(value), space);
    return nm && into(nm);
  };
  const type = fields.text('type');
  const two = (): [Point, Point] | undefined => {
    const [a, b] = [at(fields.take('pointA')), at(fields.take('pointB'))];
    return a && b && [a, b];
  };
  const words = {
    ...textField(fields, 'id'),
    ...textField(fields, 'description'),
    ...cellsField(fields, reading),
  };
  const shape = ((): Annotation | undefined => {
    if (type === 'point' || type === undefined) {
      const positionNm = at(fields.take('point'));
      return positionNm && { kind: 'point', positionNm };
    }
    if (type === 'line') {
      const ends = two();
      return ends && { kind: 'line', startNm: ends[0], endNm: ends[1] };
    }
    if (type === 'axis_aligned_bounding_box') {
      const corners = two();
      return corners && { kind: 'box', minNm: corners[0], maxNm: corners[1] };
    }
    if (type === 'polyline') {
      const points = reading.elements(fields.take('points'), fields.at('points')).map(at);
      return points.every(point => point !== undefined) ? { kind: 'polyline', pointsNm: points } : undefined;
    }
    if (type === 'ellipsoid') {
      const centerNm = at(fields.take('center'));
      const radiiNm = space && toNm(stretched(fields.take('radii'), matrix), space);
      return centerNm && radiiNm && { kind: 'ellipsoid', centerNm, radiiNm };
    }
    return undefined;
  })();
  if (shape !== undefined) fields.leaveRest();
  return shape && { ...shape, ...words };
}

/** Radii along the axes of an ellipsoid that a matrix turned and stretched: those of the box round it. */
function stretched(radii: unknown, matrix: Matrix | undefined): unknown {
  if (matrix === undefined || !Array.isArray(radii) || radii.length !== 3) return radii;
  return matrix.map(([a, b, c]) => Math.hypot(a * radii[0], b * radii[1], c * radii[2]));
}

function textField<K extends 'id' | 'description'>(fields: Fields, key: K): { readonly [key in K]?: string } {
  const text = fields.text(key);
  return (text === undefined ? {} : { [key]: text }) as { readonly [key in K]?: string };
}

/** The segments of all relationships. */
function cellsField(fields: Fields, reading: Reading): { readonly cells?: readonly bigint[] } {
  const lists = reading.elements(fields.take('segments'), fields.at('segments'));
  const cells: bigint[] = [];
  for (const id of lists.flat()) {
    try {
      cells.push(parseId(id as IdLike));
    } catch {
      reading.ignore(fields.at('segments'), `${String(id)} is no id`);
    }
  }
  return cells.length === 0 ? {} : { cells };
}
