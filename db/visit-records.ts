/** Loads and saves visit records: the only place that turns rows of visits, details, history, claims and comments into records and back. */
import { type Knowledge, RESOLUTIONS, type Resolution, type When } from "#domain/checked-row.ts";
import type { VisitFacts } from "#domain/visit-facts.ts";
import type { Claim, TouchRecord, TouchVersion, VisitRecord } from "#domain/visit-record.ts";
import type { Driver } from "./open.ts";
import { decodeTouches, encodeTouches, SIDES, type StoredTouch, sidesOf } from "./touch-bytes.ts";

const KNOWLEDGE: readonly Knowledge[] = ["ratings-only", "not-met-coded", "complete"];

export function knowledgeCode(knowledge: Knowledge): number {
  return KNOWLEDGE.indexOf(knowledge);
}

interface DetailsRow {
  seq: number;
  resolution: number | null;
  seconds: number | null;
  rating_ref: string | null;
}

interface VersionRow extends DetailsRow {
  moment_id: number;
  at: number;
  date_only: number;
  channel_id: number;
  team_id: number;
  answer: number | null;
  import_id: number;
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

interface VisitRow extends Omit<ClaimRow, "at"> {
  source_id: number;
  external_id: string;
  at: number | null;
  last_at: number | null;
  last_date_only: number;
  touches: Buffer | null;
}

export class RecordReader {
  readonly #visit;
  readonly #details;
  readonly #comments;
  readonly #history;
  readonly #claims;
  readonly #ids;

