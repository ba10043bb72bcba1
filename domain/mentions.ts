/** Which factors a visit mentioned, and with which of its touches each mention goes. Pure. */
import type { FoldedClaims, TouchVersion, VisitRecord } from "./visit-record.ts";

/** What a visit as a whole mentioned of one moment: ids of factors, ascending, at least one. */
export interface MomentFactors {
  readonly momentId: number;
  readonly factorIds: readonly number[];
}

/** A factor that a person read out of a comment. It holds as long as the comment has these words. */
export interface CommentTag {
  readonly factorId: number;
  /** The factor's moment. */
  readonly momentId: number;
  /** The words that were read. */
  readonly text: string;
  readonly actor: string;
  readonly at: number;
}

export interface Mention {
  readonly factorId: number;
  /** null: the visit has no touch at the factor's moment. */
  readonly touch: TouchVersion | null;
}

/**
 * A visit's mentions, each factor at most once a touch. What a touch itself states, or its comment was tagged with, goes with it where the
 * factor is one of its moment's. Everything else is the visit's: it goes with the earliest rated touch at the factor's moment, else with the
 * earliest one there, else with none.
 */
export function mentionsOf(visit: VisitRecord, claims: FoldedClaims): readonly Mention[] {
  if (!mayMention(visit, claims)) return NONE;
  const found: Mention[] = [];
  const add = (factorId: number, touch: TouchVersion | null): void => {
    if (!found.some((mention) => mention.factorId === factorId && mention.touch === touch)) found.push({ factorId, touch });
  };
  const ofVisit: [factorId: number, momentId: number][] = [];
  for (const { live, tags } of visit.touches) {
    for (const factorId of live.factors ?? []) add(factorId, live);
    for (const tag of tags ?? []) {
      if (tag.text !== live.comment) continue;
      if (tag.momentId === live.momentId) add(tag.factorId, live);
      else ofVisit.push([tag.factorId, tag.momentId]);
    }
  }
  for (const { momentId, factorIds } of claims.mentions ?? []) for (const factorId of factorIds) ofVisit.push([factorId, momentId]);
  for (const tag of visit.tags ?? []) if (tag.text === claims.comment) ofVisit.push([tag.factorId, tag.momentId]);
  for (const [factorId, momentId] of ofVisit) add(factorId, touchAt(visit, momentId));
  return found;
}

const NONE: readonly Mention[] = [];

/** Nearly all visits mention nothing, and this is asked of each. */
function mayMention(visit: VisitRecord, claims: FoldedClaims): boolean {
  if (claims.mentions !== undefined || visit.tags !== undefined) return true;
  for (const { live, tags } of visit.touches) if (live.factors !== undefined || tags !== undefined) return true;
  return false;
}

/** Of touches that are alike in all that counts it does not matter which one is taken: nothing here depends on the order of arrival. */
function touchAt(visit: VisitRecord, momentId: number): TouchVersion | null {
  let best: TouchVersion | null = null;
  for (const { live } of visit.touches) {
    if (live.momentId === momentId && (best === null || isBefore(live, best))) best = live;
  }
  return best;
}

function isBefore(a: TouchVersion, b: TouchVersion): boolean {
  if ((a.answer === null) !== (b.answer === null)) return a.answer !== null;
  const orders = [a.when.at - b.when.at, (a.answer ?? 0) - (b.answer ?? 0), a.channelId - b.channelId, a.teamId - b.teamId];
  return (orders.find((order) => order !== 0) ?? 0) < 0;
}

/** What two statements together mention: of each moment what the later one says, if it says any. Ascending by moment. */
export function laterMentions(earlier: readonly MomentFactors[] = [], later: readonly MomentFactors[] = []): readonly MomentFactors[] {
  const kept = earlier.filter((old) => !later.some((mention) => mention.momentId === old.momentId));
  return [...kept, ...later].sort((a, b) => a.momentId - b.momentId);
}

export function sameMentions(a: readonly MomentFactors[] | undefined, b: readonly MomentFactors[] | undefined): boolean {
  if (a === b) return true;
  if (a === undefined || b === undefined || a.length !== b.length) return false;
  return a.every((mention, i) => mention.momentId === b[i]?.momentId && sameFactors(mention.factorIds, b[i]?.factorIds));
}

/** Ids ascending; absent: none. */
export function sameFactors(a: readonly number[] | undefined, b: readonly number[] | undefined): boolean {
  if (a === b) return true;
  return a !== undefined && b !== undefined && a.length === b.length && a.every((id, i) => id === b[i]);
}

/** Ids ascending, none twice; undefined for none. */
export function sortedFactors(ids: readonly number[]): readonly number[] | undefined {
  return ids.length === 0 ? undefined : [...new Set(ids)].sort((a, b) => a - b);
}
