import { ByteReader } from '../byte-reader.js';
import {
  type AnnotationGeometry,
  type AnnotationsInfo,
  PROPERTY_BYTES,
  type PropertyType,
} from './annotations-info.js';

/** Format in the errors of encoded annotations. */
export const ANNOTATION_FORMAT = 'precomputed annotations';

/** How an annotation lies in its bytes. */
export interface AnnotationLayout {
  readonly geometry: AnnotationGeometry;
  readonly rank: number;
  /** Bytes of the geometry; of a polyline, of its number of points. */
  readonly geometryBytes: number;
  /** Property `i` begins `propertyAt[i]` bytes behind the geometry. */
  readonly propertyAt: readonly number[];
  /** Bytes of all properties, padded to a multiple of 4. */
  readonly propertyBytes: number;
  readonly relationships: readonly string[];
}

/**
 * The layout of a folder's annotations: properties of 4 bytes first, then those of 2, then those of 1 (colours among
 * them), each group in the order of the info file, padded to a multiple of 4.
 *
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/annotations.md
 */
export function annotationLayout(
  info: Pick<AnnotationsInfo, 'geometry' | 'dimensions' | 'properties' | 'relationships'>,
): AnnotationLayout {
  const { geometry, properties } = info;
  const rank = info.dimensions.length;
  const propertyAt = new Array<number>(properties.length);
  let bytes = 0;
  for (const alignment of [4, 2, 1]) {
    properties.forEach(({ type }, i) => {
      if (alignmentOf(type) !== alignment) return;
      propertyAt[i] = bytes;
      bytes += PROPERTY_BYTES[type];
    });
  }
  const vectors = geometry === 'POINT' ? 1 : 2;
  return {
    geometry,
    rank,
    geometryBytes: geometry === 'POLYLINE' ? 4 : 4 * rank * vectors,
    propertyAt,
    propertyBytes: Math.ceil(bytes / 4) * 4,
    relationships: info.relationships.map(relationship => relationship.id),
  };
}

function alignmentOf(type: PropertyType): number {
  return type === 'rgb' || type === 'rgba' ? 1 : PROPERTY_BYTES[type];
}

/** Encoded annotations whose bytes were found to be whole. */
export interface AnnotationBlock {
  /** `ids[i]` is the id of annotation `i`. */
  readonly ids: BigUint64Array;
  /** Annotation `i` begins at byte `starts[i]`, a multiple of 4, of the arrays below. */
  readonly starts: Uint32Array;
  /** The same bytes, as 32-bit words and as single bytes. */
  readonly floats: Float32Array;
  readonly words: Uint32Array;
  readonly bytes: Uint8Array;
  /** `related[r][i]` are the ids that annotation `i` has in relationship `r`, where the block tells them. */
  readonly related: readonly (readonly BigUint64Array[])[] | undefined;
}

/**
 * The annotations in a cell of the spatial index, or of an object in an index of a relationship.
 *
 * @throws {FormatError} with the byte where it breaks.
 */
export function decodeAnnotations(bytes: Uint8Array, layout: AnnotationLayout, file?: string): AnnotationBlock {
  const reader = new ByteReader(bytes, { format: ANNOTATION_FORMAT, file });
  const told = reader.u64('the number of annotations');
  const least = layout.geometryBytes + layout.propertyBytes + 8;
  if (told > BigInt(Math.floor(reader.remaining / least))) {
    const room = `received ${told}, expected at most ${Math.floor(reader.remaining / least)} in ${reader.remaining} bytes`;
    throw reader.fault(`tells of more annotations than there is room for: ${room}`, 0);
  }
  const count = Number(told);
  const starts = new Uint32Array(count);
  if (layout.geometry === 'POLYLINE') {
    for (let i = 0; i < count; i++) {
      starts[i] = reader.offset;
      skipAnnotation(reader, layout);
    }
  } else {
    const stride = layout.geometryBytes + layout.propertyBytes;
    for (let i = 0; i < count; i++) starts[i] = reader.offset + i * stride;
    reader.take(count * stride, 'the annotations');
  }
  const ids = reader.u64s(count, 'the ids');
  reader.end('the ids');
  return { ids, starts, ...arraysOf(bytes), related: undefined };
}

/**
 * The annotation of one id in the index by ids, with the ids related to it.
 *
 * @throws {FormatError} with the byte where it breaks.
 */
export function decodeAnnotation(
  id: bigint,
  bytes: Uint8Array,
  layout: AnnotationLayout,
  file?: string,
): AnnotationBlock {
  const reader = new ByteReader(bytes, { format: ANNOTATION_FORMAT, file });
  skipAnnotation(reader, layout);
  const related = layout.relationships.map(name => {
    const count = reader.u32(`the number of ids in relationship ${name}`);
    return [reader.u64s(count, `the ids in relationship ${name}`)];
  });
  reader.end('the annotation');
  return { ids: BigUint64Array.of(id), starts: Uint32Array.of(0), ...arraysOf(bytes), related };
}

function skipAnnotation(reader: ByteReader, { geometry, rank, geometryBytes, propertyBytes }: AnnotationLayout): void {
  if (geometry === 'POLYLINE') {
    const points = reader.u32('the number of points');
    reader.need(points, 4 * rank, 'the points');
    reader.take(points * 4 * rank, 'the points');
  } else {
    reader.take(geometryBytes, 'the geometry');
  }
  reader.take(propertyBytes, 'the properties');
}

/** The bytes, copied: they may be part of a larger buffer, and not begin where words can. */
function arraysOf(bytes: Uint8Array): Pick<AnnotationBlock, 'floats' | 'words' | 'bytes'> {
  const copy = new Uint8Array(Math.ceil(bytes.length / 4) * 4);
  copy.set(bytes);
  return { floats: new Float32Array(copy.buffer), words: new Uint32Array(copy.buffer), bytes: copy };
}

/** Floats in the geometry of the annotation at `start`: `floats[first … first + count - 1]`. */
export function geometryFloats(
  block: AnnotationBlock,
  layout: AnnotationLayout,
  start: number,
): { first: number; count: number } {
  if (layout.geometry !== 'POLYLINE') return { first: start / 4, count: layout.geometryBytes / 4 };
  return { first: start / 4 + 1, count: block.words[start / 4] * layout.rank };
}
