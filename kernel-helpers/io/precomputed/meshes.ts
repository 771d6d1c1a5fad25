import { type IdLike, parseId } from '../../core/ids.js';
import type { Mesh } from '../../core/mesh.js';
import { rememberLevels } from '../../core/mesh-levels.js';
import { FormatError, NotFoundError } from '../../errors.js';
import { checkFinite, type PositionFault, transformMesh } from '../../formats/mesh/placement.js';
import { MESHES_FORMAT, type MeshesInfo } from '../../formats/precomputed/meshes-info.js';
import { decodeFragments } from '../mesh/decode-fragments.js';
import { weldVertices } from '../mesh/weld-vertices.js';
import { interruptSignal } from '../source/cancellation.js';
import type { Store } from '../source/store.js';
import { readMeshesInfo } from './meshes-info.js';
import { type FragmentList, ListedMeshes } from './meshes-listed.js';
import type { LodChoice, MeshLod, MeshReader } from './meshes-lod.js';
import { MultilodMeshes } from './meshes-multilod.js';
import { forEachAtOnce } from './request-gate.js';
import { CONCURRENCY, idArray, type ReadManyProgress } from './sharded-many.js';

export type { FragmentList, LodChoice, MeshesInfo, MeshLod };

/** The mesh of a segment, and which of its levels of detail it is. */
export interface SegmentMesh extends Mesh {
  /** The segment's id. */
  readonly id: bigint;
  /** 0 is the finest. */
  readonly lod: number;
}

/** How a mesh is read. */
export interface ReadMeshOptions {
  /** Which level of detail; default 0, the finest. */
  readonly lod?: LodChoice;
  /** Join vertices at exactly the same place, so that the pieces a mesh was stored in hang together; default: as stored. */
  readonly weld?: boolean;
  /** Ends the reading; default: the signal of the cell at work. */
  readonly signal?: AbortSignal;
}

/** How many meshes are read. */
export interface ReadMeshesOptions extends ReadMeshOptions {
  /** What to do with ids that have no mesh: an error that names them (default), or leave them out. */
  readonly missing?: 'error' | 'skip';
  /** Meshes under way at once; default 16. */
  readonly concurrency?: number;
  /** Told how many of the ids are done, now and then. */
  readonly onProgress?: (progress: ReadManyProgress) => void;
}

/** A folder of meshes. */
export interface Meshes {
  readonly url: string;
  readonly info: MeshesInfo;
  /**
   * The surface of a segment, in nanometres; all pieces of the level of detail in one mesh, in their stored order.
   *
   * @throws {NotFoundError} when it has none.
   * @throws {InvalidArgumentError} for a level of detail that it does not have.
   * @throws {FormatError} when one of its files is damaged.
   * @throws {SourceError} when a file that its manifest names is not there.
   */
  read(id: IdLike, options?: ReadMeshOptions): Promise<SegmentMesh>;
  /** The levels of detail a segment has, the finest first: one only in folders of the legacy and graphene kinds. */
  lods(id: IdLike, options?: { readonly signal?: AbortSignal }): Promise<readonly MeshLod[]>;
  /**
   * The meshes of many segments, in the order of `ids`, read and unpacked many at once.
   *
   * @throws {NotFoundError} naming ids that have none; with `{ missing: 'skip' }` they are left out, and the `id` of
   * each mesh tells which are there.
   */
  readMany(ids: BigUint64Array | readonly IdLike[], options?: ReadMeshesOptions): Promise<SegmentMesh[]>;
}

/** Where the meshes are. */
export interface OpenMeshesOptions {
  /** Folder in the store: of the meshes, or of the segmentation whose `info` names them; default: the store itself. */
  readonly folder?: string;
  /** Who lists a segment's fragments; default: the file `ID:0` in the folder. Chunked graphs have a service for it. */
  readonly fragments?: FragmentList;
  readonly signal?: AbortSignal;
}

/** Ids an error names; of more it gives the number. */
const MOST_NAMED = 5;
/** What a packed piece begins with, about. */
const FRAGMENT_BYTES = 100;
/** From so many meshes on, threads are worth their start whatever the meshes' size. */
const MANY = 8;

/**
 * Opens a folder of meshes in Neuroglancer's precomputed format, of whichever kind its `info` says: the legacy one (or
 * no `info` at all), the multi-resolution one packed by Draco, in files or shards, and the one of chunked graphs
 * ("graphene"), whose fragments a service lists.
 *
 * ```ts
 * const meshes = await openMeshes(openStore('gs://iarpa_microns/minnie/minnie65/seg_m1300'));
 * const cell = await meshes.read(864691135572530981n, { lod: { maxTriangles: 500_000 } });
 * ```
 *
 * @throws {FormatError} when an `info` file is wrong; it names the field.
 * @throws {NotFoundError} when the segmentation says it has no meshes.
 * @throws {UnsupportedError} for a kind of mesh that is not known.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/meshes.md
 * @example
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { openMeshes } from 'connectome-helpers/dist/io/precomputed/meshes.js';
 * import { openStore } from 'connectome-helpers/dist/io/source/open-store.js';
 * const folder = await mkdtemp('/tmp/meshes-');
 * const fragment = new Uint32Array([3, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 2]); // 3 vertices, 1 triangle
 * new Float32Array(fragment.buffer).set([8, 0, 0, 0, 8, 0, 0, 0, 40], 1);
 * await writeFile(`${folder}/7:0`, '{"fragments":["7:0:0"]}');
 * await writeFile(`${folder}/7:0:0`, fragment);
 * const meshes = await openMeshes(openStore(folder));
 * (await meshes.read(7)).triangleCount; // 1
 */
