/** Saves visit records: turns records into rows of visits and of their side tables. visit-records.ts is the way back. */
import { type Knowledge, RESOLUTIONS, type Resolution, type When } from "#domain/checked-row.ts";
import { KNOWLEDGE } from "#domain/row-columns.ts";
import type { VisitFacts } from "#domain/visit-facts.ts";
import type { Claim, TouchRecord, TouchVersion, VisitRecord } from "#domain/visit-record.ts";
import { CommentWriter } from "./comment-rows.ts";
import { MentionWriter } from "./mention-rows.ts";
import type { Driver } from "./open.ts";
import { encodeTouches, SIDES } from "./touch-bytes.ts";

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

export function knowledgeCode(knowledge: Knowledge): number {
  return KNOWLEDGE.indexOf(knowledge);
}

/** Those that hold what customers or sources say in words. */
export const WORDS = ["customer", "attributes", "comment"] as const;

/** The words of folded claims, in the order of `WORDS`. */
export function wordValues({ customer, attributes, comment }: VisitFacts["claims"]): (string | null)[] {
  return [customer, attributes === null ? null : JSON.stringify(attributes), comment];
}

/** In the order of `DERIVED_COLUMNS`. */
export function derivedValues(facts: VisitFacts): (number | string | null)[] {
  const [customer = null, attributes = null, comment = null] = wordValues(facts.claims);
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
    customer,
    facts.claims.weight,
    attributes,
    comment,
  ];
}

const IDENTITY_COLUMNS = ["id", "journey_id", "source_id", "external_id"];
const CLAIM_COLUMNS = ["import_id", "segment_at", "claim_at", "claim_date_only", "claim_channel_id", "explicit_start"];
export const VISIT_COLUMNS: readonly string[] = [...IDENTITY_COLUMNS, ...CLAIM_COLUMNS, ...DERIVED_COLUMNS, "touches"];
export const SIDE_TABLES = ["visit_claims", "touch_details", "comments", "touch_history", "mentions", "comment_tags"];

/** Where a visit comes from, with its id in the store. */
export interface VisitIdentity {
  readonly id: number;
  readonly sourceId: number;
  readonly externalId: string;
}

export class RecordWriter {
  readonly #journeyId: number;
  readonly #putVisit;
  readonly #deleteVisit;
  readonly #deleteSides;
  readonly #putClaim;
  readonly #putDetails;
  readonly #comments: CommentWriter;
  readonly #mentions: MentionWriter;
  readonly #putHistory;

  constructor(driver: Driver, journeyId: number) {
    this.#journeyId = journeyId;
    this.#putVisit = driver.prepare(
      `insert or replace into visits (${VISIT_COLUMNS.join(", ")}) values (${VISIT_COLUMNS.map(() => "?").join(", ")})`,
    );
    this.#deleteVisit = driver.prepare("delete from visits where id = ?");
    this.#deleteSides = SIDE_TABLES.map((table) => driver.prepare(`delete from ${table} where visit_id = ?`));
    this.#putClaim = driver.prepare(
      `insert into visit_claims (visit_id, n, import_id, at, date_only, segment_id, segment_at, channel_id, started_at,
        started_date_only, customer, weight, attributes, comment, knowledge, not_met) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#putDetails = driver.prepare("insert into touch_details (visit_id, seq, resolution, seconds, rating_ref) values (?, ?, ?, ?, ?)");
    this.#comments = new CommentWriter(driver, journeyId);
    this.#mentions = new MentionWriter(driver);
    this.#putHistory = driver.prepare(
      `insert into touch_history (visit_id, seq, version, moment_id, at, date_only, channel_id, team_id, answer, import_id, resolution, seconds,
        rating_ref, comment) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /** Writes a visit as a whole: its row, and what side tables know of it. `isNew` spares the look for what may stand there. */
  saveVisit(visit: VisitIdentity, record: VisitRecord, facts: VisitFacts, isNew: boolean): void {
    if (!isNew) for (const statement of this.#deleteSides) statement.run(visit.id);
    const only = record.claims.length === 1 ? record.claims[0] : undefined;
    const claimAt = only && !sameTime(only.when, facts.last) ? only.when : null;
    this.#putVisit.run(
      visit.id,
      this.#journeyId,
      visit.sourceId,
      visit.externalId,
      only?.importId ?? null,
      segmentAtOf(only),
      claimAt?.at ?? null,
      claimAt?.dateOnly ? 1 : 0,
      facts.claims.channelId,
      facts.claims.startedAt === null ? 0 : 1,
      ...derivedValues(facts),
      encodeTouches(
        record.touches,
        this.#saveSides(visit.id, record.touches) | this.#comments.save(visit.id, record, facts) | this.#mentions.save(visit.id, record),
      ),
    );
    if (only) return;
    for (const [n, claim] of record.claims.entries()) this.#saveClaim(visit.id, n, claim);
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

  /** Writes what touches have besides their bytes; gives the sum of `SIDES`. */
  #saveSides(visitId: number, touches: readonly TouchRecord[]): number {
    let sides = 0;
    for (let i = 0; i < touches.length; i += 1) {
      const touch = touches[i];
      if (!touch) continue;
      const { live, history } = touch;
      const seq = i + 1;
      if (live.resolution !== null || live.seconds !== null || live.ratingRef !== null) {
        this.#putDetails.run(visitId, seq, resolutionCode(live.resolution), live.seconds, live.ratingRef);
        sides |= SIDES.details;
      }
      if (history.length > 0) {
        this.#saveHistory(visitId, seq, history);
        sides |= SIDES.history;
      }
    }
    return sides;
  }

  #saveHistory(visitId: number, seq: number, history: readonly TouchVersion[]): void {
    history.forEach((past, version) => {
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

  /** Removes a visit with all that is known of it. */
  deleteVisit(visitId: number): void {
    this.#deleteVisit.run(visitId);
    for (const statement of this.#deleteSides) statement.run(visitId);
  }
}

export function sameTime(a: When, b: When | null): boolean {
  return b !== null && a.at === b.at && a.dateOnly === b.dateOnly;
}

export function segmentAtOf(claim: Claim | undefined): number | null {
  if (!claim || claim.segmentId === 0 || claim.segmentAt === claim.when.at) return null;
  return claim.segmentAt;
}

function resolutionCode(resolution: Resolution | null): number | null {
  return resolution === null ? null : RESOLUTIONS.indexOf(resolution);
}
