/** Hits among n in one stratum. */
export interface StratumCount<K> {
  readonly key: K;
  readonly hits: number;
  readonly n: number;
}

export interface Decomposition<K> {
  /** Now minus before = rate + mix. */
  readonly difference: number;
  /** What changed because rates changed within strata. */
  readonly rate: number;
  /** What changed because the strata's shares changed, one-sided strata included. */
  readonly mix: number;
  readonly oneSided: readonly { readonly key: K; readonly period: "now" | "before" }[];
}

/**
 * Splits the difference of two overall rates over strata, exactly: rate = Σ (r1 - r0)(w1 + w0)/2, mix = Σ (w1 - w0)(r1 + r0)/2.
 * E. M. Kitagawa, "Components of a difference between two rates", JASA 50 (1955) 1168–1194. A stratum with n = 0 in one period has no
 * rate there: what it adds (w r) goes wholly to the mix, and it is named. Keys are unique within a list. An empty period gives null.
 */
export function kitagawa<K>(now: readonly StratumCount<K>[], before: readonly StratumCount<K>[]): Decomposition<K> | null {
  const nowTotal = total(now);
  const beforeTotal = total(before);
  if (nowTotal.n <= 0 || beforeTotal.n <= 0) return null;
  const earlier = new Map(before.filter((stratum) => stratum.n > 0).map((stratum) => [stratum.key, stratum]));
  const oneSided: { key: K; period: "now" | "before" }[] = [];
  let rate = 0;
  let mix = 0;
  for (const stratum of now) {
    if (stratum.n <= 0) continue;
    const other = earlier.get(stratum.key);
    if (other === undefined) {
      mix += stratum.hits / nowTotal.n;
      oneSided.push({ key: stratum.key, period: "now" });
      continue;
    }
    earlier.delete(stratum.key);
    const rateNow = stratum.hits / stratum.n;
    const rateBefore = other.hits / other.n;
    const weightNow = stratum.n / nowTotal.n;
    const weightBefore = other.n / beforeTotal.n;
    rate += ((rateNow - rateBefore) * (weightNow + weightBefore)) / 2;
    mix += ((weightNow - weightBefore) * (rateNow + rateBefore)) / 2;
  }
  for (const stratum of earlier.values()) {
    mix -= stratum.hits / beforeTotal.n;
    oneSided.push({ key: stratum.key, period: "before" });
  }
  return { difference: nowTotal.hits / nowTotal.n - beforeTotal.hits / beforeTotal.n, rate, mix, oneSided };
}

function total<K>(strata: readonly StratumCount<K>[]): { hits: number; n: number } {
  let hits = 0;
  let n = 0;
  for (const stratum of strata) {
    hits += stratum.hits;
    n += stratum.n;
  }
  return { hits, n };
}
