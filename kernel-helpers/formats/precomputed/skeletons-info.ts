import { JsonFields } from './json-fields.js';
import type { Info } from './parse-json.js';
import { parseSharding, type ShardingSpec } from './sharded-spec.js';

/** Types a vertex attribute may have. */
export const ATTRIBUTE_ARRAYS: {
  readonly float32: Float32ArrayConstructor;
  readonly int8: Int8ArrayConstructor;
  readonly uint8: Uint8ArrayConstructor;
  readonly int16: Int16ArrayConstructor;
  readonly uint16: Uint16ArrayConstructor;
  readonly int32: Int32ArrayConstructor;
  readonly uint32: Uint32ArrayConstructor;
} = {
  float32: Float32Array,
  int8: Int8Array,
  uint8: Uint8Array,
  int16: Int16Array,
  uint16: Uint16Array,
  int32: Int32Array,
  uint32: Uint32Array,
};

export type AttributeType = keyof typeof ATTRIBUTE_ARRAYS;

/** What every node of a folder's skeletons has besides a position. */
export interface VertexAttribute {
  readonly id: string;
  readonly dataType: AttributeType;
  readonly components: number;
}

/** What the `info` of a folder of skeletons says. */
export interface SkeletonsInfo {
  /** `transform[4*row + k]`: stored coordinates to nanometres, 3 rows of 4; the last column is added. */
  readonly transform: readonly number[];
  readonly attributes: readonly VertexAttribute[];
  /** `undefined` where every skeleton is a file of its own. */
  readonly sharding: ShardingSpec | undefined;
  /** Edge lengths in nm of a spatial index cell, where there is a spatial index. */
  readonly spatialChunkNm: readonly number[] | undefined;
  /** Folder of the segment properties, beside the info file. */
  readonly segmentProperties: string | undefined;
}

const FORMAT = 'precomputed skeletons info';
const IDENTITY = [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0];

/**
 * The fields of a skeletons `info`. What writers leave out is what their readers take for it: no `transform` is the
 * identity, no `vertex_attributes` are none, `"sharding": null` is none.
 *
 * @throws {FormatError} naming the field that is wrong.
 */
export function parseSkeletonsInfo(info: Info, file?: string): SkeletonsInfo {
  const fields = new JsonFields(info, { format: FORMAT, file });
  if (fields.has('@type')) fields.choice('@type', ['neuroglancer_skeletons']);
  const attributes = fields.objects('vertex_attributes').map(attribute => ({
    id: attribute.string('id'),
    dataType: attribute.choice('data_type', Object.keys(ATTRIBUTE_ARRAYS) as AttributeType[]),
    components: attribute.integer('num_components', 1, 65_536),
    fields: attribute,
  }));
  const seen = new Set<string>();
  for (const { id, fields } of attributes) {
    if (id === '' || seen.has(id)) throw fields.fault('id', 'a name that no other attribute has');
    seen.add(id);
  }
  const spatial = fields.has('spatial_index') ? fields.object('spatial_index') : undefined;
  return {
    transform: fields.has('transform') ? fields.numbers('transform', 12) : IDENTITY,
    attributes: attributes.map(({ id, dataType, components }) => ({ id, dataType, components })),
    sharding: fields.has('sharding') ? parseSharding(fields.raw('sharding'), file ?? FORMAT) : undefined,
    spatialChunkNm: spatial?.numbers('chunk_size', 3),
    segmentProperties: fields.has('segment_properties') ? fields.string('segment_properties') : undefined,
  };
}
