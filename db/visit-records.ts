/** Loads visit records: turns rows of visits and of their side tables into records. visit-rows.ts is the way back. */
import { RESOLUTIONS } from "#domain/checked-row.ts";
import { KNOWLEDGE } from "#domain/row-columns.ts";
import type { Claim, TouchRecord, TouchVersion, VisitRecord } from "#domain/visit-record.ts";
import { type Mentioned, MentionReader } from "./mention-rows.ts";
import type { Driver } from "./open.ts";
import { decodeTouches, SIDES, type StoredTouch, sidesOf } from "./touch-bytes.ts";
import type { DERIVED_COLUMNS } from "./visit-rows.ts";

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
  id: number;
  source_id: number;
  external_id: string;
  at: number | null;
  last_at: number | null;
  last_date_only: number;
  touches: Buffer | null;
}

const VISIT_ROW = `id, source_id, external_id, import_id, claim_at as at, claim_date_only as date_only, segment_id, segment_at,
  claim_channel_id as channel_id, explicit_start, started_at, started_date_only, customer, weight, attributes, comment, knowledge, not_met,
  last_at, last_date_only, touches`;

/** The computed columns of a visit's row, by name. */
export type DerivedRow = { readonly [Name in (typeof DERIVED_COLUMNS)[number]]: number | string | null };

/** A visit among many, with what is stored as computed of it. */
export interface ListedVisit extends StoredVisit {
  readonly journeyId: number;
  readonly derived: DerivedRow;
  /** Several imports spoke of it, so that what it says of itself is added up from their claims. */
  readonly shared: boolean;
}

export class RecordReader {
  readonly #visit;
  readonly #details;
  readonly #comments;
  readonly #history;
  readonly #claims;
  readonly #mentions: MentionReader;
  readonly #ids;
  readonly #page;

  constructor(driver: Driver) {
    this.#visit = driver.prepare<[number], VisitRow>(`select ${VISIT_ROW} from visits where id = ?`);
    // The plus keeps the planner from the index of starts, which would have all of a journey's visits sorted for each page.
    this.#page = driver.prepare<[number, number, number | null, number | null, number], VisitRow & DerivedRow & { journey_id: number }>(
      `select ${VISIT_ROW}, journey_id, start_day, entry_channel_id, touched, rated, broken, repeated, out_of_order from visits
       where id > ? and id <= ? and (? is null or +journey_id = ?) order by id limit ?`,
    );
    this.#details = driver.prepare<[number], DetailsRow>(
      "select seq, resolution, seconds, rating_ref from touch_details where visit_id = ?",
    );
    this.#comments = driver.prepare<[number], { seq: number; text: string }>(
      "select seq, text from comments where visit_id = ? and seq > 0",
    );
    this.#history = driver.prepare<[number], VersionRow>(
      `select seq, moment_id, at, date_only, channel_id, team_id, answer, import_id, resolution, seconds, rating_ref, comment
       from touch_history where visit_id = ? order by seq, version`,
    );
    this.#claims = driver.prepare<[number], ClaimRow>(
      `select import_id, at, date_only, segment_id, segment_at, channel_id, (started_at is not null) as explicit_start, started_at, started_date_only,
        customer, weight, attributes, comment, knowledge, not_met from visit_claims where visit_id = ? order by n`,
    );
    this.#mentions = new MentionReader(driver);
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
    return row ? this.#toVisit(row) : null;
  }

  /** Visits in the order of their ids, above `after` and up to `last`, at most `most`; of one journey, or with null of all. */
  list(journeyId: number | null, after: number, last: number, most: number): ListedVisit[] {
    return this.#page
      .all(after, last, journeyId, journeyId, most)
      .map((row) => ({ ...this.#toVisit(row), journeyId: row.journey_id, derived: row, shared: row.import_id === null }));
  }

  #toVisit(row: VisitRow): StoredVisit {
    const sides = sidesOf(row.touches);
    const mentioned = this.#mentions.load(row.id, sides);
    const claims = row.import_id === null ? this.#claims.all(row.id).map(toClaim) : [toClaim(ownClaim(row))];
    return {
      id: row.id,
      sourceId: row.source_id,
      externalId: row.external_id,
      record: mentioned.record({ touches: this.#touches(row.id, row.touches, sides, mentioned), claims }),
    };
  }

  #touches(visitId: number, bytes: Uint8Array | null, sides: number, mentioned: Mentioned): TouchRecord[] {
    const details = new Map((sides & SIDES.details ? this.#details.all(visitId) : []).map((row) => [row.seq, row]));
    const comments = new Map((sides & SIDES.comments ? this.#comments.all(visitId) : []).map((row) => [row.seq, row.text]));
    const history = Map.groupBy(sides & SIDES.history ? this.#history.all(visitId) : [], (row) => row.seq);
    return decodeTouches(bytes).map((touch, i) =>
      mentioned.touch(i + 1, {
        visitId,
        live: { ...touch, ...extrasOf(details.get(i + 1)), comment: comments.get(i + 1) ?? null },
        history: (history.get(i + 1) ?? []).map(toVersion),
      }),
    );
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

/** Reads a stored visit's touches without what side tables know of them. */
export function touchReader(driver: Driver): (visitId: number) => StoredTouch[] {
  const read = driver.prepare<[number], Buffer | null>("select touches from visits where id = ?").pluck();
  return (visitId) => decodeTouches(read.get(visitId) ?? null);
}