export async function openMeshes(store: Store, options: OpenMeshesOptions = {}): Promise<Meshes> {
  const { folder = '', signal = interruptSignal() } = options;
  const info = await readMeshesInfo(store, folder, { signal });
  const url = info.folder === '' ? store.url : `${store.url}/${info.folder}`;
  const reader: MeshReader =
    info.kind === 'multilod' ? new MultilodMeshes(store, info) : new ListedMeshes(store, info, options.fragments);

  async function find(id: bigint, options: ReadMeshOptions, threads: boolean): Promise<SegmentMesh | undefined> {
    const { signal = interruptSignal(), lod: choice = 0 } = options;
    signal.throwIfAborted();
    const found = await reader.fragments(id, choice, signal);
    if (found === undefined) return undefined;
    const stored = await decodeFragments(found.fragments, { signal, threads });
    // fragments of the multi-resolution kind are placed as they are unpacked
    const mesh = info.kind === 'multilod' ? stored : transformMesh(stored, info.transform);
    if (mesh !== stored) checkFinite(mesh.positionsNm, farAway(mesh, `${url}/${id}`));
    const whole = options.weld ? weldVertices(mesh) : mesh;
    const { lod, lods = [] } = found;
    const own = lods[lod];
    if (own && whole.triangleCount > 0) {
      // Levels of one folder are packed alike: their bytes tell about their triangles.
      const perByte = whole.triangleCount / surfaceBytes(own);
      rememberLevels(whole, {
        lod,
        levels: lods.map(level => ({
          byteLength: level.byteLength ?? 0,
          triangleCount: Math.round(surfaceBytes(level) * perByte),
        })),
        read: async (other, signal) => {
          const finer = await find(id, { ...options, lod: other, signal }, true);
          if (finer === undefined) throw missingError(url, [id]);
          return finer;
        },
      });
    }
    return { id, lod, ...whole };
  }

  return {
    url,
    info,
    async read(id, options = {}) {
      const mesh = await find(parseId(id), options, false);
      if (mesh === undefined) throw missingError(url, [parseId(id)]);
      return mesh;
    },
    async lods(id, { signal = interruptSignal() } = {}) {
      const lods = await reader.lods(parseId(id), signal);
      if (lods === undefined) throw missingError(url, [parseId(id)]);
      return lods;
    },
    async readMany(ids, options = {}) {
      const wanted = [...idArray(ids)];
      const found = new Array<SegmentMesh | undefined>(wanted.length);
      let done = 0;
      await forEachAtOnce(wanted, options.concurrency ?? CONCURRENCY, async (id, i) => {
        found[i] = await find(id, options, wanted.length >= MANY);
        done++;
        options.onProgress?.({ done, total: wanted.length });
      });
      const missing = wanted.filter((_, i) => found[i] === undefined);
      if (missing.length > 0 && options.missing !== 'skip') throw missingError(url, missing);
      return found.filter(mesh => mesh !== undefined);
    },
  };
}

/** The transform puts a vertex where no float32 reaches. */
function farAway({ positionsNm }: Mesh, file: string): PositionFault {
  return (i, problem, expected) => {
    const at = `vertex ${Math.floor(i / 3)}`;
    const what = `${'xyz'[i % 3]} of ${at}, transformed, ${problem}`;
    return new FormatError(
      `${MESHES_FORMAT} ${file} ${what}: received ${positionsNm[i]} nm, expected ${expected}; see the transform in the info`,
      { format: MESHES_FORMAT, at, file },
    );
  };
}

/** Of a level's bytes those that grow with its surface: each of its pieces begins with some hundred others. */
function surfaceBytes({ byteLength = 0, fragmentCount }: MeshLod): number {
  return Math.max(1, byteLength - FRAGMENT_BYTES * fragmentCount);
}

function missingError(url: string, ids: readonly bigint[]): NotFoundError {
  const named = ids.slice(0, MOST_NAMED).join(', ');
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
  const which = ids.length === 1 ? `no mesh ${named}` : `no meshes of ${ids.length} ids: ${named}${more}`;
  const advice =
    ids.length === 1
      ? 'expected the id of a segment that has one, in the version of this folder'
      : "expected ids of segments that have one; pass { missing: 'skip' } to leave such ids out";
  return new NotFoundError(`${url} has ${which}, ${advice}`, { known: [] });
}
