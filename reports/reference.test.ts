/** Random small histories through the import, and random questions: every report agrees with the definitions spelt out over plain lists. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { putJourney } from "#db/journey-writer.ts";
import { type JourneyRow, readJourney } from "#db/journeys.ts";
import { operatorScope } from "#db/scope.ts";
import { writeSetting } from "#db/settings.ts";
import { importRows, journeyFile, type TestStore, testStore } from "#db/test-store.ts";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import type { Journey } from "#domain/journey.ts";
import type { Result } from "#domain/problem.ts";
import type { DocumentOf, ReportName } from "#domain/question.ts";
import { runs } from "../scripts/property-runs.ts";
import { checkFunnel, checkRawCosts, checkScores, checkSurvival, checkTrend } from "./plain-checks.fixture.ts";
import { anyHistory, CHANNELS, HOUR, loggedVisit, MOMENTS, SEGMENTS, STEPS, TEAMS, toRows } from "./plain-history.fixture.ts";
import { checkDrivers, checkFixFirst, checkWhatIf } from "./plain-improvement.fixture.ts";
import { checkControlChart, checkUnits } from "./plain-moment-checks.fixture.ts";
import { nextDay, Plain, type PlainVisit, type PlainWorld } from "./plain-reference.fixture.ts";
import { REPORTS } from "./registry.ts";

let opened: TestStore;
let journeys = 0;
beforeAll(() => {
  opened = testStore();
  // Keys that a filter may name, whether or not a history brings them.
  for (const [table, keys] of [
    ["channels", CHANNELS],
    ["segments", SEGMENTS],
    ["teams", TEAMS],
  ] as const) {
    const extra = table === "segments" ? [", priority", ", 0"] : ["", ""];
    keys.slice(0, 2).forEach((key, i) => {
      opened.store.driver.exec(
        `insert into ${table} (id, key, name_en, name_ko${extra[0]}) values (${i + 1}, '${key}', '${key}', '${key}'${extra[1]})`,
      );
    });
  }
});
afterAll(() => opened.close());

const journeyOf = (key: string, changed: boolean) => {
  const moment = (name: string) => ({
    key: name,
    name,
    stage: "smot",
    scale: [1, 5],
    ...(changed ? { standardFrom: 4, plusFrom: 5 } : {}),
  });
  const steps = MOMENTS.slice(0, STEPS).map(moment);
  return journeyFile({
    key,
    name: key,
    window: "36h",
    moments: [...(changed ? steps.toReversed() : steps), { ...moment("overall"), role: "outcome" }],
  });
};

async function ask<N extends ReportName>(
  name: N,
  journey: string,
  filter: Filter,
  extra: Readonly<Record<string, string>> = {},
): Promise<DocumentOf<N>> {
  const answer: Result<DocumentOf<N>> = await REPORTS[name].run(opened.store, operatorScope(), journey, { filter, extra });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

/** Keys in the order of a journey's moments; a changed journey has its steps the other way round. */
const keysOf = (changed: boolean) => (changed ? [...MOMENTS.slice(0, STEPS).toReversed(), ...MOMENTS.slice(STEPS)] : MOMENTS);

async function freshJourney(zone: string): Promise<JourneyRow & Journey> {
  const key = `j${journeys++}`;
  writeSetting(opened.store, "timeZone", zone);
  await putJourney(opened.store, journeyOf(key, false), { now: 0, sample: false });
  const journey = readJourney(opened.store, operatorScope(), key);
  if (!journey) throw new Error(`There is no journey ${key}.`);
  return journey;
}

