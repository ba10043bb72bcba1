/** What a denominator is good for, beside how it is written (components/format.ts). */
import { evidenceOf } from "#components/format.ts";

/** Whether a figure over n is drawn at all: from 5 on. */
export function isDrawn(n: number): boolean {
  const evidence = evidenceOf(n);
  return evidence === "weak" || evidence === "full";
}

/** Whether a figure over n is drawn greyed: 5 to 29. */
export function isWeak(n: number): boolean {
  return evidenceOf(n) === "weak";
}

/** Whether a figure over n may be ranked against others: from 30 on. */
export function isRanked(n: number): boolean {
  return evidenceOf(n) === "full";
}
