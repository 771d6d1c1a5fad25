import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { FormatError } from '../../../kernel-helpers/errors.js';
import { parseSkeletonNpz } from '../../../kernel-helpers/io/morphology/skeleton-npz.js';
import { mirror } from '../../mirror.js';

/** An .npy file of version 1.0. */
function npy(dtype: string, shape: readonly number[], data: Float64Array | BigInt64Array): Uint8Array {
  const header = `{'descr': '${dtype}', 'fortran_order': False, 'shape': (${shape.join(', ')},), }`;
  const padded = `${header.padEnd(117)}\n`;
  const start = Uint8Array.of(0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0, padded.length, 0);
  return Uint8Array.of(...start, ...new TextEncoder().encode(padded), ...new Uint8Array(data.buffer));
}

const vertices = npy('<f8', [4, 3], Float64Array.of(0, 0, 0, 10, 0, 0, 20, 0, 0, 30, 0, 0));
const edges = (...pairs: number[]): Uint8Array => npy('<i8', [pairs.length / 2, 2], BigInt64Array.from(pairs, BigInt));
const npz = (files: Record<string, Uint8Array>): Uint8Array =>
  zipSync(Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`${name}.npy`, bytes])), { level: 0 });

describe('parseSkeletonNpz', () => {
  test('makes a tree of vertices and edges, parents first', () => {
    const tree = parseSkeletonNpz(npz({ vertices, edges: edges(3, 2, 1, 0, 2, 1) }));
    expect([...tree.parents]).toEqual([-1, 0, 1, 2]);
    expect([...tree.positionsNm]).toEqual([0, 0, 0, 10, 0, 0, 20, 0, 0, 30, 0, 0]);
    expect([...tree.radiiNm]).toEqual([0, 0, 0, 0]);
    expect([...tree.compartments]).toEqual([0, 0, 0, 0]);
  });

  test('takes radius and compartment where they are, and a root', () => {
    const radius = npy('<f8', [4], Float64Array.of(5, 6, 7, 8));
    const compartment = npy('<i8', [4], BigInt64Array.of(2n, 2n, 2n, 1n));
    const file = npz({ vertices, edges: edges(3, 2, 1, 0, 2, 1), radius, compartment });
    const tree = parseSkeletonNpz(file);
    expect([...tree.radiiNm]).toEqual([8, 7, 6, 5]); // from the soma on
    expect([...tree.compartments]).toEqual([1, 2, 2, 2]);
    expect([...parseSkeletonNpz(file, { root: 1 }).graphNodes][0]).toBe(1);
  });

  test.each([
    [{ edges: edges(0, 1) }, 'array vertices is not there: received edges, expected it'],
    [{ vertices }, 'array edges is not there: received vertices, expected it'],
    [{ vertices, edges: edges(0, 4) }, 'array edges row 0 leads nowhere: received 4, expected 0 to 3'],
    [{ vertices, edges: edges(0, 1, -1, 2) }, 'array edges row 1 leads nowhere: received -1, expected 0 to 3'],
    [
      { vertices, edges: vertices },
      'array edges has the wrong shape: received 4 × 3, expected any number of rows of 2',
    ],
    [
      { vertices: npy('<f8', [1, 3], Float64Array.of(0, Number.NaN, 0)), edges: edges() },
      'array vertices row 0 is not finite',
    ],
    [{ vertices, edges: npy('<f8', [1, 2], Float64Array.of(0, 1)) }, 'array edges are no integers: received type f8'],
    [
      { vertices, edges: edges(0, 1), radius: npy('<f8', [2], Float64Array.of(1, 2)) },
      'received 2, expected 4 rows of 1',
    ],
  ])('refuses what is no skeleton: %#', (files, message) => {
    const file = npz(files as Record<string, Uint8Array>);
    expect(() => parseSkeletonNpz(file, { file: 'a.npz' })).toThrow('npz skeleton a.npz array ');
    expect(() => parseSkeletonNpz(file, { file: 'a.npz' })).toThrow(message);
    expect(() => parseSkeletonNpz(file)).toThrow(FormatError);
  });

  const repository = 'spapa013/microns-funconn-2025';
  const folder = mirror && skeletonFolder(join(mirror, 'raw.githubusercontent.com', repository));
  test.skipIf(!folder)('reads the six real skeletons: axons in one piece, dendrites in several', () => {
    const found = readdirSync(folder as string).filter(name => name.endsWith('.npz'));
    const counts = found.sort().map(name => {
      const tree = parseSkeletonNpz(readFileSync(join(folder as string, name)), { file: name });
      return [tree.nodeCount, tree.treeCount, tree.droppedEdges.length / 2];
    });
    expect(counts).toEqual(REAL);
  });
});

/** Nodes, connected parts, edges too many for a forest: as scipy.sparse.csgraph counts them. */
const REAL = [
  [6643, 1, 0],
  [4931, 1, 0],
  [9695, 1, 0],
  [29944, 6, 0],
  [31074, 6, 0],
  [35797, 7, 0],
];

function skeletonFolder(repository: string): string | undefined {
  const commits = existsSync(repository) ? readdirSync(repository) : [];
  const folders = commits.map(commit => join(repository, commit, 'methods/sample_data/skeletons'));
  return folders.find(folder => existsSync(folder));
}
