import type { Table } from 'apache-arrow';
import { type IdLike, parseId } from '../../core/ids.js';
import { InvalidArgumentError, NotFoundError, UnsupportedError } from '../../errors.js';
import {
  ANNOTATION_FORMAT,
  type AnnotationBlock,
  annotationLayout,
  decodeAnnotation,
  decodeAnnotations,
} from '../../formats/precomputed/annotations-decode.js';
import {
  type AnnotationIndex,
  type AnnotationsInfo,
  parseAnnotationsInfo,
} from '../../formats/precomputed/annotations-info.js';
import type { Store } from '../source/store.js';
import { annotationsInBox, type StoredBox } from './annotations-geometry.js';
import { cellsInBox, eachCell, mortonCodes } from './annotations-grid.js';
import { type AnnotationRows, annotationTable } from './annotations-table.js';
import { type ItemFolder, pathIn, readItem, visitItems, visitNamedItems } from './id-items.js';
import { IdSet } from './id-set.js';
import { readInfo } from './info.js';
import type { ShardReadOptions } from './sharded.js';
import { idArray, type ReadManyOptions } from './sharded-many.js';

/** A box in the units of the tables: nanometres for lengths, else the unit of each dimension. */
export interface AnnotationBox {
  /** One number for each dimension of the annotations, in their order. */
  readonly min: readonly number[];
  readonly max: readonly number[];
}

/** How annotations are read from the spatial index. */
export interface ReadAnnotationsOptions extends ReadManyOptions {
  /**
   * Levels of the spatial index to read, from the coarsest: each holds annotations picked at random, so the first few
   * are a fair sample. Default: all levels, and so all annotations.
   */
  readonly levels?: number;
}

/** How annotations are read by their ids. */
export interface ReadByIdsOptions extends ReadManyOptions {
  /** What to do with ids that are no annotation's: an error that names them (default), or leave them out. */
  readonly missing?: 'error' | 'skip';
}

/** A folder of annotations. */
export interface Annotations {
  readonly url: string;
  readonly info: AnnotationsInfo;
  /**
   * One annotation as a table of one row, with a column of related ids for each relationship.
   *
   * @throws {NotFoundError} when there is none of that id.
   * @throws {UnsupportedError} when the folder has no index by id.
   */
  byId(id: IdLike, options?: ShardReadOptions): Promise<Table>;
  /** As {@link byId}, of many ids, in their order. */
  byIds(ids: BigUint64Array | readonly IdLike[], options?: ReadByIdsOptions): Promise<Table>;
  /**
   * The annotations related to an object: `relatedTo('pre_segment', id)`. None is a table without rows, for the index
   * knows only objects that have some. Related ids come only with {@link byIds}.
   *
   * @throws {NotFoundError} when there is no such relationship; the message lists those there are.
   */
  relatedTo(relationship: string, id: IdLike, options?: ShardReadOptions): Promise<Table>;
  /**
   * The annotations that touch a box, each once: points in it, lines that pass through it, boxes and ellipsoids that share
   * a point with it. Sorted by level, cell and place in the file, as read.
   *
   * @throws {UnsupportedError} when the folder has no spatial index.
   * @throws {InvalidArgumentError} when the box has another number of dimensions, or touches too many cells.
   */
  inBox(box: AnnotationBox, options?: ReadAnnotationsOptions): Promise<Table>;
  /** All annotations, each once: the whole spatial index is read. */
  all(options?: ReadAnnotationsOptions): Promise<Table>;
}

/** Where the annotations are. */
export interface OpenAnnotationsOptions {
  /** Folder in the store that holds their `info`; default: the store itself. */
  readonly folder?: string;
  readonly signal?: AbortSignal;
}

/** Cells of one level that are asked for: each of an unsharded level is a request. */
const MOST_FILES = 100_000;
const MOST_CELLS = 10_000_000;

