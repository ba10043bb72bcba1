/** What is derived of a visit: the second block of the `visits` table, and what its touches add to the rollups. Pure. */
import type { When } from "./checked-row.ts";
import type { Mask } from "./mask.ts";
import type { CommentTag } from "./mentions.ts";
import { type Claim, type FoldedClaims, foldClaims, type TouchRecord, type TouchVersion, type VisitRecord } from "./visit-record.ts";

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
  /** A touch lies on a day before the one that the source calls the visit's start. */
  readonly startsLate: boolean;
}

export function dayOf(when: When, context: Pick<FactsContext, "localDay">): number {
  return when.dateOnly ? Math.floor(when.at / 86_400_000) : context.localDay(when.at);
}

export function factsOf(visit: VisitRecord, context: FactsContext): VisitFacts {
  const claims = foldClaims(visit.claims);
  let first: TouchVersion | null = null;
  let firstPosition = Number.POSITIVE_INFINITY;
  let last: When | null = null;
  const touched = new Bits();
  const rated = new Bits();
  const broken = new Bits();
  const repeated = new Bits();
  const positions: number[] = [];
  const firstTimes: number[] = [];
  for (const { live } of visit.touches) {
    const { when, answer } = live;
    const { bit, position, standardIndex } = context.rule(live.momentId);
    // By time, then position, then order of arrival: touches are kept in that order, so a tie stays with the earlier one.
    if (first === null || when.at < first.when.at || (when.at === first.when.at && position < firstPosition)) {
      first = live;
      firstPosition = position;
    }
    if (last === null || when.at > last.at) last = when;
    touched.add(bit);
    if (position !== Number.POSITIVE_INFINITY) {
      const known = positions.indexOf(position);
      if (known < 0) {
        positions.push(position);
        firstTimes.push(when.at);
      } else if (when.at < (firstTimes[known] ?? when.at)) firstTimes[known] = when.at;
    }
    if (answer === null) continue;
    if (rated.has(bit)) repeated.add(bit);
    rated.add(bit);
    if (answer < standardIndex) broken.add(bit);
  }
  const start = claims.startedAt ?? first?.when ?? claims.when;
  const startDay = dayOf(start, context);
  return {
    claims,
    start,
    startDay,
    entryChannelId: first?.channelId ?? claims.channelId,
    last,
    touched: touched.mask,
    rated: rated.mask,
    broken: broken.mask,
    repeated: repeated.mask,
    outOfOrder: disagrees(positions, firstTimes),
    startsLate: claims.startedAt !== null && visit.touches.some(({ live }) => dayOf(live.when, context) < startDay),
  };
}

/** A mask that is being gathered: two halves, because JavaScript's bit operators see 32 bits. */
class Bits {
  #low = 0;
  #high = 0;

  has(bit: number): boolean {
    return ((bit < 25 ? this.#low >>> bit : this.#high >>> (bit - 25)) & 1) === 1;
  }

  add(bit: number): void {
    if (bit < 25) this.#low |= 1 << bit;
    else this.#high |= 1 << (bit - 25);
  }

  get mask(): Mask {
    return this.#high * 2 ** 25 + this.#low;
  }
}

/** Whether some moment was first touched after one that stands behind it. `positions` without doubles, `times` beside them. */
function disagrees(positions: readonly number[], times: readonly number[]): boolean {
  let inOrder = true;
  for (let i = 1; i < positions.length && inOrder; i += 1) {
    inOrder = (positions[i - 1] ?? 0) < (positions[i] ?? 0) && (times[i - 1] ?? 0) <= (times[i] ?? 0);
  }
  if (inOrder) return false;
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
  const drafts = parts.map(({ touches, claims }): VisitRecord => ({ touches, claims }));
  const { tags } = record;
  if (tags === undefined) return drafts;
  // Tags of the visit's comment go where that comment goes; a comment that nobody says any more has no place of its own.
  const placeOf = (tag: CommentTag) =>
    Math.max(
      0,
      drafts.findIndex(({ claims }) => claims.some((claim) => claim.comment === tag.text)),
    );
  const byPlace = Map.groupBy(tags, placeOf);
  return drafts.map((draft, i) => ({ ...draft, ...(byPlace.has(i) && { tags: byPlace.get(i) ?? [] }) }));
}
