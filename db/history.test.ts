/**
 * Random histories of imports (late, repeated, corrected rows), undos, erasures, tags, other definitions of the journey with its chart, other
 * time zones and recounts, which end in the middle and are gone on with, dropped or taken back: against a log that is folded anew for every
 * question.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CheckedRow } from "#domain/checked-row.ts";
import type { Journey } from "#domain/journey.ts";
import { runs } from "../scripts/property-runs.ts";
import { changeSetting } from "./change-setting.ts";
import { tagComment } from "./comment-tags.ts";
import { eraseCustomer } from "./erase.ts";
import { compare, compareBroken, compareDays, compareMentions, compareNow, compareReach, Log, toRows } from "./history.fixture.ts";
import { type Interruption, MOMENTS, type RawDefinition, type Step, step, toFile } from "./history-steps.fixture.ts";
import { undoImport } from "./import-undo.ts";
import { putJourney } from "./journey-writer.ts";
import { type JourneyRow, readJourney } from "./journeys.ts";
import type { Store } from "./open.ts";
import { finishRebuilds, rebuildStore } from "./rebuild.ts";
import { cancelRebuild, listRebuilds, type Rebuild, unfinishedRebuild } from "./rebuild-rows.ts";
import type { RebuildHooks } from "./rebuild-run.ts";
import { undoRebuild } from "./rebuild-undo.ts";
import { verifyStore } from "./recount.ts";
import { operatorScope } from "./scope.ts";
import { readSettings } from "./settings.ts";
import { importRows, testStore, withJourney } from "./test-store.ts";

class Died extends Error {}

function dyingAfter(batches: number): RebuildHooks {
  let left = batches;
  return {
    batch: 1,
    onProgress: () => {
      if (left === 0) throw new Died();
      left -= 1;
    },
  };
}

/** Everything that a reader may look at. */
function readable(store: Store): string {
  const rows = (table: string, where = "1") => store.driver.prepare(`select * from ${table} where ${where} order by 1, 2, 3, 4`).all();
  const rollups = ["score_days", "score_weeks", "score_months", "visit_days", "visit_weeks", "visit_months", "reach_days", "reach_weeks"];
  rollups.push("reach_months", "start_days", "visit_patterns", "factor_days", "factor_months");
  return JSON.stringify([
    ...rollups.map((table) => rows(table, "journey_id > 0")),
    ...["journeys", "moments", "visits", "factors", "factor_edits", "comments"].map((table) => rows(table)),
    readSettings(store),
  ]);
}

/**
 * What a change puts into effect, at once or at the end of its rebuild. Cut points by key: a moment that is left out keeps its own, and so
 * does a chart without lines.
 */
interface Change {
  readonly definition?: {
    readonly order: readonly string[];
    readonly outcome: string;
    readonly cuts: ReadonlyMap<string, number>;
    readonly chart: readonly string[];
  };
  readonly zone?: string;
}

function changeTo({ order, cuts, outcome, chart }: RawDefinition): Change {
  const cutsByKey = new Map(order.map((key) => [key, cuts[MOMENTS.indexOf(key)] ?? 0]));
  return { definition: { order, outcome, cuts: cutsByKey, chart: order.includes("a") ? chart : [] } };
}

/** What was before a rebuild, as a change. */
function wayBack({ previous }: Rebuild): Change {
  if (previous?.kind === "time-zone") return { zone: previous.timeZone };
  const moments = previous?.definition.moments ?? [];
  const present = moments.filter((moment) => !moment.archived);
  return {
    definition: {
      order: present.map((moment) => moment.key),
      outcome: present.find((moment) => moment.role === "outcome")?.key ?? "",
      cuts: new Map(moments.map((moment) => [moment.key, moment.standardFrom])),
      chart: [],
    },
  };
}

class History {
  readonly #store: Store;
  readonly #journey: JourneyRow & Journey;
  readonly #log = new Log();
  readonly #done: { id: number; rows: CheckedRow[]; shape: "wide" | "long"; undone: boolean }[] = [];
  readonly #erased = new Set<string>();
  #order: readonly string[] = [];
  #outcome = "";
  #zone = "UTC";
  readonly #cuts = new Map<string, number>();
  #chart: readonly string[] = [];
  /** What an unfinished rebuild would put into effect. */
  #pending: Change = {};

  constructor(store: Store, journey: JourneyRow & Journey) {
    this.#store = store;
    this.#journey = journey;
    this.#apply(changeTo({ order: ["a", "b", "c", "d", "overall"], cuts: [3, 3, 3, 3, 3], outcome: "overall", chart: [] }));
  }

