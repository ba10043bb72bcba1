/**
 * Random histories of imports (late, repeated, corrected rows), undos and erasures, against a log that is folded anew for every question:
 * no records, no masks, no rollups.
 */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { flawlessStrata } from "#domain/change.ts";
import type { CheckedRow, CheckedTouch } from "#domain/checked-row.ts";
import { countFunnel, type FunnelCounts } from "#domain/funnel.ts";
import { type Journey, type Moment, stepsOf } from "#domain/journey.ts";
import { countSurvival } from "#domain/survival.ts";
import { pickVisits, type VisitScan } from "#domain/tally.ts";
import { runs } from "../scripts/property-runs.ts";
import { tagComment } from "./comment-tags.ts";
import { eraseCustomer } from "./erase.ts";
import { undoImport } from "./import-undo.ts";
import type { JourneyRow } from "./journeys.ts";
import type { Store } from "./open.ts";
import { type ReachCounts, readMomentVisits } from "./reach-reads.ts";
import { verifyStore } from "./recount.ts";
import { operatorScope } from "./scope.ts";
import { readScoreTallies } from "./score-reads.ts";
import type { Cutoff } from "./selection.ts";
import { readLatestTouch } from "./start-days.ts";
import { importRows, row, testStore, withJourney } from "./test-store.ts";
import { decodeTouches } from "./touch-bytes.ts";
import { CountedVisits } from "./visit-counts.ts";
import { countMomentVisits } from "./visit-figures.ts";
import { readVisitScan } from "./visit-scan.ts";

const HOUR = 3_600_000;
const VISITS = ["v1", "v2", "v3"];

interface RawRow {
  readonly visit: string;
  readonly hour: number;
  readonly moments: readonly {
    readonly moment: number;
    readonly answer: number | null;
    readonly channel: string;
    readonly factors: readonly string[];
    readonly comment: string | null;
  }[];
  /** Of the visit as a whole (wide). */
  readonly mentioned: readonly string[];
  readonly comment: string | null;
  readonly segment: string | null;
  readonly customer: string | null;
  readonly ratingId: boolean;
}

type Step =
  | { readonly kind: "import"; readonly shape: "wide" | "long"; readonly rows: readonly RawRow[]; readonly batch: number }
  | { readonly kind: "again"; readonly which: number }
  | { readonly kind: "undo"; readonly which: number }
  | { readonly kind: "erase"; readonly customer: string }
  | { readonly kind: "tag"; readonly which: number; readonly moment: number; readonly on: boolean };

const momentTouch = fc.record({
  moment: fc.nat({ max: 4 }),
  answer: fc.option(fc.nat({ max: 4 })),
  channel: fc.constantFrom("app", "desk"),
  factors: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray(["slow", "kind"], { minLength: 1 })),
  comment: fc.option(fc.constantFrom("so slow", "너무 느리다")),
});
const rawRow: fc.Arbitrary<RawRow> = fc.record({
  visit: fc.constantFrom(...VISITS),
  hour: fc.nat({ max: 60 }),
  moments: fc.uniqueArray(momentTouch, { selector: (touch) => touch.moment, maxLength: 3 }),
  mentioned: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray(["slow", "dirty"], { minLength: 1 })),
  comment: fc.option(fc.constantFrom("all slow", "다 좋다")),
  segment: fc.option(fc.constantFrom("x", "y")),
  customer: fc.option(fc.constantFrom("k1", "k2"), { freq: 4 }),
  ratingId: fc.boolean(),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("import" as const),
      shape: fc.constantFrom("wide" as const, "long" as const),
      rows: fc.array(rawRow, { minLength: 1, maxLength: 8 }),
      batch: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("again" as const), which: fc.nat({ max: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("undo" as const), which: fc.nat({ max: 5 }) }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("tag" as const), which: fc.nat({ max: 9 }), moment: fc.nat({ max: 4 }), on: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("erase" as const), customer: fc.constantFrom("k1", "k2") }) },
);

