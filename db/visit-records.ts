/** Loads and saves visit records: the only place that turns rows of visits, touches, history, claims and comments into records and back. */
import { type Knowledge, RESOLUTIONS, type Resolution } from "#domain/checked-row.ts";
import type { VisitFacts } from "#domain/visit-facts.ts";
import type { Claim, TouchRecord, TouchVersion, VisitRecord } from "#domain/visit-record.ts";
import type { Driver } from "./open.ts";

const KNOWLEDGE: readonly Knowledge[] = ["ratings-only", "not-met-coded", "complete"];

export function knowledgeCode(knowledge: Knowledge): number {
  return KNOWLEDGE.indexOf(knowledge);
}

interface VersionRow {
  seq: number;
  moment_id: number;
  at: number;
  date_only: number;
  channel_id: number;
  team_id: number;
  answer: number | null;
  import_id: number;
  resolution: number | null;
  seconds: number | null;
  rating_ref: string | null;
  comment: string | null;
}

interface ClaimRow {
  import_id: number | null;
  at: number;
  date_only: number;
  segment_id: number;
  segment_at: number | null;
  channel_id: number;
  explicit_start: number;
  started_at: number | null;
  started_date_only: number;
  customer: string | null;
  weight: number | null;
  attributes: string | null;
  comment: string | null;
  knowledge: number;
  not_met: number;
}

/** A stored visit with its identity, as loaded. */
export interface StoredVisit {
  readonly id: number;
  readonly sourceId: number;
  readonly externalId: string;
  readonly record: VisitRecord;
}

export class RecordReader {
  readonly #visit;
  readonly #touches;
  readonly #history;
  readonly #claims;
  readonly #keys;

  constructor(driver: Driver) {
    this.#visit = driver.prepare<[number], ClaimRow & { source_id: number; external_id: string }>(
      `select source_id, external_id, import_id, claim_at as at, claim_date_only as date_only, segment_id, segment_at,
        claim_channel_id as channel_id, explicit_start, started_at, started_date_only, customer, weight, attributes, comment, knowledge, not_met
       from visits where id = ?`,
    );
    this.#touches = driver.prepare<[number], VersionRow>(
      `select t.seq, t.moment_id, t.at, t.date_only, t.channel_id, t.team_id, t.answer, t.import_id, d.resolution, d.seconds, d.rating_ref, c.text as comment
       from touches t left join touch_details d on d.visit_id = t.visit_id and d.seq = t.seq
       left join comments c on c.visit_id = t.visit_id and c.seq = t.seq where t.visit_id = ? order by t.seq`,
    );
    this.#history = driver.prepare<[number], VersionRow>(
      `select seq, moment_id, at, date_only, channel_id, team_id, answer, import_id, resolution, seconds, rating_ref, comment
       from touch_history where visit_id = ? order by seq, version`,
    );
    this.#claims = driver.prepare<[number], ClaimRow>(
      `select import_id, at, date_only, segment_id, segment_at, channel_id, (started_at is not null) as explicit_start, started_at, started_date_only,
        customer, weight, attributes, comment, knowledge, not_met from visit_claims where visit_id = ? order by n`,
    );
    this.#keys = driver.prepare<[number, string], { visit_id: number }>(
      "select visit_id from visit_keys where source_id = ? and external_id = ? order by visit_id",
    );
  }

  /** Ids of the visits that one source id stands for. */
  visitIds(sourceId: number, externalId: string): number[] {
    return this.#keys.all(sourceId, externalId).map((row) => row.visit_id);
  }

  load(visitId: number): StoredVisit | null {
    const row = this.#visit.get(visitId);
    if (!row) return null;
    const touches: TouchRecord[] = this.#touches
      .all(visitId)
      .map((touch) => ({ stored: { visitId, seq: touch.seq }, live: toVersion(touch), history: [] }));
    const bySeq = new Map(touches.map((touch) => [touch.stored?.seq, touch]));
    for (const version of this.#history.all(visitId)) bySeq.get(version.seq)?.history.push(toVersion(version));
    const claims = row.import_id === null ? this.#claims.all(visitId).map(toClaim) : [toClaim(row)];
    return { id: visitId, sourceId: row.source_id, externalId: row.external_id, record: { touches, claims } };
  }
}

function toVersion(row: VersionRow): TouchVersion {
  return {
    importId: row.import_id,
    momentId: row.moment_id,
    when: { at: row.at, dateOnly: row.date_only === 1 },
    channelId: row.channel_id,
    teamId: row.team_id,
    answer: row.answer,
    resolution: row.resolution === null ? null : (RESOLUTIONS[row.resolution] ?? null),
    seconds: row.seconds,
    ratingRef: row.rating_ref,
    comment: row.comment,
  };
}

