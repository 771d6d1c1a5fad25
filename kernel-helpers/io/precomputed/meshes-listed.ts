import { FormatError, InvalidArgumentError, SourceError } from '../../errors.js';
import { LIST_FORMAT, parseFragmentList } from '../../formats/precomputed/fragment-list.js';
import type { GrapheneMeshesInfo, LegacyMeshesInfo } from '../../formats/precomputed/meshes-info.js';
import { parseJson } from '../../formats/precomputed/parse-json.js';
import type { MeshFragment } from '../mesh/fragment.js';
import type { Store } from '../source/store.js';
import { storePath } from '../source/store-path.js';
import { type ItemFolder, pathIn, readNamedItem } from './id-items.js';
import { chooseLod, type LodChoice, type LodFragments, type MeshLod, type MeshReader } from './meshes-lod.js';
import { readRanges } from './read-ranges.js';
import { RequestGate } from './request-gate.js';

/**
 * Gives the list of a segment's fragments, as the mesh service of a chunked graph sends it: a JSON object with an array
 * `fragments` of names; `undefined` when it knows no such segment.
 */
export type FragmentList = (id: bigint, options: { readonly signal: AbortSignal }) => Promise<unknown>;

const REQUESTS = 16;
const ONLY: MeshLod = { lod: 0, spacingNm: undefined, fragmentCount: 0, byteLength: undefined };

/** Where a fragment lies: a file, or part of a shard file. */
interface FragmentPlace {
  readonly path: string;
  readonly range?: { readonly start: number; readonly end: number };
}

/** Reads meshes whose fragments stand in a list: those of the legacy format, and those of chunked graphs. */
export class ListedMeshes implements MeshReader {
  readonly #store: Store;
  readonly #info: LegacyMeshesInfo | GrapheneMeshesInfo;
  readonly #list: FragmentList | undefined;

  constructor(store: Store, info: LegacyMeshesInfo | GrapheneMeshesInfo, list: FragmentList | undefined) {
    this.#store = store;
    this.#info = info;
    this.#list = list;
  }

  async lods(id: bigint, signal: AbortSignal): Promise<MeshLod[] | undefined> {
    const places = await this.#places(id, signal);
    return places && [{ ...ONLY, fragmentCount: places.length }];
  }

  async fragments(id: bigint, choice: LodChoice, signal: AbortSignal): Promise<LodFragments | undefined> {
    const lod = await chooseLod(choice, [ONLY], async () => 0);
    const places = await this.#places(id, signal);
    return places && { lod, fragments: await this.#read(places, signal) };
  }

  /** Where the segment's fragments lie, in the order of the list; `undefined` when it has no list. */
  async #places(id: bigint, signal: AbortSignal): Promise<FragmentPlace[] | undefined> {
    const { folder } = this.#info;
    const file = this.#list ? `of segment ${id}` : `${this.#store.url}/${pathIn(folder, `${id}:0`)}`;
    const json = this.#list ? await this.#list(id, { signal }) : await this.#listFile(id, file, signal);
    if (json === undefined) return undefined;
    return parseFragmentList(json, file).map((name, i) => this.#place(name, `fragments[${i}]`, file));
  }

  async #read(places: readonly FragmentPlace[], signal: AbortSignal): Promise<MeshFragment[]> {
    const bytes = new Array<Uint8Array>(places.length);
    const gate = new RequestGate(REQUESTS);
    const inShards = new Map<string, number[]>();
    const reads: Promise<void>[] = [];
    const readFile = async (i: number): Promise<void> => {
      bytes[i] = await this.#readFile(places[i].path, signal);
    };
    places.forEach(({ path, range }, i) => {
      const members = inShards.get(path);
      if (range === undefined) reads.push(gate.run(() => readFile(i)));
      else if (members) members.push(i);
      else inShards.set(path, [i]);
    });
    for (const [path, members] of inShards) {
      const starts = members.map(i => places[i].range?.start ?? 0);
      const ends = members.map(i => places[i].range?.end ?? 0);
      const keep = (m: number, part: Uint8Array): void => {
        bytes[members[m]] = part;
      };
      reads.push(readRanges(this.#store, path, { starts, ends }, keep, { signal, gate }));
    }
    await Promise.all(reads);
    return places.map(({ path, range }, i) => {
      const part = range ? ` bytes ${range.start}-${range.end - 1}` : '';
      return { bytes: bytes[i], file: `${this.#store.url}/${path}${part}`, format: 'any' };
    });
  }

  async #listFile(id: bigint, file: string, signal: AbortSignal): Promise<unknown> {
    const bytes = await readNamedItem(this.#items(LIST_FORMAT), `${id}:0`, { signal });
    return bytes && parseJson(bytes, LIST_FORMAT, file);
  }

  async #readFile(path: string, signal: AbortSignal): Promise<Uint8Array> {
    const bytes = await readNamedItem({ ...this.#items('mesh fragment'), folder: '' }, path, { signal });
    if (bytes !== undefined) return bytes;
    const url = `${this.#store.url}/${path}`;
    throw new SourceError(`mesh fragment ${url} is not there: received no file, expected one that the list names`, {
      url,
    });
  }

  #items(format: string): ItemFolder {
    return { store: this.#store, folder: this.#info.folder, sharding: undefined, format };
  }

  #place(listed: string, at: string, file: string): FragmentPlace {
    // A service puts ~ID: before each name when it is asked to.
    const name = /^~\d+:(?!\d+:\d+:[^:]+\.shard:\d+$)(.+)$/.exec(listed)?.[1] ?? listed;
    const { folder } = this.#info;
    const fault = (expected: string): FormatError => {
      const problem = `is no fragment's name: received ${JSON.stringify(listed)}, expected ${expected}`;
      return new FormatError(`${LIST_FORMAT} ${file} ${at} ${problem}`, { format: LIST_FORMAT, at, file });
    };
    if (name.startsWith('~')) {
      const [, path, offset, size] = /^~(\d+\/[\w-]+\.shard):(\d{1,15}):(\d{1,15})$/.exec(name) ?? [];
      if (path === undefined) throw fault('~LEVEL/FILE.shard:OFFSET:SIZE; ask the service for a list with verify=1');
      const start = Number(offset);
      return { path: pathIn(folder, `initial/${path}`), range: { start, end: start + Number(size) } };
    }
    try {
      storePath(name);
    } catch (error) {
      if (error instanceof InvalidArgumentError) throw fault('the name of a file in the folder');
      throw error;
    }
    return { path: pathIn(folder, this.#info.kind === 'graphene' ? `${this.#info.dynamicFolder}/${name}` : name) };
  }
}
