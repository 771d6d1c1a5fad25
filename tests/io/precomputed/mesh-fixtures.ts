import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Mesh } from '../../../kernel-helpers/core/mesh.js';
import { type CountingStore, memoryStore } from './folder-stores.js';

/** A mesh as the reference implementation read it: base64 of little-endian float32 and uint16. */
interface Packed {
  readonly vertices: string;
  readonly faces: string;
}

interface Expected {
  readonly legacy: { readonly stored: Packed; readonly welded: Packed };
  readonly graphene: { readonly fragments: string[]; readonly seg_ids: string[]; readonly mesh: Packed };
  /** By folder, by id, by level of detail. */
  readonly [folder: string]: Record<string, Packed[]> | unknown;
}

export const meshFixtures: string = fileURLToPath(new URL('../../fixtures/mesh', import.meta.url));
export const expected: Expected = JSON.parse(readFileSync(`${meshFixtures}/expected.json`, 'utf8'));

/** The folders with several levels of detail, and what is in them. */
export const multilodFolders: [string, Record<string, Packed[]>][] = Object.entries(expected).filter(
  ([name]) => name !== 'legacy' && name !== 'graphene',
) as [string, Record<string, Packed[]>][];

export function verticesOf({ vertices }: Packed): Float32Array {
  return new Float32Array(Uint8Array.from(Buffer.from(vertices, 'base64')).buffer);
}

export function facesOf({ faces }: Packed): Uint32Array {
  return Uint32Array.from(new Uint16Array(Uint8Array.from(Buffer.from(faces, 'base64')).buffer));
}

/** A fixture folder whose files are in one of JSON, because their names have colons. */
export function packedStore(name: string, changed: Record<string, Uint8Array | string | object> = {}): CountingStore {
  const files: Record<string, string> = JSON.parse(readFileSync(`${meshFixtures}/${name}.json`, 'utf8'));
  const bytes = Object.entries(files).map(([path, text]) => [path, Uint8Array.from(Buffer.from(text, 'base64'))]);
  return memoryStore({ ...Object.fromEntries(bytes), ...changed });
}

/** A number that changes when anything of the array does. */
export function sha256(array: Float32Array | Uint32Array): string {
  return createHash('sha256')
    .update(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
    .digest('hex');
}

/** Smallest and largest x, y, z. */
export function boxOf({ positionsNm }: Mesh): { min: number[]; max: number[] } {
  const axis = (k: number): Float32Array => positionsNm.filter((_, i) => i % 3 === k);
  return { min: [0, 1, 2].map(k => Math.min(...axis(k))), max: [0, 1, 2].map(k => Math.max(...axis(k))) };
}

/** Each triangle as its corners' places, turned so that the smallest comes first: what stays when vertices are renumbered. */
export function triangleSet(positions: Float32Array, triangles: Uint32Array): string[] {
  const place = (corner: number): string => positions.slice(3 * corner, 3 * corner + 3).join(' ');
  const set: string[] = [];
  for (let t = 0; t < triangles.length; t += 3) {
    const corners = [...triangles.slice(t, t + 3)].map(place);
    const first = corners.indexOf(corners.toSorted()[0]);
    set.push([...corners.slice(first), ...corners.slice(0, first)].join(' | '));
  }
  return set.sort();
}
