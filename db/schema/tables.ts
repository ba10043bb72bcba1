/**
 * Every table, once. Facts (visits with their touches, history, comments) have keys that begin with the visit, integers made by the
 * application; nothing points at facts with a foreign key. Instants are milliseconds in 8 bytes; a value without a time is the midnight (UTC) of
 * its calendar day with `date_only` 1.
 */
import type { Kit } from "./kit.ts";

export function makeTables(kit: Kit) {
  const { table, text, int, long, real, bytes, primaryKey, index, uniqueIndex } = kit;

  const settings = table("settings", { key: text("key").primaryKey(), value: text("value").notNull() });

  const journeys = table("journeys", {
    id: int("id").primaryKey(),
    key: text("key").notNull().unique(),
    nameEn: text("name_en").notNull(),
    nameKo: text("name_ko").notNull(),
    mode: text("mode").notNull(),
    windowMs: long("window_ms").notNull(),
    /** 1: loaded by the sample command, and removable as a whole. */
    sample: int("sample").notNull(),
    /** Moves with every change of the journey or its data: cache keys hang on it. */
    dataVersion: long("data_version").notNull(),
    createdAt: long("created_at").notNull(),
  });

  const moments = table(
    "moments",
    {
      id: int("id").primaryKey(),
      journeyId: int("journey_id")
        .notNull()
        .references(() => journeys.id),
      key: text("key").notNull(),
      nameEn: text("name_en").notNull(),
      nameKo: text("name_ko").notNull(),
      stage: text("stage").notNull(),
      role: text("role").notNull(),
      /** Place in the journey's list, archived and outcomes included. */
      ordinal: int("ordinal").notNull(),
      /** The moment's own number in its journey, 0..49: its bit in the masks of `visits`. */
      bit: int("bit").notNull(),
      scaleMin: real("scale_min").notNull(),
      scaleMax: real("scale_max").notNull(),
      scaleStep: real("scale_step").notNull(),
      scaleBest: text("scale_best").notNull(),
      standardFrom: real("standard_from").notNull(),
      plusFrom: real("plus_from").notNull(),
      recommend: int("recommend").notNull(),
      /** Typical length of the contact; null where unknown. */
      seconds: int("seconds"),
      /** JSON list of channel keys on which the moment happens; null: any. */
      channels: text("channels"),
      archived: int("archived").notNull(),
    },
    (t) => [uniqueIndex("moments_key").on(t.journeyId, t.key), uniqueIndex("moments_bit").on(t.journeyId, t.bit)],
  );

  const factors = table(
    "factors",
    {
      id: int("id").primaryKey(),
      momentId: int("moment_id")
        .notNull()
        .references(() => moments.id),
      /** Stays whatever the texts become: what files are matched by. */
      key: text("key").notNull(),
      /** `plus`, `standard`, `minus`, or `unplaced`: brought by a file, and nobody has said yet where it belongs. */
      column: text("column").notNull(),
      ordinal: int("ordinal").notNull(),
      textEn: text("text_en").notNull(),
      textKo: text("text_ko").notNull(),
      archived: int("archived").notNull(),
      /** The import that brought it; null: made by hand. */
      importId: int("import_id"),
    },
    (t) => [uniqueIndex("factors_key").on(t.momentId, t.key)],
  );

  /** What people did to a moment's chart, never changed afterwards: undoing is an edit of its own. `n` counts from 1: the chart's version. */
  const factorEdits = table(
    "factor_edits",
    {
      momentId: int("moment_id")
        .notNull()
        .references(() => moments.id),
      n: int("n").notNull(),
      at: long("at").notNull(),
      /** An e-mail address, or `cli`. */
      actor: text("actor").notNull(),
      kind: text("kind").notNull(),
      /** JSON lists of the factors that changed, as they were and as they are. */
      before: text("before").notNull(),
      after: text("after").notNull(),
    },
    (t) => [primaryKey({ columns: [t.momentId, t.n] })],
  );

  const dimension = () => ({
    id: int("id").primaryKey(),
    key: text("key").notNull().unique(),
    nameEn: text("name_en").notNull(),
    nameKo: text("name_ko").notNull(),
    /** The import that brought it; null: made by hand. */
    importId: int("import_id"),
  });
  const channels = table("channels", dimension());
  const segments = table("segments", { ...dimension(), priority: int("priority").notNull() });
  const teams = table("teams", dimension());

  const sources = table(
    "sources",
    {
      id: int("id").primaryKey(),
      journeyId: int("journey_id")
        .notNull()
        .references(() => journeys.id),
      key: text("key").notNull(),
      /** A pause between touches of one visit id longer than this starts a new visit; null: never. */
      visitGapMs: long("visit_gap_ms"),
      importId: int("import_id"),
    },
    (t) => [uniqueIndex("sources_key").on(t.journeyId, t.key)],
  );

  /** What is computed of a visit from its touches, and from what journey and organisation make of them. */
  const visitFacts = () => ({
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

      ...visitFacts(),

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

  const imports = table(
    "imports",
    {
      id: int("id").primaryKey(),
      journeyId: int("journey_id").notNull(),
      /** `import`, or `sample`. */
      kind: text("kind").notNull(),
      source: text("source").notNull(),
      fileName: text("file_name").notNull(),
      /** SHA-256 of the file and of the mapping: what makes a repeated command the same import. */
      fileHash: text("file_hash").notNull(),
      mappingHash: text("mapping_hash").notNull(),
      mapping: text("mapping").notNull(),
      /** `wide` or `long`: what its rows are known again by. */
      shape: text("shape").notNull(),
      /** `running`, `undoing`, `done`, `undone`; `cancelled` and `refused`: undone before it had ended, on demand or for a fault of the file. */
      status: text("status").notNull(),
      rows: long("rows").notNull(),
      accepted: long("accepted").notNull(),
      rejected: long("rejected").notNull(),
      unchanged: long("unchanged").notNull(),
      visits: long("visits").notNull(),
      touches: long("touches").notNull(),
      ratings: long("ratings").notNull(),
      /** 0: rows come in file order. 1: visit by visit, because a visit's rows are far apart in the file. null: not known yet. */
      byVisits: int("by_visits"),
      /** Last physical line of the file whose effect is committed: an interrupted import goes on behind it. By visits: of rejected rows. */
      lastLine: long("last_line").notNull(),
      /** By visits: what is committed are the visits before this one, and its own rows up to a line. */
      throughVisit: text("through_visit").notNull(),
      throughLine: long("through_line").notNull(),
      /** Bytes of the file; null where rows do not come from one. */
      fileBytes: long("file_bytes"),
      /** How far it is, in bytes of the file. */
      doneBytes: long("done_bytes").notNull(),
      /** While it runs: rows a second, when it should be done, and when that was said. */
      rowsPerSecond: long("rows_per_second"),
      endsAt: long("ends_at"),
      saidAt: long("said_at"),
      rejectsFile: text("rejects_file"),
      /** Bytes of the rejects file that belong to committed rows. */
      rejectsBytes: long("rejects_bytes").notNull(),
      startedAt: long("started_at").notNull(),
      finishedAt: long("finished_at"),
    },
    (t) => [index("imports_file").on(t.journeyId, t.fileHash)],
  );

  /** How many rows of a later import only repeated what an earlier one had brought: they go with the earlier one when it is undone. */
  const importRepeats = table(
    "import_repeats",
    { firstImportId: int("first_import_id").notNull(), importId: int("import_id").notNull(), rows: long("rows").notNull() },
    (t) => [primaryKey({ columns: [t.firstImportId, t.importId] })],
  );

  /**
   * Visits and rollups derived anew in the background: under another definition of a journey, in another time zone, or as a recount. At
   * most one is `running`, whether or not a process works on it.
   */
  const rebuilds = table("rebuilds", {
    id: int("id").primaryKey(),
    /** `journey`, `time-zone`, `recount`. */
    kind: text("kind").notNull(),
    /** null: all journeys. */
    journeyId: int("journey_id"),
    /** JSON: what is to be in effect at its end, and what was before; null where there is nothing, or not yet. */
    wanted: text("wanted"),
    previous: text("previous"),
    /** The rebuild that this one takes back. */
    undoes: int("undoes"),
    /** `running`, `done`, `cancelled`. */
    status: text("status").notNull(),
    /** Id of the last visit that is done, and how many are. */
    cursor: long("cursor").notNull(),
    done: long("done").notNull(),
    total: long("total").notNull(),
    /** An e-mail address, or `cli`. */
    actor: text("actor").notNull(),
    startedAt: long("started_at").notNull(),
    /** When a process last took it up, how far it was then, and when it last got further. */
    resumedAt: long("resumed_at").notNull(),
    resumedDone: long("resumed_done").notNull(),
    movedAt: long("moved_at").notNull(),
    finishedAt: long("finished_at"),
  });

  /** What the running rebuild found to differ: the visit's computed columns as they will be. No words of customers. */
  const rebuiltVisits = table("rebuilt_visits", {
    visitId: long("visit_id").primaryKey(),
    /** 1: the customer, attributes or comment that several imports add up to differ too, or the rows of comments; they are derived again at the end. */
    words: int("words").notNull(),
    /** 1: the start's day differs, so that the visit moves in an index. */
    moves: int("moves").notNull(),
    segmentId: int("segment_id").notNull(),
    weight: real("weight"),
    knowledge: int("knowledge").notNull(),
    notMet: long("not_met").notNull(),
    ...visitFacts(),
  });

  /** Customers who asked to be forgotten, by keyed hash: their rows are rejected for good. */
  const erasedCustomers = table("erased_customers", { customer: text("customer").primaryKey(), erasedAt: long("erased_at").notNull() });

  const users = table("users", {
    id: int("id").primaryKey(),
    email: text("email").notNull().unique(),
    name: text("name").notNull(),
    passwordHash: text("password_hash").notNull(),
    role: text("role").notNull(),
    active: int("active").notNull(),
    /** Sample sign-ins live only in a store made by the demo. */
    sample: int("sample").notNull(),
    locale: text("locale"),
    /** Moves with each change of password: older sessions end. */
    sessionVersion: int("session_version").notNull(),
    createdAt: long("created_at").notNull(),
  });
  const userTeams = table(
    "user_teams",
    {
      userId: int("user_id")
        .notNull()
        .references(() => users.id),
      teamId: int("team_id")
        .notNull()
        .references(() => teams.id),
    },
    (t) => [primaryKey({ columns: [t.userId, t.teamId] })],
  );

  /** Failed sign-ins of an account or an address (by keyed hash), to slow both down. */
  const signInFailures = table("sign_in_failures", {
    subject: text("subject").primaryKey(),
    failures: int("failures").notNull(),
    blockedUntil: long("blocked_until").notNull(),
    lastAt: long("last_at").notNull(),
  });

  const audit = table("audit", {
    id: int("id").primaryKey(),
    at: long("at").notNull(),
    /** An e-mail address, or `cli`. */
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    /** JSON. */
    detail: text("detail").notNull(),
  });

  return {
    settings,
    journeys,
    moments,
    factors,
    factorEdits,
    channels,
    segments,
    teams,
    sources,
    visits,
    visitClaims,
    touchDetails,
    mentions,
    comments,
    commentTags,
    touchHistory,
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
    imports,
    importRepeats,
    rebuilds,
    rebuiltVisits,
    erasedCustomers,
    users,
    userTeams,
    signInFailures,
    audit,
  };
}