  constructor(driver: Driver) {
    this.#visit = driver.prepare<[number], VisitRow>(
      `select source_id, external_id, import_id, claim_at as at, claim_date_only as date_only, segment_id, segment_at,
        claim_channel_id as channel_id, explicit_start, started_at, started_date_only, customer, weight, attributes, comment, knowledge, not_met,
        last_at, last_date_only, touches from visits where id = ?`,
    );
    this.#details = driver.prepare<[number], DetailsRow>(
      "select seq, resolution, seconds, rating_ref from touch_details where visit_id = ?",
    );
    this.#comments = driver.prepare<[number], { seq: number; text: string }>("select seq, text from comments where visit_id = ?");
    this.#history = driver.prepare<[number], VersionRow>(
      `select seq, moment_id, at, date_only, channel_id, team_id, answer, import_id, resolution, seconds, rating_ref, comment
       from touch_history where visit_id = ? order by seq, version`,
    );
    this.#claims = driver.prepare<[number], ClaimRow>(
      `select import_id, at, date_only, segment_id, segment_at, channel_id, (started_at is not null) as explicit_start, started_at, started_date_only,
        customer, weight, attributes, comment, knowledge, not_met from visit_claims where visit_id = ? order by n`,
    );
    this.#ids = driver
      .prepare<[number, string], number>("select id from visits where source_id = ? and external_id = ? order by id")
      .pluck();
  }

  /** Ids of the visits that one source id stands for. */
  visitIds(sourceId: number, externalId: string): number[] {
    return this.#ids.all(sourceId, externalId);
  }

  load(visitId: number): StoredVisit | null {
    const row = this.#visit.get(visitId);
    if (!row) return null;
    const claims = row.import_id === null ? this.#claims.all(visitId).map(toClaim) : [toClaim(ownClaim(row))];
    return {
      id: visitId,
      sourceId: row.source_id,
      externalId: row.external_id,
      record: { touches: this.#touches(visitId, row.touches), claims },
    };
  }

  #touches(visitId: number, bytes: Uint8Array | null): TouchRecord[] {
    const sides = sidesOf(bytes);
    const details = new Map((sides & SIDES.details ? this.#details.all(visitId) : []).map((row) => [row.seq, row]));
    const comments = new Map((sides & SIDES.comments ? this.#comments.all(visitId) : []).map((row) => [row.seq, row.text]));
    const history = Map.groupBy(sides & SIDES.history ? this.#history.all(visitId) : [], (row) => row.seq);
    return decodeTouches(bytes).map((touch, i) => ({
      visitId,
      live: { ...touch, ...extrasOf(details.get(i + 1)), comment: comments.get(i + 1) ?? null },
      history: (history.get(i + 1) ?? []).map(toVersion),
    }));
  }
}

/** The claim in a visit's own row. */
function ownClaim(row: VisitRow): ClaimRow {
  if (row.at !== null) return { ...row, at: row.at };
  return { ...row, at: row.last_at ?? 0, date_only: row.last_date_only };
}

function extrasOf(row: DetailsRow | undefined): Pick<TouchVersion, "resolution" | "seconds" | "ratingRef"> {
  if (!row) return { resolution: null, seconds: null, ratingRef: null };
  const resolution = row.resolution === null ? null : (RESOLUTIONS[row.resolution] ?? null);
  return { resolution, seconds: row.seconds, ratingRef: row.rating_ref };
}

function toVersion(row: VersionRow): TouchVersion {
  return {
    importId: row.import_id,
    momentId: row.moment_id,
    when: { at: row.at, dateOnly: row.date_only === 1 },
    channelId: row.channel_id,
    teamId: row.team_id,
    answer: row.answer,
    ...extrasOf(row),
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
/** What a plain visit has in columns that are not its own. */
const PLAIN_VALUES = new Map<string, "0" | "null">([
  ["segment_at", "null"],
  ["claim_at", "null"],
  ["claim_date_only", "0"],
  ["claim_channel_id", "0"],
  ["explicit_start", "0"],
  ["started_date_only", "0"],
  ["last_date_only", "0"],
  ["not_met", "0"],
  ["repeated", "0"],
  ["out_of_order", "0"],
  ["customer", "null"],
  ["weight", "null"],
  ["attributes", "null"],
  ["comment", "null"],
]);
const SIDE_TABLES = ["visit_claims", "touch_details", "comments", "touch_history"];

/** Where a visit comes from, with its id in the store. */
export interface VisitIdentity {
  readonly id: number;
  readonly sourceId: number;
  readonly externalId: string;
}

export class RecordWriter {
  readonly #journeyId: number;
  readonly #putVisit;
  readonly #putPlain: (importId: number, sourceId: number, knowledge: number) => PlainStatement;
  readonly #deleteVisit;
  readonly #deleteSides;
  readonly #putClaim;
  readonly #putDetails;
  readonly #putComment;
  readonly #putHistory;

  constructor(driver: Driver, journeyId: number) {
    this.#journeyId = journeyId;
    const columns = [...IDENTITY_COLUMNS, ...CLAIM_COLUMNS, ...DERIVED_COLUMNS, "touches"];
    this.#putVisit = driver.prepare(`insert or replace into visits (${columns.join(", ")}) values (${columns.map(() => "?").join(", ")})`);
    this.#putPlain = plainStatements(driver, columns, journeyId);
    this.#deleteVisit = driver.prepare("delete from visits where id = ?");
    this.#deleteSides = SIDE_TABLES.map((table) => driver.prepare(`delete from ${table} where visit_id = ?`));
    this.#putClaim = driver.prepare(
      `insert into visit_claims (visit_id, n, import_id, at, date_only, segment_id, segment_at, channel_id, started_at,
        started_date_only, customer, weight, attributes, comment, knowledge, not_met) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.#putDetails = driver.prepare("insert into touch_details (visit_id, seq, resolution, seconds, rating_ref) values (?, ?, ?, ?, ?)");
    this.#putComment = driver.prepare("insert into comments (visit_id, seq, text) values (?, ?, ?)");
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
    if (isNew && only && claimAt === null && isPlain(only, facts)) {
      this.#savePlain(visit, only.importId, record, facts);
      return;
    }
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
      encodeTouches(record.touches, this.#saveSides(visit.id, record.touches)),
    );
    if (only) return;
    for (const [n, claim] of record.claims.entries()) this.#saveClaim(visit.id, n, claim);
  }

  /** Half of the columns have the same value in most visits of a large file: saying them in the statement takes half the time. */
  #savePlain(visit: VisitIdentity, importId: number, record: VisitRecord, facts: VisitFacts): void {
    this.#putPlain(importId, visit.sourceId, knowledgeCode(facts.claims.knowledge)).run(
      visit.id,
      visit.externalId,
      facts.claims.segmentId,
      facts.start.at,
      facts.startDay,
      facts.entryChannelId,
      facts.last?.at ?? null,
      facts.touched,
      facts.rated,
      facts.broken,
      encodeTouches(record.touches, this.#saveSides(visit.id, record.touches)),
    );
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
      if (live.comment !== null) {
        this.#putComment.run(visitId, seq, live.comment);
        sides |= SIDES.comments;
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

/** Whether `PLAIN_VALUES` holds. The claim's time is known to be the last touch's. */
function isPlain(only: Claim, facts: VisitFacts): boolean {
  const { claims, start, last } = facts;
  return (
    segmentAtOf(only) === null &&
    claims.channelId === 0 &&
    claims.startedAt === null &&
    !start.dateOnly &&
    !last?.dateOnly &&
    claims.notMet === 0 &&
    claims.customer === null &&
    claims.weight === null &&
    claims.attributes === null &&
    claims.comment === null &&
    facts.repeated === 0 &&
    !facts.outOfOrder
  );
}

interface PlainStatement {
  run(...values: (number | string | Buffer | null)[]): unknown;
}

/** The statement for plain visits of an import; an import needs one, or one for each thing that its rows can know. */
function plainStatements(
  driver: Driver,
  columns: readonly string[],
  journeyId: number,
): (importId: number, sourceId: number, knowledge: number) => PlainStatement {
  let last: { readonly key: readonly number[]; readonly statement: PlainStatement } | null = null;
  return (...key) => {
    if (last && last.key[0] === key[0] && last.key[1] === key[1] && last.key[2] === key[2]) return last.statement;
    const [importId, sourceId, knowledge] = key;
    const own = new Map([
      ["journey_id", journeyId],
      ["import_id", importId],
      ["source_id", sourceId],
      ["knowledge", knowledge],
    ]);
    const values = columns.map((column) => own.get(column) ?? PLAIN_VALUES.get(column) ?? "?");
    const statement: PlainStatement = driver.prepare(`insert into visits (${columns.join(", ")}) values (${values.join(", ")})`);
    last = { key, statement };
    return statement;
  };
}

function sameTime(a: When, b: When | null): boolean {
  return b !== null && a.at === b.at && a.dateOnly === b.dateOnly;
}

function segmentAtOf(claim: Claim | undefined): number | null {
  if (!claim || claim.segmentId === 0 || claim.segmentAt === claim.when.at) return null;
  return claim.segmentAt;
}

function resolutionCode(resolution: Resolution | null): number | null {
  return resolution === null ? null : RESOLUTIONS.indexOf(resolution);
}

/** Reads a stored visit's touches without what side tables know of them. */
export function touchReader(driver: Driver): (visitId: number) => StoredTouch[] {
  const read = driver.prepare<[number], Buffer | null>("select touches from visits where id = ?").pluck();
  return (visitId) => decodeTouches(read.get(visitId) ?? null);
}
