/** The benchmark's ratings as a CSV file: a row a rating, visits in order of their start, the same on every machine. */
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";
import { dayNumber, dayText } from "#domain/days.ts";
import { type Random, seededRandom } from "#domain/statistics/rng.ts";

export const CHANNELS = ["app", "airport", "phone"] as const;
export const SEGMENTS = ["business", "leisure", "family"] as const;
/** Two teams a moment. */
export const TEAMS = Array.from({ length: 28 }, (_, i) => `team-${String(i + 1).padStart(2, "0")}`);
export const RATINGS_A_VISIT = 5;
export const FIRST_DAY = "2025-01-01";
export const DAYS = 365;
export const LAST_DAY = dayText(dayNumber(FIRST_DAY) + DAYS - 1);

const HEADER = "visit,moment,at,rating,segment,channel,team\n";
const FIRST = dayNumber(FIRST_DAY);
const TWO_DIGITS = Array.from({ length: 60 }, (_, i) => String(i).padStart(2, "0"));
/** The last visit starts early enough to end on the last day. */
const SPAN_SECONDS = DAYS * 86_400 - 5 * 3_600;
const CHUNK = 1 << 20;

/** The file's text, in pieces of whole rows. `ratings` is rounded down to whole visits. */
export function* ratingRows(ratings: number, moments: readonly string[], seed: number): Generator<string> {
  const random = seededRandom(seed);
  const visits = Math.floor(ratings / RATINGS_A_VISIT);
  let text = HEADER;
  for (let visit = 0; visit < visits; visit++) {
    text += visitRows(visit, Math.floor((SPAN_SECONDS * visit) / visits), moments, random);
    if (text.length >= CHUNK) {
      yield text;
      text = "";
    }
  }
  yield text;
}

function visitRows(visit: number, startSecond: number, moments: readonly string[], random: Random): string {
  const habit = pick(CHANNELS, random);
  const segment = pick(SEGMENTS, random);
  const name = `v${String(visit + 1).padStart(8, "0")}`;
  let second = startSecond;
  let rows = "";
  let wanted = RATINGS_A_VISIT;
  for (let i = 0; i < moments.length && wanted > 0; i++) {
    // Selection sampling (Knuth, TAOCP 3.4.2 S): every set of five moments is equally likely.
    if (share(random) * (moments.length - i) >= wanted) continue;
    wanted -= 1;
    const channel = share(random) < 0.8 ? habit : pick(CHANNELS, random);
    const team = TEAMS[2 * i + (share(random) < 0.5 ? 0 : 1)] ?? "";
    rows += `${name},${moments[i]},${instant(second)},${rating(i, random)},${segment},${channel},${team}\n`;
    second += 60 + Math.floor(share(random) * 3_000);
  }
  return rows;
}

/** One rating in twelve is bad; the fifth moment from the end is worse. */
function rating(moment: number, random: Random): number {
  const draw = share(random);
  const bad = moment === 9 ? 0.16 : 0.08;
  if (draw < bad) return draw < bad / 2 ? 1 : 2;
  if (draw < 0.35) return 3;
  return draw < 0.7 ? 4 : 5;
}

function instant(second: number): string {
  const day = Math.floor(second / 86_400);
  const rest = second - day * 86_400;
  const hour = TWO_DIGITS[Math.floor(rest / 3_600)];
  return `${dayText(FIRST + day)}T${hour}:${TWO_DIGITS[Math.floor(rest / 60) % 60]}:${TWO_DIGITS[rest % 60]}Z`;
}

function share(random: Random): number {
  return random() / 2 ** 32;
}

function pick<T>(list: readonly [T, ...T[]], random: Random): T {
  return list[Math.floor(share(random) * list.length)] ?? list[0];
}

/** Writes the file unless it is there already. Returns whether it was written. */
export function writeRatings(path: string, ratings: number, moments: readonly string[], seed: number): boolean {
  if (existsSync(path)) return false;
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.part`;
  const file = openSync(unfinished, "w");
  try {
    for (const text of ratingRows(ratings, moments, seed)) writeSync(file, text);
  } finally {
    closeSync(file);
  }
  renameSync(unfinished, path);
  return true;
}
