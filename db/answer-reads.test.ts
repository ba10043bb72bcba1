import { afterAll, beforeAll, expect, test } from "vitest";
import type { CheckedRow, CheckedTouch } from "#domain/checked-row.ts";
import type { Journey } from "#domain/journey.ts";
import { readAnswers, VISIT_HASH } from "./answer-reads.ts";
import { tagComment } from "./comment-tags.ts";
import { readMomentFactors } from "./factors.ts";
import type { JourneyRow } from "./journeys.ts";
import { operatorScope } from "./scope.ts";
import type { Cutoff } from "./selection.ts";
import { importRows, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "./test-store.ts";

const VISITS = 3000;
let opened: TestStore;
let journey: JourneyRow & Journey;

/** Every visit rates a and answers the outcome; every third answers a twice, the second time with the lowest answer. */
beforeAll(async () => {
  opened = testStore();
  journey = await withJourney(opened.store);
  const idOf = (key: string) => journey.moments.find((moment) => moment.key === key)?.id ?? 0;
  const rows = Array.from({ length: VISITS }, (_, i) => {
    const touch = (key: string, answer: number, hour: number): CheckedTouch => {
      const when = { at: (i % 40) * 86_400_000 + hour * 3_600_000, dateOnly: false };
      return {
        momentId: idOf(key),
        when,
        channel: "web",
        team: null,
        answer,
        comment: null,
        resolution: null,
        seconds: null,
        ratingId: null,
      };
    };
    const touches = [touch("a", 3, 1), touch("overall", i % 5, 2), ...(i % 3 === 0 ? [touch("a", 0, 3)] : [])];
    return touches.map((one) => row({ visit: `v${i}`, when: one.when, segment: "x", channel: "web", touches: [one] }));
  }).flat();
  await importRows(
    opened.store,
    journey,
    rows.map((one, i) => ({ ...one, line: i + 2 })),
    { shape: "long", batch: 1000 },
  );
});
afterAll(() => opened.close());

function read(part: number) {
  const moment = (key: string) => {
    const found = journey.moments.find((one) => one.key === key);
    if (!found) throw new Error(`no moment ${key}`);
    return found;
  };
  const selection = { journeyId: journey.id, fromDay: 0, toDay: 100, channels: null, segments: null, teams: null };
  const question = { selection, cutoff: null, outcome: moment("overall"), moments: [moment("a"), moment("b")], factors: [], part };
  return readAnswers(opened.store, operatorScope(), question);
}

test("all visits in the order of their ids, the lowest of several answers, -1 where none was given", () => {
  const all = read(1);
  expect(all.count).toBe(VISITS);
  expect([...all.id]).toEqual([...all.id].sort((a, b) => a - b));
  expect(all.answers[0]?.filter((answer) => answer === 0)).toHaveLength(VISITS / 3);
  expect(all.answers[1]?.every((answer) => answer === -1)).toBe(true);
  expect([0, 1, 2, 3, 4].map((answer) => all.outcome.filter((one) => one === answer).length)).toEqual([600, 600, 600, 600, 600]);
});

test("a quarter is drawn: the visits whose hash is below a quarter of 2^32, and a tenth is part of it", () => {
  const hashOf = (id: number) => {
    const mixed = (BigInt(id) * 739_982_445n) & 0xffff_ffffn;
    return Number(((mixed / 65_536n + mixed) * 695_872_825n) & 0xffff_ffffn);
  };
  const ids = [...read(1).id];
  const quarter = [...read(0.25).id];
  expect(quarter).toEqual(ids.filter((id) => hashOf(id) < 2 ** 30));
  // Binomial: 750 with a standard deviation of 24.
  expect(Math.abs(quarter.length - VISITS / 4)).toBeLessThan(100);
  const tenth = [...read(0.1).id];
  expect(tenth.length).toBeGreaterThan(200);
  expect(tenth.filter((id) => !quarter.includes(id))).toEqual([]);
});

test("over numbers up to 10 million every block of a thousand has its tenth, 100 with a deviation of 9.5, and so has every remainder of 7", () => {
  const count = (where: string) =>
    opened.store.driver
      .prepare<[], number>(
        `with recursive numbers(id) as (select 9000000 union all select id + 1 from numbers where id < 9099999)
         select count(*) from numbers where ${VISIT_HASH} < ${2 ** 32 / 10} and ${where}`,
      )
      .pluck()
      .get() ?? 0;
  for (let block = 0; block < 100; block += 11) {
    const from = 9_000_000 + block * 1000;
    expect(Math.abs(count(`id between ${from} and ${from + 999}`) - 100)).toBeLessThan(45);
  }
  for (let rest = 0; rest < 7; rest++) expect(Math.abs(count(`id % 7 = ${rest}`) - 1428)).toBeLessThan(160);
});

test("visits that are passed over are not opened: number and start day are in the index", () => {
  const plan = opened.store.driver
    .prepare<[], { detail: string }>(
      `explain query plan select id, touches from visits where journey_id = 1 and start_day between 0 and 9 and ${VISIT_HASH} < 9 and rated & 1`,
    )
    .all();
  expect(plan.map(({ detail }) => detail).join()).toContain("visits_start");
});

test("who mentions what: a touch, the visit as a whole, a tag; not what was corrected or comes after the cutoff, nor visits without the outcome", async () => {
  const journey = await withJourney(opened.store, { ...SMALL_JOURNEY, key: "said" });
  const [a, b] = journey.moments;
  const overall = journey.moments.find((moment) => moment.key === "overall");
  if (!a || !b || !overall) throw new Error("no moments");
  const touch = (momentId: number, hour: number, more: Partial<CheckedTouch> = {}): CheckedTouch => ({
    ...{ momentId, when: { at: hour * 3_600_000, dateOnly: false }, channel: "web", team: null, answer: 2 },
    ...{ comment: null, resolution: null, seconds: null, ratingId: null },
    ...more,
  });
  const when = { at: 0, dateOnly: false };
  const form = (visit: string, touches: CheckedTouch[], more: Partial<CheckedRow> = {}) => row({ visit, when, touches, ...more });
  const rows = [
    form("touches", [touch(a.id, 1, { factors: ["slow"] }), touch(overall.id, 2), touch(b.id, 9, { factors: ["kind"] })]),
    form("whole", [touch(a.id, 1), touch(overall.id, 2)], { mentions: [{ momentId: a.id, factors: ["slow"] }] }),
    form("tagged", [touch(b.id, 1, { comment: "so kind" }), touch(overall.id, 2)]),
    form("silent", [touch(a.id, 1), touch(overall.id, 2)]),
    form("no outcome", [touch(a.id, 1, { factors: ["slow"] })]),
  ];
  await importRows(
    opened.store,
    journey,
    rows.map((one, i) => ({ ...one, line: i + 2 })),
    { shape: "wide", source: "said" },
  );
  const corrected = [touch(a.id, 1, { factors: ["slow"], ratingId: "r" }), touch(a.id, 3, { ratingId: "r" }), touch(overall.id, 2)];
  await importRows(
    opened.store,
    journey,
    corrected.map((one, i) => ({ ...form("corrected", [one]), when: one.when, line: i + 2 })),
    { shape: "long", source: "log" },
  );
  const idOf = (visit: string) =>
    opened.store.driver.prepare<[string], number>("select id from visits where external_id = ?").pluck().get(visit) ?? 0;
  const factorIds = new Map(
    [a, b].flatMap(({ id }) => readMomentFactors(opened.store, id).map((factor) => [factor.key, factor.id] as const)),
  );
  const [slow = 0, kind = 0] = [factorIds.get("slow"), factorIds.get("kind")];
  const tag = { journeyId: journey.id, momentId: b.id, actor: "ann@example.org", now: 0, visitId: idOf("tagged"), seq: 1 };
  expect(tagComment(opened.store, { ...tag, factor: "kind", on: true })).toEqual({ changed: true });

  const read = (factors: number[], cutoff: Cutoff | null) => {
    const selection = { journeyId: journey.id, fromDay: 0, toDay: 100, channels: null, segments: null, teams: null };
    const question = { selection, cutoff, outcome: overall, moments: [a, b], factors, part: 1 };
    return readAnswers(opened.store, operatorScope(), question).mentions;
  };
  expect(read([slow, kind], null)).toEqual(
    new Map([
      [slow, [idOf("touches"), idOf("whole")]],
      [kind, [idOf("touches"), idOf("tagged")]],
    ]),
  );
  const early = { at: 5 * 3_600_000, day: 0, dayStart: 0, wholeDay: false };
  expect(read([kind], early)).toEqual(new Map([[kind, [idOf("tagged")]]]));
  expect(read([], null)).toEqual(new Map());
});
