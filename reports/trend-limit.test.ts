import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { operatorScope } from "#db/scope.ts";
import { type TestStore, testStore, withJourney } from "#db/test-store.ts";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import { trendReport } from "./trend.ts";

let sandbox: TestStore;
beforeAll(async () => {
  sandbox = testStore();
  await withJourney(sandbox.store);
});
afterAll(() => sandbox.close());

const ask = (filter: Partial<Filter>) =>
  trendReport.run(sandbox.store, operatorScope(), "small", { filter: { ...NO_FILTER, ...filter }, extra: {} });

describe("how many points a trend has at most", () => {
  test("2,000 days by day are answered, 2,001 are not, and the problem names the grain", async () => {
    const most = await ask({ from: "2020-01-01", to: "2025-06-22", grain: "day" });
    expect(most.ok && most.value.series[0]?.points.length).toBe(2000);
    const more = await ask({ from: "2020-01-01", to: "2025-06-23", grain: "day" });
    expect(more).toMatchObject({ ok: false, problem: { code: "bad-parameter", parameter: "grain", value: "day" } });
  });

  test("ten thousand years are refused by the period where no grain was asked", async () => {
    expect(await ask({ from: "0001-01-01", to: "9999-12-31" })).toMatchObject({ ok: false, problem: { parameter: "from" } });
  });
});
