/** Matrices in the sense of algebra, from ml-matrix. Statistics import them from here, never from the package. */

export {
  CholeskyDecomposition,
  EigenvalueDecomposition,
  Matrix,
  QrDecomposition,
  SingularValueDecomposition,
} from 'ml-matrix';
