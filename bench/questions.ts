/** What is asked: a fixed list of filters, any period and any choice of channel, segment and team. */
import { dayNumber, dayText, monthOf, monthStart } from "#domain/days.ts";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { type Random, seededRandom } from "#domain/statistics/rng.ts";
import { CHANNELS, DAYS, FIRST_DAY, LAST_DAY, SEGMENTS, TEAMS } from "./generate.ts";
import type { TimedReport } from "./verdad.ts";

export type Asked = Filter & { readonly from: string; readonly to: string };

/** Questions about moments: a quarter of them about one or two teams. */
export function scoreQuestions(count: number): Asked[] {
  return ask(count, 11, (random) => ({ teams: chance(random, 0.25) ? some(TEAMS, random) : [] }));
}

/** Questions about whole journeys, all steps. */
export function journeyQuestions(count: number): Asked[] {
  return ask(count, 12, () => ({}));
}

/** Questions about journeys over a chosen subset of two to seven steps, over the whole year. */
export function subsetQuestions(count: number, moments: readonly string[]): Asked[] {
  return ask(count, 13, (random) => {
    const wanted = 2 + Math.floor(share(random) * 6);
    const order = moments.map((key) => ({ key, at: share(random) })).toSorted((a, b) => a.at - b.at);
    const chosen = new Set(order.slice(0, wanted).map((row) => row.key));
    return { moments: moments.filter((key) => chosen.has(key)), from: FIRST_DAY, to: LAST_DAY };
  });
}

/** Questions as an open dashboard's charts ask them, no two alike. */
export function mixedQuestions(count: number): { readonly report: TimedReport; readonly asked: Asked }[] {
  const reports = ["moment-scores", "funnel", "survival", "trend"] as const;
  const seen = new Set<string>();
  const found: { readonly report: TimedReport; readonly asked: Asked }[] = [];
  for (const asked of ask(20 * count + 100, 14, () => ({}))) {
    const report = reports[found.length % reports.length] ?? "moment-scores";
    const key = `${report} ${formatFilter(asked)}`;
    if (found.length === count) break;
    if (seen.has(key)) continue;
    seen.add(key);
    found.push({ report, asked });
  }
  return found;
}

function ask(count: number, seed: number, more: (random: Random) => Partial<Asked>): Asked[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => {
    const channels = chance(random, 0.4) ? some(CHANNELS, random) : [];
    const segments = chance(random, 0.4) ? some(SEGMENTS, random) : [];
    return { ...NO_FILTER, channels, segments, ...period(random), ...more(random) };
  });
}

/** The whole year, whole months, or any run of days, a third each. */
function period(random: Random): { from: string; to: string } {
  const first = dayNumber(FIRST_DAY);
  const kind = share(random);
  if (kind < 1 / 3) return { from: FIRST_DAY, to: LAST_DAY };
  if (kind < 2 / 3) {
    const month = Math.floor(share(random) * 10);
    const months = 1 + Math.floor(share(random) * 3);
    const from = monthOf(first) + month;
    return { from: dayText(monthStart(from)), to: dayText(monthStart(Math.min(from + months, monthOf(first) + 12)) - 1) };
  }
  const length = 7 + Math.floor(share(random) * 240);
  const from = first + Math.floor(share(random) * (DAYS - length));
  return { from: dayText(from), to: dayText(from + length - 1) };
}

/** One or two of a list, in its order. */
function some(list: readonly string[], random: Random): string[] {
  const one = Math.floor(share(random) * list.length);
  const other = Math.floor(share(random) * list.length);
  return list.filter((_, i) => i === one || i === other);
}

function chance(random: Random, probability: number): boolean {
  return share(random) < probability;
}

function share(random: Random): number {
  return random() / 2 ** 32;
}