function toRows(raw: readonly RawRow[], shape: "wide" | "long", moments: readonly Moment[]): CheckedRow[] {
  const rows = raw.flatMap((line): CheckedRow[] => {
    const when = { at: line.hour * HOUR, dateOnly: false };
    const touches = line.moments.map(
      (touch): CheckedTouch => ({
        momentId: moments[touch.moment]?.id ?? 0,
        when,
        channel: touch.channel,
        team: null,
        answer: touch.answer,
        comment: shape === "long" ? touch.comment : null,
        resolution: null,
        seconds: null,
        ratingId: shape === "long" && line.ratingId ? `r${touch.moment}` : null,
        ...(shape === "long" && touch.factors.length > 0 && { factors: touch.factors }),
      }),
    );
    const shared = { visit: line.visit, when, segment: line.segment, customer: line.customer };
    if (shape === "wide") {
      // A moment that the visit may not have rated.
      const mentions = line.mentioned.length > 0 && { mentions: [{ momentId: moments[0]?.id ?? 0, factors: line.mentioned }] };
      const rated = touches.filter((touch) => touch.answer !== null);
      return [row({ ...shared, startedAt: when, knowledge: "ratings-only", comment: line.comment, touches: rated, ...mentions })];
    }
    return touches.map((touch) => row({ ...shared, channel: touch.channel, touches: [touch] }));
  });
  return rows.map((checked, i) => ({ ...checked, line: i + 1 }));
}

/** The reference: everything that rows said, in order of arrival, each with its owner. */
class Log {
  touches: { owner: number; visit: string; identity: number; readonly shape: "wide" | "long"; touch: CheckedTouch }[] = [];
  #identities = 0;

  live(visit: string): CheckedTouch[] {
    const groups = Map.groupBy(
      this.touches.filter((entry) => entry.visit === visit),
      (entry) => entry.identity,
    );
    return [...groups.values()].map((group) => latest(group).touch);
  }

