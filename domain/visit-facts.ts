/** What is derived of a visit: the second block of the `visits` table, and what its touches add to the rollups. Pure. */
import type { When } from "./checked-row.ts";
import { type Mask, maskAdd, maskHas } from "./mask.ts";
import { type Claim, type FoldedClaims, foldClaims, type TouchRecord, type VisitRecord } from "./visit-record.ts";

/** What a moment means for deriving facts. */
export interface MomentRule {
  readonly bit: number;
  /** Place among the touchpoints; Infinity for outcomes and archived moments, which come last in every order. */
  readonly position: number;
  /** The lowest answer index that meets the standard. */
  readonly standardIndex: number;
}

export interface FactsContext {
  readonly rule: (momentId: number) => MomentRule;
  /** The calendar day (days since 1970-01-01) of an instant in the organisation's zone. */
  readonly localDay: (at: number) => number;
}

export interface VisitFacts {
  readonly claims: FoldedClaims;
  readonly start: When;
  readonly startDay: number;
  readonly entryChannelId: number;
  readonly last: When | null;
  readonly touched: Mask;
  readonly rated: Mask;
  readonly broken: Mask;
  /** Moments rated more than once. */
  readonly repeated: Mask;
  readonly outOfOrder: boolean;
}

export function dayOf(when: When, context: Pick<FactsContext, "localDay">): number {
  return when.dateOnly ? Math.floor(when.at / 86_400_000) : context.localDay(when.at);
}

export function factsOf(visit: VisitRecord, context: FactsContext): VisitFacts {
  const claims = foldClaims(visit.claims);
  let first: TouchRecord | null = null;
  let last: When | null = null;
  let touched = 0;
  let rated = 0;
  let broken = 0;
  let repeated = 0;
  const positions: number[] = [];
  const firstTimes: number[] = [];
  for (const touch of visit.touches) {
    const { momentId, when, answer } = touch.live;
    const rule = context.rule(momentId);
    if (first === null || earlier(touch, first, context)) first = touch;
    if (last === null || when.at > last.at) last = when;
    touched = maskAdd(touched, rule.bit);
    if (rule.position !== Number.POSITIVE_INFINITY) {
      const known = positions.indexOf(rule.position);
      if (known < 0) {
        positions.push(rule.position);
        firstTimes.push(when.at);
      } else firstTimes[known] = Math.min(when.at, firstTimes[known] ?? when.at);
    }
    if (answer === null) continue;
    if (maskHas(rated, rule.bit)) repeated = maskAdd(repeated, rule.bit);
    rated = maskAdd(rated, rule.bit);
    if (answer < rule.standardIndex) broken = maskAdd(broken, rule.bit);
  }
  const start = claims.startedAt ?? first?.live.when ?? claims.when;
  return {
    claims,
    start,
    startDay: dayOf(start, context),
    entryChannelId: first?.live.channelId ?? claims.channelId,
    last,
    touched,
    rated,
    broken,
    repeated,
    outOfOrder: disagrees(positions, firstTimes),
  };
}

/** By time, then position, then order of arrival (touches are kept in that order, so a tie stays with the earlier one). */
function earlier(a: TouchRecord, b: TouchRecord, context: FactsContext): boolean {
  if (a.live.when.at !== b.live.when.at) return a.live.when.at < b.live.when.at;
  return context.rule(a.live.momentId).position < context.rule(b.live.momentId).position;
}

/** Whether some moment was first touched after one that stands behind it. `positions` without doubles, `times` beside them. */
function disagrees(positions: readonly number[], times: readonly number[]): boolean {
  for (let i = 0; i < positions.length; i += 1) {
    for (let j = i + 1; j < positions.length; j += 1) {
      const [before, after] = (positions[i] ?? 0) < (positions[j] ?? 0) ? [i, j] : [j, i];
      if ((times[after] ?? 0) < (times[before] ?? 0)) return true;
    }
  }
  return false;
}

/**
 * The visits that one source id stands for: one, or with `gapMs` a new one after each longer pause between touches. Where a pause
 * divides, a claim goes to the visit whose touches are nearest in time. Each draft names the stored visits that it was made of.
 */
export function splitVisits(record: VisitRecord, gapMs: number | null): VisitRecord[] {
  if (gapMs === null || record.touches.length === 0) return [record];
  const ordered = record.touches.toSorted((a, b) => a.live.when.at - b.live.when.at);
  const parts: { touches: TouchRecord[]; claims: Claim[]; from: number; to: number }[] = [];
  for (const touch of ordered) {
    const at = touch.live.when.at;
    const open = parts.at(-1);
    if (open && at - open.to <= gapMs) {
      open.touches.push(touch);
      open.to = at;
    } else {
      parts.push({ touches: [touch], claims: [], from: at, to: at });
    }
  }
  for (const claim of record.claims) {
    const distance = (part: { from: number; to: number }) => Math.max(part.from - claim.when.at, claim.when.at - part.to, 0);
    parts.reduce((best, part) => (distance(part) < distance(best) ? part : best)).claims.push(claim);
  }
  return parts.map(({ touches, claims }) => ({ touches, claims }));
}
