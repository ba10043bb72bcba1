/** What the reports about improving a journey refuse, and what they do not tell those who may not open visits. */
import { afterAll, beforeAll, expect, test } from "vitest";
import { makeScope, operatorScope, type Scope } from "#db/scope.ts";
import { importRows, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "#db/test-store.ts";
import type { CheckedTouch } from "#domain/checked-row.ts";
import { hideInWhatIf } from "#domain/privacy-drivers.ts";
import type { Result } from "#domain/problem.ts";
import { type DocumentOf, parseQuestion, type ReportName } from "#domain/question.ts";
import { whatIf } from "#domain/what-if.ts";
import { REPORTS } from "./registry.ts";

const HIDDEN = makeScope({ journeys: "all", teams: "all", small: "hidden", comments: false, visits: false });
let opened: TestStore;

/**
 * 100 visits a day apart: all rate a, the first 40 badly; all rate b, 3 of the 40 and 10 of the others badly; all but the last 20 answer the
 * outcome. One in 25 is of segment few. The first 31 mention the queue, which the chart of a has as a standard; five others the staff.
 */
beforeAll(async () => {
  opened = testStore();
  for (const key of ["small", "without"]) {
    const chart = { plus: [], standard: ["queue"], minus: [] };
    const moments = SMALL_JOURNEY.moments
      .filter((moment) => key === "small" || moment.key !== "overall")
      .map((moment) => (moment.key === "a" ? { ...moment, factors: chart } : moment));
    const journey = await withJourney(opened.store, { ...SMALL_JOURNEY, key, moments });
    const rows = Array.from({ length: 100 }, (_, i) => {
      const when = { at: i * 86_400_000, dateOnly: true };
      const touch = (name: string, answer: number): CheckedTouch[] => {
        const momentId = journey.moments.find((moment) => moment.key === name)?.id;
        if (momentId === undefined) return [];
        return [{ momentId, when, channel: "web", team: null, answer, comment: null, resolution: null, seconds: null, ratingId: null }];
      };
      const bad = i < 3 || (i >= 40 && i < 50);
      const factors = i < 31 ? ["queue"] : i >= 40 && i < 45 ? ["staff"] : [];
      const first = touch("a", i < 40 ? 0 : 4).map((one) => ({ ...one, factors }));
      const touches = [first, touch("b", bad ? 1 : 3), i < 80 ? touch("overall", i < 40 ? 1 : 4) : []].flat();
      return row({ line: i + 2, visit: `v${i}`, when, segment: i % 25 === 0 ? "few" : "many", touches });
    });
    await importRows(opened.store, journey, rows, { shape: "wide", batch: 100 });
  }
});
afterAll(() => opened.close());

function answer<N extends ReportName>(report: N, query: string, scope: Scope, journey: string): Promise<Result<DocumentOf<N>>> {
  const question = parseQuestion(report, new URLSearchParams(query));
  if (!question.ok) throw new Error(JSON.stringify(question.problem));
  return REPORTS[report].run(opened.store, scope, journey, question.value);
}

async function ask<N extends ReportName>(report: N, query = "", scope = operatorScope(), journey = "small"): Promise<DocumentOf<N>> {
  const answered = await answer(report, query, scope, journey);
  if (!answered.ok) throw new Error(JSON.stringify(answered.problem));
  return answered.value;
}

// As it is 0.6 x (1 - 10/60) = 0.5. a at 0.1: w = 3/4, b breaks (10 + 0.75 x 3) / (60 + 30): 0.9 x (1 - 12.25/90) - 0.5 = 0.2775.
test("two steps have no quartile; at a target of 0.1 the first gains 0.2775: 101.3 of 365 visits a year", async () => {
  const none = await ask("fix-first");
  expect(none).toMatchObject({ targetFrom: "none", target: null, journeyScore: 0.5, visits: 100, yearlyVisits: 365 });
  expect(none.steps[0]).toMatchObject({
    atRisk: 100,
    broke: 40,
    gain: { value: null, reason: "no-target" },
    soleBreaks: { value: 0.37, n: 100 },
  });
  const [a, b, c] = (await ask("fix-first", "target=0.1")).steps;
  expect(a).toMatchObject({ rank: 1, atTarget: false, gain: { n: 100 } });
  expect(a?.gain.value).toBeCloseTo(0.2775, 12);
  expect(a?.visitsAYear?.value).toBeCloseTo(0.2775 * 365, 9);
  // Alone: 0.6 x 0.9 - 0.5.
  expect(b?.gain.value).toBeCloseTo(0.04, 12);
  expect(c?.gain).toMatchObject({ value: null, reason: "no-ratings" });
});

test.each(["1.1", "-0.1", "", "x"])("a target of %j is refused by name", async (target) => {
  const answered = await answer("fix-first", `target=${target}`, operatorScope(), "small");
  expect(answered).toMatchObject({ ok: false, problem: { code: "bad-parameter", parameter: "target" } });
});

test("an unknown outcome, and a step taken for one, are refused by name; a journey without outcomes says so", async () => {
  for (const outcome of ["x", "a"]) {
    const answered = await answer("drivers", `outcome=${outcome}`, operatorScope(), "small");
    expect(answered).toMatchObject({ ok: false, problem: { code: "bad-parameter", parameter: "outcome" } });
  }
  const without = await ask("drivers", "", operatorScope(), "without");
  expect(without).toMatchObject({ outcome: null, contrasts: [], sample: { used: 0, of: 0 }, importance: { reason: "no-outcome" } });
});

test("80 answered: 40 of them after a bad moment with 2, 40 with 5; a has no rating in the standard zone", async () => {
  const drivers = await ask("drivers");
  expect(drivers).toMatchObject({ outcome: "overall", outcomeMean: 3.5, sample: { used: 80, of: 80 } });
  expect(drivers.contrasts[0]).toMatchObject({
    minus: 40,
    standard: 0,
    plus: 40,
    notRated: 0,
    class: "cannot-tell",
    reason: "no-standard-zone",
  });
  expect(drivers.map.points[0]).toMatchObject({ moment: "a", performance: { value: 0.6, n: 100 } });
});

// Raters of a who answered: 31 with the queue at 2; 5 with the staff at 5; the other 44: 9 at 2 and 35 at 5, mean 193/44.
test("factors: the queue goes with 2 - 193/44 points, a minus that stands as a standard; the staff are too few to tell", async () => {
  const { factors } = await ask("drivers");
  expect(factors).toMatchObject([
    { moment: "a", factor: "queue", column: "standard", present: 31, absent: 49, behaves: "minus", reason: null, disagrees: true },
    { factor: "staff", column: "unplaced", present: 5, absent: 75, behaves: "cannot-tell", reason: "under-30", disagrees: false },
  ]);
  expect(factors[0]?.effect.value).toBeCloseTo(2 - 193 / 44, 10);
  expect(factors[0]?.effect.n).toBe(31);
  expect((await ask("drivers", "moment=b")).factors).toEqual([]);
});

test("factors are told to those who may not open visits as long as no segment or channel is chosen", async () => {
  const whole = await ask("drivers", "", HIDDEN);
  expect(whole.factors).toEqual((await ask("drivers")).factors);
  const part = await ask("drivers", "segment=few&segment=many", HIDDEN);
  const hidden = { present: null, absent: null, behaves: "cannot-tell", reason: "too-few", disagrees: false };
  expect(part.factors).toMatchObject([hidden, hidden]);
  expect(part.factors[0]?.effect).toEqual({ value: null, low: null, high: null, n: 80, reason: "too-few" });
});

test("what is not told of a few: 4 at risk, and none of 9 broken, count as nobody; 3 of 9, and the curve without a break, stay", async () => {
  const whole = await ask("what-if");
  const told = hideInWhatIf(
    {
      ...whole,
      chains: [
        { after: [], atRisk: [100, 4, 9, 9], broke: [40, 1, 0, 3] },
        { after: [0], atRisk: [4, 9, 9], broke: [1, 0, 3] },
      ],
    },
    false,
  );
  expect(told.chains).toEqual([
    { after: [], atRisk: [100, 4, 9, 9], broke: [40, 1, 0, 3] },
    { after: [0], atRisk: [0, 0, 9], broke: [0, 0, 3] },
  ]);
  expect(whatIf(await ask("what-if", "", HIDDEN), []).score).toBeCloseTo(0.5, 12);
});

test("a segment of 4 gives nothing away, neither chosen nor left out: no gain, no what-if, no drivers", async () => {
  for (const segment of ["few", "many"]) {
    const gains = await ask("fix-first", `segment=${segment}&target=0.1`, HIDDEN);
    expect(gains).toMatchObject({ journeyScore: null });
    expect(gains.steps.every((step) => step.broke === null && step.gain.value === null && step.hazard.value === null)).toBe(true);
    expect(await ask("what-if", `segment=${segment}`, HIDDEN)).toMatchObject({ chains: [], reason: "too-few" });
    const drivers = await ask("drivers", `segment=${segment}`, HIDDEN);
    expect(drivers.outcomeMean).toBeNull();
    expect(drivers.contrasts.every((row) => row.minus === null && row.unadjusted.penalty.value === null)).toBe(true);
    expect(drivers.importance.weights.every(({ weight }) => weight.value === null)).toBe(true);
  }
  expect((await ask("drivers", "segment=few")).sample.of).toBe(4);
});
