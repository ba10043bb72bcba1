import { describe, expect, test } from "vitest";
import { sum, sumPlaywright, sumVitest } from "./sum-tests.mjs";

const vitest = (failed: number, results: object[] = []) => ({
  numPassedTests: 10,
  numFailedTests: failed,
  numPendingTests: 2,
  numTodoTests: 0,
  testResults: results,
});
const playwright = (stats: object, errors: object[] = []) => ({
  stats: { expected: 5, unexpected: 0, flaky: 0, skipped: 1, ...stats },
  errors,
});

describe("the last line of npm test", () => {
  test("adds both reports up: 10 + 5 passed, 0 failed, 2 + 1 skipped", () => {
    expect(sum({ vitest: vitest(0), playwright: playwright({}), failedStages: [] })).toEqual({ passed: 15, failed: 0, skipped: 3 });
  });

  test("a stage that failed counts once: lint 1 + types 1", () => {
    expect(sum({ vitest: vitest(0), playwright: playwright({}), failedStages: ["lint", "types"] }).failed).toBe(2);
  });

  test("a stage whose tests failed is told by its tests: 3 failed, not 4", () => {
    expect(sum({ vitest: vitest(3), playwright: playwright({}), failedStages: ["unit, property and integration tests"] }).failed).toBe(3);
  });

  test("a stage that left no report is a failure, and so are both", () => {
    const failedStages = ["production build", "end-to-end tests"];
    expect(sum({ vitest: vitest(0), playwright: null, failedStages })).toEqual({ passed: 10, failed: 2, skipped: 2 });
  });

  test("a file that does not load has no tests and is a failure all the same", () => {
    expect(sumVitest(vitest(1, [{ status: "failed", assertionResults: [] }])).failed).toBe(2);
  });

  test("an end-to-end test that passed at the second try did not pass; an error outside tests is a failure", () => {
    expect(sumPlaywright(playwright({ expected: 4, flaky: 1 }, [{ message: "no server" }]))).toEqual({ passed: 4, failed: 2, skipped: 1 });
  });
});
