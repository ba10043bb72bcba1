/** What there is to choose from in a journey: dimensions that its data uses, and the days that it covers. */
import { sql } from "drizzle-orm";
import { type Dimension, readDimension } from "./dimensions.ts";
import type { Store } from "./open.ts";
import { rowsOf } from "./prepared.ts";
import type { Scope } from "./scope.ts";

/** First and last day with a touch or a visit's start, as days since 1970-01-01; null where nothing is stored. */
export function readSpan(store: Store, journeyId: number): { first: number; last: number } | null {
  // One end a query: SQLite finds one in the index, and for both it would read all of it.
  const end = (of: "min" | "max", table: "score_days" | "visit_days") =>
    rowsOf(store, `select ${of}(bucket) from ${table} where journey_id = ?`, [journeyId])[0]?.[0];
  const ends = [end("min", "score_days"), end("min", "visit_days"), end("max", "score_days"), end("max", "visit_days")];
  const known = ends.filter((day) => day !== null && day !== undefined);
  return known.length === 0 ? null : { first: Math.min(...known), last: Math.max(...known) };
}

export interface Dimensions {
  readonly channels: readonly Dimension[];
  /** Ids of the channels of a moment's touches, by the moment's id. */
  readonly channelsByMoment: ReadonlyMap<number, readonly number[]>;
  readonly segments: readonly Dimension[];
  readonly teams: readonly Dimension[];
}

/** Channels, segments and teams that the journey's touches carry; of teams only those in the scope. */
export function readDimensions(store: Store, scope: Scope, journeyId: number): Dimensions {
  const used = (column: string) =>
    new Set(
      store.orm
        .values<[number]>(sql`select distinct ${sql.identifier(column)} from score_months where journey_id = ${journeyId}`)
        .map(([id]) => id),
    );
  const met = store.orm.values<[number, number]>(
    sql`select distinct moment_id, channel_id from score_months where journey_id = ${journeyId} order by moment_id, channel_id`,
  );
  const channels = new Set([...met.map(([, channelId]) => channelId), ...used("entry_channel_id")]);
  const segments = used("segment_id");
  const teams = used("team_id");
  const mine = scope.teams;
  return {
    channels: readDimension(store, "channels").filter((row) => channels.has(row.id)),
    channelsByMoment: new Map(
      [...Map.groupBy(met, ([momentId]) => momentId)].map(([id, rows]) => [id, rows.map(([, channel]) => channel)]),
    ),
    segments: readDimension(store, "segments").filter((row) => segments.has(row.id)),
    teams: readDimension(store, "teams").filter((row) => teams.has(row.id) && (mine === "all" || mine.includes(row.key))),
  };
}
