export interface Eigen {
  /** Descending. */
  readonly values: readonly number[];
  /** `vectors[k]` belongs to `values[k]`, of length 1; its sign is arbitrary. */
  readonly vectors: readonly Float64Array[];
}

/** Sweeps of rotations converge quadratically; a matrix of 50 needs about ten. */
const MOST_SWEEPS = 60;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix (row by row, size x size; only finite numbers), by cyclic Jacobi rotations: C. G. J.
 * Jacobi (1846); the stable rotation of H. Rutishauser, "The Jacobi method for real symmetric matrices", Numerische Mathematik 9 (1966) 1–10.
 * To about 1e-14 of the largest eigenvalue. Size 0 gives empty lists.
 */
export function symmetricEigen(matrix: ArrayLike<number>, size: number): Eigen {
  const a = Float64Array.from(matrix);
  const v = new Float64Array(size * size);
  for (let i = 0; i < size; i++) v[i * size + i] = 1;
  for (let sweep = 0; sweep < MOST_SWEEPS && offDiagonal(a, size) > 0; sweep++) {
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, v, size, p, q);
  }
  const order = Array.from({ length: size }, (_, k) => k).sort((x, y) => at(a, y * size + y) - at(a, x * size + x));
  return {
    values: order.map((k) => at(a, k * size + k)),
    vectors: order.map((k) => Float64Array.from({ length: size }, (_, i) => at(v, i * size + k))),
  };
}

function at(matrix: Float64Array, cell: number): number {
  return matrix[cell] ?? 0;
}

/** Sum of squares above the diagonal, 0 where it is lost in the rounding of the diagonal. */
function offDiagonal(a: Float64Array, size: number): number {
  let off = 0;
  let diagonal = 0;
  for (let p = 0; p < size; p++) {
    diagonal += at(a, p * size + p) ** 2;
    for (let q = p + 1; q < size; q++) off += at(a, p * size + q) ** 2;
  }
  return off <= 1e-32 * diagonal ? 0 : off;
}

/** Turns the plane of p and q so that a[p][q] becomes 0. */
function rotate(a: Float64Array, v: Float64Array, size: number, p: number, q: number): void {
  const off = at(a, p * size + q);
  if (off === 0) return;
  const theta = (at(a, q * size + q) - at(a, p * size + p)) / (2 * off);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const kp = at(a, k * size + p);
    const kq = at(a, k * size + q);
    a[k * size + p] = c * kp - s * kq;
    a[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const pk = at(a, p * size + k);
    const qk = at(a, q * size + k);
    a[p * size + k] = c * pk - s * qk;
    a[q * size + k] = s * pk + c * qk;
    const vp = at(v, k * size + p);
    const vq = at(v, k * size + q);
    v[k * size + p] = c * vp - s * vq;
    v[k * size + q] = s * vp + c * vq;
  }
  a[p * size + q] = 0;
  a[q * size + p] = 0;
}