function toClaim(row: ClaimRow): Claim {
  return {
    importId: row.import_id ?? 0,
    when: { at: row.at, dateOnly: row.date_only === 1 },
    segmentId: row.segment_id,
    segmentAt: row.segment_at ?? row.at,
    channelId: row.channel_id,
    startedAt: row.explicit_start === 1 && row.started_at !== null ? { at: row.started_at, dateOnly: row.started_date_only === 1 } : null,
    customer: row.customer,
    weight: row.weight,
    attributes: row.attributes === null ? null : (JSON.parse(row.attributes) as Record<string, string>),
    comment: row.comment,
    knowledge: KNOWLEDGE[row.knowledge] ?? "ratings-only",
    notMet: row.not_met,
  };
}

/** The columns of `visits` that are computed, in the order of their names below; `verify` compares them with a recount. */
export const DERIVED_COLUMNS = [
  "segment_id",
  "started_at",
  "started_date_only",
  "start_day",
  "entry_channel_id",
  "last_at",
  "last_date_only",
  "touched",
  "rated",
  "broken",
  "repeated",
  "out_of_order",
  "not_met",
  "knowledge",
  "customer",
  "weight",
  "attributes",
  "comment",
] as const;

export function derivedValues(facts: VisitFacts): (number | string | null)[] {
  return [
    facts.claims.segmentId,
    facts.start.at,
    facts.start.dateOnly ? 1 : 0,
    facts.startDay,
    facts.entryChannelId,
    facts.last?.at ?? null,
    facts.last?.dateOnly ? 1 : 0,
    facts.touched,
    facts.rated,
    facts.broken,
    facts.repeated,
    facts.outOfOrder ? 1 : 0,
    facts.claims.notMet,
    knowledgeCode(facts.claims.knowledge),
    facts.claims.customer,
    facts.claims.weight,
    facts.claims.attributes === null ? null : JSON.stringify(facts.claims.attributes),
    facts.claims.comment,
  ];
}

const IDENTITY_COLUMNS = ["id", "journey_id", "source_id", "external_id"];
const CLAIM_COLUMNS = ["import_id", "segment_at", "claim_at", "claim_date_only", "claim_channel_id", "explicit_start"];

export class RecordWriter {
  readonly #journeyId: number;
  readonly #putVisit;
  readonly #deleteVisit;
  readonly #putKey;
  readonly #deleteKey;
  readonly #deleteClaims;
  readonly #putClaim;
  readonly #putTouch;
  readonly #deleteTouch;
  readonly #putDetails;
  readonly #deleteDetails;
  readonly #putComment;
  readonly #deleteComment;
  readonly #putHistory;
  readonly #deleteHistory;

