/** Eigenvalues of a symmetric tridiagonal matrix, largest first, and eigenvectors of length 1. */
export interface TridiagonalEigen {
  readonly values: Float64Array;
  /** Of the largest eigenvalues, as many as were asked for. */
  readonly vectors: readonly Float64Array[];
}

/** Rotations of neighbouring rows, one after another: rows `row[i]` and `row[i] + 1` by an angle. */
interface Rotations {
  readonly row: number[];
  readonly sine: number[];
  readonly cosine: number[];
}

/**
 * The eigenvalues of the matrix with this diagonal and, beside it, `beside[i]` in row i, column i + 1, and the
 * eigenvectors of the `count` largest.
 *
 * The rotations of the QL algorithm are kept and applied to those vectors alone: O(size² · count).
 *
 * @source Dubrulle, Martin and Wilkinson 1968, "The implicit QL algorithm", doi:10.1007/BF02165404
 */
export function tridiagonalEigen(
  diagonal: ArrayLike<number>,
  beside: ArrayLike<number>,
  count: number,
): TridiagonalEigen {
  const size = diagonal.length;
  const d = Float64Array.from(diagonal);
  const e = Float64Array.from({ length: size }, (_, i) => (i < size - 1 ? beside[i] : 0));
  const rotations: Rotations = { row: [], sine: [], cosine: [] };
  const scale = [...d, ...e].reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  for (let first = 0; first < size; first++) {
    for (;;) {
      let last = first;
      while (last < size - 1 && Math.abs(e[last]) > Number.EPSILON * scale) last++;
      if (last === first) break;
      sweep(d, e, first, last, rotations);
    }
  }
  const order = Array.from(d.keys()).sort((a, b) => d[b] - d[a]);
  return {
    values: Float64Array.from(order, k => d[k]),
    vectors: order.slice(0, count).map(k => turnBack(size, k, rotations)),
  };
}

/** One step of QL with Wilkinson's shift, from row `last` up to row `first`. */
function sweep(d: Float64Array, e: Float64Array, first: number, last: number, rotations: Rotations): void {
  const half = (d[first + 1] - d[first]) / (2 * e[first]);
  const root = Math.hypot(half, 1);
  let g = d[last] - d[first] + e[first] / (half + (half < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let shift = 0;
  for (let i = last - 1; i >= first; i--) {
    const f = sine * e[i];
    const b = cosine * e[i];
    const length = Math.sqrt(f * f + g * g);
    e[i + 1] = length;
    if (length === 0) {
      // The matrix has fallen apart here: what is left of it comes with the next step.
      d[i + 1] -= shift;
      e[last] = 0;
      return;
    }
    sine = f / length;
    cosine = g / length;
    g = d[i + 1] - shift;
    const r = (d[i] - g) * sine + 2 * cosine * b;
    shift = sine * r;
    d[i + 1] = g + shift;
    g = cosine * r - b;
    rotations.row.push(i);
    rotations.sine.push(sine);
    rotations.cosine.push(cosine);
  }
  d[first] -= shift;
  e[first] = g;
  e[last] = 0;
}

/** Eigenvector k of the matrix from that of the diagonal one it was turned into. */
function turnBack(size: number, k: number, { row, sine, cosine }: Rotations): Float64Array {
  const vector = new Float64Array(size);
  vector[k] = 1;
  for (let turn = row.length - 1; turn >= 0; turn--) {
    const i = row[turn];
    const upper = vector[i];
    const lower = vector[i + 1];
    vector[i] = cosine[turn] * upper + sine[turn] * lower;
    vector[i + 1] = cosine[turn] * lower - sine[turn] * upper;
  }
  return vector;
}
