/** What a denominator is good for, beside how it is written (components/format.ts). */
import { evidenceOf } from "#components/format.ts";
import type { Change } from "#domain/documents.ts";

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

/** Whether a change gets an arrow: clear by the report's test, and with 30 or more on either side. */
export function isClear(change: Change): boolean {
  return change.clear && change.difference.value !== null && isRanked(change.difference.n);
}
