import { folderBeside } from './folder-beside.js';
import { JsonFields } from './json-fields.js';
import type { Info } from './parse-json.js';
import { parseSharding, type ShardingSpec } from './sharded-spec.js';

/** What annotations of a folder are. */
export type AnnotationGeometry = 'POINT' | 'LINE' | 'AXIS_ALIGNED_BOUNDING_BOX' | 'ELLIPSOID' | 'POLYLINE';

/** One dimension of the space that annotations lie in. */
export interface AnnotationDimension {
  readonly name: string;
  /** What a stored coordinate is multiplied with: to nanometres for lengths, else to `unit`. */
  readonly scale: number;
  /** `nm` for lengths; else the unit of the info file: `s`, `Hz`, or `''` for none. */
  readonly unit: string;
}

/** Types of properties, and the bytes each takes. */
export const PROPERTY_BYTES = {
  uint8: 1,
  int8: 1,
  uint16: 2,
  int16: 2,
  uint32: 4,
  int32: 4,
  float32: 4,
  rgb: 3,
  rgba: 4,
} as const;

export type PropertyType = keyof typeof PROPERTY_BYTES;

/** A value that every annotation of a folder has. */
export interface AnnotationProperty {
  readonly id: string;
  readonly type: PropertyType;
  readonly description: string | undefined;
  /** Labels of values, where the property has them. */
  readonly enumLabels: ReadonlyMap<number, string> | undefined;
}

/** Where an index of annotations by ids lies. */
export interface AnnotationIndex {
  readonly folder: string;
  readonly sharding: ShardingSpec | undefined;
}

/** One level of the spatial index. */
export interface SpatialLevel extends AnnotationIndex {
  /** Cells along each dimension. */
  readonly gridShape: readonly number[];
  /** Edge lengths of a cell, in stored coordinates. */
  readonly chunkSize: readonly number[];
  /** The most annotations a cell is meant to hold. */
  readonly limit: number | undefined;
}

/** What the `info` of a folder of annotations says. */
export interface AnnotationsInfo {
  readonly geometry: AnnotationGeometry;
  readonly dimensions: readonly AnnotationDimension[];
  /** Where the grids of the spatial index begin, in stored coordinates. */
  readonly lowerBound: readonly number[];
  readonly upperBound: readonly number[];
  readonly properties: readonly AnnotationProperty[];
  /** Relations to other objects, each with the index by that object's id. */
  readonly relationships: readonly (AnnotationIndex & { readonly id: string })[];
  /** `undefined` where annotations cannot be found by their ids. */
  readonly byId: AnnotationIndex | undefined;
  /** Levels of the spatial index, from coarse to fine; none where there is no such index. */
  readonly spatial: readonly SpatialLevel[];
}

const FORMAT = 'precomputed annotations info';
const GEOMETRIES = ['POINT', 'LINE', 'AXIS_ALIGNED_BOUNDING_BOX', 'ELLIPSOID', 'POLYLINE'] as const;

/**
 * The fields of an annotations `info` that lies in `folder` of its store.
 *
 * @throws {FormatError} naming the field that is wrong.
 */
export function parseAnnotationsInfo(info: Info, folder = '', file?: string): AnnotationsInfo {
  const fields = new JsonFields(info, { format: FORMAT, file });
  fields.choice('@type', ['neuroglancer_annotations_v1']);
  const index = (json: JsonFields): AnnotationIndex => ({
    folder: folderBeside(folder, json, 'key'),
    sharding: json.has('sharding') ? parseSharding(json.raw('sharding'), file ?? FORMAT) : undefined,
  });
  const dimensions = parseDimensions(fields);
  const rank = dimensions.length;
  const relationships = fields.objects('relationships').map(json => ({ id: json.string('id'), ...index(json) }));
  const twice = repeated(relationships.map(relationship => relationship.id));
  if (twice >= 0) throw fields.fault('relationships', 'ids that differ', twice);
  return {
    geometry: geometryOf(fields),
    dimensions,
    lowerBound: fields.numbers('lower_bound', rank),
    upperBound: fields.numbers('upper_bound', rank),
    properties: parseProperties(fields),
    relationships,
    byId: fields.has('by_id') ? index(fields.object('by_id')) : undefined,
    spatial: fields.objects('spatial').map(json => {
      const chunkSize = json.numbers('chunk_size', rank);
      const flat = chunkSize.findIndex(size => size <= 0);
      if (flat >= 0) throw json.fault('chunk_size', 'a number above 0', flat);
      const limit = json.has('limit') ? json.number('limit') : undefined;
      return { ...index(json), gridShape: json.integers('grid_shape', 1, rank), chunkSize, limit };
    }),
  };
}

