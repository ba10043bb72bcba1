import { symmetricEigen } from "./symmetric-eigen.ts";

export interface RelativeWeights {
  /** One a predictor, each >= 0; they add up to `rSquared`. */
  readonly weights: readonly number[];
  readonly rSquared: number;
}

/** A pivot, or the smallest eigenvalue, within this share of the size from 0 cannot be told from 0. */
const SINGULAR = 1e-8;

/**
 * Johnson's relative weights from the correlations of predictors and outcome, the outcome last (row by row, size x size): with Rxx = Q Λ Q',
 * the predictors' nearest orthogonal twins have loadings L = Q Λ^½ Q' and outcome weights b = L⁻¹ rxy; weight j = Σk L(j,k)² b(k)².
 * J. W. Johnson, "A heuristic method for estimating the relative weight of predictor variables in multiple regression", Multivariate
 * Behavioral Research 35 (2000) 1–19. The whole matrix must be positive definite (then R² < 1). Else it is "singular" (variables that are
 * collinear, or without a correlation because one has no spread) or "indefinite" (correlations over different cases that contradict each
 * other). At least one predictor.
 */
export function relativeWeights(correlations: Float64Array, size: number): RelativeWeights | "singular" | "indefinite" {
  if (correlations.some((value) => !Number.isFinite(value))) return "singular";
  if (!isPositiveDefinite(correlations, size)) {
    const smallest = symmetricEigen(correlations, size).values.at(-1) ?? 0;
    return smallest < -SINGULAR * size ? "indefinite" : "singular";
  }
  const m = size - 1;
  const among = Float64Array.from({ length: m * m }, (_, cell) => correlations[Math.floor(cell / m) * size + (cell % m)] ?? 0);
  const { values, vectors } = symmetricEigen(among, m);
  const loadings = new Float64Array(m * m);
  const twin = new Float64Array(m);
  values.forEach((value, e) => {
    const vector = vectors[e] ?? new Float64Array();
    const root = Math.sqrt(value);
    const along = vector.reduce((sum, x, j) => sum + x * (correlations[j * size + m] ?? 0), 0) / root;
    for (let j = 0; j < m; j++) {
      const part = root * (vector[j] ?? 0);
      twin[j] = (twin[j] ?? 0) + along * (vector[j] ?? 0);
      for (let k = 0; k < m; k++) loadings[j * m + k] = (loadings[j * m + k] ?? 0) + part * (vector[k] ?? 0);
    }
  });
  const explained = Array.from(twin, (weight) => weight * weight);
  const weights = explained.map((_, j) => explained.reduce((sum, part, k) => sum + (loadings[j * m + k] ?? 0) ** 2 * part, 0));
  return { weights, rSquared: explained.reduce((sum, part) => sum + part, 0) };
}

/** By Cholesky's factors, which are much quicker to find than eigenvalues: every pivot well above 0. */
function isPositiveDefinite(matrix: Float64Array, size: number): boolean {
  const factor = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let left = matrix[i * size + j] ?? 0;
      for (let k = 0; k < j; k++) left -= (factor[i * size + k] ?? 0) * (factor[j * size + k] ?? 0);
      if (i === j && !(left > SINGULAR * size)) return false;
      factor[i * size + j] = i === j ? Math.sqrt(left) : left / (factor[j * size + j] ?? 1);
    }
  }
  return true;
}
