/** What is counted of visits and touches, and kept in the transaction that changes them. */
import type { Kit } from "./kit.ts";

export function makeRollupTables(kit: Kit) {
  const { table, int, long, bytes, primaryKey } = kit;

  const answerCounts = () => ({
    a0: int("a0").notNull(),
    a1: int("a1").notNull(),
    a2: int("a2").notNull(),
    a3: int("a3").notNull(),
    a4: int("a4").notNull(),
    a5: int("a5").notNull(),
    a6: int("a6").notNull(),
    a7: int("a7").notNull(),
    a8: int("a8").notNull(),
    a9: int("a9").notNull(),
    a10: int("a10").notNull(),
  });
  /**
   * Rollups. Cells under a negative journey are those that an unfinished rebuild has counted for the journey without the minus; its end
   * puts them in the place of the others.
   */
  const scoreKey = () => ({
    journeyId: int("journey_id").notNull(),
    bucket: int("bucket").notNull(),
    momentId: int("moment_id").notNull(),
    channelId: int("channel_id").notNull(),
    entryChannelId: int("entry_channel_id").notNull(),
    segmentId: int("segment_id").notNull(),
    teamId: int("team_id").notNull(),
    touched: int("touched").notNull(),
    ...answerCounts(),
  });
  // The order of the keys is that of what is asked: sums by moment, and by moment and stratum, need no sorting.
  /** Touches counted by (their own local day, moment, channel, …): `bucket` = days since 1970-01-01. */
  const scoreDays = table("score_days", scoreKey(), (t) => [
    primaryKey({ columns: [t.journeyId, t.bucket, t.momentId, t.entryChannelId, t.segmentId, t.channelId, t.teamId] }),
  ]);
  /** The same by week, Monday to Sunday: `bucket` = (day + 3) / 7, rounded down. */
  const scoreWeeks = table("score_weeks", scoreKey(), (t) => [
    primaryKey({ columns: [t.journeyId, t.bucket, t.momentId, t.entryChannelId, t.segmentId, t.channelId, t.teamId] }),
  ]);
  /** The same by calendar month: `bucket` = year x 12 + month (0..11). */
  const scoreMonths = table("score_months", scoreKey(), (t) => [
    primaryKey({ columns: [t.journeyId, t.bucket, t.momentId, t.entryChannelId, t.segmentId, t.channelId, t.teamId] }),
  ]);

  const factorKey = () => ({
    journeyId: int("journey_id").notNull(),
    bucket: int("bucket").notNull(),
    factorId: int("factor_id").notNull(),
    channelId: int("channel_id").notNull(),
    entryChannelId: int("entry_channel_id").notNull(),
    segmentId: int("segment_id").notNull(),
    teamId: int("team_id").notNull(),
    mentioned: int("mentioned").notNull(),
    ...answerCounts(),
  });
  /** Mentions of factors counted as the touches that they go with are in `score_days`; `a0` … : the ratings of those touches. */
  const factorDays = table("factor_days", factorKey(), (t) => [
    primaryKey({ columns: [t.journeyId, t.bucket, t.factorId, t.entryChannelId, t.segmentId, t.channelId, t.teamId] }),
  ]);
  const factorMonths = table("factor_months", factorKey(), (t) => [
    primaryKey({ columns: [t.journeyId, t.bucket, t.factorId, t.entryChannelId, t.segmentId, t.channelId, t.teamId] }),
  ]);

  const startKey = () => ({
    journeyId: int("journey_id").notNull(),
    bucket: int("bucket").notNull(),
    segmentId: int("segment_id").notNull(),
    entryChannelId: int("entry_channel_id").notNull(),
  });
  const visitCounts = () => ({
    ...startKey(),
    visits: int("visits").notNull(),
    ratedVisits: int("rated_visits").notNull(),
    flawless: int("flawless").notNull(),
    complete: int("complete").notNull(),
    cannotTell: int("cannot_tell").notNull(),
    several: int("several").notNull(),
    disordered: int("disordered").notNull(),
  });
  const reachCounts = () => ({
    ...startKey(),
    momentId: int("moment_id").notNull(),
    touched: int("touched").notNull(),
    notMet: int("not_met").notNull(),
    rated: int("rated").notNull(),
    repeated: int("repeated").notNull(),
    broken: int("broken").notNull(),
    atRisk: int("at_risk").notNull(),
    broke: int("broke").notNull(),
    unbrokenNotMet: int("unbroken_not_met").notNull(),
    entered: int("entered").notNull(),
    furthest: int("furthest").notNull(),
    lastFlawless: int("last_flawless").notNull(),
    brokenLeft: int("broken_left").notNull(),
    metLeft: int("met_left").notNull(),
  });
  /** Visits counted by (their start's local day, segment, entry channel): what funnel and survival count of whole visits. */
  const visitDays = table("visit_days", visitCounts(), (t) => [
    primaryKey({ columns: [t.journeyId, t.bucket, t.segmentId, t.entryChannelId] }),
  ]);
  const visitWeeks = table("visit_weeks", visitCounts(), (t) => [
    primaryKey({ columns: [t.journeyId, t.bucket, t.segmentId, t.entryChannelId] }),
  ]);
  const visitMonths = table("visit_months", visitCounts(), (t) => [
    primaryKey({ columns: [t.journeyId, t.bucket, t.segmentId, t.entryChannelId] }),
  ]);
  /** The same visits counted at each moment. What depends on as-of (open visits, recent touches) is not in here. */
  const reachDays = table("reach_days", reachCounts(), (t) => [
    primaryKey({ columns: [t.journeyId, t.bucket, t.momentId, t.segmentId, t.entryChannelId] }),
  ]);
  const reachWeeks = table("reach_weeks", reachCounts(), (t) => [
    primaryKey({ columns: [t.journeyId, t.bucket, t.momentId, t.segmentId, t.entryChannelId] }),
  ]);
  const reachMonths = table("reach_months", reachCounts(), (t) => [
    primaryKey({ columns: [t.journeyId, t.bucket, t.momentId, t.segmentId, t.entryChannelId] }),
  ]);

  /** What is known of the visits that started on a day, and of nothing finer. A day once used keeps its row. */
  const startDays = table(
    "start_days",
    {
      journeyId: int("journey_id").notNull(),
      startDay: int("start_day").notNull(),
      /** Moves when a visit of the day goes or changes, not when a new one comes, which has a greater id than all before it. */
      changes: long("changes").notNull(),
      /** The latest of their last touches, by instant and by calendar day; null: none. */
      lastInstant: long("last_instant"),
      lastDate: long("last_date"),
      /** Those that carry a survey weight. */
      weighted: int("weighted").notNull(),
      /** Those with a touch on an earlier day: their source says when they start. */
      late: int("late").notNull(),
    },
    (t) => [primaryKey({ columns: [t.journeyId, t.startDay] })],
  );
  /**
   * The visits that started on a day, counted by all that a choice of steps can ask of them (visit-patterns.ts): the counts of a day are
   * the sums over its parts, each of which was written by one transaction or merged from such.
   */
  const visitPatterns = table(
    "visit_patterns",
    {
      journeyId: int("journey_id").notNull(),
      startDay: int("start_day").notNull(),
      part: int("part").notNull(),
      bytes: bytes("bytes").notNull(),
    },
    (t) => [primaryKey({ columns: [t.journeyId, t.startDay, t.part] })],
  );

  return {
    scoreDays,
    scoreWeeks,
    scoreMonths,
    factorDays,
    factorMonths,
    visitDays,
    visitWeeks,
    visitMonths,
    reachDays,
    reachWeeks,
    reachMonths,
    startDays,
    visitPatterns,
  };
}