  add(owner: number, checked: CheckedRow, shape: "wide" | "long"): void {
    for (const touch of checked.touches) {
      const mine = this.touches.filter((entry) => entry.visit === checked.visit);
      const group = mine.find((entry) => {
        const current = latest(mine.filter((other) => other.identity === entry.identity));
        if (touch.ratingId !== null) return current.touch.ratingId === touch.ratingId;
        if (current.touch.ratingId !== null || current.touch.momentId !== touch.momentId || current.shape !== shape) return false;
        return shape === "wide" || current.touch.when.at === touch.when.at;
      });
      if (!group) {
        this.touches.push({ owner, visit: checked.visit, identity: ++this.#identities, shape, touch });
        continue;
      }
      const versions = mine.filter((entry) => entry.identity === group.identity);
      const current = latest(versions);
      const equal = versions.filter((entry) => JSON.stringify(entry.touch) === JSON.stringify(touch));
      if (equal.includes(current)) continue;
      if (equal.length > 0 && (current.owner !== owner || touch.when.at < current.touch.when.at)) continue;
      const own = equal.find((entry) => entry.owner === owner);
      if (own) this.touches.splice(this.touches.indexOf(own), 1);
      this.touches.push({ owner, visit: checked.visit, identity: group.identity, shape, touch });
    }
  }
}

function latest<T extends { readonly touch: CheckedTouch }>(entries: readonly T[]): T {
  return entries.reduce((best, entry) => (entry.touch.when.at >= best.touch.when.at ? entry : best));
}

function storedTouches(store: Store): string[] {
  const channels = new Map(store.driver.prepare<[], [number, string]>("select id, key from channels").raw().all());
  const visits = store.driver.prepare<[], { id: string; touches: Buffer | null }>("select external_id as id, touches from visits").all();
  return visits.flatMap(({ id, touches }) =>
    decodeTouches(touches).map(
      (touch) => `${id} ${touch.momentId} ${touch.when.at} ${channels.get(touch.channelId)} ${touch.answer ?? "-"}`,
    ),
  );
}

async function play(steps: readonly Step[]): Promise<void> {
  const { store, close } = testStore();
  try {
    const journey = await withJourney(store);
    const log = new Log();
    const done: { id: number; rows: CheckedRow[]; shape: "wide" | "long"; undone: boolean }[] = [];
    const erased = new Set<string>();
    const take = async (rows: CheckedRow[], shape: "wide" | "long", batch: number): Promise<void> => {
      const result = await importRows(store, journey, rows, { shape, batch });
      done.push({ id: result.importId, rows, shape, undone: false });
      expect(result.rows).toBe(rows.length);
      for (const checked of rows) {
        if (checked.customer !== null && erased.has(checked.customer)) continue;
        log.add(result.importId, checked, shape);
      }
    };
    for (const next of steps) {
      if (next.kind === "import") await take(toRows(next.rows, next.shape, journey.moments), next.shape, next.batch);
      const target = next.kind === "again" || next.kind === "undo" ? done[next.which] : undefined;
      if (next.kind === "again" && target && !target.undone) await take(target.rows, target.shape, 2);
      if (next.kind === "undo" && target && !target.undone) {
        target.undone = true;
        await undoImport(store, target.id, () => 0);
        log.touches = log.touches.filter((entry) => entry.owner !== target.id);
      }
      if (next.kind === "erase") {
        const gone = new Set(
          store.driver
            .prepare<[string, string], { id: string }>(
              `select external_id as id from visits where customer = ? union
               select v.external_id from visit_claims c join visits v on v.id = c.visit_id where c.customer = ?`,
            )
            .all(`hash of ${next.customer}`, `hash of ${next.customer}`)
            .map((found) => found.id),
        );
        erased.add(next.customer);
        await eraseCustomer(store, `hash of ${next.customer}`, () => 0);
        log.touches = log.touches.filter((entry) => !gone.has(entry.visit));
      }
      if (next.kind === "tag") tag(store, journey, next);
      expect(verifyStore(store)).toMatchObject({ differences: 0 });
      // After every step, because what is kept of one version of the data must serve the next.
      compareCounts(store, journey, everything(journey.id), stepsOf(journey), null);
      compareCounts(store, journey, everything(journey.id), stepsOf(journey).slice(1), null);
    }
    compareMentions(store, log);
    compareReach(store, journey);
    compare(store, journey.id, log, journey.moments);
  } finally {
    close();
  }
}

/** Tags (or untags) the n-th comment with the first factor of a moment, where there are both. */
function tag(store: Store, journey: JourneyRow & Journey, step: Extract<Step, { kind: "tag" }>): void {
  const comments = store.driver
    .prepare<[], { visitId: number; seq: number }>("select visit_id as visitId, seq from comments order by id")
    .all();
  const comment = comments[step.which];
  const momentId = journey.moments[step.moment]?.id ?? 0;
  const factor = store.driver.prepare<[number], string>("select key from factors where moment_id = ? order by id").pluck().get(momentId);
  if (comment === undefined || factor === undefined) return;
  const tagged = tagComment(store, { ...comment, journeyId: journey.id, momentId, factor, on: step.on, actor: "ann@example.org", now: 0 });
  expect(tagged).toHaveProperty("changed");
}

/** What touches mention by themselves, and the words of each comment, are those of the log's touches. */
function compareMentions(store: Store, log: Log): void {
  const live = VISITS.flatMap((visit) => log.live(visit).map((touch) => ({ visit, touch })));
  const mentioned = live.flatMap(({ visit, touch }) => (touch.factors ?? []).map((text) => `${visit} ${touch.momentId} ${text}`)).sort();
  const stored = store.driver
    .prepare<[], string>(
      `select v.external_id || ' ' || f.moment_id || ' ' || f.key from mentions m join visits v on v.id = m.visit_id
       join factors f on f.id = m.factor_id where m.seq > 0 and m.version = 0`,
    )
    .pluck()
    .all();
  expect(stored.sort()).toEqual(mentioned);
  const written = live
    .flatMap(({ visit, touch }) => (touch.comment === null ? [] : [`${visit} ${touch.momentId} ${touch.comment}`]))
    .sort();
  const words = store.driver
    .prepare<[], string>(
      "select v.external_id || ' ' || c.moment_id || ' ' || c.text from comments c join visits v on v.id = c.visit_id where c.seq > 0",
    )
    .pluck()
    .all();
  expect(words.sort()).toEqual(written);
  const found = store.driver.prepare<[], number>(`select count(*) from comment_words where comment_words match '"slow"'`).pluck().get();
  expect(() => store.driver.exec("insert into comment_words (comment_words, rank) values ('integrity-check', 1)")).not.toThrow();
  const slow = store.driver.prepare<[], number>("select count(*) from comments where text like '%slow%'").pluck().get();
  expect(found).toBe(slow);
}

function compare(store: Store, journeyId: number, log: Log, moments: readonly Moment[]): void {
  const channelOf = (touch: CheckedTouch) => touch.channel ?? "none";
  const expected = VISITS.flatMap((visit) =>
    log.live(visit).map((touch) => `${visit} ${touch.momentId} ${touch.when.at} ${channelOf(touch)} ${touch.answer ?? "-"}`),
  ).sort();
  expect(storedTouches(store).sort()).toEqual(expected);
  const tallies = readScoreTallies(
    store,
    operatorScope(),
    { journeyId, fromDay: 0, toDay: 100, channels: null, segments: null, teams: null },
    null,
  );
  for (const moment of moments) {
    const touches = VISITS.flatMap((visit) => log.live(visit)).filter((touch) => touch.momentId === moment.id);
    const mine = tallies.filter((tally) => tally.momentId === moment.id);
    const answers = [0, 1, 2, 3, 4].map((answer) => mine.reduce((sum, tally) => sum + (tally.answers[answer] ?? 0), 0));
    expect(mine.reduce((sum, tally) => sum + tally.touched, 0)).toBe(touches.length);
    expect(answers).toEqual([0, 1, 2, 3, 4].map((answer) => touches.filter((touch) => touch.answer === answer).length));
  }
}

type Selected = Parameters<typeof readMomentVisits>[1];
const everything = (journeyId: number): Selected => ({ journeyId, fromDay: 0, toDay: 100, channels: null, segments: null, teams: null });

/** Rollups and patterns against the visits themselves: over everything and over part of it, all steps and some, as of several times. */
function compareReach(store: Store, journey: JourneyRow & Journey): void {
  const steps = stepsOf(journey);
  const all = everything(journey.id);
  for (const selection of [all, { ...all, fromDay: 1, toDay: 1 }, { ...all, segments: [0, 1] }, { ...all, channels: [1] }]) {
    compareCounts(store, journey, selection, steps, cutoffAt(20, false));
    compareCounts(store, journey, selection, steps.slice(1, 3), cutoffAt(24, true));
    compareCounts(store, journey, selection, steps, null);
    compareCounts(store, journey, selection, steps.slice(3), null);
    const never = cutoffAt(24 * 1000, true);
    const some = (counts: ReturnType<typeof readMomentVisits>) =>
      [...counts].filter(([, count]) => Object.values(count).some((n) => n > 0)).sort();
    expect(some(readMomentVisits(store, selection))).toEqual(some(countMomentVisits(store, selection, journey.moments, never)));
  }
}

function compareCounts(store: Store, journey: JourneyRow & Journey, selection: Selected, steps: readonly Moment[], cutoff: Cutoff | null) {
  const asOf = cutoff?.at ?? readLatestTouch(store, journey.id);
  const isWhole = steps.length === stepsOf(journey).length;
  const visits = new CountedVisits(store, operatorScope(), { journey, steps, isWhole, selection, asOf, cutoff });
  expectCounts(visits, steps, readVisitScan(store, operatorScope(), journey, selection, asOf, cutoff));
}

function cutoffAt(hour: number, wholeDay: boolean): Cutoff {
  const day = Math.floor(hour / 24);
  return { at: wholeDay ? (day + 1) * 24 * HOUR - 1 : hour * HOUR, day, dayStart: day * 24 * HOUR, wholeDay };
}

function expectCounts(visits: CountedVisits, steps: readonly Moment[], scan: VisitScan): void {
  const plain = (funnel: FunnelCounts) => ({
    ...funnel,
    leavers: [...funnel.leavers].filter(([, counts]) => counts.rated.some((n) => n > 0)).sort(),
  });
  const strata = (counts: ReachCounts["flawless"]) => counts.filter((count) => count.n > 0).toSorted((a, b) => a.key - b.key);
  const same = (counted: ReachCounts, seen: VisitScan) => {
    expect(counted.survival).toEqual(countSurvival(steps, seen));
    expect(plain(counted.funnel)).toEqual(plain(countFunnel(steps, seen)));
    expect(strata(counted.flawless)).toEqual(strata(flawlessStrata(steps, seen)));
  };
  same(visits.total(), scan);
  for (const dimension of ["segments", "channels"] as const) {
    const column = dimension === "segments" ? scan.segmentId : scan.entryChannelId;
    const places = Map.groupBy(
      Array.from({ length: scan.count }, (_, i) => i),
      (i) => column[i] ?? 0,
    );
    const groups = visits.by(dimension);
    expect([...groups.keys()].sort()).toEqual([...places.keys()].sort());
    for (const [id, counted] of groups) same(counted, pickVisits(scan, places.get(id) ?? []));
  }
}

describe("random histories", () => {
  test("imports, repeats, corrections, undos and erasures leave what a log folded anew says, and every rollup equals a recount", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => play(steps)),
      { numRuns: runs(120) },
    );
  }, 120_000);
});
