import { Z95 } from "./normal.ts";
import { wilson } from "./wilson.ts";

export interface RiskStep {
  readonly atRisk: number;
  /** 0 <= broke <= atRisk. */
  readonly broke: number;
}

export interface SurvivalPoint {
  readonly survival: number;
  /** Greenwood's standard error; 0 at survival 0, which is its limit (with complete ratings it is the binomial one). */
  readonly se: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The product-limit estimator: S(i) = product over j <= i of (1 - broke(j) / atRisk(j)), a point per step; null where nobody is at
 * risk, and such a step changes nothing after it.
 * E. L. Kaplan and P. Meier, JASA 53 (1958) 457–481; variance: M. Greenwood (1926), S² Σ d / (r (r - d)); limits on the log(-log)
 * scale: J. D. Kalbfleisch and R. L. Prentice (1980), S^exp(± z se / (S ln S)). Where S is 1 or 0 that scale is undefined: [Wilson's
 * lower limit at the smallest atRisk > 0 so far, 1] and [0, Wilson's upper limit there].
 */
export function productLimit(steps: readonly RiskStep[]): (SurvivalPoint | null)[] {
  let survival = 1;
  let sum = 0;
  let smallest = Number.POSITIVE_INFINITY;
  return steps.map(({ atRisk, broke }) => {
    if (atRisk <= 0) return null;
    smallest = Math.min(smallest, atRisk);
    survival *= 1 - broke / atRisk;
    if (broke >= atRisk) survival = 0;
    else sum += broke / (atRisk * (atRisk - broke));
    if (survival === 0) return { survival, se: 0, low: 0, high: wilson(0, smallest).high };
    if (sum === 0) return { survival, se: 0, low: wilson(smallest, smallest).low, high: 1 };
    const spread = Math.exp((Z95 * Math.sqrt(sum)) / Math.log(survival));
    return { survival, se: survival * Math.sqrt(sum), low: survival ** (1 / spread), high: survival ** spread };
  });
}

/** The last point that exists: where the journey ends. null: nobody was ever at risk. */
export function lastPoint(points: readonly (SurvivalPoint | null)[]): SurvivalPoint | null {
  return points.findLast((point) => point !== null) ?? null;
}
