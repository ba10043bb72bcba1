/** What customers did: visits with their touches, and all that is known of these. */
import type { Kit } from "./kit.ts";

/** What is computed of a visit from its touches, and from what journey and organisation make of them. */
export const visitFacts = ({ long, int }: Kit) => ({
  startedAt: long("started_at").notNull(),
  startedDateOnly: int("started_date_only").notNull(),
  startDay: int("start_day").notNull(),
  entryChannelId: int("entry_channel_id").notNull(),
  lastAt: long("last_at"),
  lastDateOnly: int("last_date_only").notNull(),
  touched: long("touched").notNull(),
  rated: long("rated").notNull(),
  broken: long("broken").notNull(),
  repeated: long("repeated").notNull(),
  outOfOrder: int("out_of_order").notNull(),
});

export function makeVisitTables(kit: Kit) {
  const { table, text, int, long, real, bytes, primaryKey, index, uniqueIndex } = kit;

  /**
   * One passage of a customer. The first block is what the import that brought the visit said of it, as long as that is a single import
   * (`import_id`); where several spoke of it, `import_id` is null and `visit_claims` has what each said. The second block is computed
   * from touches and claims, and recounted by `verify`. The touches come last, as bytes (touch-bytes.ts), and not in rows of their own:
   * a visit is always written and derived as a whole, its touches are counted by the rollups, and a row of SQLite costs more than a touch.
   */
  const visits = table(
    "visits",
    {
      id: long("id").primaryKey(),
      journeyId: int("journey_id").notNull(),
      sourceId: int("source_id").notNull(),
      externalId: text("external_id").notNull(),
      importId: int("import_id"),
      segmentId: int("segment_id").notNull(),
      /** Time of the row that stated the segment; null: `claim_at`. */
      segmentAt: long("segment_at"),
      /** The latest time that the import spoke of; null: the last touch's. */
      claimAt: long("claim_at"),
      claimDateOnly: int("claim_date_only").notNull(),
      claimChannelId: int("claim_channel_id").notNull(),
      explicitStart: int("explicit_start").notNull(),
      customer: text("customer"),
      weight: real("weight"),
      attributes: text("attributes"),
      comment: text("comment"),
      knowledge: int("knowledge").notNull(),
      notMet: long("not_met").notNull(),

      ...visitFacts(kit),

      /** null: none. */
      touches: bytes("touches"),
    },
    // A source's visit id stands for one visit, or for several where a long pause starts a new one.
    (t) => [index("visits_start").on(t.journeyId, t.startDay), index("visits_external").on(t.sourceId, t.externalId)],
  );

  const visitClaims = table(
    "visit_claims",
    {
      visitId: long("visit_id").notNull(),
      n: int("n").notNull(),
      importId: int("import_id").notNull(),
      at: long("at").notNull(),
      dateOnly: int("date_only").notNull(),
      segmentId: int("segment_id").notNull(),
      segmentAt: long("segment_at"),
      channelId: int("channel_id").notNull(),
      startedAt: long("started_at"),
      startedDateOnly: int("started_date_only").notNull(),
      customer: text("customer"),
      weight: real("weight"),
      attributes: text("attributes"),
      comment: text("comment"),
      knowledge: int("knowledge").notNull(),
      notMet: long("not_met").notNull(),
    },
    (t) => [primaryKey({ columns: [t.visitId, t.n] })],
  );

  const touchVersion = () => ({
    visitId: long("visit_id").notNull(),
    seq: int("seq").notNull(),
    momentId: int("moment_id").notNull(),
    at: long("at").notNull(),
    dateOnly: int("date_only").notNull(),
    channelId: int("channel_id").notNull(),
    teamId: int("team_id").notNull(),
    answer: int("answer"),
    importId: int("import_id").notNull(),
  });
  const touchExtras = () => ({ resolution: int("resolution"), seconds: int("seconds"), ratingRef: text("rating_ref") });

  /** What few touches carry; no row where a touch carries none of it. `seq`: the touch's place in its visit's touches, from 1. */
  const touchDetails = table("touch_details", { visitId: long("visit_id").notNull(), seq: int("seq").notNull(), ...touchExtras() }, (t) => [
    primaryKey({ columns: [t.visitId, t.seq] }),
  ]);

  /**
   * Which factors were mentioned. `seq` 0: by what an import says of the visit as a whole, `version` its claim (0: the only one); else by
   * the touch, `version` 0 as it stands, 1 … its place in the history + 1.
   */
  const mentions = table(
    "mentions",
    {
      visitId: long("visit_id").notNull(),
      seq: int("seq").notNull(),
      version: int("version").notNull(),
      factorId: int("factor_id").notNull(),
    },
    (t) => [primaryKey({ columns: [t.visitId, t.seq, t.version, t.factorId] })],
  );

  /**
   * What customers wrote, with what a search filters by. `seq` as in `touch_details`, 0: of the visit as a whole (moment 0, its start,
   * its entry channel). The words are indexed by `comment_words`, which triggers keep (scripts/cluster-tables.ts).
   */
  const comments = table(
    "comments",
    {
      id: long("id").primaryKey(),
      visitId: long("visit_id").notNull(),
      seq: int("seq").notNull(),
      journeyId: int("journey_id").notNull(),
      momentId: int("moment_id").notNull(),
      at: long("at").notNull(),
      dateOnly: int("date_only").notNull(),
      channelId: int("channel_id").notNull(),
      segmentId: int("segment_id").notNull(),
      teamId: int("team_id").notNull(),
      answer: int("answer"),
      text: text("text").notNull(),
    },
    (t) => [uniqueIndex("comments_visit").on(t.visitId, t.seq), index("comments_time").on(t.journeyId, t.at)],
  );

  /** Factors that a person read out of a comment. They hold as long as the touch (seq 0: the visit) has a comment with these words. */
  const commentTags = table(
    "comment_tags",
    {
      visitId: long("visit_id").notNull(),
      seq: int("seq").notNull(),
      factorId: int("factor_id").notNull(),
      text: text("text").notNull(),
      /** An e-mail address. */
      actor: text("actor").notNull(),
      at: long("at").notNull(),
    },
    (t) => [primaryKey({ columns: [t.visitId, t.seq, t.factorId] })],
  );

  /** Versions of a touch that a correction has replaced, or that came too late to replace it. */
  const touchHistory = table(
    "touch_history",
    { ...touchVersion(), version: int("version").notNull(), ...touchExtras(), comment: text("comment") },
    (t) => [primaryKey({ columns: [t.visitId, t.seq, t.version] })],
  );

  return { visits, visitClaims, touchDetails, mentions, comments, commentTags, touchHistory };
}
