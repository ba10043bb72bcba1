/** For the tests: the sample read back into plain visits, and the plain arithmetic that its truths are checked with. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CheckedRow } from "#domain/checked-row.ts";
import type { DayText } from "#domain/filter.ts";
import type { Journey } from "#domain/journey.ts";
import { type JourneyFile, parseJourneyFile } from "#domain/journey-file.ts";
import { generateSample, SAMPLE_JOURNEY, sampleFile } from "./generate.ts";
import { OVERALL } from "./overall.ts";
import type { SamplePeriod } from "./truths.ts";

export interface PlainTouch {
  readonly moment: string;
  readonly day: DayText;
  readonly at: number;
  readonly channel: string;
  readonly team: string;
  /** 1–5; null: not rated. */
  readonly rating: number | null;
  /** Keys of the factors that it mentions. */
  readonly factors: readonly string[];
}

export interface PlainVisit {
  readonly id: string;
  readonly segment: string;
  readonly startDay: DayText;
  readonly entryChannel: string;
  /** At the journey's steps, in order of time. */
  readonly touches: readonly PlainTouch[];
  /** The answer to the overall question; null: none. */
  readonly overall: PlainTouch | null;
}

/** The journey of a template, moments numbered from 101 on. */
export function templateJourney(name: string): Journey {
  return numbered(readTemplate(name));
}

/** The sample's journey, numbered likewise. */
export function sampleJourney(): Journey {
  return numbered(sampleFile(readTemplate(SAMPLE_JOURNEY)));
}

function readTemplate(name: string): JourneyFile {
  const parsed = parseJourneyFile(JSON.parse(readFileSync(join(import.meta.dirname, "..", "templates", `${name}.json`), "utf8")));
  if (!parsed.ok) throw new Error(`${name}: ${parsed.errors.map((error) => `${error.path} ${error.sentence}`).join("; ")}`);
  return parsed.journey;
}

function numbered({ key, name: title, mode, windowMs, moments }: JourneyFile): Journey {
  return {
    id: 1,
    key,
    name: title,
    mode,
    windowMs,
    moments: moments
      .filter((moment) => !moment.archived)
      .map((moment, i) => ({ ...moment, id: 101 + i, position: moment.role === "touchpoint" ? i + 1 : null, bit: i })),
  };
}

export function sampleRows(asOf: DayText, scale: number, timeZone: string, seed?: number): CheckedRow[] {
  const request = { journey: sampleJourney(), asOf, scale, timeZone, ...(seed === undefined ? {} : { seed }) };
  return [...generateSample(request)].flatMap((batch) => batch.accepted);
}

/** Rows in UTC as visits. */
export function toVisits(rows: readonly CheckedRow[]): PlainVisit[] {
  const keys = new Map(sampleJourney().moments.map((moment) => [moment.id, moment.key]));
  const byVisit = Map.groupBy(rows, (row) => row.visit);
  return [...byVisit].map(([id, own]) => {
    const all = own.flatMap((row) =>
      row.touches.map((touch) => ({
        moment: keys.get(touch.momentId) ?? "?",
        day: utcDay(touch.when.at),
        at: touch.when.at,
        channel: touch.channel ?? "none",
        team: touch.team ?? "none",
        rating: touch.answer === null ? null : touch.answer + 1,
        factors: touch.factors ?? [],
      })),
    );
    const touches = all.filter(({ moment }) => moment !== OVERALL);
    const overall = all.find(({ moment }) => moment === OVERALL) ?? null;
    const first = touches.reduce((earliest, touch) => (touch.at < earliest.at ? touch : earliest));
    return { id, segment: own[0]?.segment ?? "none", startDay: first.day, entryChannel: first.channel, touches, overall };
  });
}

export function utcDay(ms: number): DayText {
  return new Date(ms).toISOString().slice(0, 10);
}

export function within(day: DayText, period: SamplePeriod): boolean {
  return day >= period.from && day <= period.to;
}

export function countOf<T>(list: readonly T[], test: (item: T) => boolean): number {
  let count = 0;
  for (const item of list) if (test(item)) count += 1;
  return count;
}

export interface Proportion {
  readonly hits: number;
  readonly n: number;
}

export function share(p: Proportion): number {
  return p.hits / p.n;
}

/** z of the difference of two proportions, each with its own variance. */
export function zOf(now: Proportion, before: Proportion): number {
  const variance = (p: Proportion): number => (share(p) * (1 - share(p))) / p.n;
  return (share(now) - share(before)) / Math.sqrt(variance(now) + variance(before));
}

/** Ratings of 4 and 5 among the ratings of a moment in a period, by the touch's day. */
export function satisfied(visits: readonly PlainVisit[], moment: string, period: SamplePeriod): Proportion {
  const ratings = visits.flatMap((visit) =>
    visit.touches.flatMap((touch) => (touch.moment === moment && touch.rating !== null && within(touch.day, period) ? [touch.rating] : [])),
  );
  return { hits: countOf(ratings, (rating) => rating >= 4), n: ratings.length };
}

export interface PlainSurvival {
  readonly score: number;
  /** Greenwood's standard error. */
  readonly se: number;
  readonly hazards: readonly { readonly moment: string; readonly broke: number; readonly atRisk: number }[];
}

/** Step by step over whole lists: who rated it without a bad moment before, and who broke there. */
export function plainSurvival(visits: readonly PlainVisit[], moments: readonly string[]): PlainSurvival {
  let unbroken = visits;
  let score = 1;
  let sum = 0;
  const hazards = moments.map((moment) => {
    const atRisk = unbroken.filter((visit) => visit.touches.some((touch) => touch.moment === moment && touch.rating !== null));
    const broke = atRisk.filter((visit) => breaksAt(visit, moment));
    const gone = new Set(broke);
    unbroken = unbroken.filter((visit) => !gone.has(visit));
    score *= 1 - broke.length / atRisk.length;
    sum += broke.length / (atRisk.length * (atRisk.length - broke.length));
    return { moment, broke: broke.length, atRisk: atRisk.length };
  });
  return { score, se: score * Math.sqrt(sum), hazards };
}

export function breaksAt(visit: PlainVisit, moment: string): boolean {
  return visit.touches.some((touch) => touch.moment === moment && touch.rating !== null && touch.rating <= 2);
}

/** Observed share of visits without a bad rating, and the share expected if bad ratings struck at random; visits with two ratings or more. */
export function plainClustering(
  visits: readonly PlainVisit[],
  moments: readonly string[],
): { observed: number; expected: number; n: number } {
  const met = new Map(
    moments.map((moment) => {
      const rated = visits.filter((visit) => visit.touches.some((touch) => touch.moment === moment && touch.rating !== null));
      return [moment, countOf(rated, (visit) => !breaksAt(visit, moment)) / rated.length];
    }),
  );
  let n = 0;
  let flawless = 0;
  let expected = 0;
  for (const visit of visits) {
    const rated = moments.filter((moment) => visit.touches.some((touch) => touch.moment === moment && touch.rating !== null));
    if (rated.length < 2) continue;
    n += 1;
    if (!rated.some((moment) => breaksAt(visit, moment))) flawless += 1;
    expected += rated.reduce((product, moment) => product * (met.get(moment) ?? 1), 1);
  }
  return { observed: flawless / n, expected: expected / n, n };
}
