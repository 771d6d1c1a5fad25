/** The layers of a state: where they come from, which segments they show, which marks they hold. */

import { parseId } from '../ids.js';
import type { Point } from '../transforms.js';
import { hexColor } from './color.js';
import { annotationSpace, type Matrix, readAnnotations } from './read-annotations.js';
import type { Fields, Reading } from './reading.js';
import { type LayerSource, layerSource } from './source.js';
import type { AnnotationLayer } from './view.js';
import { spaceOf, type VoxelSpace } from './voxels.js';

/** One layer of a view. */
export interface ViewLayer {
  readonly name: string;
  /** `image`, `segmentation`, `annotation`, `mesh`, or what the state says. */
  readonly type: string;
  readonly visible: boolean;
  readonly sources: readonly LayerSource[];
  /** Segments it shows; empty for layers of other types. */
  readonly ids: readonly bigint[];
  /** Segments it lists but does not show. */
  readonly hiddenIds: readonly bigint[];
  /** `#rrggbb` by segment. */
  readonly colors: ReadonlyMap<bigint, string>;
  /** The marks of an annotation layer that keeps them in the state. */
  readonly annotations?: AnnotationLayer;
}

/** What the layers need to know of the state that they are in. */
export interface LayerReading {
  readonly reading: Reading;
  readonly space: VoxelSpace | undefined;
  readonly into: (nm: Point) => Point;
}

/** The layers in order; a layer that cannot be read is noted and left out. */
export function readLayers(layers: unknown, room: LayerReading): ViewLayer[] {
  const { reading } = room;
  if (layers === undefined) return [];
  // States of before 2019 have an object, layers by name.
  const listed: readonly (readonly [string, unknown, string | undefined])[] = Array.isArray(layers)
    ? layers.map((layer, i) => [`layers[${i}]`, layer, undefined] as const)
    : Object.entries(reading.fields(layers, 'layers') ? (layers as object) : {}).map(
        ([name, layer]) => [`layers.${name}`, layer, name] as const,
      );
  return listed.flatMap(([place, value, name]) => {
    const fields = reading.fields(typeof value === 'string' ? { source: value } : value, place);
    return fields ? [readLayer(fields, name ?? place, room)] : [];
  });
}

function readLayer(fields: Fields, fallbackName: string, room: LayerReading): ViewLayer {
  const { reading } = room;
  const name = fields.text('name') ?? fallbackName;
  const { sources, space, matrix } = readSources(fields, room);
  const type = fields.text('type') ?? (fields.take('segments') === undefined ? 'image' : 'segmentation');
  const visible = fields.take('visible') !== false && fields.take('archived') !== true;
  const shown: bigint[] = [];
  const hidden: bigint[] = [];
  const isSegmentation = type.startsWith('segmentation');
  if (isSegmentation) readSegments(fields, reading, shown, hidden);
  const annotations =
    type === 'annotation'
      ? readAnnotations(fields, name, { ...room, space: layerSpace(fields, space), matrix })
      : undefined;
  const colors = isSegmentation ? readColors(fields, reading, [...shown, ...hidden]) : new Map<bigint, string>();
  fields.leaveRest();
  return {
    name,
    type: isSegmentation ? 'segmentation' : type,
    visible,
    sources,
    ids: shown,
    hiddenIds: hidden,
    colors,
    ...(annotations === undefined ? {} : { annotations }),
  };
}

/** Layers of Seung lab's Neuroglancer state the voxel of their marks. */
function layerSpace(fields: Fields, space: VoxelSpace | undefined): VoxelSpace | undefined {
  const size = fields.take('voxelSize');
  const isSize = Array.isArray(size) && size.length === 3 && size.every(nm => nm > 0 && nm < Infinity);
  return isSize ? spaceOf(size as unknown as Point) : space;
}