/** Neuroglancer's Python writer writes the type in lower case, and its viewer takes either. */
function geometryOf(fields: JsonFields): AnnotationGeometry {
  const geometry = fields.string('annotation_type').toUpperCase() as AnnotationGeometry;
  return GEOMETRIES.includes(geometry) ? geometry : fields.choice('annotation_type', GEOMETRIES);
}

/** Powers of ten of the prefixes that units may have. */
const PREFIXES: Readonly<Record<string, number>> = {
  Y: 24,
  Z: 21,
  E: 18,
  P: 15,
  T: 12,
  G: 9,
  M: 6,
  k: 3,
  h: 2,
  '': 0,
  c: -2,
  m: -3,
  µ: -6,
  u: -6,
  n: -9,
  p: -12,
  f: -15,
  a: -18,
  z: -21,
  y: -24,
};
const UNIT = /^([YZEPTGMkhcmµunpfazy]?)(m|s|Hz|rad\/s)$/;

function parseDimensions(fields: JsonFields): AnnotationDimension[] {
  const json = fields.object('dimensions');
  const names = json.names();
  if (names.length === 0) throw fields.fault('dimensions', 'at least one dimension');
  return names.map(name => {
    // JavaScript puts names that are whole numbers first, whatever their order in the file
    if (/^\d+$/.test(name)) throw json.fault(name, 'a dimension with a name that is no number');
    const [scale, unit] = json.array(name);
    const match = unit === '' ? ['', '', ''] : UNIT.exec(typeof unit === 'string' ? unit : '?');
    if (typeof scale !== 'number' || !(scale > 0 && Number.isFinite(scale)) || match === null) {
      throw json.fault(name, 'a scale above 0 and a unit such as "m", "nm", "s" or ""');
    }
    const power = PREFIXES[match[1]] + (match[2] === 'm' ? 9 : 0);
    return { name, scale: timesPowerOfTen(scale, power), unit: match[2] === 'm' ? 'nm' : match[2] };
  });
}

/** `value * 10 ** power`, rounded so that 4e-9 m are 4 nm and not 4.000000000000001. */
function timesPowerOfTen(value: number, power: number): number {
  return Number(`${value}e${power}`) || Number((value * 10 ** power).toPrecision(15));
}

const PROPERTY_ID = /^[a-z][a-zA-Z0-9_]*$/;

function parseProperties(fields: JsonFields): AnnotationProperty[] {
  const properties = fields.objects('properties').map(json => {
    const id = json.string('id');
    if (!PROPERTY_ID.test(id)) throw json.fault('id', 'a small letter, then letters, digits and _');
    const type = json.choice('type', Object.keys(PROPERTY_BYTES) as PropertyType[]);
    const description = json.has('description') ? json.string('description') : undefined;
    if (!json.has('enum_values')) return { id, type, description, enumLabels: undefined };
    if (type === 'rgb' || type === 'rgba') throw json.fault('enum_values', 'none for a colour');
    const values = json.numbers('enum_values');
    const labels = json.strings('enum_labels', values.length);
    // float32 values come out of the files rounded so
    const stored = type === 'float32' ? values.map(Math.fround) : values;
    return { id, type, description, enumLabels: new Map(stored.map((value, i) => [value, labels[i]])) };
  });
  const twice = repeated(properties.map(property => property.id));
  if (twice >= 0) throw fields.fault('properties', 'ids that differ', twice);
  return properties;
}

/** The place of the first name that came before; -1 when all differ. */
function repeated(names: readonly string[]): number {
  const seen = new Set<string>();
  return names.findIndex(name => seen.has(name) || !seen.add(name));
}
