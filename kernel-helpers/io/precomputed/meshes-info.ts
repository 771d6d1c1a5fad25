import { NotFoundError, UnsupportedError } from '../../errors.js';
import { IDENTITY } from '../../formats/mesh/placement.js';
import type { ReadOptions, Store } from '../source/store.js';
import { pathIn } from './id-items.js';
import { parseJson } from './info.js';
import { JsonFields } from './json-fields.js';
import { parseSharding, type ShardingSpec } from './sharded.js';

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

const FORMAT = 'precomputed meshes info';
const MULTILOD = 'neuroglancer_multilod_draco';
const LEGACY = 'neuroglancer_legacy_mesh';

/**
 * Finds the meshes below `folder`: that folder itself, or the one that the `mesh` of a segmentation's `info` names. A
 * folder without `info` is one of the legacy format, which needs none.
 *
 * @throws {FormatError} when an `info` file is wrong; it names the field.
 * @throws {NotFoundError} when the segmentation says it has no meshes.
 * @throws {UnsupportedError} for a kind of mesh that is not known.
 */
export async function readMeshesInfo(store: Store, folder: string, options: ReadOptions): Promise<MeshesInfo> {
  const fields = await infoOf(store, folder, options);
  if (fields === undefined) return { kind: 'legacy', folder, transform: IDENTITY };
  const file = `${store.url}/${pathIn(folder, 'info')}`;
  const type = fields.raw('@type');
  if (type === MULTILOD || type === LEGACY) return parseMeshesInfo(fields, file, folder, 'dynamic');
  if (!fields.has('mesh')) {
    if (fields.has('scales') || fields.raw('type') === 'segmentation') {
      throw new NotFoundError(`${file} has no meshes: expected a field "mesh"`, {
        known: [],
      });
    }
    return parseMeshesInfo(fields, file, folder, 'dynamic');
  }
  const below = pathIn(folder, fields.string('mesh').replace(/\/+$/, ''));
  const dynamicFolder = fields.has('mesh_metadata') ? dynamicOf(fields.object('mesh_metadata')) : 'dynamic';
  const own = await infoOf(store, below, options);
  if (own === undefined) return { kind: 'legacy', folder: below, transform: IDENTITY };
  return parseMeshesInfo(own, `${store.url}/${pathIn(below, 'info')}`, below, dynamicFolder);
}

function dynamicOf(metadata: JsonFields): string {
  return metadata.has('unsharded_mesh_dir') ? metadata.string('unsharded_mesh_dir') : 'dynamic';
}

async function infoOf(store: Store, folder: string, options: ReadOptions): Promise<JsonFields | undefined> {
  const path = pathIn(folder, 'info');
  const bytes = await store.get(path, options);
  if (bytes === undefined) return undefined;
  const file = `${store.url}/${path}`;
  return new JsonFields(parseJson(bytes, FORMAT, file), { format: FORMAT, file });
}

/**
 * The fields of a meshes `info`. A legacy one whose `sharding` has a specification for each level of the chunked graph
 * is one of graphene meshes.
 */
function parseMeshesInfo(fields: JsonFields, file: string, folder: string, dynamicFolder: string): MeshesInfo {
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
    `${FORMAT} ${file} names an unknown kind: received ${type}, expected ${MULTILOD} or ${LEGACY}`,
    {
      feature: `meshes of type ${type}`,
    },
  );
}
