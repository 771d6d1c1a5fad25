import { createRandom } from '../random.js';
import { EigenvalueDecomposition, Matrix } from '../stats/linear-algebra.js';
import { turnedRows, type WeightedRows } from './weighted-rows.js';

/** Ritz vectors are taken as found when their residual is below this; eigenvalues lie in [-1, 1]. */
const TOLERANCE = 1e-10;
/** More steps than this are not taken, converged or not: an order needs no more digits. */
const MAX_STEPS = 640;
/** Nor as many as would hold more numbers than this in memory: 400 MB. */
const MAX_NUMBERS = 5e7;

/**
 * The place of each cell along the Fiedler vector, which puts strongly connected cells close to each other: the
 * eigenvector of the second smallest eigenvalue of the normalised Laplacian I − D^(−1/2) W D^(−1/2), divided by the root
 * of the degree, W being the matrix plus its transpose.
 *
 * The vector exists for connected cells only: components come one after another, the largest first, those of one cell
 * last. Of the two directions the one is taken that has the first cell of a component nearer to its beginning.
 *
 * @source Shi and Malik 2000, doi:10.1109/34.868688 (equation 7); Barnard, Pothen and Simon 1995,
 * doi:10.1002/nla.1680020402, for the order it gives.
 */
export function spectralRank(rows: WeightedRows): Float64Array {
  const links = symmetrised(rows);
  const rank = new Float64Array(rows.cellCount);
  let start = 0;
  for (const cells of components(links)) {
    const places = cells.length > 2 ? fiedlerPlaces(links, cells) : cells.map((_, i) => i);
    for (const [i, cell] of cells.entries()) rank[cell] = start + places[i];
    start += cells.length;
  }
  return rank;
}

/** Both directions added, a cell's weight on itself left out. */
function symmetrised(rows: WeightedRows): WeightedRows[] {
  return [rows, turnedRows(rows)];
}

/** Calls `visit` for every neighbour of a cell, in either direction. */
function eachLink(links: readonly WeightedRows[], cell: number, visit: (other: number, weight: number) => void): void {
  for (const { offsets, targets, weights } of links) {
    for (let entry = offsets[cell]; entry < offsets[cell + 1]; entry++) {
      if (targets[entry] !== cell && weights[entry] > 0) visit(targets[entry], weights[entry]);
    }
  }
}

/** Cells by component, largest first, in ascending order within. */
function components(links: readonly WeightedRows[]): number[][] {
  const { cellCount } = links[0];
  const found = new Uint8Array(cellCount);
  const list: number[][] = [];
  for (let first = 0; first < cellCount; first++) {
    if (found[first] === 1) continue;
    found[first] = 1;
    const cells = [first];
    for (let i = 0; i < cells.length; i++) {
      eachLink(links, cells[i], other => {
        if (found[other] === 1) return;
        found[other] = 1;
        cells.push(other);
      });
    }
    list.push(cells.sort((a, b) => a - b));
  }
  return list.sort((a, b) => b.length - a.length);
}

/** The place of each cell of one component, from 0; equal values in the order of the cells. */
function fiedlerPlaces(links: readonly WeightedRows[], cells: readonly number[]): number[] {
  const { size, multiply, degrees } = normalised(links, cells);
  const vector = secondEigenvector(size, multiply, degrees.map(Math.sqrt));
  const scale = vector.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  // the last digits are rounding, and must not order cells that are alike
  const values = Array.from(vector, (value, i) => Math.round((value / Math.sqrt(degrees[i]) / scale) * 1e9));
  const turn = values[0] > 0 ? -1 : 1;
  const order = values.map((_, i) => i).sort((a, b) => turn * (values[a] - values[b]) || a - b);
  const places = new Array<number>(size);
  for (const [place, i] of order.entries()) places[i] = place;
  return places;
}

type Multiply = (vector: Float64Array, product: Float64Array) => void;

