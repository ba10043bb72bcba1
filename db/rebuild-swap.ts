/**
 * The drafts of a rebuild, and its end. While it runs, cells are kept under the negative number of their journey and visits that differ in
 * a table of their own, where no reader looks. One transaction then puts all of it in its place together with what it was derived under,
 * because a score is printed with its cut points: readers see the old figures and definition or the new ones.
 */
import { sql } from "drizzle-orm";
import { factsOf } from "#domain/visit-facts.ts";
import type { CellTable } from "./cell-table.ts";
import { CommentWriter, indexComments, unindexedComments } from "./comment-rows.ts";
import { FACTOR_DAYS, FACTOR_MONTHS } from "./factor-cells.ts";
import { factsContext } from "./journey-context.ts";
import { type Definition, readDefinition, saveDefinition } from "./journey-definition.ts";
import type { Store } from "./open.ts";
import { REACH_TABLES } from "./reach-cells.ts";
import { completeRebuild, type Rebuild, type Wanted } from "./rebuild-rows.ts";
import { GRAINS, SCORE_COUNTS, SCORE_KEY, SCORE_TABLES } from "./score-cells.ts";
import { readSettings, writeSetting } from "./settings.ts";
import { RecordReader } from "./visit-records.ts";
import { DERIVED_COLUMNS, WORDS, wordValues } from "./visit-rows.ts";

const REACH: readonly CellTable[] = GRAINS.flatMap((grain) => [REACH_TABLES[grain].visits, REACH_TABLES[grain].reach]);
const SCORES: readonly CellTable[] = GRAINS.map((grain) => ({ name: SCORE_TABLES[grain], keys: SCORE_KEY, counts: SCORE_COUNTS }));
const FACTORS: readonly CellTable[] = [FACTOR_DAYS, FACTOR_MONTHS];
/** In the shape of a rollup, whose cells are put in their place like any other's. */
const PATTERNS: CellTable = { name: "visit_patterns", keys: ["journey_id", "start_day", "part"], counts: ["bytes"] };
const DRAFT_TABLES: readonly string[] = [...[...SCORES, ...FACTORS, ...REACH, PATTERNS].map(({ name }) => name), "start_days"];

/** Columns of `rebuilt_visits` beside the visit's id and the two marks: what is computed and no word of a customer. */
export const REBUILT_COLUMNS = DERIVED_COLUMNS.filter((column) => !WORDS.some((word) => word === column));

/** The number under which a journey's cells are kept until they are in effect. */
export function draftOf(journeyId: number): number {
  return -journeyId;
}

/** Forgets whatever an unfinished rebuild has found, inside the caller's transaction. */
export function clearDrafts(store: Store): void {
  store.driver.prepare("delete from rebuilt_visits").run();
  for (const name of DRAFT_TABLES) store.driver.prepare(`delete from ${name} where journey_id < 0`).run();
}

/**
 * Whether a rebuild's cells of scores and factors are the differences to those in effect. In one time zone a touch stays in its cell, and
 * a mention in its own, whatever becomes of the moments, unless their visit gets another entry channel or begins on another day: few do, and
 * the others' cells need not be written.
 */
export function keepsDifferences(wanted: Wanted): boolean {
  return wanted.kind === "journey";
}

/** Puts what a rebuild found into effect, with the definition or setting that it was derived under. Inside the caller's transaction. */
export function swapIn(store: Store, rebuild: Rebuild, journeys: readonly number[], at: number): void {
  const { wanted } = rebuild;
  const previous = previousOf(store, wanted);
  if (wanted.kind === "journey") saveDefinition(store, wanted.journeyId, wanted.definition, { actor: rebuild.actor, now: at });
  if (wanted.kind === "time-zone") writeSetting(store, "timeZone", wanted.timeZone);
  saveVisits(store);
  moveComments(store);
  if (wanted.kind === "recount") mendIndex(store);
  saveWords(store, journeys);
  for (const journeyId of journeys) {
    for (const table of [...REACH, PATTERNS]) replaceCells(store, table, journeyId);
    replaceStartDays(store, journeyId);
    for (const table of [...SCORES, ...FACTORS]) (keepsDifferences(wanted) ? addCells : replaceCells)(store, table, journeyId);
  }
  for (const journeyId of journeys) store.orm.run(sql`update journeys set data_version = data_version + 1 where id = ${journeyId}`);
  clearDrafts(store);
  completeRebuild(store, rebuild, previous, at);
}

function previousOf(store: Store, wanted: Wanted): Wanted {
  if (wanted.kind === "time-zone") return { kind: "time-zone", timeZone: readSettings(store).timeZone };
  if (wanted.kind === "recount") return wanted;
  const definition: Definition | null = readDefinition(store, wanted.journeyId);
  if (!definition) throw new Error(`Journey ${wanted.journeyId} went while it was rebuilt.`);
  return { kind: "journey", journeyId: wanted.journeyId, definition };
}

