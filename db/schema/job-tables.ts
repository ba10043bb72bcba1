/** What long jobs leave behind: imports, rebuilds with their drafts, erasures. */
import type { Kit } from "./kit.ts";
import { visitFacts } from "./visit-tables.ts";

export function makeJobTables(kit: Kit) {
  const { table, text, int, long, real, primaryKey, index } = kit;

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
    ...visitFacts(kit),
  });

  /** Customers who asked to be forgotten, by keyed hash: their rows are rejected for good. */
  const erasedCustomers = table("erased_customers", { customer: text("customer").primaryKey(), erasedAt: long("erased_at").notNull() });

  return { imports, importRepeats, rebuilds, rebuiltVisits, erasedCustomers };
}