/** D^(−1/2) W D^(−1/2) of a component as a product with vectors. */
function normalised(
  links: readonly WeightedRows[],
  cells: readonly number[],
): { size: number; multiply: Multiply; degrees: Float64Array } {
  const size = cells.length;
  const localOf = new Map(cells.map((cell, i) => [cell, i]));
  const degrees = new Float64Array(size);
  const from: number[] = [];
  const to: number[] = [];
  const weights: number[] = [];
  for (const [i, cell] of cells.entries()) {
    eachLink(links, cell, (other, weight) => {
      degrees[i] += weight;
      from.push(i);
      to.push(localOf.get(other) as number);
      weights.push(weight);
    });
  }
  const scaled = Float64Array.from(weights, (weight, k) => weight / Math.sqrt(degrees[from[k]] * degrees[to[k]]));
  return {
    size,
    degrees,
    multiply: (vector, product) => {
      product.fill(0);
      for (let k = 0; k < scaled.length; k++) product[from[k]] += scaled[k] * vector[to[k]];
    },
  };
}

/**
 * The eigenvector of the second largest eigenvalue of a symmetric matrix whose first eigenvector is known: Lanczos'
 * method in what is orthogonal to that, every new vector made orthogonal to all before.
 */
function secondEigenvector(size: number, multiply: Multiply, first: Float64Array): Float64Array {
  const random = createRandom(0);
  const basis: Float64Array[] = [unit(first)];
  const diagonal: number[] = [];
  const beside: number[] = [];
  let vector: Float64Array = Float64Array.from(first, () => random.normal());
  orthogonalise(vector, basis);
  vector = unit(vector);
  const last = Math.min(size - 1, MAX_STEPS, Math.max(60, Math.floor(MAX_NUMBERS / size)));
  for (let step = 1, next = 20; ; step++) {
    basis.push(vector);
    const product = new Float64Array(size);
    multiply(vector, product);
    diagonal.push(dot(vector, product));
    orthogonalise(product, basis);
    const left = Math.sqrt(dot(product, product));
    const exhausted = step === last || left < 1e-12;
    if (exhausted || step === next) {
      next *= 2;
      const ritz = topOfTridiagonal(diagonal, beside);
      if (exhausted || left * Math.abs(ritz[step - 1]) < TOLERANCE) return combined(basis, ritz);
    }
    beside.push(left);
    vector = unit(product);
  }
}

/** The eigenvector of the largest eigenvalue of a symmetric tridiagonal matrix. */
function topOfTridiagonal(diagonal: readonly number[], beside: readonly number[]): number[] {
  const size = diagonal.length;
  const matrix = Matrix.zeros(size, size);
  for (const [i, value] of diagonal.entries()) {
    matrix.set(i, i, value);
    if (i === 0) continue;
    matrix.set(i, i - 1, beside[i - 1]);
    matrix.set(i - 1, i, beside[i - 1]);
  }
  const { realEigenvalues, eigenvectorMatrix } = new EigenvalueDecomposition(matrix, { assumeSymmetric: true });
  const top = realEigenvalues.indexOf(Math.max(...realEigenvalues));
  return eigenvectorMatrix.getColumn(top);
}

/** The sum of `factors[k] * basis[k + 1]`. */
function combined(basis: readonly Float64Array[], factors: readonly number[]): Float64Array {
  const sum = new Float64Array(basis[0].length);
  for (const [k, factor] of factors.entries()) {
    for (let i = 0; i < sum.length; i++) sum[i] += factor * basis[k + 1][i];
  }
  return sum;
}

/** Takes from a vector what lies along the basis; twice, as once leaves rounding behind. */
function orthogonalise(vector: Float64Array, basis: readonly Float64Array[]): void {
  for (let pass = 0; pass < 2; pass++) {
    for (const direction of basis) {
      const along = dot(vector, direction);
      for (let i = 0; i < vector.length; i++) vector[i] -= along * direction[i];
    }
  }
}

function unit(vector: Float64Array): Float64Array {
  const length = Math.sqrt(dot(vector, vector));
  return vector.map(value => value / length);
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
