/**
 * `node scripts/sum-tests.mjs FOLDER`: adds up vitest.json and playwright.json there and the stages named in failed-stages; the last line
 * printed is `N passed, N failed, N skipped`, the exit code 1 where anything failed. A stage without tests of its own counts as one.
 */
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Sums of a vitest report (`--reporter=json`). A file that could not be loaded has no tests and counts as one failure. */
export function sumVitest(report) {
  const unloaded = report.testResults.filter((file) => file.status === "failed" && file.assertionResults.length === 0).length;
  return { passed: report.numPassedTests, failed: report.numFailedTests + unloaded, skipped: report.numPendingTests + report.numTodoTests };
}

/** Sums of a Playwright report; a test that passed only when repeated is not counted as passed. Errors outside tests are failures. */
export function sumPlaywright(report) {
  const { expected, unexpected, flaky, skipped } = report.stats;
  return { passed: expected, failed: unexpected + flaky + report.errors.length, skipped };
}

/** All together. `failedStages`: names, one failure each, except for a stage whose report already has its failures. */
export function sum({ vitest, playwright, failedStages }) {
  const parts = [vitest && sumVitest(vitest), playwright && sumPlaywright(playwright)].filter(Boolean);
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const part of parts) for (const key of Object.keys(total)) total[key] += part[key];
  const told = (name) =>
    (name.startsWith("unit") && vitest && sumVitest(vitest).failed > 0) ||
    (name.startsWith("end") && playwright && sumPlaywright(playwright).failed > 0);
  total.failed += failedStages.filter((name) => !told(name)).length;
  return total;
}

function read(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
}

if (process.argv[1] === import.meta.filename) {
  const folder = process.argv[2] ?? ".";
  const stages = join(folder, "failed-stages");
  const failedStages = existsSync(stages) ? readFileSync(stages, "utf8").trim().split("\n") : [];
  const total = sum({ vitest: read(join(folder, "vitest.json")), playwright: read(join(folder, "playwright.json")), failedStages });
  if (failedStages.length > 0) console.log(`Failed: ${failedStages.join("; ")}.`);
  console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  if (total.failed > 0) process.exitCode = 1;
}