function readSources(
  fields: Fields,
  { reading, space: ofState }: LayerReading,
): { readonly sources: LayerSource[]; readonly space: VoxelSpace | undefined; readonly matrix: Matrix | undefined } {
  const source = fields.take('source');
  const sources: LayerSource[] = [];
  let space = ofState;
  let matrix: Matrix | undefined;
  (Array.isArray(source) ? source : source === undefined ? [] : [source]).forEach((value, i) => {
    const place = Array.isArray(source) ? `${fields.at('source')}[${i}]` : fields.at('source');
    const parts = typeof value === 'string' ? undefined : reading.fields(value, place);
    const url = parts ? parts.text('url') : value;
    if (typeof url !== 'string') {
      if (parts) reading.ignore(place, 'no address');
      return;
    }
    sources.push(layerSource(url));
    const transform = parts?.take('transform');
    const changes =
      transform === undefined || transform === null ? undefined : reading.fields(transform, `${place}.transform`);
    const isLocal = url.startsWith('local://annotations');
    if (isLocal) space = annotationSpace(changes, ofState);
    const turned = changes && readMatrix(changes, reading);
    if (isLocal) matrix = turned;
    else if (turned !== undefined) reading.ignore(`${place}.transform.matrix`, 'data that are turned or moved');
    changes?.take('inputDimensions');
    changes?.leaveRest();
    parts?.leaveRest();
  });
  // Once, what the sites keep beside a segmentation for meshes and skeletons of its own.
  for (const key of ['mesh', 'skeletons'] as const) {
    const more = fields.take(key);
    if (typeof more === 'string') sources.push(layerSource(more));
    else if (more !== undefined && more !== null) reading.ignore(fields.at(key));
  }
  return { sources, space, matrix };
}

/** The matrix of a transform, when it changes anything. */
function readMatrix(transform: Fields, reading: Reading): Matrix | undefined {
  const value = transform.take('matrix');
  if (value === undefined || value === null) return undefined;
  const isMatrix =
    Array.isArray(value) &&
    value.length === 3 &&
    value.every(row => Array.isArray(row) && row.length === 4 && row.every(Number.isFinite));
  if (!isMatrix) {
    reading.ignore(transform.at('matrix'), 'not three rows of four numbers');
    return undefined;
  }
  const isIdentity = (value as number[][]).every((row, i) => row.every((part, k) => part === (i === k ? 1 : 0)));
  return isIdentity ? undefined : (value as unknown as Matrix);
}

function readSegments(fields: Fields, reading: Reading, shown: bigint[], hidden: bigint[]): void {
  const lists = [
    ['segments', shown],
    ['hiddenSegments', hidden],
  ] as const;
  for (const [key, into] of lists) {
    for (const value of reading.elements(fields.take(key), fields.at(key))) {
      const text = String(value);
      try {
        // A segment with ! before it is in the list, and switched off.
        (text.startsWith('!') ? hidden : into).push(parseId(text.replace(/^!/, '')));
      } catch {
        reading.ignore(fields.at(key), `${text} is no id`);
      }
    }
  }
}

/** Of segments by id; that of all segments is each one's that has none of its own. */
function readColors(fields: Fields, reading: Reading, ids: readonly bigint[]): Map<bigint, string> {
  const usual = fields.take('segmentDefaultColor');
  const usualHex = hexColor(usual);
  if (usual !== undefined && usualHex === undefined) {
    reading.ignore(fields.at('segmentDefaultColor'), 'no colour that is known here');
  }
  const colors = new Map(usualHex === undefined ? [] : ids.map(id => [id, usualHex]));
  const given = fields.take('segmentColors');
  if (given === undefined || reading.fields(given, fields.at('segmentColors')) === undefined) return colors;
  for (const [key, color] of Object.entries(given as object)) {
    const hex = hexColor(color);
    try {
      const id = parseId(key);
      if (hex === undefined) reading.ignore(`${fields.at('segmentColors')}.${key}`, 'no colour that is known here');
      else colors.set(id, hex);
    } catch {
      reading.ignore(`${fields.at('segmentColors')}.${key}`, 'no id');
    }
  }
  return colors;
}
