/**
 * What is known of one source's visit id, and how rows change it: touches with their versions, and claims about the visit itself,
 * each marked with the import that brought it. Everything else about a visit is derived from this (visit-facts.ts), so that undoing
 * an import is taking its marks away and deriving anew.
 */
import type { CheckedRow, CheckedTouch, Knowledge, Resolution, When } from "./checked-row.ts";
import { type Mask, maskAdd, maskUnion } from "./mask.ts";
import { type CommentTag, laterMentions, type MomentFactors, sameFactors, sameMentions, sortedFactors } from "./mentions.ts";

/** A touch as one row stated it, in the store's ids (0 = none given). */
export interface TouchVersion {
  readonly importId: number;
  readonly momentId: number;
  readonly when: When;
  readonly channelId: number;
  readonly teamId: number;
  readonly answer: number | null;
  readonly resolution: Resolution | null;
  readonly seconds: number | null;
  readonly ratingRef: string | null;
  readonly comment: string | null;
  /** Ids of the factors that it mentions, ascending; absent: none, as in nearly all. */
  readonly factors?: readonly number[];
}

export interface TouchRecord {
  /** The visit that holds it in the store; null while it is only in memory. */
  readonly visitId: number | null;
  live: TouchVersion;
  /** Versions that lost, in order of arrival. */
  history: TouchVersion[];
  /** What people read out of the touch's comment; absent: nothing. */
  tags?: readonly CommentTag[];
}

/** What an import says of the visit as a whole. Ids are the store's, 0 = none given. */
export interface Claim {
  readonly importId: number;
  /** The latest time that the claim speaks of. */
  readonly when: When;
  readonly segmentId: number;
  /** The time of the row that stated the segment. */
  readonly segmentAt: number;
  readonly channelId: number;
  readonly startedAt: When | null;
  readonly customer: string | null;
  readonly weight: number | null;
  readonly attributes: Readonly<Record<string, string>> | null;
  readonly comment: string | null;
  readonly knowledge: Knowledge;
  readonly notMet: Mask;
  /** Factors that the visit as a whole mentions, ascending by moment; absent: none. */
  readonly mentions?: readonly MomentFactors[];
}

/** All that is known of one visit id of a source: one visit, or several where a long pause starts a new one. */
export interface VisitRecord {
  touches: TouchRecord[];
  /** In order of arrival. */
  claims: Claim[];
  /** What people read out of the comment on the whole visit; absent: nothing. */
  tags?: readonly CommentTag[];
}

export interface RowContext {
  readonly importId: number;
  /** Wide rows identify a touch by its moment, long rows by moment and time. */
  readonly shape: "wide" | "long";
  /** The shape of any import that has brought something of the record. */
  readonly shapeOf: (importId: number) => "wide" | "long";
  /** Whether one import's claims must be kept apart, because a pause may separate them into several visits. */
  readonly keepClaims: boolean;
  readonly channelId: (key: string | null) => number;
  readonly segmentId: (key: string | null) => number;
  readonly teamId: (key: string | null) => number;
  readonly bitOf: (momentId: number) => number;
  readonly hashCustomer: (reference: string) => string;
  /** The factor that a source's text means at a moment. */
  readonly factorId: (momentId: number, text: string) => number;
}

export interface RowEffect {
  readonly changed: boolean;
  readonly touches: number;
  readonly ratings: number;
  /** Of a row that only repeats: the import that had brought it first. */
  readonly repeats: number | null;
}

export function emptyRecord(): VisitRecord {
  return { touches: [], claims: [] };
}

/** Whether an import has anything in the record. */
export function contributes(record: VisitRecord, importId: number): boolean {
  return (
    record.claims.some((claim) => claim.importId === importId) ||
    record.touches.some((touch) => touch.live.importId === importId || touch.history.some((version) => version.importId === importId))
  );
}

/**
 * Adds one row. A row that repeats what is known changes nothing; the same touch with another value is a correction: the later time
 * wins, on a tie the later arrival, and the loser goes to the history.
 */
export function addRow(record: VisitRecord, row: CheckedRow, context: RowContext): RowEffect {
  let touches = 0;
  let ratings = 0;
  let fresh = record.claims.length === 0;
  for (const touch of row.touches) {
    const outcome = addTouch(record, toVersion(touch, context), context);
    if (outcome.news) fresh = true;
    if (outcome.counts) {
      touches += 1;
      if (touch.answer !== null) ratings += 1;
    }
  }
  const claim = toClaim(row, context);
  // A wide row is a statement of its own; one without a touch is known again by its time alone.
  const apart = context.keepClaims || context.shape === "wide";
  const isKnown = (other: Claim) => implies(other, claim) && (row.touches.length > 0 || other.when.at === claim.when.at);
  const claimed = fresh || !record.claims.some(isKnown);
  if (claimed) addClaim(record, claim, apart);
  return { changed: claimed, touches, ratings, repeats: claimed ? null : ownerOf(record, row, context) };
}