  constructor(driver: Driver, journeyId: number) {
    this.#journeyId = journeyId;
    const columns = [...IDENTITY_COLUMNS, ...CLAIM_COLUMNS, ...DERIVED_COLUMNS];
    this.#putVisit = driver.prepare(`insert or replace into visits (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`);
    this.#deleteVisit = driver.prepare("delete from visits where id = ?");
    this.#putKey = driver.prepare("insert or ignore into visit_keys (source_id, external_id, visit_id) values (?, ?, ?)");
    this.#deleteKey = driver.prepare("delete from visit_keys where source_id = ? and external_id = ? and visit_id = ?");
    this.#deleteClaims = driver.prepare("delete from visit_claims where visit_id = ?");
    this.#putClaim = driver.prepare(
      `insert into visit_claims (visit_id, n, import_id, at, date_only, segment_id, segment_at, channel_id, started_at,
        started_date_only, customer, weight, attributes, comment, knowledge, not_met) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#putTouch = driver.prepare(
      `insert or replace into touches (visit_id, seq, moment_id, at, date_only, channel_id, team_id, answer, import_id)
       values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#deleteTouch = driver.prepare("delete from touches where visit_id = ? and seq = ?");
    this.#putDetails = driver.prepare(
      "insert or replace into touch_details (visit_id, seq, resolution, seconds, rating_ref) values (?, ?, ?, ?, ?)",
    );
    this.#deleteDetails = driver.prepare("delete from touch_details where visit_id = ? and seq = ?");
    this.#putComment = driver.prepare("insert or replace into comments (visit_id, seq, text) values (?, ?, ?)");
    this.#deleteComment = driver.prepare("delete from comments where visit_id = ? and seq = ?");
    this.#putHistory = driver.prepare(
      `insert into touch_history (visit_id, seq, version, moment_id, at, date_only, channel_id, team_id, answer, import_id, resolution, seconds,
        rating_ref, comment) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#deleteHistory = driver.prepare("delete from touch_history where visit_id = ? and seq = ?");
  }

  /** Writes the visit's own row and its claims. `isNew` spares the look for older claims. */
  saveVisit(visit: { id: number; sourceId: number; externalId: string }, record: VisitRecord, facts: VisitFacts, isNew: boolean): void {
    const only = record.claims.length === 1 ? record.claims[0] : undefined;
    const claimAt = only?.when ?? facts.start;
    this.#putVisit.run(
      visit.id,
      this.#journeyId,
      visit.sourceId,
      visit.externalId,
      only?.importId ?? null,
      segmentAtOf(only),
      claimAt.at,
      claimAt.dateOnly ? 1 : 0,
      facts.claims.channelId,
      facts.claims.startedAt === null ? 0 : 1,
      ...derivedValues(facts),
    );
    if (isNew) this.#putKey.run(visit.sourceId, visit.externalId, visit.id);
    else this.#deleteClaims.run(visit.id);
    if (only) return;
    for (const [n, claim] of record.claims.entries()) this.#saveClaim(visit.id, n, claim);
  }

  /** Writes the visit's key where it is missing. */
  saveKey(visit: { id: number; sourceId: number; externalId: string }): void {
    this.#putKey.run(visit.sourceId, visit.externalId, visit.id);
  }

  #saveClaim(visitId: number, n: number, claim: Claim): void {
    this.#putClaim.run(
      visitId,
      n,
      claim.importId,
      claim.when.at,
      claim.when.dateOnly ? 1 : 0,
      claim.segmentId,
      segmentAtOf(claim),
      claim.channelId,
      claim.startedAt?.at ?? null,
      claim.startedAt?.dateOnly ? 1 : 0,
      claim.customer,
      claim.weight,
      claim.attributes === null ? null : JSON.stringify(claim.attributes),
      claim.comment,
      knowledgeCode(claim.knowledge),
      claim.notMet,
    );
  }

  /** Writes one touch at its place; `isNew` spares the look for what may stand there. */
  saveTouch(visitId: number, seq: number, touch: TouchRecord, isNew: boolean): void {
    const live = touch.live;
    this.#putTouch.run(
      visitId,
      seq,
      live.momentId,
      live.when.at,
      live.when.dateOnly ? 1 : 0,
      live.channelId,
      live.teamId,
      live.answer,
      live.importId,
    );
    if (live.resolution !== null || live.seconds !== null || live.ratingRef !== null) {
      this.#putDetails.run(visitId, seq, resolutionCode(live.resolution), live.seconds, live.ratingRef);
    } else if (!isNew) this.#deleteDetails.run(visitId, seq);
    if (live.comment !== null) this.#putComment.run(visitId, seq, live.comment);
    else if (!isNew) this.#deleteComment.run(visitId, seq);
    if (!isNew) this.#deleteHistory.run(visitId, seq);
    touch.history.forEach((past, version) => {
      this.#putHistory.run(
        visitId,
        seq,
        version,
        past.momentId,
        past.when.at,
        past.when.dateOnly ? 1 : 0,
        past.channelId,
        past.teamId,
        past.answer,
        past.importId,
        resolutionCode(past.resolution),
        past.seconds,
        past.ratingRef,
        past.comment,
      );
    });
  }

  deleteTouch(visitId: number, seq: number): void {
    this.#deleteTouch.run(visitId, seq);
    this.#deleteDetails.run(visitId, seq);
    this.#deleteComment.run(visitId, seq);
    this.#deleteHistory.run(visitId, seq);
  }

  /** Removes the visit's own row, key and claims; its touches are removed one by one by the caller. */
  deleteVisit(visit: { id: number; sourceId: number; externalId: string }): void {
    this.#deleteVisit.run(visit.id);
    this.#deleteKey.run(visit.sourceId, visit.externalId, visit.id);
    this.#deleteClaims.run(visit.id);
  }
}

function segmentAtOf(claim: Claim | undefined): number | null {
  if (!claim || claim.segmentId === 0 || claim.segmentAt === claim.when.at) return null;
  return claim.segmentAt;
}

function resolutionCode(resolution: Resolution | null): number | null {
  return resolution === null ? null : RESOLUTIONS.indexOf(resolution);
}
