/** A survey of its own for a test: 600 visits that rate three moments and answer two overall questions. Removed again after it. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJourney } from "#db/journeys.ts";
import type { Store } from "#db/open.ts";
import { removeJourney } from "#db/remove-journey.ts";
import { operatorScope } from "#db/scope.ts";
import { STORE_URL } from "./test-server.ts";

export const SURVEY = "survey";

const moment = (key: string, en: string, ko: string, more: object = {}) => ({
  key,
  name: { en, ko },
  stage: "smot",
  scale: [1, 5],
  ...more,
});
const LINE = { key: "line", en: "Long line", ko: "긴 줄" };

const journey = {
  key: SURVEY,
  name: { en: "Survey", ko: "설문" },
  mode: "questionnaire",
  moments: [
    moment("desk", "Front desk", "안내 데스크", { factors: { plus: [], standard: [LINE], minus: [] } }),
    moment("room", "Room", "객실"),
    moment("meal", "Breakfast", "조식"),
    moment("overall", "Overall", "전체 만족", { stage: "umot", role: "outcome" }),
    moment("recommend", "Recommend", "추천", { stage: "umot", role: "outcome" }),
  ],
};

/**
 * The desk is rated 1, 3 and 5 in turn; at 1 overall is two points lower, and a third of those name the line; the room moves it by
 * half a point; breakfast by nothing.
 */
function rows(): string {
  const lines = Array.from({ length: 600 }, (_, i) => {
    const [desk, room, meal] = [1 + 2 * (i % 3), 1 + 2 * (Math.floor(i / 3) % 3), 1 + 2 * (Math.floor(i / 9) % 3)];
    const noise = Math.floor(i / 27) % 2;
    const overall = Math.max(1, 4 - (desk === 1 ? 2 : 0) - (room === 1 ? 1 : 0) + noise);
    const line = desk === 1 && Math.floor(i / 3) % 3 === 1 ? "line" : "";
    return [`v${i}`, desk, room, meal, overall, Math.max(1, overall - noise), line].join(",");
  });
  return `id,desk,room,meal,overall,recommend,code\n${lines.join("\n")}\n`;
}

const mapping = {
  shape: "wide",
  source: "survey",
  visit: "id",
  startedAt: { value: "2026-09-15" },
  ratings: Object.fromEntries(["desk", "room", "meal", "overall", "recommend"].map((key) => [key, key])),
  factors: { desk: [{ column: "code", values: { line: "line", "*": "" } }] },
};

export function addSurvey(): void {
  const folder = mkdtempSync(join(tmpdir(), "verdad-survey-"));
  const file = (name: string, text: string) => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const verdad = (...words: string[]) =>
    execFileSync(process.execPath, [join(import.meta.dirname, "../cli/main.ts"), ...words], {
      env: { ...process.env, DATABASE_URL: STORE_URL },
      stdio: ["ignore", "ignore", "inherit"],
    });
  try {
    verdad("journey", "put", file("journey.json", JSON.stringify(journey)));
    verdad("import", file("rows.csv", rows()), "--journey", SURVEY, "--mapping", file("mapping.json", JSON.stringify(mapping)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function removeSurvey(store: Store): Promise<void> {
  const found = readJourney(store, operatorScope(), SURVEY);
  if (found) await removeJourney(store, found.id);
}
