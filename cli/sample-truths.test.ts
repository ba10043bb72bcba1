/** What is planted in the sample is found by the reports (sample/truths.test.ts finds it by plain arithmetic over the touches). */
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operatorScope } from "#db/scope.ts";
import { type TestStore, testStore } from "#db/test-store.ts";
import type { Change } from "#domain/documents.ts";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import type { DocumentOf, ReportName } from "#domain/question.ts";
import { REPORTS } from "#reports/registry.ts";
import { MOMENT_KEYS } from "#sample/moments.ts";
import { type SamplePeriod, truthsFor } from "#sample/truths.ts";
import { loadSample, removeSample } from "./load-sample.ts";

const AS_OF = "2026-11-22";
const truths = truthsFor(AS_OF);
/** Loading takes about ten seconds on a quiet machine. */
const LONG = 300_000;
let sample: TestStore;

beforeAll(async () => {
  sample = testStore();
  const loaded = await loadSample(sample.store, AS_OF, 1);
  expect(loaded.visits).toBe(60_000);
}, LONG);
afterAll(() => sample.close());

async function ask<N extends ReportName>(name: N, filter: Partial<Filter>): Promise<DocumentOf<N>> {
  const result = await REPORTS[name].run(sample.store, operatorScope(), "airline", { filter: { ...NO_FILTER, ...filter }, extra: {} });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

/** A moment's change in satisfaction over the period, against the one before. */
async function changeAt(moment: string, period: SamplePeriod): Promise<Change> {
  const { change } = await ask("moment-scores", { ...period, compare: "previous" });
  const row = change?.find((other) => other.moment === moment);
  if (!row) throw new Error(`No change at ${moment}.`);
  return row;
}

describe("the reports find what is planted", () => {
  test("security check has most first breaks, and a break there costs most", async () => {
    const survival = await ask("survival", {});
    const funnel = await ask("funnel", {});
    expect(survival.steps.toSorted((a, b) => (b.broke ?? 0) - (a.broke ?? 0))[0]?.moment).toBe(truths.breaksMost.moment);
    const costliest = funnel.steps.toSorted((a, b) => (b.breakCost.lost ?? 0) - (a.breakCost.lost ?? 0))[0];
    expect(costliest?.moment).toBe(truths.breaksMost.moment);
    expect(costliest?.breakCost.low).toBeGreaterThan(0.08);
  });

  test("boarding: clearly up against the quarter before, and no clear fall in any quarter since", async () => {
    const { moment, after } = truths.held;
    const gain = await changeAt(moment, after);
    expect(gain).toMatchObject({ clear: true });
    expect(gain.difference.low).toBeGreaterThan(0.1);
    for (const period of [truths.quarterBefore, truths.lastQuarter]) {
      const since = await changeAt(moment, period);
      expect(since.clear && (since.difference.value ?? 0) < 0).toBe(false);
    }
  });

  test("lounge: clearly up for two months, then clearly down again", async () => {
    const { moment, during, after } = truths.slipped;
    const gain = await changeAt(moment, during);
    const loss = await changeAt(moment, after);
    expect(gain.clear && (gain.difference.low ?? 0) > 0).toBe(true);
    expect(loss.clear && (loss.difference.high ?? 0) < 0).toBe(true);
  });

  test("bag space: falls clearly, and all of it is mix (rate within 2 points of 0, the parts add up)", async () => {
    const change = await changeAt(truths.mixShift.moment, truths.lastQuarter);
    expect(change.clear).toBe(true);
    expect(change.difference.high).toBeLessThan(0);
    expect(Math.abs(change.rate ?? 1)).toBeLessThan(0.02);
    expect(change.mix).toBeLessThan(-0.02);
    expect((change.rate ?? 0) + (change.mix ?? 0)).toBeCloseTo(change.difference.value ?? Number.NaN, 12);
  });

  test("business flyers fall while the total rises, both clearly", async () => {
    const score = async (filter: Partial<Filter>) => {
      const { change } = await ask("survival", { ...truths.lastQuarter, compare: "previous", ...filter });
      return change?.find((row) => row.measure === "journey-score")?.difference;
    };
    const total = await score({});
    const business = await score({ segments: [truths.priorityFalls.segment] });
    expect(total?.low).toBeGreaterThan(0);
    expect(business?.high).toBeLessThan(0);
  });

  test("bad moments fall on the same people, and without the one team's moments they do not", async () => {
    expect((await ask("survival", {})).clustering.verdict).toBe("same-people");
    const { moments } = await ask("choices", {});
    const others = moments.filter((moment) => moment.role === "touchpoint" && !truths.clustered.moments.some((key) => key === moment.key));
    expect((await ask("survival", { moments: others.map((moment) => moment.key) })).clustering.verdict).toBe("cannot-tell");
  });

  test("the security check's chart: of its factors one stands in a column and behaves like another; the planted plus behaves like one", async () => {
    const { moment, disagrees, plus } = truths.charted;
    const { factors } = await ask("mot-chart", { moments: [moment] });
    expect(factors.filter((factor) => factor.disagrees).map(({ factor, column, behaves }) => [factor, column, behaves])).toEqual([
      [disagrees, "standard", "minus"],
    ]);
    expect(factors.find(({ factor }) => factor === plus)).toMatchObject({ column: "plus", behaves: "plus" });
    expect(factors.filter(({ column }) => column === "unplaced").map(({ text }) => text.ko)).toEqual([
      "바구니가 더럽다",
      "화면에 대기 시간이 나온다",
    ]);
    for (const { key } of (await ask("choices", {})).moments) {
      const chart = await ask("mot-chart", { moments: [key] });
      expect(
        chart.factors.filter((factor) => factor.disagrees && factor.factor !== disagrees),
        key,
      ).toEqual([]);
    }
  });

  test("overall satisfaction: security a dissatisfier, the welcome a delighter, the bags hybrid, and those three explain nine tenths of what is explained", async () => {
    const { outcome, contrasts, importance, map } = await ask("drivers", {});
    expect(outcome).toBe("overall");
    const { dissatisfier, delighter, hybrid } = truths.overall;
    const classOf = (moment: string) => contrasts.find((contrast) => contrast.moment === moment)?.class;
    expect([dissatisfier, delighter, hybrid].map(classOf)).toEqual(["dissatisfier", "delighter", "hybrid"]);
    const ranked = importance.weights.toSorted((a, b) => (b.share ?? 0) - (a.share ?? 0));
    expect(ranked.slice(0, 3).map(({ moment }) => moment)).toEqual([dissatisfier, delighter, hybrid]);
    expect(ranked.slice(0, 3).reduce((sum, { share }) => sum + (share ?? 0), 0)).toBeGreaterThan(0.9);
    for (const moment of truths.overall.without) {
      expect(importance.weights.find((weight) => weight.moment === moment)?.share).toBeLessThan(0.01);
    }
    const act = map.points.filter(({ quadrant, clear }) => quadrant === "act" && clear).map(({ moment }) => moment);
    expect(act).toContain(dissatisfier);
  });

  test("of the charts' lines beside the overall answer one alone stands in a column and behaves like another: the planted one", async () => {
    const { moment, disagrees, plus } = truths.charted;
    const { factors } = await ask("drivers", {});
    expect(factors.filter((factor) => factor.disagrees).map(({ factor, column, behaves }) => [factor, column, behaves])).toEqual([
      [disagrees, "standard", "minus"],
    ]);
    expect(factors.find((factor) => factor.moment === moment && factor.factor === plus)).toMatchObject({ column: "plus", behaves: "plus" });
  });

  test("the overall question is no step: 14 steps in funnel, survival and ledger, 15 moments with a score", async () => {
    const steps = [await ask("funnel", {}), await ask("survival", {})].map((document) => document.steps.map(({ moment }) => moment));
    const { moments } = await ask("ledger", {});
    for (const keys of [...steps, moments.map(({ moment }) => moment)]) expect(keys).toEqual([...MOMENT_KEYS]);
    const scores = (await ask("moment-scores", {})).moments;
    expect(scores).toHaveLength(15);
    expect(scores.at(-1)).toMatchObject({ moment: "overall", role: "outcome", position: null });
  });

  test("comments that speak of a factor mention it: enough open lanes, in Korean and in English", async () => {
    const { moment, disagrees } = truths.charted;
    const filter = { ...NO_FILTER, moments: [moment] };
    const result = await REPORTS.comments.run(sample.store, operatorScope(), "airline", { filter, extra: { factor: disagrees } });
    const comments = result.ok ? result.value.comments : [];
    expect(comments).toHaveLength(50);
    expect(comments.every(({ text }) => /lane open|queue was|하나만|줄이 너무 길/.test(text))).toBe(true);
    expect(new Set(comments.map(({ text }) => /[가-힣]/.test(text))).size).toBe(2);
  });

  test(
    "removing the sample leaves neither the journey nor its channels, segments and teams",
    async () => {
      expect(await removeSample(sample.store)).toBe(true);
      const left = (table: string) => sample.store.driver.prepare<[], { n: number }>(`select count(*) as n from ${table}`).get()?.n;
      expect(["journeys", "visits", "comments", "score_days", "factors", "mentions"].map(left)).toEqual([0, 0, 0, 0, 0, 0]);
      expect(["channels", "segments", "teams"].map(left)).toEqual([1, 1, 1]);
    },
    LONG,
  );
});
