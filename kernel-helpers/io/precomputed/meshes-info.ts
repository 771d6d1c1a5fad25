import { NotFoundError } from '../../errors.js';
import { IDENTITY } from '../../formats/mesh/placement.js';
import { JsonFields } from '../../formats/precomputed/json-fields.js';
import {
  LEGACY,
  MESHES_FORMAT,
  type MeshesInfo,
  MULTILOD,
  parseMeshesInfo,
} from '../../formats/precomputed/meshes-info.js';
import { parseJson } from '../../formats/precomputed/parse-json.js';
import type { ReadOptions, Store } from '../source/store.js';
import { pathIn } from './id-items.js';

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
  return new JsonFields(parseJson(bytes, MESHES_FORMAT, file), { format: MESHES_FORMAT, file });
}
