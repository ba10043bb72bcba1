/** Reads comments, newest first, inside a scope that may read them. */
import { type SQL, sql } from "drizzle-orm";
import { zoneStartOfDay } from "#domain/calendar.ts";
import type { CommentTerms } from "#domain/comment-search.ts";
import type { Store } from "./open.ts";
import type { Scope } from "./scope.ts";
import { among, type Cutoff, inScope, type Selection } from "./selection.ts";

const DAY_MS = 86_400_000;

export interface CommentQuestion {
  readonly selection: Selection;
  readonly timeZone: string;
  readonly cutoff: Cutoff | null;
  /** Ids; null: any moment, and comments on whole visits. */
  readonly moments: readonly number[] | null;
  readonly terms: CommentTerms;
  /** Ids of factors of which one has to be mentioned; null: none needs to be. */
  readonly factors: readonly number[] | null;
}

export interface CommentLine {
  readonly visitId: number;
  readonly seq: number;
  readonly momentId: number;
  readonly at: number;
  readonly dateOnly: number;
  readonly channelId: number;
  readonly segmentId: number;
  readonly teamId: number;
  readonly answer: number | null;
  readonly text: string;
}

export interface CommentFactor {
  readonly momentId: number;
  readonly factor: string;
}

export type CommentTagLine = CommentFactor & { readonly actor: string; readonly at: number };

export function countComments(store: Store, scope: Scope, question: CommentQuestion): number {
  return store.orm.get<{ n: number }>(sql`select count(*) as n from comments c where ${where(scope, question)}`)?.n ?? 0;
}

export function readComments(store: Store, scope: Scope, question: CommentQuestion, offset: number, most: number): CommentLine[] {
  return store.orm.all<CommentLine>(sql`select c.visit_id as visitId, c.seq, c.moment_id as momentId, c.at, c.date_only as dateOnly,
    c.channel_id as channelId, c.segment_id as segmentId, c.team_id as teamId, c.answer, c.text from comments c
    where ${where(scope, question)} order by c.at desc, c.visit_id desc, c.seq limit ${most} offset ${offset}`);
}

function where(scope: Scope, question: CommentQuestion): SQL {
  if (!scope.comments) throw new Error("This scope may not read comments.");
  const { selection, moments, factors, terms } = question;
  const conditions = [
    sql`c.journey_id = ${selection.journeyId}`,
    within(question),
    among(sql`c.channel_id`, selection.channels),
    among(sql`c.segment_id`, selection.segments),
    among(sql`c.team_id`, selection.teams),
    inScope(scope, sql`c.team_id`),
    ...(moments === null ? [] : [sql`(${among(sql`c.moment_id`, moments)} or ${mentions(among(sql`f.moment_id`, moments))})`]),
    ...(factors === null ? [] : [mentions(among(sql`f.id`, factors))]),
    ...terms.indexed.map(
      (term) => sql`c.id in (select rowid from comment_words where comment_words match ${`"${term.replaceAll('"', '""')}"`})`,
    ),
    ...terms.short.map((term) => sql`c.text like ${`%${term.replaceAll(/[\\%_]/g, "\\$&")}%`} escape '\\'`),
  ];
  return sql.join(conditions, sql` and `);
}

/** By the local day of the touch, or of the visit's start; instants and calendar days are told apart. */
function within({ selection, timeZone, cutoff }: CommentQuestion): SQL {
  const { fromDay, toDay } = selection;
  if (fromDay > toDay) return sql`1 = 0`;
  const from = zoneStartOfDay(timeZone, fromDay);
  const to = Math.min(zoneStartOfDay(timeZone, toDay + 1) - 1, cutoff?.at ?? Number.MAX_SAFE_INTEGER);
  const lastDay = Math.min(toDay, cutoff?.day ?? toDay);
  // The first condition bounds the search in the index by time.
  return sql`c.at between ${Math.min(from, fromDay * DAY_MS)} and ${Math.max(to, lastDay * DAY_MS)}
    and (c.at between ${from} and ${to} or c.date_only = 1) and (c.at between ${fromDay * DAY_MS} and ${lastDay * DAY_MS} or c.date_only = 0)`;
}

/** Whether the comment's touch (of a comment on a visit: any import, of the visit) mentions a factor, or a person read one out of it. */
function mentions(isWanted: SQL): SQL {
  return sql`(exists (select 1 from mentions m join factors f on f.id = m.factor_id where m.visit_id = c.visit_id and m.seq = c.seq
    and (m.version = 0 or m.seq = 0) and ${isWanted})
    or exists (select 1 from comment_tags t join factors f on f.id = t.factor_id where t.visit_id = c.visit_id and t.seq = c.seq
    and t.text = c.text and ${isWanted}))`;
}

/** What a comment's touch or visit mentions by itself, and what people read out of the comment. */
export function readCommentFactors(store: Store, line: CommentLine): { mentions: CommentFactor[]; tags: CommentTagLine[] } {
  const own = sql`visit_id = ${line.visitId} and seq = ${line.seq}`;
  return {
    mentions: store.orm.all<CommentFactor>(sql`select distinct f.moment_id as momentId, f.key as factor from mentions m
      join factors f on f.id = m.factor_id where m.${own} and (m.version = 0 or m.seq = 0) order by 1, 2`),
    tags: store.orm.all<CommentTagLine>(sql`select f.moment_id as momentId, f.key as factor, t.actor, t.at from comment_tags t
      join factors f on f.id = t.factor_id where t.${own} and t.text = ${line.text} order by 1, 2`),
  };
}

/** Ids of the factors with a key at some moments. */
export function readFactorIds(store: Store, momentIds: readonly number[], key: string): number[] {
  return store.orm
    .values<[number]>(sql`select f.id from factors f where f.key = ${key} and ${among(sql`f.moment_id`, momentIds)}`)
    .map(([id]) => id);
}
