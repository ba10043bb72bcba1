/** The pages of the visits behind a bar, put together, are the visits of a scan of everything. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { JourneyRow } from "#db/journeys.ts";
import { operatorScope } from "#db/scope.ts";
import { importRows, type TestStore, testStore, withJourney } from "#db/test-store.ts";
import { readVisitScan } from "#db/visit-scan.ts";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import { type Journey, stepsOf } from "#domain/journey.ts";
import type { VisitsDocument } from "#domain/visit-documents.ts";
import { VISIT_OUTCOMES, type VisitOutcome, visitsWith } from "#domain/visit-outcomes.ts";
import { frameOf } from "./frame.ts";
import { loggedVisit, toRows } from "./plain-history.fixture.ts";
import { REPORTS } from "./registry.ts";

let opened: TestStore;
let journey: JourneyRow & Journey;

beforeAll(async () => {
  opened = testStore();
  journey = await withJourney(opened.store);
  const [visits = []] = fc.sample(fc.array(loggedVisit("2026-03-27", 6), { minLength: 700, maxLength: 700 }), { numRuns: 1, seed: 7 });
  const ids = journey.moments.map((moment) => moment.id);
  await importRows(opened.store, journey, toRows(visits, "v", ids, "long"), { shape: "long", batch: 300 });
});
afterAll(() => opened.close());

async function ask(filter: Filter, at: string, outcome: VisitOutcome, offset: number): Promise<VisitsDocument> {
  const answer = await REPORTS.visits.run(opened.store, operatorScope(), "small", {
    filter,
    extra: { at, outcome, offset: String(offset) },
  });
  if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
  return answer.value;
}

/** Ids of all visits behind a bar, off one scan of everything. */
function behind(filter: Filter, at: string, outcome: VisitOutcome): number[] {
  const framed = frameOf(opened.store, operatorScope(), "small", filter);
  if (!framed.ok) throw new Error(JSON.stringify(framed.problem));
  const { steps, now, asOf, cutoff } = framed.value;
  const step = stepsOf(journey).find((moment) => moment.key === at);
  if (!step) throw new Error(`no step ${at}`);
  const scan = readVisitScan(opened.store, operatorScope(), journey, now.selection, asOf, cutoff);
  return visitsWith("touches", steps, scan, step, outcome).map((row) => row.id);
}

describe("visits behind a bar", () => {
  const filters: readonly (readonly [string, Filter])[] = [
    ["everything", NO_FILTER],
    ["three of the steps in one segment", { ...NO_FILTER, moments: ["a", "b", "d"], segments: ["x"] }],
    ["as of the middle of a day", { ...NO_FILTER, asOf: "2026-03-30T10:00:00Z" }],
    ["as of a whole day, two days of starts", { ...NO_FILTER, from: "2026-03-28", to: "2026-03-29", asOf: "2026-03-31" }],
  ];

  test.each(filters)("%s: every outcome at every step, page by page, each visit once, newest start first", async (_, filter) => {
    let pages = 0;
    for (const at of filter.moments.length > 0 ? filter.moments : ["a", "b", "c", "d"]) {
      for (const outcome of VISIT_OUTCOMES) {
        const expected = behind(filter, at, outcome);
        const found: VisitsDocument["visits"][number][] = [];
        for (let offset = 0; offset === 0 || offset < expected.length; offset += 100) {
          const document = await ask(filter, at, outcome, offset);
          expect(document.total).toBe(expected.length);
          found.push(...document.visits);
          pages += 1;
        }
        expect(found.map((visit) => visit.id).toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
        const days = found.map((visit) => visit.startedAt.slice(0, 10));
        expect(days).toEqual(days.toSorted().reverse());
      }
    }
    expect(pages).toBeGreaterThan(20);
  });

  test("a page behind the last visit is empty, and its total stays", async () => {
    const { total } = await ask(NO_FILTER, "b", "reached", 0);
    expect(total).toBeGreaterThan(300);
    expect(await ask(NO_FILTER, "b", "reached", total + 50)).toMatchObject({ total, visits: [] });
  });
});
