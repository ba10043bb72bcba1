/** The table `comments`: what customers wrote, with what a search filters by. Written with its visit, and compared with it by `verify`. */
import type { VisitFacts } from "#domain/visit-facts.ts";
import type { VisitRecord } from "#domain/visit-record.ts";
import type { Driver } from "./open.ts";
import { SIDES } from "./touch-bytes.ts";

const COLUMNS = ["seq", "journey_id", "moment_id", "at", "date_only", "channel_id", "segment_id", "team_id", "answer", "text"];
type Row = (number | string | null)[];

/** A visit's rows in the order of the columns; the comment on the visit as a whole first. */
function rowsOf(journeyId: number, visit: VisitRecord, facts: VisitFacts): Row[] {
  const { claims, start, entryChannelId } = facts;
  const rows: Row[] = [];
  if (claims.comment !== null) {
    rows.push([0, journeyId, 0, start.at, start.dateOnly ? 1 : 0, entryChannelId, claims.segmentId, 0, null, claims.comment]);
  }
  for (let i = 0; i < visit.touches.length; i += 1) {
    const live = visit.touches[i]?.live;
    if (live === undefined || live.comment === null) continue;
    const { momentId, when, channelId, teamId, answer, comment } = live;
    rows.push([i + 1, journeyId, momentId, when.at, when.dateOnly ? 1 : 0, channelId, claims.segmentId, teamId, answer, comment]);
  }
  return rows;
}

export class CommentWriter {
  readonly #journeyId: number;
  readonly #put;
  readonly #delete;

  constructor(driver: Driver, journeyId: number) {
    this.#journeyId = journeyId;
    this.#put = driver.prepare(
      `insert into comments (id, visit_id, ${COLUMNS.join(", ")})
       values ((select coalesce(max(id), 0) + 1 from comments), ?, ${COLUMNS.map(() => "?").join(", ")})`,
    );
    this.#delete = driver.prepare("delete from comments where visit_id = ?");
  }

  /** Puts a visit's comments in the place of those that are stored. */
  replace(visitId: number, visit: VisitRecord, facts: VisitFacts): void {
    this.#delete.run(visitId);
    this.save(visitId, visit, facts);
  }

  /** Writes a visit's comments; gives the sum of `SIDES`. */
  save(visitId: number, visit: VisitRecord, facts: VisitFacts): number {
    let sides = 0;
    for (const row of rowsOf(this.#journeyId, visit, facts)) {
      this.#put.run(visitId, ...row);
      if (row[0] !== 0) sides = SIDES.comments;
    }
    return sides;
  }
}

/** Reads a visit's stored comments, and beside them what its record says. */
export class CommentReader {
  readonly #journeyId: number;
  readonly #read;

  constructor(driver: Driver, journeyId: number) {
    this.#journeyId = journeyId;
    this.#read = driver.prepare<[number]>(`select ${COLUMNS.join(", ")} from comments where visit_id = ? order by seq`).raw();
  }

  read(visitId: number, visit: VisitRecord, facts: VisitFacts): { readonly stored: Row; readonly expected: Row } {
    const stored = this.#read.all(visitId) as Row[];
    return { stored: stored.flat(), expected: rowsOf(this.#journeyId, visit, facts).flat() };
  }

  /** Whether the stored ones are others than the record says. */
  differ(visitId: number, visit: VisitRecord, facts: VisitFacts): boolean {
    const { stored, expected } = this.read(visitId, visit, facts);
    return stored.length !== expected.length || stored.some((value, i) => value !== expected[i]);
  }
}

type Compare = (what: () => string, stored: readonly unknown[], counted: readonly unknown[]) => void;

/** Compares a visit's stored comments with what its record says. */
export function commentComparer(driver: Driver, journeyId: number, compare: Compare) {
  const reader = new CommentReader(driver, journeyId);
  return (visitId: number, visit: VisitRecord, facts: VisitFacts): void => {
    const { stored, expected } = reader.read(visitId, visit, facts);
    if (expected.length > 0 || stored.length > 0) compare(() => `comments of visit ${visitId}`, stored, expected);
  };
}

/**
 * How many comments the index of words lacks, and how many it has that are no more. It only reads, so that it can be asked while somebody
 * else writes; FTS5's own check of every word writes.
 */
export function unindexedComments(driver: Driver): number {
  const read = driver.prepare<[], number>(
    `select (select count(*) from comments c where not exists (select 1 from comment_words_docsize d where d.id = c.id))
      + (select count(*) from comment_words_docsize d where not exists (select 1 from comments c where c.id = d.id))`,
  );
  return read.pluck().get() ?? 0;
}

/** Makes the index of words anew, inside the caller's transaction. */
export function indexComments(driver: Driver): void {
  driver.exec("insert into comment_words (comment_words) values ('rebuild')");
}
