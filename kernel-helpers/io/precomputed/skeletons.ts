import { type IdLike, parseId } from '../../core/ids.js';
import { NotFoundError, SourceError, UnsupportedError } from '../../errors.js';
import {
  type AttributeValues,
  decodeSkeleton,
  lengthScale,
  SKELETON_FORMAT,
  type SkeletonGraph,
} from '../../formats/precomputed/skeletons-decode.js';
import { parseSkeletonsInfo, type SkeletonsInfo } from '../../formats/precomputed/skeletons-info.js';
import { type SkeletonTree, type ToSkeletonOptions, treeOf } from '../../formats/precomputed/skeletons-tree.js';
import type { Store } from '../source/store.js';
import { type ItemFolder, pathIn, readItem, readNamedItem, visitItems } from './id-items.js';
import { infoOfPart } from './info-of-part.js';
import { forEachAtOnce } from './request-gate.js';
import { locateInShard, type ShardReadOptions } from './sharded.js';
import { CONCURRENCY, idArray, type ReadManyOptions } from './sharded-many.js';
import { type BoxNm, parseSpatialCell, spatialCellNames } from './skeletons-spatial.js';

/**
 * A skeleton of a precomputed folder: a graph of nodes with attributes, exactly as its file has it, save that positions
 * are in nanometres.
 */
export class PrecomputedSkeleton implements SkeletonGraph {
  /** The segment's id. */
  readonly id: bigint;
  readonly nodeCount: number;
  readonly edgeCount: number;
  /** Node `i` lies at `positionsNm[3*i + k]`, k = 0, 1, 2 for x, y, z. */
  readonly positionsNm: Float32Array;
  /** Edge `j` joins the nodes `edges[2*j]` and `edges[2*j + 1]`, each below `nodeCount`; it has no direction. */
  readonly edges: Uint32Array;
  /**
   * The other attributes by name: component `c` of node `i` is `attributes.name[components*i + c]`, in the type the
   * folder's `info` gives. `radius` is in stored units: times {@link radiusUnitNm} it is in nanometres.
   */
  readonly attributes: Readonly<Record<string, AttributeValues>>;
  /** Nanometres of one unit of `attributes.radius`: 1 in most folders. */
  readonly radiusUnitNm: number;

  constructor(id: bigint, graph: SkeletonGraph, radiusUnitNm = 1) {
    this.id = id;
    this.nodeCount = graph.nodeCount;
    this.edgeCount = graph.edgeCount;
    this.positionsNm = graph.positionsNm;
    this.edges = graph.edges;
    this.attributes = graph.attributes;
    this.radiusUnitNm = radiusUnitNm;
  }

  /**
   * The skeleton as a tree (or several) with parents before children, radii in nanometres and compartments by SWC code:
   * what analysis, export and the viewer take.
   *
   * Every node is kept. The root is `options.root`; without it the soma node with the largest radius, and where no node
   * is soma, node 0. Parts that are not connected become trees of their own (`treeCount`), rooted by the same rule. Edges
   * that say nothing new (the same edge twice, a node joined to itself) are listed in `droppedEdges`. An edge that closes
   * a loop is an error; with `{ loops: 'break' }` it is left out and listed too. Without a `radius` attribute `radiiNm`
   * is 0; without `compartment` or `vertex_types` the compartments are 0, unknown.
   *
   * @throws {InvalidArgumentError} for loops, a root that is no node, an attribute that is not there, a compartment that
   * is no whole number from 0 to 255.
   */
  toSkeleton(options: ToSkeletonOptions = {}): SkeletonTree {
    return treeOf({ ...this, name: `skeleton ${this.id}` }, options);
  }
}

/** How skeletons are read. */
export interface ReadSkeletonsOptions extends ReadManyOptions {
  /** What to do with ids that have no skeleton: an error that names them (default), or leave them out. */
  readonly missing?: 'error' | 'skip';
}

/** A folder of skeletons. */
export interface Skeletons {
  readonly url: string;
  readonly info: SkeletonsInfo;
  /**
   * The skeleton of a segment.
   *
   * @throws {NotFoundError} when it has none.
   * @throws {FormatError} when its file, or the shard that holds it, is damaged.
   */
  read(id: IdLike, options?: ShardReadOptions): Promise<PrecomputedSkeleton>;
  /** True when the segment has a skeleton; a folder of files has no other way to tell than to read it. */
  has(id: IdLike, options?: ShardReadOptions): Promise<boolean>;
  /**
   * The skeletons of many segments, in the order of `ids`: many at once, and from shards with few requests.
   *
   * @throws {NotFoundError} naming ids that have none; with `{ missing: 'skip' }` they are left out, and the `id` of
   * each skeleton tells which are there.
   */
  readMany(ids: BigUint64Array | readonly IdLike[], options?: ReadSkeletonsOptions): Promise<PrecomputedSkeleton[]>;
  /**
   * The ids of skeletons that touch `box`, ascending, by the spatial index that igneous writes beside skeletons. `volume`
   * is the box of the whole segmentation, at whose start the index's cells begin.
   *
   * @throws {UnsupportedError} when the folder has no spatial index.
   * @throws {SourceError} when a cell's file is not there.
   */
  idsInBox(box: BoxNm, volume: BoxNm, options?: ShardReadOptions): Promise<BigUint64Array>;
}

/** Where the skeletons are. */
export interface OpenSkeletonsOptions {
  /** Folder in the store: of the skeletons, or of the segmentation whose `info` names them; default: the store itself. */
  readonly folder?: string;
  readonly signal?: AbortSignal;
}

