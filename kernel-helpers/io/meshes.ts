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
export { type LegacyMeshOptions, parseLegacyMesh } from '../formats/mesh/legacy-mesh.js';
export { mergeMeshes } from '../formats/mesh/merge-meshes.js';
export type { MeshFileOptions, WriteMeshOptions } from '../formats/mesh/mesh-units.js';
export { parseObj, writeObj } from '../formats/mesh/obj.js';
export { parsePly, writePly } from '../formats/mesh/ply.js';
export { type DracoOptions, decodeDraco } from './mesh/draco.js';
export { weldVertices } from './mesh/weld-vertices.js';