/**
 * Opens a folder of annotations in Neuroglancer's precomputed format (`neuroglancer_annotations_v1`): points, lines,
 * boxes, ellipsoids or polylines, each with an id, typed properties and related objects. Every reading gives an Arrow
 * Table; see {@link Annotations} for its ways, and `info` for what there is.
 *
 * Columns: `id`; coordinates in nanometres (`x_nm`; of lines and boxes `a_x_nm` and `b_x_nm`; of ellipsoids `x_nm` and
 * `radius_x_nm`; of polylines lists), or in the unit of a dimension that is no length (`t_s`); a column for each
 * property, where it has labels a dictionary of them beside the numbers in `<id>_code`; colours as lists of uint8.
 *
 * @throws {SourceError} when there is no `info` file.
 * @throws {FormatError} when the `info` file is none of annotations; it names the field.
 * @source https://github.com/google/neuroglancer/blob/master/src/datasource/precomputed/annotations.md
 * @example
 * // one point, of id 7, in voxels of 4 × 4 × 40 nm
 * import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
 * import { openAnnotations } from 'connectome-helpers/dist/io/precomputed/annotations.js';
 * import { openStore } from 'connectome-helpers/dist/io/source/open-store.js';
 * const folder = await mkdtemp('/tmp/annotations-');
 * await writeFile(`${folder}/info`, JSON.stringify({
 *   '@type': 'neuroglancer_annotations_v1', annotation_type: 'POINT', by_id: { key: 'by_id' },
 *   dimensions: { x: [4, 'nm'], y: [4, 'nm'], z: [40, 'nm'] }, lower_bound: [0, 0, 0], upper_bound: [9, 9, 9],
 * }));
 * await mkdir(`${folder}/by_id`);
 * await writeFile(`${folder}/by_id/7`, new Uint8Array(Float32Array.of(1, 2, 3).buffer));
 * const annotations = await openAnnotations(openStore(folder));
 * (await annotations.byId(7)).get(0)?.toJSON(); // { id: 7n, x_nm: 4, y_nm: 8, z_nm: 120 }
 */
export async function openAnnotations(store: Store, options: OpenAnnotationsOptions = {}): Promise<Annotations> {
  const { folder = '', signal } = options;
  const path = pathIn(folder, 'info');
  const json = await readInfo(store, { path, format: 'precomputed annotations info', signal });
  const info = parseAnnotationsInfo(json, folder, `${store.url}/${path}`);
  return new AnnotationFolder(store, folder === '' ? store.url : `${store.url}/${folder}`, info);
}

class AnnotationFolder implements Annotations {
  readonly url: string;
  readonly info: AnnotationsInfo;
  readonly #store: Store;
  readonly #layout: ReturnType<typeof annotationLayout>;

  constructor(store: Store, url: string, info: AnnotationsInfo) {
    this.#store = store;
    this.url = url;
    this.info = info;
    this.#layout = annotationLayout(info);
  }

  async byId(id: IdLike, options?: ShardReadOptions): Promise<Table> {
    return this.byIds([id], options);
  }

  async byIds(ids: BigUint64Array | readonly IdLike[], options: ReadByIdsOptions = {}): Promise<Table> {
    const items = this.#items(this.info.byId, 'by_id', 'annotations by their ids');
    const wanted = idArray(ids);
    const found = new Array<AnnotationBlock | undefined>(wanted.length);
    const keep = (i: number, bytes: Uint8Array | undefined): void => {
      found[i] = bytes && decodeAnnotation(wanted[i], bytes, this.#layout, `${this.#url(items)}/${wanted[i]}`);
    };
    await visitItems(items, wanted, keep, options);
    const missing = wanted.filter((_, i) => found[i] === undefined);
    if (missing.length > 0 && options.missing !== 'skip') {
      const named = [...missing.subarray(0, 5)].join(', ');
      const advice = wanted.length > 1 ? "; pass { missing: 'skip' } to leave such ids out" : '';
      throw new NotFoundError(
        `${this.url} has no annotation of ${missing.length} of ${wanted.length} ids: ${named}${missing.length > 5 ? ', …' : ''}, expected ids of annotations${advice}`,
        { known: [] },
      );
    }
    return this.#table(
      found.filter(block => block !== undefined).map(block => ({ block })),
      true,
    );
  }