/** Ids an error names; of more it gives the number. */
const MOST_NAMED = 5;

/**
 * Opens a folder of skeletons in Neuroglancer's precomputed format, one file each or in shards: what public
 * segmentation buckets hold, and what CAVE's skeleton service sends.
 *
 * @throws {SourceError} when there is no `info` file.
 * @throws {FormatError} when the `info` file is none of skeletons; it names the field.
 * @throws {NotFoundError} when it is a segmentation's, and that has no skeletons.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/skeletons.md
 * @example
 * // two nodes, 1000 nm apart, of segment 42: what a bucket of skeletons holds
 * import { mkdtemp, writeFile } from 'node:fs/promises';
 * import { openSkeletons } from 'connectome-helpers/dist/io/precomputed/skeletons.js';
 * import { openStore } from 'connectome-helpers/dist/io/source/open-store.js';
 * const folder = await mkdtemp('/tmp/skeletons-');
 * await writeFile(`${folder}/info`, '{"@type":"neuroglancer_skeletons"}');
 * const words = [2, 1, ...new Uint32Array(Float32Array.of(0, 0, 0, 0, 1000, 0).buffer), 0, 1];
 * await writeFile(`${folder}/42`, new Uint8Array(Uint32Array.from(words).buffer));
 * const skeletons = await openSkeletons(openStore(folder));
 * const skeleton = await skeletons.read(42);
 * skeleton.positionsNm[4]; // 1000: y of the second node, in nm
 * skeleton.toSkeleton().parents; // Int32Array [-1, 0]
 */
export async function openSkeletons(store: Store, options: OpenSkeletonsOptions = {}): Promise<Skeletons> {
  const query = { member: 'skeletons', format: 'precomputed skeletons info', signal: options.signal } as const;
  const { info: json, folder, file } = await infoOfPart(store, { ...query, folder: options.folder ?? '' });
  const info = parseSkeletonsInfo(json, file);
  const items: ItemFolder = { store, folder, sharding: info.sharding, format: SKELETON_FORMAT };
  const url = folder === '' ? store.url : `${store.url}/${folder}`;
  const radiusUnitNm = lengthScale(info.transform);
  const decode = (id: bigint, bytes: Uint8Array): PrecomputedSkeleton =>
    new PrecomputedSkeleton(id, decodeSkeleton(bytes, info, `${url}/${id}`), radiusUnitNm);

  return {
    url,
    info,
    async read(id, options) {
      const bytes = await readItem(items, id, options);
      if (bytes === undefined) throw missingError(url, [parseId(id)]);
      return decode(parseId(id), bytes);
    },
    idsInBox: (box, volume, options) => idsInBox(items, info, box, volume, options),
    async has(id, options) {
      if (info.sharding) return (await locateInShard(store, folder, info.sharding, id, options)) !== undefined;
      return (await readItem(items, id, options)) !== undefined;
    },
    async readMany(ids, options = {}) {
      const wanted = idArray(ids);
      const found = new Array<PrecomputedSkeleton | undefined>(wanted.length);
      const keep = (i: number, bytes: Uint8Array | undefined): void => {
        found[i] = bytes && decode(wanted[i], bytes);
      };
      await visitItems(items, wanted, keep, options);
      const missing = wanted.filter((_, i) => found[i] === undefined);
      if (missing.length > 0 && options.missing !== 'skip') throw missingError(url, [...missing]);
      return found.filter(skeleton => skeleton !== undefined);
    },
  };
}

async function idsInBox(
  items: ItemFolder,
  { spatialChunkNm }: SkeletonsInfo,
  box: BoxNm,
  volume: BoxNm,
  options: ShardReadOptions = {},
): Promise<BigUint64Array> {
  const url = `${items.store.url}/${pathIn(items.folder, '')}`;
  if (spatialChunkNm === undefined) {
    throw new UnsupportedError(
      `${url} has no spatial index: received an info file without spatial_index, expected one`,
      {
        feature: 'skeletons in a box',
      },
    );
  }
  const ids = new Set<bigint>();
  await forEachAtOnce(spatialCellNames(spatialChunkNm, volume, box), CONCURRENCY, async name => {
    const bytes = await readNamedItem(items, name, options);
    const file = `${url}${name}`;
    if (bytes === undefined) {
      throw new SourceError(`${file} is not there: expected a file for every cell; is the volume's box right?`, {
        url: file,
      });
    }
    const cell = parseSpatialCell(bytes, file);
    cell.ids.forEach((id, i) => {
      const at = 6 * i;
      for (let k = 0; k < 3; k++) {
        if (cell.boxesNm[at + k] > box.maxNm[k] || cell.boxesNm[at + 3 + k] < box.minNm[k]) return;
      }
      ids.add(id);
    });
  });
  return BigUint64Array.from(ids).sort();
}

function missingError(url: string, ids: readonly bigint[]): NotFoundError {
  const named = ids.slice(0, MOST_NAMED).join(', ');
  const more = ids.length > MOST_NAMED ? ` and ${ids.length - MOST_NAMED} more` : '';
  const which = ids.length === 1 ? `no skeleton ${named}` : `no skeletons of ${ids.length} ids: ${named}${more}`;
  const advice =
    ids.length === 1
      ? 'expected the id of a segment that has one, in the version of this folder'
      : "expected ids of segments that have one; pass { missing: 'skip' } to leave such ids out";
  return new NotFoundError(`${url} has ${which}, ${advice}`, { known: [] });
}
