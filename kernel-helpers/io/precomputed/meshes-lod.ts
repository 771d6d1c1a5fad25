import { InvalidArgumentError } from '../../errors.js';
import type { MeshFragment } from '../mesh/fragment.js';

/**
 * Which level of detail: its number, 0 the finest, negative ones counted from the coarsest (-1); or what it must do:
 *
 * - `{ maxTriangles }`: from the coarsest level to finer ones, the last before one with more triangles than this; the
 *   coarsest where every level has more. The bytes of one level too many are read, no more.
 * - `{ spacingNm }`: the coarsest level whose `spacingNm` is at most this; the finest where none is.
 */
export type LodChoice = number | { readonly maxTriangles: number } | { readonly spacingNm: number };

/** One level of detail of a segment's mesh. */
export interface MeshLod {
  /** Its number: 0 the finest. */
  readonly lod: number;
  /** Length that stands for its detail, as the writer of the meshes gave it; `undefined` where meshes have one level. */
  readonly spacingNm: number | undefined;
  /** Pieces it is stored in. */
  readonly fragmentCount: number;
  /** Bytes of it as stored; `undefined` where only reading them would tell. */
  readonly byteLength: number | undefined;
}

/** The pieces of one level of detail of a segment. */
export interface LodFragments {
  readonly lod: number;
  readonly fragments: readonly MeshFragment[];
  /** All levels, where there is more than one. */
  readonly lods?: readonly MeshLod[];
}

/** Reads the meshes of one kind of folder; what it has no mesh of is `undefined`. */
export interface MeshReader {
  lods(id: bigint, signal: AbortSignal): Promise<readonly MeshLod[] | undefined>;
  fragments(id: bigint, choice: LodChoice, signal: AbortSignal): Promise<LodFragments | undefined>;
}

/**
 * The level that `choice` means, of those there are; `count` gives a level's triangles.
 *
 * @throws {InvalidArgumentError} for a level that is not there and for a target that is no number above 0.
 */
export async function chooseLod(
  choice: LodChoice,
  lods: readonly MeshLod[],
  count: (lod: number) => Promise<number>,
): Promise<number> {
  if (typeof choice === 'number') return numbered(choice, lods.length);
  if ('spacingNm' in choice) {
    const target = positive(choice.spacingNm, 'spacingNm');
    return Math.max(0, ...lods.filter(({ spacingNm = 0 }) => spacingNm <= target).map(({ lod }) => lod));
  }
  const most = positive(choice.maxTriangles, 'maxTriangles');
  let chosen = lods.length - 1;
  for (let lod = chosen; lod > 0 && (await count(lod - 1)) <= most; lod--) chosen = lod - 1;
  return chosen;
}

function numbered(choice: number, lodCount: number): number {
  const lod = choice < 0 ? lodCount + choice : choice;
  if (Number.isInteger(lod) && lod >= 0 && lod < lodCount) return lod;
  const expected = lodCount === 1 ? '0, the only level' : `0 (finest) to ${lodCount - 1} (coarsest)`;
  throw new InvalidArgumentError(`mesh lod is not there: received ${choice}, expected ${expected}`, {
    argument: 'lod',
  });
}

function positive(value: number, name: string): number {
  if (value > 0) return value;
  throw new InvalidArgumentError(`mesh lod ${name} is no target: received ${value}, expected a number above 0`, {
    argument: 'lod',
  });
}
