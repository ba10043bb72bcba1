/** Surveys of their own for a test: 600 visits that rate three moments, and in one of them answer two overall questions. Removed again after it. */

import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readJourney } from "#db/journeys.ts";
import { openStore } from "#db/open.ts";
import { removeJourney } from "#db/remove-journey.ts";
import { operatorScope } from "#db/scope.ts";
import { STORE_URL } from "./test-server.ts";

export const SURVEY = "survey";
/** The same visits, never asked for the whole. */
export const PLAIN_SURVEY = "plain-survey";

const moment = (key: string, en: string, ko: string, more: object = {}) => ({
  key,
  name: { en, ko },
  stage: "smot",
  scale: [1, 5],
  ...more,
});
const LINE = { key: "line", en: "Long line", ko: "긴 줄" };

const OUTCOMES = ["overall", "recommend"];

const journey = {
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
  visit: "id",
  startedAt: { value: "2026-09-15" },
  factors: { desk: [{ column: "code", values: { line: "line", "*": "" } }] },
};

export function addSurvey(key: typeof SURVEY | typeof PLAIN_SURVEY): void {
  const moments = journey.moments.filter((one) => key === SURVEY || !OUTCOMES.includes(one.key));
  const ratings = Object.fromEntries(moments.map((one) => [one.key, one.key]));
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
    verdad("journey", "put", file("journey.json", JSON.stringify({ ...journey, key, moments })));
    const mapped = file("mapping.json", JSON.stringify({ ...mapping, source: key, ratings }));
    verdad("import", file("rows.csv", rows()), "--journey", key, "--mapping", mapped);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

export async function dropSurvey(key: typeof SURVEY | typeof PLAIN_SURVEY): Promise<void> {
  const store = openStore(STORE_URL);
  try {
    const found = readJourney(store, operatorScope(), key);
    if (found) await removeJourney(store, found.id);
  } finally {
    store.close();
  }
}
