/**
 * What viewers who may not open visits are told, asked for by every choice of segments (or channels): no sum and no difference of told
 * figures is that of one to four ratings. Random visits; the reports' real answers; told figures taken as equations.
 */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { putJourney } from "#db/journey-writer.ts";
import { type JourneyRow, readJourney } from "#db/journeys.ts";
import { makeScope, operatorScope } from "#db/scope.ts";
import { importRows, journeyFile, row, SMALL_JOURNEY, type TestStore, testStore } from "#db/test-store.ts";
import type { CheckedRow } from "#domain/checked-row.ts";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import type { Journey } from "#domain/journey.ts";
import { runs } from "../scripts/property-runs.ts";
import { REPORTS } from "./registry.ts";

const HIDDEN = makeScope({ journeys: "all", teams: "all", small: "hidden", comments: false, visits: false });
const DAY = 86_400_000;
const KEYS = ["x", "y", "z"];

interface PlainVisit {
  readonly segment: string;
  readonly channel: string;
  readonly day: number;
  /** Per step 0..4; null: not touched. */
  readonly answers: readonly (number | null)[];
}

/** Few of x, more of y, many of z: small groups beside large ones. */
const unevenKey = fc.oneof(
  { weight: 1, arbitrary: fc.constant("x") },
  { weight: 3, arbitrary: fc.constant("y") },
  { weight: 9, arbitrary: fc.constant("z") },
);
const anyVisit: fc.Arbitrary<PlainVisit> = fc.record({
  segment: unevenKey,
  channel: unevenKey,
  day: fc.nat({ max: 8 }).map((n) => Math.max(0, n - 6)),
  answers: fc.array(fc.option(fc.nat({ max: 4 }), { freq: 3 }), { minLength: 4, maxLength: 4 }),
});

let opened: TestStore;
let journeys = 0;
beforeAll(() => {
  opened = testStore();
});
afterAll(() => opened.close());

async function stored(visits: readonly PlainVisit[]): Promise<JourneyRow & Journey> {
  const key = `j${journeys++}`;
  await putJourney(opened.store, journeyFile({ ...SMALL_JOURNEY, key }), { now: 0, sample: false });
  const journey = readJourney(opened.store, operatorScope(), key);
  if (!journey) throw new Error(`There is no journey ${key}.`);
  const rows = visits.map(({ segment, channel, day, answers }, i): CheckedRow => {
    const when = { at: day * DAY, dateOnly: true };
    const touches = answers.flatMap((answer, step) =>
      answer === null
        ? []
        : [
            {
              momentId: journey.moments[step]?.id ?? 0,
              when,
              channel,
              team: null,
              answer,
              comment: null,
              resolution: null,
              seconds: null,
              ratingId: null,
            },
          ],
    );
    return row({ line: i + 2, visit: `v${i}`, when, startedAt: when, segment, channel, knowledge: "ratings-only", touches });
  });
  await importRows(opened.store, journey, rows, { shape: "wide", batch: 100 });
  return journey;
}

/** Per figure (a step, or a step on a day), over how many it is and whether it is told. */
type Told = ReadonlyMap<string, { readonly n: number; readonly told: boolean }>;

async function toldBy(report: "moment-scores" | "trend" | "survival" | "funnel" | "units", journey: string, filter: Filter): Promise<Told> {
  const told = new Map<string, { n: number; told: boolean }>();
  const question = { filter, extra: {} };
  if (report === "moment-scores") {
    const answer = await REPORTS[report].run(opened.store, HIDDEN, journey, question);
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    for (const score of answer.value.moments)
      told.set(score.moment, { n: score.rated, told: score.plus !== null || score.satisfaction.value !== null });
  } else if (report === "units") {
    const answer = await REPORTS[report].run(opened.store, HIDDEN, journey, { ...question, filter: { ...filter, moments: ["a"] } });
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    for (const { dimension, units, centre, spread } of answer.value.dimensions) {
      // Under a choice of channels a channel's own figure is no sum over them.
      if (filter.channels.length === 0)
        for (const { unit, share } of units) told.set(`${dimension} ${unit}`, { n: share.n, told: share.value !== null });
      told.set(`${dimension}s`, { n: units.reduce((sum, { share }) => sum + share.n, 0), told: centre !== null || spread.value !== null });
    }
  } else if (report === "trend") {
    const answer = await REPORTS[report].run(opened.store, HIDDEN, journey, { ...question, filter: { ...filter, grain: "day" } });
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    for (const { moment, points } of answer.value.series) {
      for (const point of points) told.set(`${moment} ${point.from}`, { n: point.rated, told: point.satisfaction.value !== null });
    }
  } else if (report === "survival") {
    const answer = await REPORTS[report].run(opened.store, HIDDEN, journey, question);
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    for (const step of answer.value.steps) told.set(step.moment, { n: step.atRisk, told: step.broke !== null });
    told.set("journey", { n: answer.value.ratedVisits, told: answer.value.flawlessVisits !== null });
  } else {
    const answer = await REPORTS[report].run(opened.store, HIDDEN, journey, question);
    if (!answer.ok) throw new Error(JSON.stringify(answer.problem));
    for (const step of answer.value.steps) told.set(step.moment, { n: step.reached, told: step.brokenSoFar !== null });
  }
  return told;
}

