/** What people say: settings, journeys with their moments and charts, and the words by which sources call things. */
import type { Kit } from "./kit.ts";

export function makeDefinitionTables(kit: Kit) {
  const { table, text, int, long, real, primaryKey, uniqueIndex } = kit;

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

  return { settings, journeys, moments, factors, factorEdits, channels, segments, teams, sources };
}
