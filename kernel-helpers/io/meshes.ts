/**
 * Surfaces as files: read and write them.
 *
 * ```ts
 * const soma = meshes.parsePly(await readFile('soma.ply'), { units: 'um' });
 * await writeFile('soma.obj', meshes.writeObj(soma, { units: 'nm' }));
 * ```
 *
 * Those of public buckets are read by `precomputed.openMeshes` and `datasets.open`.
 *
 * @module
 */
export type { Mesh } from '../core/mesh.js';
export { type DracoOptions, decodeDraco } from './mesh/draco.js';
export { type LegacyMeshOptions, parseLegacyMesh } from './mesh/legacy-mesh.js';
export { mergeMeshes } from './mesh/merge-meshes.js';
export type { MeshFileOptions, WriteMeshOptions } from './mesh/mesh-units.js';
export { parseObj, writeObj } from './mesh/obj.js';
export { parsePly, writePly } from './mesh/ply.js';
export { weldVertices } from './mesh/weld-vertices.js';
