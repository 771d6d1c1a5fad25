/** Small symmetric matrices, row by row in one array: `a[i * p + j]`. */

/**
 * The inverse of a positive definite matrix, by Cholesky; `undefined` when it is not positive definite.
 */
export function invertSymmetric(a: Float64Array, p: number): Float64Array | undefined {
  const l = cholesky(a, p);
  if (!l) return undefined;
  const inverse = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    const unit = new Float64Array(p);
    unit[j] = 1;
    inverse.set(solveCholesky(l, p, unit), j * p);
  }
  return inverse;
}

/** L of A = L Lᵀ, lower triangular; `undefined` when A is not positive definite. */
export function cholesky(a: Float64Array, p: number): Float64Array | undefined {
  const l = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    for (let i = j; i < p; i++) {
      let rest = a[i * p + j];
      for (let k = 0; k < j; k++) rest -= l[i * p + k] * l[j * p + k];
      if (i > j) l[i * p + j] = rest / l[j * p + j];
      else if (rest > 0) l[j * p + j] = Math.sqrt(rest);
      else return undefined;
    }
  }
  return l;
}

/** x of L Lᵀ x = b. */
export function solveCholesky(l: Float64Array, p: number, b: Float64Array): Float64Array {
  const x = b.slice();
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < i; k++) x[i] -= l[i * p + k] * x[k];
    x[i] /= l[i * p + i];
  }
  for (let i = p - 1; i >= 0; i--) {
    for (let k = i + 1; k < p; k++) x[i] -= l[k * p + i] * x[k];
    x[i] /= l[i * p + i];
  }
  return x;
}

/** T A Tᵀ: the covariance of T x when A is that of x. */
export function congruent(t: Float64Array, a: Float64Array, p: number): Float64Array {
  return product(product(t, a, p), transpose(t, p), p);
}

export function product(a: Float64Array, b: Float64Array, p: number): Float64Array {
  const c = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < p; k++) {
      for (let j = 0; j < p; j++) c[i * p + j] += a[i * p + k] * b[k * p + j];
    }
  }
  return c;
}

/** A x. */
export function times(a: Float64Array, x: Float64Array): Float64Array {
  const p = x.length;
  return Float64Array.from({ length: p }, (_, i) => {
    let total = 0;
    for (let k = 0; k < p; k++) total += a[i * p + k] * x[k];
    return total;
  });
}

function transpose(a: Float64Array, p: number): Float64Array {
  return a.map((_, at) => a[(at % p) * p + Math.floor(at / p)]);
}
