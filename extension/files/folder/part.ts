/** What a folder holds that a view shows. */

import type { Mesh } from 'connectome-helpers/dist/core/mesh.js';
import type { Skeleton } from 'connectome-helpers/dist/core/skeleton.js';
import type { ITranslation } from '../../neuron-viewer/translation';
import { codeFor, type PartKind } from './code';
import type { IManyRead } from './reading';
import type { IFolderEntry } from './source';

/** A neuron's skeleton or surface; ids are decimal. */
export interface INeuronSkeleton {
  readonly id: string;
  readonly skeleton: Skeleton;
}

export interface INeuronSurface {
  readonly id: string;
  readonly mesh: Mesh;
}

export interface IPart {
  readonly skeletons?: readonly INeuronSkeleton[];
  readonly meshes?: readonly INeuronSurface[];
  /** Of annotations: each is one, and no neuron. */
  readonly points?: {
    readonly positionsNm: Float32Array;
    readonly radiiNm?: Float32Array;
    readonly ids: BigUint64Array;
  };
  /** Of annotations: lines and the edges of boxes, as a forest. */
  readonly lines?: Skeleton;
  readonly box?: { readonly minNm: readonly number[]; readonly maxNm: readonly number[] };
  /** What a reader must know of what is not shown. */
  readonly notes: readonly string[];
}

/** A file that belongs to an id. */
export interface IIdFile {
  readonly id: string;
  readonly entry: IFolderEntry;
}

/** Files of a listing that are named by an id, with `ending` behind it, ascending by id. */
export function filesOfIds(entries: readonly IFolderEntry[], ending = ''): IIdFile[] {
  const files = new Map<bigint, IFolderEntry>();
  for (const entry of entries) {
    if (entry.isFolder) continue;
    const name = entry.name.endsWith('.gz') ? entry.name.slice(0, -'.gz'.length) : entry.name;
    if (!name.endsWith(ending)) continue;
    const digits = name.slice(0, name.length - ending.length);
    if (!/^(0|[1-9]\d{0,19})$/.test(digits)) continue;
    const id = BigInt(digits);
    // Of a file and the same packed, the file counts.
    if (id < 2n ** 64n && (!files.has(id) || entry.name === name)) files.set(id, entry);
  }
  return [...files].sort(([a], [b]) => (a < b ? -1 : 1)).map(([id, entry]) => ({ id: String(id), entry }));
}

/** What was asked for and what became of it. */
export interface IReckoning {
  readonly kind: PartKind;
  /** In the reader's words, of many. */
  readonly what: string;
  /** As a notebook at the top folder finds it. */
  readonly folder: string;
  /** How many there are in all, those never asked for among them. */
  readonly total: number;
  /** One that is not shown, if it is known. */
  readonly other?: string;
  readonly isStopped: boolean;
}

/** What is not shown, why, and how to see it. */
export function notesOfMany(
  { got, failed, problem }: Pick<IManyRead<unknown>, 'got' | 'failed' | 'problem'>,
  { kind, what, folder, total, other, isStopped }: IReckoning,
  trans: ITranslation,
): string[] {
  const notes: string[] = [];
  const [shown, all] = [count(got.length), count(total)];
  if (got.length + failed < total) {
    const code = codeFor(kind, folder, other).join(' ');
    notes.push(
      isStopped
        ? trans.__('Reading was stopped: %1 of %2 %3 are shown.', shown, all, what)
        : trans.__(
            '%1 of %2 %3 are shown: a tab takes no more. Others, in a notebook at the top folder: %4',
            shown,
            all,
            what,
            code,
          ),
    );
  }
  if (failed > 0)
    notes.push(trans.__('%1 of %2 %3 cannot be read. The first: %4', count(failed), all, what, problem?.message ?? ''));
  return notes;
}

export function count(value: number): string {
  return value.toLocaleString('en-US');
}
