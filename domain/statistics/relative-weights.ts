import { symmetricEigen } from "./symmetric-eigen.ts";

export interface RelativeWeights {
  /** One a predictor, each >= 0; they add up to `rSquared`. */
  readonly weights: readonly number[];
  readonly rSquared: number;
}

/** A matrix whose smallest eigenvalue is within this share of its size of 0 cannot be told from a singular one. */
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
  const smallest = symmetricEigen(correlations, size).values.at(-1) ?? 0;
  if (smallest < SINGULAR * size) return smallest < -SINGULAR * size ? "indefinite" : "singular";
  const m = size - 1;
  const among = Float64Array.from({ length: m * m }, (_, cell) => correlations[Math.floor(cell / m) * size + (cell % m)] ?? 0);
  const { values, vectors } = symmetricEigen(among, m);
  const along = vectors.map((vector) => vector.reduce((sum, x, j) => sum + x * (correlations[j * size + m] ?? 0), 0));
  const loading = (j: number, k: number) =>
    values.reduce((sum, value, e) => sum + (vectors[e]?.[j] ?? 0) * Math.sqrt(value) * (vectors[e]?.[k] ?? 0), 0);
  const twin = Array.from({ length: m }, (_, k) =>
    values.reduce((sum, value, e) => sum + ((vectors[e]?.[k] ?? 0) * (along[e] ?? 0)) / Math.sqrt(value), 0),
  );
  const weights = twin.map((_, j) => twin.reduce((sum, weight, k) => sum + loading(j, k) ** 2 * weight ** 2, 0));
  return { weights, rSquared: twin.reduce((sum, weight) => sum + weight ** 2, 0) };
}
