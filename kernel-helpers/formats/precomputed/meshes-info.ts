import { UnsupportedError } from '../../errors.js';
import { IDENTITY } from '../mesh/placement.js';
import type { JsonFields } from './json-fields.js';
import { parseSharding, type ShardingSpec } from './sharded-spec.js';

/** What every kind of mesh folder has. */
interface MeshesInfoBase {
  /** Folder of the meshes in the store; `''`: the store itself. */
  readonly folder: string;
  /** `transform[4*row + k]`: stored coordinates to nanometres, 3 rows of 4; the last column is added. */
  readonly transform: readonly number[];
}

/** Each segment has a list of files, each with a piece of its surface. */
export interface LegacyMeshesInfo extends MeshesInfoBase {
  readonly kind: 'legacy';
}

/** Each segment has levels of detail, each cut into cells, packed by Draco. */
export interface MultilodMeshesInfo extends MeshesInfoBase {
  readonly kind: 'multilod';
  /** Bits of a coordinate inside its cell. */
  readonly quantizationBits: 10 | 16;
  readonly lodScaleMultiplier: number;
  /** `undefined` where each segment has files of its own. */
  readonly sharding: ShardingSpec | undefined;
}

/** Pieces that chunks of the graph have in common, in the shards `initial` and the files `dynamic`. */
export interface GrapheneMeshesInfo extends MeshesInfoBase {
  readonly kind: 'graphene';
  /** Folder of the pieces that were made after an edit, in `folder`. */
  readonly dynamicFolder: string;
}

/** What the `info` of a folder of meshes says. */
export type MeshesInfo = LegacyMeshesInfo | MultilodMeshesInfo | GrapheneMeshesInfo;

/** Format in the errors of a meshes `info`. */
export const MESHES_FORMAT = 'precomputed meshes info';
/** `@type` of the kinds that have one. */
export const MULTILOD = 'neuroglancer_multilod_draco';
export const LEGACY = 'neuroglancer_legacy_mesh';

/**
 * The fields of a meshes `info`. A legacy one whose `sharding` has a specification for each level of the chunked graph
 * is one of graphene meshes, whose edited pieces lie in `dynamicFolder`.
 *
 * @throws {FormatError} naming the field that is wrong.
 * @throws {UnsupportedError} for a kind of mesh that is not known.
 */
export function parseMeshesInfo(fields: JsonFields, file: string, folder: string, dynamicFolder: string): MeshesInfo {
  const transform = fields.has('transform') ? fields.numbers('transform', 12) : IDENTITY;
  const type = fields.raw('@type');
  if (type === MULTILOD) {
    const quantizationBits = fields.integer('vertex_quantization_bits', 0);
    if (quantizationBits !== 10 && quantizationBits !== 16) throw fields.fault('vertex_quantization_bits', '10 or 16');
    return {
      kind: 'multilod',
      folder,
      transform,
      quantizationBits,
      lodScaleMultiplier: fields.has('lod_scale_multiplier') ? fields.number('lod_scale_multiplier') : 1,
      sharding: fields.has('sharding') ? parseSharding(fields.raw('sharding'), file) : undefined,
    };
  }
  const levels = fields.has('sharding') ? fields.object('sharding').names() : [];
  if (levels.length > 0 && levels.every(name => /^\d+$/.test(name))) {
    return { kind: 'graphene', folder, transform, dynamicFolder };
  }
  if (type === undefined || type === LEGACY) return { kind: 'legacy', folder, transform };
  if (typeof type !== 'string') throw fields.fault('@type', 'a string');
  throw new UnsupportedError(
    `${MESHES_FORMAT} ${file} names an unknown kind: received ${type}, expected ${MULTILOD} or ${LEGACY}`,
    {
      feature: `meshes of type ${type}`,
    },
  );
}
