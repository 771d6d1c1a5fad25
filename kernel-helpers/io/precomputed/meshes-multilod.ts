import { FormatError } from '../../errors.js';
import type { MultilodMeshesInfo } from '../../formats/precomputed/meshes-info.js';
import { readDracoHeader } from '../mesh/draco-header.js';
import type { MeshFragment } from '../mesh/fragment.js';
import type { Store } from '../source/store.js';
import { pathIn } from './id-items.js';
import { chooseLod, type LodChoice, type LodFragments, type MeshLod, type MeshReader } from './meshes-lod.js';
import { MANIFEST_FORMAT, type MeshManifest, parseMeshManifest } from './meshes-manifest.js';
import { readRanges } from './read-ranges.js';
import { RequestGate } from './request-gate.js';
import { locateInShard, readFromShards } from './sharded.js';

/** A manifest, and where the packed meshes it tells of lie. */
interface Located {
  readonly manifest: MeshManifest;
  readonly path: string;
  /** Place of the first packed mesh in the file. */
  readonly start: number;
}

/** Ranges of one level are asked for at the same time, so many of them. */
const REQUESTS = 8;

/** Reads the levels of detail of multi-resolution meshes. */
export class MultilodMeshes implements MeshReader {
  readonly #store: Store;
  readonly #info: MultilodMeshesInfo;

  constructor(store: Store, info: MultilodMeshesInfo) {
    this.#store = store;
    this.#info = info;
  }

  async lods(id: bigint, signal: AbortSignal): Promise<MeshLod[] | undefined> {
    const located = await this.#locate(id, signal);
    return located && this.#lodsOf(located.manifest);
  }

  async fragments(id: bigint, choice: LodChoice, signal: AbortSignal): Promise<LodFragments | undefined> {
    const located = await this.#locate(id, signal);
    if (located === undefined) return undefined;
    // A choice by triangles reads the level it takes before it takes it.
    const read = new Map<number, Promise<MeshFragment[]>>();
    const fragmentsOf = (lod: number): Promise<MeshFragment[]> => {
      const known = read.get(lod) ?? this.#read(located, lod, signal);
      read.set(lod, known);
      return known;
    };
    const lods = this.#lodsOf(located.manifest);
    const lod = await chooseLod(choice, lods, async lod => triangleCount(await fragmentsOf(lod)));
    return { lod, fragments: await fragmentsOf(lod), ...(lods.length > 1 ? { lods } : {}) };
  }

  #lodsOf({ lods }: MeshManifest): MeshLod[] {
    const unitNm = lengthOfUnit(this.#info.transform) * this.#info.lodScaleMultiplier;
    return lods.map(({ scaleStored, fragmentCount, start, end }, lod) => ({
      lod,
      spacingNm: scaleStored * unitNm,
      fragmentCount,
      byteLength: end - start,
    }));
  }

  async #locate(id: bigint, signal: AbortSignal): Promise<Located | undefined> {
    const { folder, sharding } = this.#info;
    if (sharding === undefined) {
      const path = pathIn(folder, `${id}.index`);
      const bytes = await this.#store.get(path, { signal });
      if (bytes === undefined) return undefined;
      return {
        manifest: parseMeshManifest(bytes, `${this.#store.url}/${path}`),
        path: pathIn(folder, `${id}`),
        start: 0,
      };
    }
    const place = await locateInShard(this.#store, folder, sharding, id, { signal });
    const bytes = place && (await readFromShards(this.#store, folder, sharding, id, { signal }));
    if (bytes === undefined) return undefined;
    const file = `${this.#store.url}/${place?.path} id ${id}`;
    const manifest = parseMeshManifest(bytes, file);
    const { path, start } = place as { path: string; start: number };
    if (manifest.byteLength <= start) return { manifest, path, start: start - manifest.byteLength };
    throw new FormatError(
      `${MANIFEST_FORMAT} ${file} claims more meshes than lie before it: received ${manifest.byteLength} bytes, ` +
        `expected at most ${start}`,
      { format: MANIFEST_FORMAT, at: `byte ${start} of the shard`, file },
    );
  }

  async #read({ manifest, path, start }: Located, lod: number, signal: AbortSignal): Promise<MeshFragment[]> {
    const { chunkShapeStored, gridOriginStored, lods } = manifest;
    const { cells, sizes, fragmentCount, vertexOffsetStored, start: first } = lods[lod];
    const { quantizationBits, transform } = this.#info;
    const originStored = gridOriginStored.map((origin, k) => origin + vertexOffsetStored[k]);
    const cellStored = chunkShapeStored.map(length => length * 2 ** lod);
    const farSide = 2 ** quantizationBits - 1;
    // A fragment of no bytes is there for the finer ones inside its cell.
    const filled: number[] = [];
    const starts: number[] = [];
    const ends: number[] = [];
    let at = start + first;
    for (let i = 0; i < fragmentCount; i++) {
      if (sizes[i] > 0) {
        filled.push(i);
        starts.push(at);
        ends.push(at + sizes[i]);
      }
      at += sizes[i];
    }
    const fragments = new Array<MeshFragment>(filled.length);
    const keep = (f: number, bytes: Uint8Array): void => {
      const i = filled[f];
      const cell = [0, 1, 2].map(k => cells[k * fragmentCount + i]);
      const placement = { originStored, cellStored, cell, farSide, transform };
      const file = `${this.#store.url}/${path} bytes ${starts[f]}-${ends[f] - 1}`;
      fragments[f] = { bytes, file, placement, format: 'draco' };
    };
    await readRanges(this.#store, path, { starts, ends }, keep, {
      signal,
      gate: new RequestGate(REQUESTS),
      gapBytes: 0,
    });
    return fragments;
  }
}

function triangleCount(fragments: readonly MeshFragment[]): number {
  return fragments.reduce((sum, { bytes, file }) => sum + readDracoHeader(bytes, file).triangleCount, 0);
}

/** Nanometres of one stored unit: of the cube a unit cube becomes, the edge. */
function lengthOfUnit([xx, xy, xz, , yx, yy, yz, , zx, zy, zz]: readonly number[]): number {
  return Math.cbrt(Math.abs(xx * (yy * zz - yz * zy) - xy * (yx * zz - yz * zx) + xz * (yx * zy - yy * zx)));
}
