/**
 * The moments ledger: customers x contacts x seconds, a year. J. Carlzon, "Moments of Truth" (1987): ten million passengers met five
 * employees for fifteen seconds each, so fifty million moments a year decided what his airline was.
 */
import type { LedgerDocument, MomentScore } from "./documents.ts";
import { pooledCount, pooledShare, sumOf } from "./pooled.ts";
import { isKnown, type Share } from "./share.ts";
import { wilsonShare } from "./statistics/wilson.ts";

/** Carlzon's length of a contact, where a moment has none of its own. */
export const CARLZON_SECONDS = 15;
export const DAYS_A_YEAR = 365;

export interface LedgerEntry {
  /** Of a touchpoint, hidden counts being null. */
  readonly score: MomentScore;
  /** Typical length of the contact; null where unknown. */
  readonly seconds: number | null;
}

export interface LedgerCounts {
  readonly entries: readonly LedgerEntry[];
  /** Visits that started in the period; null where visits and touches cannot be set beside each other. */
  readonly visits: number | null;
  /** Days of the period that the data cover. */
  readonly days: number;
}

export type Ledger = Omit<LedgerDocument, "period" | "unweighted" | "comparison" | "compare" | "change">;

/** Counts of the period, and a year at its pace: count x 365 / days. Without a day nothing is said of a year. */
export function ledgerFrom({ entries, visits, days }: LedgerCounts): Ledger {
  const scores = entries.map((entry) => entry.score);
  const touched = sumOf(scores, "touched");
  const seconds = entries.reduce((sum, entry) => sum + entry.score.touched * secondsOf(entry), 0);
  const bad = pooledCount(scores, "minus");
  const broken = pooledShare(scores, "minus");
  const aYear = (count: number | null) => (count === null || days <= 0 ? null : (count * DAYS_A_YEAR) / days);
  return {
    days,
    visits,
    touched,
    touchesPerVisit: visits === null || visits === 0 ? null : touched / visits,
    secondsPerTouch: touched === 0 ? null : seconds / touched,
    year: {
      visits: aYear(visits),
      touched: aYear(touched),
      seconds: aYear(seconds),
      rated: aYear(sumOf(scores, "rated")),
      badSeen: aYear(bad),
      badIfAlike: times(broken, aYear(touched)),
    },
    rated: wilsonShare(sumOf(scores, "rated"), touched, "no-visits"),
    broken,
    moments: entries.map((entry) => ({
      moment: entry.score.moment,
      touched: entry.score.touched,
      rated: entry.score.rated,
      seconds: secondsOf(entry),
      assumed: entry.seconds === null,
    })),
  };
}

function secondsOf({ seconds }: LedgerEntry): number {
  return seconds ?? CARLZON_SECONDS;
}

/** A share of a count, limits and all; n stays the share's own. */
function times(share: Share, count: number | null): LedgerDocument["year"]["badIfAlike"] {
  if (!isKnown(share) || count === null) return null;
  return { value: share.value * count, low: share.low * count, high: share.high * count, n: share.n };
}
