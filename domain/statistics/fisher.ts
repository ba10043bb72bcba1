/** Tables as probable as the observed one count as such in spite of binary fractions (the tolerance R uses). */
const TIE = 1 + 1e-7;

/**
 * Fisher's exact test of a 2 x 2 table, two-sided: the probability of all tables with these margins that are no more probable than
 * the observed one. R. A. Fisher, "The Design of Experiments" (1935). hits <= n on both sides, whole numbers; an empty side gives 1.
 * Probabilities are built outwards from the mode by ratios, so no factorial overflows.
 */
export function fisherP(hits1: number, n1: number, hits2: number, n2: number): number {
  const hits = hits1 + hits2;
  const first = Math.max(0, hits - n2);
  const last = Math.min(hits, n1);
  const mode = Math.min(last, Math.max(first, Math.floor(((hits + 1) * (n1 + 1)) / (n1 + n2 + 2))));
  const weights = new Float64Array(last - first + 1);
  weights[mode - first] = 1;
  for (let k = mode; k < last; k++) {
    weights[k + 1 - first] = ((weights[k - first] ?? 0) * (hits - k) * (n1 - k)) / ((k + 1) * (n2 - hits + k + 1));
  }
  for (let k = mode; k > first; k--) {
    weights[k - 1 - first] = ((weights[k - first] ?? 0) * k * (n2 - hits + k)) / ((hits - k + 1) * (n1 - k + 1));
  }
  const observed = (weights[hits1 - first] ?? 0) * TIE;
  let total = 0;
  let asExtreme = 0;
  for (const weight of weights) {
    total += weight;
    if (weight <= observed) asExtreme += weight;
  }
  return asExtreme / total;
}