  async relatedTo(relationship: string, id: IdLike, options?: ShardReadOptions): Promise<Table> {
    const index = this.info.relationships.find(({ id }) => id === relationship);
    if (index === undefined) {
      const known = this.info.relationships.map(({ id }) => id);
      throw new NotFoundError(
        `${this.url} has no relationship "${relationship}": expected one of ${known.join(', ') || '(it has none)'}`,
        { known },
      );
    }
    const items = this.#items(index, relationship, `annotations by ${relationship}`);
    const bytes = await readItem(items, id, options);
    if (bytes === undefined) return this.#table([], false);
    return this.#table(
      [{ block: decodeAnnotations(bytes, this.#layout, `${this.#url(items)}/${parseId(id)}`) }],
      false,
    );
  }

  inBox(box: AnnotationBox, options: ReadAnnotationsOptions = {}): Promise<Table> {
    return this.#read(this.#storedBox(box), options);
  }

  all(options: ReadAnnotationsOptions = {}): Promise<Table> {
    return this.#read(undefined, options);
  }

  async #read(box: StoredBox | undefined, options: ReadAnnotationsOptions): Promise<Table> {
    const { spatial } = this.info;
    if (spatial.length === 0) this.#items(undefined, 'spatial', 'annotations by place');
    const { levels: count = spatial.length } = options;
    if (!Number.isInteger(count) || count < 1) {
      throw new InvalidArgumentError(
        `levels is no number of levels: received ${count}, expected 1 to ${spatial.length}`,
        {
          argument: 'levels',
        },
      );
    }
    const levels = spatial.slice(0, count);
    const rows: AnnotationRows[] = [];
    const seen = new IdSet();
    for (const level of levels) {
      const items = this.#items(level, 'spatial', '');
      const cells = cellsInBox(this.info, level, box);
      this.#boundCells(cells.count, level.sharding === undefined ? MOST_FILES : MOST_CELLS, level.folder);
      const blocks = new Array<AnnotationBlock | undefined>(cells.count);
      const keep = (i: number, bytes: Uint8Array | undefined): void => {
        if (bytes) blocks[i] = decodeAnnotations(bytes, this.#layout, `${this.#url(items)} cell ${i}`);
      };
      if (level.sharding) await visitItems(items, mortonCodes(level, cells), keep, options);
      else
        await visitNamedItems(
          items,
          Array.from(eachCell(cells), cell => cell.join('_')),
          keep,
          options,
        );
      for (const block of blocks) {
        if (block === undefined) continue;
        const places = box && annotationsInBox(block, this.#layout, box);
        const fresh = unseen(block, places, seen);
        if (fresh.length > 0) rows.push({ block, places: fresh });
      }
    }
    return this.#table(rows, false);
  }

  #table(rows: readonly AnnotationRows[], withRelated: boolean): Table {
    return annotationTable(this.info, this.#layout, rows, withRelated);
  }

  #items(index: AnnotationIndex | undefined, name: string, feature: string): ItemFolder {
    if (index) return { store: this.#store, ...index, format: ANNOTATION_FORMAT };
    throw new UnsupportedError(`${this.url} has no such index: received an info file without ${name}, expected one`, {
      feature,
    });
  }

  #url({ folder }: ItemFolder): string {
    return folder === '' ? this.#store.url : `${this.#store.url}/${folder}`;
  }

  #storedBox({ min, max }: AnnotationBox): StoredBox {
    const { dimensions } = this.info;
    for (const side of [min, max]) {
      if (side.length === dimensions.length && side.every(value => !Number.isNaN(value))) continue;
      const names = dimensions.map(({ name }) => name).join(', ');
      throw new InvalidArgumentError(
        `inBox box has the wrong number of dimensions: received [${side.join(', ')}], expected ${dimensions.length} numbers (${names})`,
        { argument: 'box' },
      );
    }
    return {
      min: min.map((value, k) => value / dimensions[k].scale),
      max: max.map((value, k) => value / dimensions[k].scale),
    };
  }

  #boundCells(count: number, most: number, folder: string): void {
    if (count <= most) return;
    throw new InvalidArgumentError(
      `${this.url} ${folder} has too many cells to read them all: received ${count}, expected at most ${most}; give a smaller box, or { levels } for a sample`,
      { argument: 'box' },
    );
  }
}

/** The annotations of a block, of those at `places`, that were not met before: one that touches several cells is in each. */
function unseen(block: AnnotationBlock, places: ArrayLike<number> | undefined, seen: IdSet): Uint32Array {
  const halves = new Uint32Array(block.ids.buffer);
  const length = places === undefined ? block.starts.length : places.length;
  const fresh = new Uint32Array(length);
  let count = 0;
  for (let i = 0; i < length; i++) {
    const place = places === undefined ? i : places[i];
    if (seen.add(halves[2 * place], halves[2 * place + 1])) fresh[count++] = place;
  }
  return fresh.subarray(0, count);
}
