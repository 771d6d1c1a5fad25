import { InvalidArgumentError } from '../../../errors.js';
import { addColumns, dot, dots, gram } from './column-sums.js';
import { cholesky } from './symmetric.js';

/** Columns as Q R: orthonormal columns, and what each given column has of them. */
export interface Orthogonal {
  /** `q[c][row]`. */
  readonly q: readonly Float64Array[];
  /** `r[i * p + j]`, upper triangular: column j is the sum of `q[i] * r[i * p + j]`. */
  readonly r: Float64Array;
}

/** A column that keeps less than this fraction of its length, once the columns before it are taken out, is none. */
const COLLINEAR = 1e-9;

/**
 * The QR decomposition of `columns`, by classical Gram–Schmidt done twice, which is orthogonal to machine precision.
 *
 * @source Giraud, Langou and Rozložník 2005, doi:10.1016/j.camwa.2005.08.009
 * @throws {InvalidArgumentError} when a column is a sum of the others; the message names them.
 */
export function orthogonalise(
  columns: readonly Float64Array[],
  names: readonly string[],
  caller: string,
  constant = 'is constant',
): Orthogonal {
  const p = columns.length;
  const r = new Float64Array(p * p);
  const q: Float64Array[] = [];
  columns.forEach((column, j) => {
    const rest = column.slice();
    const length = Math.sqrt(dot(rest, rest));
    for (let pass = 0; pass < 2; pass++) {
      const along = dots(q, rest);
      for (let i = 0; i < j; i++) {
        r[i * p + j] += along[i];
        along[i] = -along[i];
      }
      addColumns(rest, q, along);
    }
    const left = Math.sqrt(dot(rest, rest));
    if (!(left > COLLINEAR * length)) throw collinear(r, p, j, length, names, caller, constant);
    r[j * p + j] = left;
    for (let row = 0; row < rest.length; row++) rest[row] /= left;
    q.push(rest);
  });
  return { q, r };
}

/**
 * Throws what {@link orthogonalise} would for collinear columns, and for others rarely takes as long: products of the
 * columns tell which are far from each other.
 */
export function refuseCollinear(
  columns: readonly Float64Array[],
  names: readonly string[],
  caller: string,
  constant?: string,
): void {
  const p = columns.length;
  const products = gram(columns);
  const sizes = columns.map((_, i) => Math.sqrt(products[i * p + i]));
  const correlations = products.map((value, at) => value / (sizes[Math.floor(at / p)] * sizes[at % p]));
  const factor = sizes.every(size => size > 0) ? cholesky(correlations, p) : undefined;
  if (factor && sizes.every((_, i) => factor[i * p + i] > 1e-4)) return;
  orthogonalise(columns, names, caller, constant);
}

function collinear(
  r: Float64Array,
  p: number,
  j: number,
  length: number,
  names: readonly string[],
  caller: string,
  constant: string,
): InvalidArgumentError {
  const shares = solveUpper(r, p, r.filter((_, at) => at % p === j).subarray(0, j));
  const others = names.filter((_, i) => i < j && Math.abs(shares[i]) > 1e-6);
  const received =
    length === 0 || others.length === 0
      ? `received ${names[j]}, which ${constant}`
      : `received ${names[j]}, which ${others.join(' and ')} already give${others.length === 1 ? 's' : ''} exactly`;
  return new InvalidArgumentError(
    `${caller} predictors are collinear: ${received}, expected columns of which none is a sum of the others; leave one out`,
    { argument: names[j] },
  );
}

/** x of R x = b, for the upper left corner of `r` that is as wide as `b` is long. */
export function solveUpper(r: Float64Array, p: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let i = x.length - 1; i >= 0; i--) {
    for (let k = i + 1; k < x.length; k++) x[i] -= r[i * p + k] * x[k];
    x[i] /= r[i * p + i];
  }
  return x;
}