function ownerOf(record: VisitRecord, row: CheckedRow, context: RowContext): number | null {
  const first = row.touches[0];
  if (!first) return record.claims[0]?.importId ?? null;
  const version = toVersion(first, context);
  const known = record.touches.find((touch) => sameIdentity(touch, version, context));
  const versions = known ? [known.live, ...known.history] : [];
  return versions.find((other) => sameVersion(other, version))?.importId ?? null;
}

function toVersion(touch: CheckedTouch, context: RowContext): TouchVersion {
  const factors = sortedFactors((touch.factors ?? []).map((text) => context.factorId(touch.momentId, text)));
  return {
    importId: context.importId,
    momentId: touch.momentId,
    when: touch.when,
    channelId: context.channelId(touch.channel),
    teamId: context.teamId(touch.team),
    answer: touch.answer,
    resolution: touch.resolution,
    seconds: touch.seconds,
    ratingRef: touch.ratingId,
    comment: touch.comment,
    ...(factors && { factors }),
  };
}

function toClaim(row: CheckedRow, context: RowContext): Claim {
  const mentions = row.mentions?.flatMap(({ momentId, factors }): MomentFactors[] => {
    const factorIds = sortedFactors(factors.map((text) => context.factorId(momentId, text)));
    return factorIds ? [{ momentId, factorIds }] : [];
  });
  return {
    importId: context.importId,
    when: row.when,
    segmentId: context.segmentId(row.segment),
    segmentAt: row.when.at,
    channelId: context.channelId(row.channel),
    startedAt: row.startedAt,
    customer: row.customer === null ? null : context.hashCustomer(row.customer),
    weight: row.weight,
    attributes: row.attributes,
    comment: row.comment,
    knowledge: row.knowledge,
    notMet: row.notMet.reduce((mask, momentId) => maskAdd(mask, context.bitOf(momentId)), 0),
    ...(mentions && mentions.length > 0 && { mentions: laterMentions([], mentions) }),
  };
}

/** `news`: the record changed. `counts`: a touch was created, or one that another import had brought was changed. */
function addTouch(record: VisitRecord, version: TouchVersion, context: RowContext): { news: boolean; counts: boolean } {
  const known = record.touches.find((touch) => sameIdentity(touch, version, context));
  if (!known) {
    record.touches.push({ visitId: null, live: version, history: [] });
    return { news: true, counts: true };
  }
  if (sameVersion(known.live, version)) return { news: false, counts: false };
  const before = known.live;
  const past = known.history.findIndex((other) => sameVersion(other, version));
  if (past >= 0) {
    // A version that lost to another import's is a repeat of an older file. Against its own import's rows the order of arrival decides.
    if (before.importId !== version.importId || version.when.at < before.when.at) return { news: false, counts: false };
    if (known.history[past]?.importId === version.importId) known.history.splice(past, 1);
  }
  if (version.when.at < before.when.at) {
    known.history.push(version);
    return { news: true, counts: false };
  }
  known.history.push(before);
  known.live = version;
  return { news: true, counts: before.importId !== version.importId };
}

/** A touch is only ever known again by rows of its own shape: which file came first must not decide what is one touch. */
function sameIdentity({ live }: TouchRecord, version: TouchVersion, { shape, shapeOf }: RowContext): boolean {
  if (version.ratingRef !== null) return live.ratingRef === version.ratingRef;
  if (live.ratingRef !== null || live.momentId !== version.momentId || shapeOf(live.importId) !== shape) return false;
  return shape === "wide" || (live.when.at === version.when.at && live.when.dateOnly === version.when.dateOnly);
}

function sameVersion(a: TouchVersion, b: TouchVersion): boolean {
  return (
    a.momentId === b.momentId &&
    a.when.at === b.when.at &&
    a.when.dateOnly === b.when.dateOnly &&
    a.channelId === b.channelId &&
    a.teamId === b.teamId &&
    a.answer === b.answer &&
    a.resolution === b.resolution &&
    a.seconds === b.seconds &&
    a.ratingRef === b.ratingRef &&
    a.comment === b.comment &&
    sameFactors(a.factors, b.factors)
  );
}

/**
 * Adds what a row says of the visit: folded with what its import has said so far, unless claims are kept `apart`. What an import keeps is
 * made of its own rows alone, so that it means the same whatever other imports come and go.
 */
function addClaim(record: VisitRecord, claim: Claim, apart: boolean): void {
  const own = apart ? -1 : record.claims.findLastIndex((other) => other.importId === claim.importId);
  const known = record.claims[own];
  record.claims =
    known && !contradicts(known, claim)
      ? record.claims.with(own, { importId: claim.importId, ...foldClaims([known, claim]) })
      : [...record.claims, claim];
}