function replaceCells(store: Store, table: CellTable, journeyId: number): void {
  store.driver.prepare(`delete from ${table.name} where journey_id = ?`).run(journeyId);
  store.driver.prepare(`${copyOf(table)} where journey_id = ?`).run(draftOf(journeyId));
}

function addCells(store: Store, table: CellTable, journeyId: number): void {
  const sums = table.counts.map((column) => `${column} = ${column} + excluded.${column}`).join(", ");
  store.driver
    .prepare(`${copyOf(table)} where journey_id = ? on conflict (${table.keys.join(", ")}) do update set ${sums}`)
    .run(draftOf(journeyId));
  store.driver.prepare(`delete from ${table.name} where journey_id = ? and ${table.counts[0]} = 0`).run(journeyId);
}

/** Start days keep their rows: who has read a day's visits learns from them that these have changed. */
function replaceStartDays(store: Store, journeyId: number): void {
  const counts = ["last_instant", "last_date", "weighted", "late"];
  store.driver
    .prepare(
      "update start_days set changes = changes + 1, last_instant = null, last_date = null, weighted = 0, late = 0 where journey_id = ?",
    )
    .run(journeyId);
  store.driver
    .prepare(
      `${copyOf({ name: "start_days", keys: ["journey_id", "start_day"], counts: ["changes", ...counts] })} where journey_id = ?
       on conflict (journey_id, start_day) do update set ${counts.map((column) => `${column} = excluded.${column}`).join(", ")}`,
    )
    .run(draftOf(journeyId));
}

/** Inserting copies in the order of the key and deleting the drafts takes half the time of changing their key. */
function copyOf({ name, keys, counts }: CellTable): string {
  const others = [...keys.filter((key) => key !== "journey_id"), ...counts].join(", ");
  return `insert into ${name} (journey_id, ${others}) select -journey_id, ${others} from ${name}`;
}

/** An index is written only for columns that a statement names: visits that stay on their day are spared theirs. */
function saveVisits(store: Store): void {
  const { driver } = store;
  const update = (columns: readonly string[], moves: 0 | 1) =>
    driver.prepare(
      `update visits set ${columns.map((column) => `${column} = r.${column}`).join(", ")}
       from rebuilt_visits r where r.visit_id = visits.id and r.moves = ${moves}`,
    );
  update(
    REBUILT_COLUMNS.filter((column) => column !== "start_day"),
    0,
  ).run();
  update(REBUILT_COLUMNS, 1).run();
}

/**
 * Comments go with their visit, those on the whole visit also with its start and entry channel. Their words stay, and the index of these. The
 * plus has the planner go through the visits that differ, not through all comments.
 */
function moveComments(store: Store): void {
  store.driver
    .prepare(
      `update comments set segment_id = r.segment_id from rebuilt_visits r
       where +r.visit_id = comments.visit_id and comments.segment_id <> r.segment_id`,
    )
    .run();
  store.driver
    .prepare(
      `update comments set at = r.started_at, date_only = r.started_date_only, channel_id = r.entry_channel_id from rebuilt_visits r
       where +r.visit_id = comments.visit_id and comments.seq = 0
       and (comments.at <> r.started_at or comments.date_only <> r.started_date_only or comments.channel_id <> r.entry_channel_id)`,
    )
    .run();
}

/** Comments that are not what was indexed could not be replaced without leaving their words behind in the index. */
function mendIndex({ driver }: Store): void {
  const damaged = driver.prepare<[], number>("select exists (select 1 from rebuilt_visits where words = 1)").pluck().get() === 1;
  if (damaged || unindexedComments(driver) > 0) indexComments(driver);
}

/** Customers' words are not copied into drafts, whose space is not overwritten when a customer is erased: they are derived here. */
function saveWords(store: Store, journeys: readonly number[]): void {
  const { driver } = store;
  const reader = new RecordReader(driver);
  const ids = driver
    .prepare<[number], number>(
      "select r.visit_id from rebuilt_visits r cross join visits v on v.id = r.visit_id where r.words = 1 and v.journey_id = ?",
    )
    .pluck();
  const update = driver.prepare(`update visits set ${WORDS.map((column) => `${column} = ?`).join(", ")} where id = ?`);
  for (const journeyId of journeys) {
    const context = factsContext(store, journeyId);
    const comments = new CommentWriter(driver, journeyId);
    for (const id of ids.all(journeyId)) {
      const visit = reader.load(id);
      if (!visit) continue;
      const facts = factsOf(visit.record, context);
      update.run(...wordValues(facts.claims), id);
      comments.replace(id, visit.record, facts);
    }
  }
}

/** Whether a rebuild that was dropped has left something behind. */
export function hasDrafts(store: Store): boolean {
  const found = store.driver
    .prepare<[], number>(
      "select exists (select 1 from rebuilt_visits) or exists (select 1 from visit_days where journey_id < 0) or exists (select 1 from score_days where journey_id < 0)",
    )
    .pluck()
    .get();
  return found === 1;
}