  async play(next: Step): Promise<void> {
    switch (next.kind) {
      case "import":
        await this.#take(toRows(next.rows, next.shape, this.#journey.moments), next.shape, next.batch);
        break;
      case "again":
      case "undo":
        await this.#repeatOrUndo(next);
        break;
      case "erase":
        await this.#erase(next.customer);
        break;
      case "tag":
        this.#tag(next);
        break;
      default:
        await this.#rebuild(next);
    }
    expect(verifyStore(this.#store)).toMatchObject({ differences: 0 });
    compareNow(this.#store, this.#stored());
  }

  async end(): Promise<void> {
    await finishRebuilds(this.#store);
    this.#settle();
    expect(verifyStore(this.#store)).toMatchObject({ differences: 0 });
    const journey = this.#stored();
    const steps = this.#order.filter((key) => key !== this.#outcome);
    const outcomes = this.#order.filter((key) => key === this.#outcome);
    expect(journey.moments.map(({ key, position }) => [key, position])).toEqual([
      ...steps.map((key, i) => [key, i + 1]),
      ...outcomes.map((key) => [key, null]),
    ]);
    expect(readSettings(this.#store).timeZone).toBe(this.#zone);
    expect(this.#minus()).toEqual(this.#chart);
    compare(this.#store, journey.id, this.#log, this.#journey.moments);
    compareMentions(this.#store, this.#log);
    compareReach(this.#store, journey);
    compareBroken(this.#store, journey.id, this.#log, this.#cuts);
    compareDays(this.#store, this.#log, this.#zone);
    expect(this.#store.driver.prepare("select count(*) from rebuilt_visits").pluck().get()).toBe(0);
    expect(this.#store.driver.prepare("select count(*) from reach_days where journey_id < 0").pluck().get()).toBe(0);
    expect(this.#store.driver.prepare("select count(*) from start_days where journey_id < 0").pluck().get()).toBe(0);
    expect(this.#store.driver.prepare("select count(*) from factor_days where journey_id < 0").pluck().get()).toBe(0);
    expect(this.#store.driver.prepare("select count(*) from factor_months where journey_id < 0").pluck().get()).toBe(0);
    expect(this.#store.driver.prepare("select count(*) from visit_patterns where journey_id < 0").pluck().get()).toBe(0);
  }

  #stored(): JourneyRow & Journey {
    const journey = readJourney(this.#store, operatorScope(), this.#journey.key);
    if (!journey) throw new Error("The journey is gone.");
    return journey;
  }

  async #take(rows: CheckedRow[], shape: "wide" | "long", batch: number): Promise<void> {
    const result = await importRows(this.#store, this.#journey, rows, { shape, batch });
    this.#settle();
    this.#done.push({ id: result.importId, rows, shape, undone: false });
    expect(result.rows).toBe(rows.length);
    for (const checked of rows) {
      if (checked.customer !== null && this.#erased.has(checked.customer)) continue;
      this.#log.add(result.importId, checked, shape);
    }
  }

  async #repeatOrUndo(next: { readonly kind: "again" | "undo"; readonly which: number }): Promise<void> {
    const target = this.#done[next.which];
    if (!target || target.undone) return;
    if (next.kind === "again") return this.#take(target.rows, target.shape, 2);
    target.undone = true;
    await undoImport(this.#store, target.id, () => 0);
    this.#settle();
    this.#log.touches = this.#log.touches.filter((entry) => entry.owner !== target.id);
  }

  async #erase(customer: string): Promise<void> {
    const found = this.#store.driver.prepare<[string, string], { id: string }>(
      `select external_id as id from visits where customer = ? union
       select v.external_id from visit_claims c join visits v on v.id = c.visit_id where c.customer = ?`,
    );
    const gone = new Set(found.all(`hash of ${customer}`, `hash of ${customer}`).map(({ id }) => id));
    this.#erased.add(customer);
    await eraseCustomer(this.#store, `hash of ${customer}`, () => 0);
    this.#settle();
    this.#log.touches = this.#log.touches.filter((entry) => !gone.has(entry.visit));
  }

  /** Tags (or untags) the n-th comment with the first line of a moment's chart, where there are both; not while a rebuild is unfinished. */
  #tag(next: Extract<Step, { kind: "tag" }>): void {
    const { driver } = this.#store;
    const comments = driver
      .prepare<[], { visitId: number; seq: number }>("select visit_id as visitId, seq from comments order by id")
      .all();
    const comment = comments[next.which];
    const momentId = this.#journey.moments[next.moment]?.id ?? 0;
    const factors = driver.prepare<[number], string>("select key from factors where moment_id = ? and archived = 0 order by id").pluck();
    const factor = factors.get(momentId);
    if (comment === undefined || factor === undefined) return;
    const isFree = unfinishedRebuild(this.#store) === null;
    const request = { ...comment, journeyId: this.#journey.id, momentId, factor, on: next.on, actor: "ann@example.org", now: 0 };
    const tagged = tagComment(this.#store, request);
    if (isFree) expect(tagged).toHaveProperty("changed");
    else expect(tagged).toBe("rebuilding");
  }

  /** The first moment's minus column as it is stored. */
  #minus(): string[] {
    return this.#store.driver
      .prepare<[number], string>(`select key from factors where moment_id = ? and "column" = 'minus' and archived = 0 order by ordinal`)
      .pluck()
      .all(this.#journey.moments[0]?.id ?? 0);
  }

  async #rebuild(next: Extract<Step, Interruption>): Promise<void> {
    const change = this.#changeOf(next);
    if (!change) return;
    for (const batches of next.stops) {
      const earlier = unfinishedRebuild(this.#store);
      const before = readable(this.#store);
      const survived = await change.work(dyingAfter(batches)).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Died) return false;
          throw error;
        },
      );
      const left = unfinishedRebuild(this.#store);
      expect(left === null).toBe(survived);
      if (left && (!earlier || earlier.id === left.id)) expect(readable(this.#store)).toBe(before);
      this.#observe(change.effect(), left);
      if (survived) return;
    }
    const left = unfinishedRebuild(this.#store);
    if (left && next.finally === "leave") return;
    if (left && next.finally === "cancel") {
      const kept = readable(this.#store);
      expect(cancelRebuild(this.#store, left.id, "somebody", 0)).toBe(true);
      expect(cancelRebuild(this.#store, left.id, "somebody", 0)).toBe(false);
      expect(readable(this.#store)).toBe(kept);
      this.#pending = {};
    } else if (left && next.finally === "finish") {
      expect(await finishRebuilds(this.#store, { batch: 2 })).toBe(true);
      this.#settle();
    } else {
      await change.work({ batch: 1 });
      this.#observe(change.effect(), unfinishedRebuild(this.#store));
    }
  }

  /** A call that is made again after each death, and what it changes. */
  #changeOf(next: Extract<Step, Interruption>): { work(hooks: RebuildHooks): Promise<unknown>; effect(): Change } | null {
    const store = this.#store;
    if (next.kind === "define") {
      const file = toFile(next.definition);
      return { work: (hooks) => putJourney(store, file, { now: 0, sample: false, ...hooks }), effect: () => changeTo(next.definition) };
    }
    if (next.kind === "zone")
      return { work: (hooks) => changeSetting(store, "timeZone", next.zone, hooks), effect: () => ({ zone: next.zone }) };
    if (next.kind === "recount") return { work: (hooks) => rebuildStore(store, hooks), effect: () => ({}) };
    const known = listRebuilds(store, null);
    const last = known.find((rebuild) => rebuild.status === "done");
    if (!last) return null;
    const begun = () => listRebuilds(store, null).some(({ id, undoes }) => undoes === last.id && !known.some((old) => old.id === id));
    return { work: (hooks) => undoRebuild(store, last.id, hooks), effect: () => (begun() ? wayBack(last) : {}) };
  }

  /** What is in effect and what is not yet, once a call has ended: what was pending is finished first, unless it was replaced. */
  #observe(own: Change, left: Rebuild | null): void {
    if (left === null) {
      this.#apply({ ...this.#pending, ...own });
      this.#pending = {};
      return;
    }
    const field = { journey: "definition", "time-zone": "zone", recount: "none" }[left.wanted.kind];
    if (field in own) {
      const { [field as keyof Change]: _, ...others } = this.#pending;
      this.#apply(others);
      this.#pending = own;
    } else if (!(field in this.#pending)) {
      this.#apply(this.#pending);
      this.#pending = {};
    }
  }

  /** After whatever else writes nothing is unfinished. */
  #settle(): void {
    expect(unfinishedRebuild(this.#store)).toBeNull();
    this.#observe({}, null);
  }

  #apply({ definition, zone }: Change): void {
    this.#zone = zone ?? this.#zone;
    if (!definition) return;
    this.#order = definition.order;
    this.#outcome = definition.outcome;
    if (definition.chart.length > 0) this.#chart = definition.chart;
    for (const [key, cut] of definition.cuts) this.#cuts.set(key, cut);
  }
}

describe("random histories", () => {
  test("leave what a log folded anew says under the definition in effect, readers see old or new, and every rollup equals a recount", {
    timeout: runs(300_000, 25),
  }, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
        const { store, close } = testStore();
        try {
          const history = new History(store, await withJourney(store));
          for (const next of steps) await history.play(next);
          await history.end();
        } finally {
          close();
        }
      }),
      { numRuns: runs(200, 25) },
    );
  });
});