describe("reports", () => {
  test("agree with the definitions over plain lists of touches, whatever the filter, the zone and as-of", {
    timeout: 600_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(anyHistory, async ({ zone, logged, forms, changed, batch, questions }) => {
        const { store } = opened;
        const journey = await freshJourney(zone);
        const ids = journey.moments.map((moment) => moment.id);
        await importRows(store, journey, toRows(logged, "log ", ids, "long"), { shape: "long", source: "log", batch });
        await importRows(store, journey, toRows(forms, "form ", ids, "wide"), { shape: "wide", source: "form", batch });
        if (changed) await putJourney(store, journeyOf(journey.key, true), { now: 0, sample: false });
        const place = (moment: number) => (changed && moment < STEPS ? STEPS - 1 - moment : moment);
        const moved = (visit: PlainVisit): PlainVisit => ({
          ...visit,
          touches: visit.touches.map((touch) => ({ ...touch, moment: place(touch.moment) })),
          notMet: visit.notMet.map(place),
        });
        const world: PlainWorld = {
          ...{ zone, windowMs: 36 * HOUR, steps: STEPS, moments: MOMENTS.length, standard: changed ? 3 : 2, plus: changed ? 4 : 3 },
          visits: [...logged, ...forms].map(moved),
        };
        for (const question of questions) await check(journey.key, new Plain(world, question), keysOf(changed));
      }),
      { numRuns: runs(60) },
    );
  });

  test("a break's raw cost, over 500 visits and days as well as instants: with the rollups, by chosen steps and with as-of", async () => {
    const [visits = []] = fc.sample(fc.array(loggedVisit("2026-03-27", 6), { minLength: 500, maxLength: 500 }), {
      numRuns: 1,
      seed: 20_260_101,
    });
    for (const zone of ["Asia/Seoul", "America/New_York"]) {
      const journey = await freshJourney(zone);
      const ids = journey.moments.map((moment) => moment.id);
      await importRows(opened.store, journey, toRows(visits, "log ", ids, "long"), { shape: "long", source: "log", batch: 500 });
      const world: PlainWorld = { zone, windowMs: 36 * HOUR, steps: STEPS, moments: MOMENTS.length, standard: 2, plus: 3, visits };
      for (const moments of [[], [0, 1, 2, 3, 4], [0, 2, 3]]) {
        for (const asOf of [null, "2026-03-31", Date.parse("2026-03-31T16:00:00Z")]) {
          const plain = new Plain(world, { from: null, to: null, moments, channels: [], segments: [], teams: [], asOf });
          const filter = { ...NO_FILTER, moments: moments.map((moment) => MOMENTS[moment] ?? ""), asOf: textOf(asOf) };
          const document = await ask("funnel", journey.key, filter);
          checkFunnel(document, plain);
          expect(checkRawCosts(document, plain)).toBe(plain.steps.length - 1);
        }
      }
    }
  });

  test("gains, what-if and drivers over 400 visits: all steps, chosen ones, a segment, and as of a moment in between", async () => {
    const [visits = []] = fc.sample(fc.array(loggedVisit("2026-03-27", 6), { minLength: 400, maxLength: 400 }), { numRuns: 1, seed: 5 });
    const journey = await freshJourney("Asia/Seoul");
    const ids = journey.moments.map((moment) => moment.id);
    await importRows(opened.store, journey, toRows(visits, "log ", ids, "long"), { shape: "long", source: "log", batch: 500 });
    const world: PlainWorld = {
      zone: "Asia/Seoul",
      windowMs: 36 * HOUR,
      steps: STEPS,
      moments: MOMENTS.length,
      standard: 2,
      plus: 3,
      visits,
    };
    const everything = { from: null, to: null, moments: [], channels: [], segments: [], teams: [], asOf: null };
    for (const [question, gains] of [
      [everything, 4],
      [{ ...everything, moments: [0, 2, 3] }, 3],
      [{ ...everything, segments: ["x"], from: "2026-03-27", to: "2026-03-30" }, 2],
      [{ ...everything, asOf: Date.parse("2026-03-30T16:00:00Z") }, 3],
    ] as const) {
      const { from, to, segments } = question;
      const filter = {
        ...NO_FILTER,
        from,
        to,
        segments,
        moments: question.moments.map((moment) => MOMENTS[moment] ?? ""),
        asOf: textOf(question.asOf),
      };
      expect(await checkImprovement(journey.key, new Plain(world, question), MOMENTS, filter)).toBeGreaterThanOrEqual(gains);
    }
  });
});

function textOf(asOf: string | number | null): string | null {
  return typeof asOf === "number" ? new Date(asOf).toISOString() : asOf;
}

async function check(key: string, plain: Plain, keys: readonly string[]): Promise<void> {
  const { question } = plain;
  const filter: Filter = {
    ...NO_FILTER,
    from: question.from,
    to: question.to,
    moments: question.moments.map((moment) => keys[moment] ?? ""),
    channels: question.channels,
    segments: question.segments,
    teams: question.teams,
    asOf: textOf(question.asOf),
  };
  const scores = await ask("moment-scores", key, filter);
  checkScores(scores, plain, keys);
  if (scores.period.from !== null) {
    expect(scores.period).toMatchObject({ from: plain.from, to: plain.to, timeZone: plain.world.zone });
    for (const grain of ["day", "week", "month"] as const) checkTrend(await ask("trend", key, { ...filter, grain }), plain);
  }
  for (const moment of plain.moments.slice(0, 1)) {
    const one = new Plain(plain.world, { ...question, moments: [moment] });
    const about = { ...filter, moments: [keys[moment] ?? ""] };
    checkUnits(await ask("units", key, about, { measure: "satisfaction" }), one, "satisfaction");
    if (scores.period.from === null) continue;
    for (const [measure, grain] of [
      ["broken", "day"],
      ["satisfaction", "week"],
      ["broken", "month"],
    ] as const) {
      checkControlChart(await ask("control-chart", key, { ...about, grain }, { measure }), one, measure);
    }
  }
  if (question.teams.length > 0 || plain.steps.length === 0) return;
  checkSurvival(await ask("survival", key, filter), plain);
  checkFunnel(await ask("funnel", key, filter), plain);
  await checkImprovement(key, plain, keys, filter);
  if (question.from === null || question.to === null) return;
  const days = (Date.parse(question.to) - Date.parse(question.from)) / 86_400_000 + 1;
  const compared = await ask("moment-scores", key, { ...filter, compare: "previous" });
  const earlier = new Plain(plain.world, { ...question, from: compared.compare?.period.from ?? "", to: nextDay(question.from, -1) });
  if (!isWholeMonths(question.from, question.to)) expect(earlier.from).toBe(nextDay(question.from, -days));
  if (compared.compare) checkScores(compared.compare, earlier, keys);
  for (const [i, moment] of compared.moments.entries()) {
    const before = compared.compare?.moments[i]?.satisfaction.value ?? null;
    const change = compared.change?.find((other) => other.moment === moment.moment);
    if (moment.satisfaction.value === null || before === null) expect(change?.difference.value).toBeNull();
    else expect(change?.difference.value).toBeCloseTo(moment.satisfaction.value - before, 12);
  }
}

/** Returns how many gains were compared. */
async function checkImprovement(key: string, plain: Plain, keys: readonly string[], filter: Filter): Promise<number> {
  checkWhatIf(await ask("what-if", key, filter), plain, keys);
  checkDrivers(await ask("drivers", key, filter), plain, STEPS, keys);
  return checkFixFirst(await ask("fix-first", key, filter, { target: "0.1" }), plain, 0.1);
}

function isWholeMonths(from: string, to: string): boolean {
  return from.endsWith("-01") && nextDay(to).endsWith("-01");
}
