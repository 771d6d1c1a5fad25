import { createRandom } from '../../random.js';
import { tridiagonalEigen } from './tridiagonal.js';

/** Writes the product of a symmetric matrix with `vector` into `product`. */
export type Multiply = (vector: Float64Array, product: Float64Array) => void;

/** Eigenvectors of length 1, and their eigenvalues, largest first. */
export interface Eigenvectors {
  readonly values: Float64Array;
  readonly vectors: readonly Float64Array[];
  /** The largest length of A x - λ x among them: near 1e-12 unless the search was given up. */
  readonly residual: number;
}

/** A vector is taken as found when its residual is below this; eigenvalues are taken to lie in [-1, 1]. */
const TOLERANCE = 1e-12;
/** More vectors than this are not kept at once: the best of them begin anew. */
const MOST_STEPS = 1000;
/** Nor more numbers than this: 400 MB. */
const MOST_NUMBERS = 5e7;
/** Times that is done before what there is must do. */
const MOST_ROUNDS = 2;

/**
 * The eigenvectors of the `count` largest eigenvalues of a symmetric matrix of which only the products with vectors are
 * known, among what is orthogonal to `known` (orthonormal; not returned).
 *
 * Lanczos' method, every new vector made orthogonal to all before. One start finds one vector of every eigenvalue, however
 * often it occurs; so it starts again in what is orthogonal to all that was found until nothing larger comes.
 *
 * @source Lanczos 1950, doi:10.6028/jres.045.026; Golub and Van Loan 2013, "Matrix computations", 10.3
 */
export function largestEigenvectors(
  size: number,
  multiply: Multiply,
  count: number,
  known: readonly Float64Array[] = [],
): Eigenvectors {
  const random = createRandom(0);
  let found: Pair[] = [];
  const wanted = Math.min(count, size - known.length);
  while (wanted > 0 && found.length < size - known.length) {
    const missing = Math.max(1, wanted - found.length);
    const locked = [...known, ...found.map(pair => pair.vector)];
    const start = Float64Array.from({ length: size }, () => random.normal());
    const more = topPairs(size, multiply, missing, locked, start);
    const least = found.length < wanted ? Number.NEGATIVE_INFINITY : found[wanted - 1].value;
    found = [...found, ...more].sort((a, b) => b.value - a.value);
    if (more[0].value <= least + TOLERANCE) break;
  }
  found = found.slice(0, wanted);
  const product = new Float64Array(size);
  const residual = found.reduce((most, { value, vector }) => {
    multiply(vector, product);
    const off = product.map((x, i) => x - value * vector[i]);
    return Math.max(most, Math.sqrt(dot(off, off)));
  }, 0);
  return { values: Float64Array.from(found, pair => pair.value), vectors: found.map(pair => pair.vector), residual };
}

interface Pair {
  readonly value: number;
  readonly vector: Float64Array;
}

/** The largest of what one start vector leads to: at least one, and up to `count`. */
function topPairs(
  size: number,
  multiply: Multiply,
  count: number,
  locked: readonly Float64Array[],
  start: Float64Array,
): Pair[] {
  let vector = start;
  for (let round = 1; ; round++) {
    const { basis, diagonal, beside, exhausted } = expand(size, multiply, count, locked, vector);
    const { values, vectors } = tridiagonalEigen(diagonal, beside, count);
    const pairs = vectors.map((weights, k) => ({ value: values[k], vector: combine(basis, weights) }));
    if (exhausted || round === MOST_ROUNDS) return pairs;
    // The sum of the vectors that are sought is a better start than chance.
    vector = pairs.reduce((sum, pair) => sum.map((value, i) => value + pair.vector[i]), new Float64Array(size));
  }
}

interface Expansion {
  readonly basis: Float64Array[];
  readonly diagonal: number[];
  readonly beside: number[];
  /** Whether the vectors that are sought lie in the basis. */
  readonly exhausted: boolean;
}

function expand(
  size: number,
  multiply: Multiply,
  count: number,
  locked: readonly Float64Array[],
  start: Float64Array,
): Expansion {
  const basis: Float64Array[] = [];
  const diagonal: number[] = [];
  const beside: number[] = [];
  const all = size - locked.length;
  const most = Math.min(all, Math.max(4 * count, Math.min(MOST_STEPS, Math.floor(MOST_NUMBERS / size))));
  let vector = start.slice();
  orthogonalise(vector, locked);
  orthogonalise(vector, locked);
  scale(vector);
  for (let next = Math.max(20, 2 * count); ; ) {
    basis.push(vector);
    const product = new Float64Array(size);
    multiply(vector, product);
    const along = dot(vector, product);
    diagonal.push(along);
    // What is left along the others after these two is rounding, and one more pass takes it away.
    subtract(product, vector, along);
    if (basis.length > 1) subtract(product, basis[basis.length - 2], beside[basis.length - 2]);
    orthogonalise(product, locked);
    orthogonalise(product, basis);
    const left = scale(product);
    const full = basis.length === all || left < TOLERANCE;
    if (full || basis.length === next || basis.length === most) {
      next = Math.ceil(1.5 * next);
      const { vectors } = tridiagonalEigen(diagonal, beside, count);
      const done = vectors.every(weights => left * Math.abs(weights[basis.length - 1]) < TOLERANCE);
      if (full || done || basis.length >= most) return { basis, diagonal, beside, exhausted: full || done };
    }
    beside.push(left);
    vector = product;
  }
}

function combine(basis: readonly Float64Array[], weights: Float64Array): Float64Array {
  const sum = new Float64Array(basis[0].length);
  for (const [k, vector] of basis.entries()) {
    for (let i = 0; i < sum.length; i++) sum[i] += weights[k] * vector[i];
  }
  scale(sum);
  return sum;
}

/** Takes from a vector what lies along the others. */
function orthogonalise(vector: Float64Array, others: readonly Float64Array[]): void {
  for (const other of others) subtract(vector, other, dot(vector, other));
}

function subtract(vector: Float64Array, other: Float64Array, times: number): void {
  for (let i = 0; i < vector.length; i++) vector[i] -= times * other[i];
}

/** Makes a vector's length 1, and says what it was. */
function scale(vector: Float64Array): number {
  const length = Math.sqrt(dot(vector, vector));
  if (length > 0) for (let i = 0; i < vector.length; i++) vector[i] /= length;
  return length;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