/** Whether a claim already says all that another one says, or says it of a later time: then the other is a repeat. */
function implies(known: Claim, claim: Claim): boolean {
  return sameFold(foldClaims([known]), foldClaims([known, claim]));
}

/** Whether two claims say different things of one time: both are kept, or the file that said both would not be known again. */
function contradicts(known: Claim, claim: Claim): boolean {
  const differ = (a: unknown, b: unknown) => a !== null && b !== null && a !== b;
  const { attributes } = claim;
  if (known.segmentAt === claim.segmentAt && differ(known.segmentId || null, claim.segmentId || null)) return true;
  if (known.when.at !== claim.when.at) return false;
  return (
    differ(known.channelId || null, claim.channelId || null) ||
    differ(known.startedAt?.at ?? null, claim.startedAt?.at ?? null) ||
    differ(known.startedAt?.dateOnly ?? null, claim.startedAt?.dateOnly ?? null) ||
    differ(known.customer, claim.customer) ||
    differ(known.weight, claim.weight) ||
    differ(known.comment, claim.comment) ||
    (attributes !== null && Object.keys(attributes).some((name) => differ(known.attributes?.[name] ?? null, attributes[name])))
  );
}

export type FoldedClaims = Omit<Claim, "importId">;

/** What all claims, in order of arrival, together say: for each thing the latest statement (by time, then arrival). */
export function foldClaims(claims: readonly Claim[]): FoldedClaims {
  const [only] = claims;
  if (only && claims.length === 1) return only;
  // The segment goes by the time of the row that stated it, which may lie before the latest time that its claim speaks of.
  let segmentId = 0;
  let segmentAt = Number.NEGATIVE_INFINITY;
  for (const claim of claims) {
    if (claim.segmentId === 0 || claim.segmentAt < segmentAt) continue;
    segmentId = claim.segmentId;
    segmentAt = claim.segmentAt;
  }
  let folded: FoldedClaims = {
    when: { at: Number.NEGATIVE_INFINITY, dateOnly: false },
    segmentId,
    segmentAt,
    channelId: 0,
    startedAt: null,
    customer: null,
    weight: null,
    attributes: null,
    comment: null,
    knowledge: "ratings-only",
    notMet: 0,
  };
  const ordered = claims.length < 2 ? claims : claims.toSorted((a, b) => a.when.at - b.when.at);
  for (const claim of ordered) {
    const mentions = claim.mentions ? laterMentions(folded.mentions, claim.mentions) : folded.mentions;
    folded = {
      when: claim.when,
      segmentId,
      segmentAt,
      channelId: claim.channelId || folded.channelId,
      startedAt: claim.startedAt ?? folded.startedAt,
      customer: claim.customer ?? folded.customer,
      weight: claim.weight ?? folded.weight,
      attributes: claim.attributes === null ? folded.attributes : { ...folded.attributes, ...claim.attributes },
      comment: claim.comment ?? folded.comment,
      knowledge: moreKnowing(claim.knowledge, folded.knowledge),
      notMet: maskUnion(claim.notMet, folded.notMet),
      ...(mentions && { mentions }),
    };
  }
  return folded;
}

const KNOWING: readonly Knowledge[] = ["ratings-only", "not-met-coded", "complete"];

function moreKnowing(a: Knowledge, b: Knowledge): Knowledge {
  return KNOWING.indexOf(a) >= KNOWING.indexOf(b) ? a : b;
}

/** `when` is left out: that a claim is newer is no news as long as it says the same. */
function sameFold(a: FoldedClaims, b: FoldedClaims): boolean {
  return (
    a.segmentId === b.segmentId &&
    a.channelId === b.channelId &&
    a.startedAt?.at === b.startedAt?.at &&
    a.startedAt?.dateOnly === b.startedAt?.dateOnly &&
    a.customer === b.customer &&
    a.weight === b.weight &&
    a.comment === b.comment &&
    a.knowledge === b.knowledge &&
    a.notMet === b.notMet &&
    sameAttributes(a.attributes, b.attributes) &&
    sameMentions(a.mentions, b.mentions)
  );
}

function sameAttributes(a: Claim["attributes"], b: Claim["attributes"]): boolean {
  if (a === b) return true;
  if (a === null || b === null) return false;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}

/** The record as if an import had never run; null where nothing is left. */
export function withoutImport(record: VisitRecord, importId: number): VisitRecord | null {
  const touches: TouchRecord[] = [];
  for (const touch of record.touches) {
    const versions = [...touch.history, touch.live].filter((version) => version.importId !== importId);
    const live = versions.reduce<TouchVersion | null>((best, version) => (best && best.when.at > version.when.at ? best : version), null);
    if (live) touches.push({ ...touch, live, history: versions.filter((version) => version !== live) });
  }
  const claims = record.claims.filter((claim) => claim.importId !== importId);
  return touches.length === 0 && claims.length === 0 ? null : { ...record, touches, claims };
}
