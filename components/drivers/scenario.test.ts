import fc from "fast-check";
import { expect, test } from "vitest";
import { readSearch, writeSearch } from "#components/filters/search.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { NO_SCENARIO, readScenario, type Scenario, withChange, writeScenario } from "./scenario.ts";

const anyKey = fc.string({ unit: "grapheme", minLength: 1, maxLength: 40 });
const anyScenario: fc.Arbitrary<Scenario> = fc.record({
  name: fc.string({ unit: "grapheme", maxLength: 40 }),
  changes: fc
    .uniqueArray(
      fc
        .record({ moment: anyKey, value: fc.option(fc.integer({ min: 0, max: 1000 })) })
        .map(({ moment, value }) => (value === null ? ({ moment, removed: true } as const) : { moment, hazard: value / 1000 })),
      { selector: ({ moment }) => moment, maxLength: 8 },
    )
    .map((changes) => changes.toSorted((a, b) => (a.moment < b.moment ? -1 : 1))),
});

test("any scenario survives the address, and leaves the filter and all else in it as they are", () => {
  fc.assert(
    fc.property(anyScenario, anyScenario, (scenario, before) => {
      const query = writeScenario(scenario, writeScenario(before, "from=2026-01-01&segment=a%3Ab&outcome=overall&beside=priority"));
      expect(readScenario(query)).toEqual({ ok: true, value: scenario });
      const { filter, view, problem } = readSearch(query);
      expect([filter.from, filter.segments, view.beside, problem]).toEqual(["2026-01-01", ["a:b"], true, null]);
      expect(new URLSearchParams(query).get("outcome")).toBe("overall");
      expect(writeScenario(NO_SCENARIO, query)).toBe(writeScenario(NO_SCENARIO, writeScenario(before, query)));
    }),
  );
});

test("it stays when the filter changes", () => {
  const query = writeScenario({ name: "봄", changes: [{ moment: "pay", hazard: 0.035 }] }, "from=2026-01-01");
  const { filter } = readSearch(query);
  const next = writeSearch({ ...filter, from: "2026-02-01" }, query);
  expect(readScenario(next)).toEqual(readScenario(query));
  expect(next).toContain("lift=3.5%3Apay");
  expect(formatFilter(readSearch(next).filter)).toBe("from=2026-02-01");
});

test.each(["lift=pay", "lift=101:pay", "lift=-1:pay", "lift=3.55:pay", "lift=5:", "lift=5:a&lift=gone:a", "scenario=a&scenario=b"])(
  "%s is a problem that names its parameter",
  (query) => {
    expect(readScenario(query)).toMatchObject({ ok: false, problem: { code: "bad-parameter", parameter: query.split("=")[0] } });
  },
);

test("a change is put in, replaced, and taken out", () => {
  const one = withChange(NO_SCENARIO, "b", { moment: "b", hazard: 0.1 });
  const two = withChange(one, "a", { moment: "a", removed: true });
  expect(two.changes.map(({ moment }) => moment)).toEqual(["a", "b"]);
  expect(withChange(two, "b", { moment: "b", hazard: 0.2 }).changes[1]).toEqual({ moment: "b", hazard: 0.2 });
  expect(withChange(two, "a", null)).toEqual(one);
});