/** All choices of keys, as bits: 0 (no filter, so all of them) and 1 .. 2^keys - 1. */
const CHOICES = Array.from({ length: 2 ** KEYS.length }, (_, bits) => bits);
const keysOf = (bits: number) => KEYS.filter((_, i) => ((bits >> i) & 1) === 1);

/** Whether a vector is a sum of multiples of the others. */
function isInSpan(target: readonly number[], vectors: readonly (readonly number[])[]): boolean {
  const rank = (rows: readonly (readonly number[])[]): number => {
    const left = rows.map((one) => [...one]);
    let found = 0;
    for (let column = 0; column < target.length; column++) {
      const pivot = left.findIndex((one, i) => i >= found && Math.abs(one[column] ?? 0) > 1e-9);
      if (pivot < 0) continue;
      const taken = left[pivot] ?? [];
      left.splice(pivot, 1);
      left.splice(found, 0, taken);
      for (let i = found + 1; i < left.length; i++) {
        const factor = (left[i]?.[column] ?? 0) / (taken[column] ?? 1);
        left[i] = (left[i] ?? []).map((value, k) => value - factor * (taken[k] ?? 0));
      }
      found += 1;
    }
    return found;
  };
  return rank(vectors) === rank([...vectors, target]);
}

const bitsToVector = (bits: number) => KEYS.map((_, i) => (bits >> i) & 1);

/** Groups of one to four whose figure follows from what is told. */
async function leaks(
  report: Parameters<typeof toldBy>[0],
  journey: string,
  dimension: "segments" | "channels",
  rest: Filter,
): Promise<string[]> {
  const known = (await Promise.all(CHOICES.map((bits) => toldBy(report, journey, { ...rest, [dimension]: keysOf(bits) })))).map(
    (told, bits) => ({
      bits: bits === 0 ? CHOICES.length - 1 : bits,
      told,
    }),
  );
  const found: string[] = [];
  for (const figure of new Set(known.flatMap(({ told }) => [...told.keys()]))) {
    const open = known.filter(({ told }) => told.get(figure)?.told === true);
    for (const target of known) {
      const n = target.told.get(figure)?.n ?? 0;
      if (n < 1 || n > 4) continue;
      if (
        isInSpan(
          bitsToVector(target.bits),
          open.map(({ bits }) => bitsToVector(bits)),
        )
      ) {
        found.push(`${report} ${figure}: the ${n} of ${keysOf(target.bits)} from ${open.map(({ bits }) => keysOf(bits).join("+"))}`);
      }
    }
  }
  return found;
}

describe("small numbers hidden", () => {
  test.for(["moment-scores", "trend", "survival", "funnel", "units"] as const)(
    "%s: no subtraction of segments or channels leaves the figure of one to four",
    { timeout: 300_000 },
    async (report) => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyVisit, { minLength: 5, maxLength: report === "trend" ? 200 : 60, size: "max" }), async (visits) => {
          const { key } = await stored(visits);
          const usedSegments = new Set(visits.map(({ segment }) => segment));
          const usedChannels = new Set(visits.map(({ channel }) => channel));
          fc.pre(usedSegments.size === 3 && usedChannels.size === 3);
          expect(await leaks(report, key, "segments", NO_FILTER)).toEqual([]);
          expect(await leaks(report, key, "channels", { ...NO_FILTER, segments: ["z"] })).toEqual([]);
        }),
        { numRuns: runs(25), endOnFailure: true },
      );
    },
  );
});
