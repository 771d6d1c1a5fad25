/** The separate pieces of a surface. */

export interface KeptPieces {
  readonly triangles: Uint32Array;
  /** How many pieces are kept, of how many there are. */
  readonly pieces: number;
  readonly of: number;
}

interface Piece {
  readonly first: number;
  triangleCount: number;
  readonly min: number[];
  readonly max: number[];
}

/**
 * Pieces of at most so many triangles together, the widest first, one at least. Of about the same width some from
 * everywhere, so that the surface's far end does not go as a whole. Triangles touch where they share a vertex.
 *
 * @param joined for each vertex the first at the same place.
 */
export function largestPieces(
  triangles: Uint32Array,
  positions: Float32Array,
  joined: Uint32Array,
  mostTriangles: number,
): KeptPieces {
  const rootOf = touching(triangles, joined);
  const pieces = new Map<number, Piece>();
  for (let t = 0; t < triangles.length; t += 3) {
    const root = rootOf(joined[triangles[t]]);
    let piece = pieces.get(root);
    if (!piece) {
      piece = { first: pieces.size, triangleCount: 0, min: [0, 0, 0].fill(Infinity), max: [0, 0, 0].fill(-Infinity) };
      pieces.set(root, piece);
    }
    piece.triangleCount += 1;
    for (const corner of triangles.subarray(t, t + 3)) {
      for (let k = 0; k < 3; k += 1) {
        piece.min[k] = Math.min(piece.min[k], positions[3 * corner + k]);
        piece.max[k] = Math.max(piece.max[k], positions[3 * corner + k]);
      }
    }
  }
  const ranked = [...pieces].map(([root, piece]) => ({ root, piece, width: widthClass(piece), lot: lotOf(piece) }));
  ranked.sort((a, b) => b.width - a.width || a.lot - b.lot);
  const kept = new Set<number>();
  let sum = 0;
  for (const { root, piece } of ranked) {
    sum += piece.triangleCount;
    if (sum > mostTriangles && kept.size > 0) break;
    kept.add(root);
  }
  const left = triangles.filter((_, i) => kept.has(rootOf(joined[triangles[i - (i % 3)]])));
  return { triangles: left, pieces: kept.size, of: pieces.size };
}

/** Widths within a fifth are the same. */
function widthClass({ min, max }: Piece): number {
  const width = Math.hypot(...max.map((value, k) => value - min[k]));
  return width > 0 ? Math.round(4 * Math.log2(width)) : -Infinity;
}

/** Multiples of the golden ratio, which fall evenly however many are taken. */
function lotOf({ first }: Piece): number {
  return (first * 0.6180339887498949) % 1;
}

/** For each vertex one that stands for its piece. */
function touching(triangles: Uint32Array, joined: Uint32Array): (vertex: number) => number {
  const next = Uint32Array.from(joined, (_, i) => i);
  const rootOf = (vertex: number): number => {
    let at = vertex;
    while (next[at] !== at) {
      next[at] = next[next[at]];
      at = next[at];
    }
    return at;
  };
  for (let t = 0; t < triangles.length; t += 3) {
    const root = rootOf(joined[triangles[t]]);
    next[rootOf(joined[triangles[t + 1]])] = root;
    next[rootOf(joined[triangles[t + 2]])] = root;
  }
  return rootOf;
}
