/** A log of everything that rows said, folded anew for every question: no records, no masks, no rollups. And what to hold against it. */
import fc from "fast-check";
import { expect } from "vitest";
import { localDay, zoneStartOfDay } from "#domain/calendar.ts";
import { flawlessStrata } from "#domain/change.ts";
import type { CheckedRow, CheckedTouch } from "#domain/checked-row.ts";
import { countFunnel, type FunnelCounts } from "#domain/funnel.ts";
import { type Journey, type Moment, stepsOf } from "#domain/journey.ts";
import { countSurvival } from "#domain/survival.ts";
import { pickVisits, type VisitScan } from "#domain/tally.ts";
import { type JourneyRow, readMoments } from "./journeys.ts";
import type { Store } from "./open.ts";
import { type ReachCounts, readMomentVisits } from "./reach-reads.ts";
import { operatorScope } from "./scope.ts";
import { readScoreTallies } from "./score-reads.ts";
import type { Cutoff } from "./selection.ts";
import { readSettings } from "./settings.ts";
import { readLatestTouch } from "./start-days.ts";
import { row } from "./test-store.ts";
import { decodeTouches } from "./touch-bytes.ts";
import { CountedVisits } from "./visit-counts.ts";
import { countMomentVisits } from "./visit-figures.ts";
import { readVisitScan } from "./visit-scan.ts";

const HOUR = 3_600_000;
export const VISITS = ["v1", "v2", "v3"];
/** Every touch lies in these, whatever the zone. */
const DAYS = { fromDay: -1, toDay: 100 };

export interface RawRow {
  readonly visit: string;
  readonly hour: number;
  readonly moments: readonly {
    readonly moment: number;
    readonly answer: number | null;
    readonly channel: string;
    readonly factors: readonly string[];
    readonly comment: string | null;
  }[];
  /** Of the visit as a whole (wide). */
  readonly mentioned: readonly string[];
  readonly comment: string | null;
  readonly segment: string | null;
  readonly customer: string | null;
  readonly ratingId: boolean;
}

const momentTouch = fc.record({
  moment: fc.nat({ max: 4 }),
  answer: fc.option(fc.nat({ max: 4 })),
  channel: fc.constantFrom("app", "desk"),
  factors: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray(["slow", "kind"], { minLength: 1 })),
  comment: fc.option(fc.constantFrom("so slow", "너무 느리다")),
});
export const rawRow: fc.Arbitrary<RawRow> = fc.record({
  visit: fc.constantFrom(...VISITS),
  hour: fc.nat({ max: 60 }),
  moments: fc.uniqueArray(momentTouch, { selector: (touch) => touch.moment, maxLength: 3 }),
  mentioned: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray(["slow", "dirty"], { minLength: 1 })),
  comment: fc.option(fc.constantFrom("all slow", "다 좋다")),
  segment: fc.option(fc.constantFrom("x", "y")),
  customer: fc.option(fc.constantFrom("k1", "k2"), { freq: 4 }),
  ratingId: fc.boolean(),
});

export function toRows(raw: readonly RawRow[], shape: "wide" | "long", moments: readonly Moment[]): CheckedRow[] {
  const rows = raw.flatMap((line): CheckedRow[] => {
    const when = { at: line.hour * HOUR, dateOnly: false };
    const touches = line.moments.map(
      (touch): CheckedTouch => ({
        momentId: moments[touch.moment]?.id ?? 0,
        when,
        channel: touch.channel,
        team: null,
        answer: touch.answer,
        comment: shape === "long" ? touch.comment : null,
        resolution: null,
        seconds: null,
        ratingId: shape === "long" && line.ratingId ? `r${touch.moment}` : null,
        ...(shape === "long" && touch.factors.length > 0 && { factors: touch.factors }),
      }),
    );
    const shared = { visit: line.visit, when, segment: line.segment, customer: line.customer };
    if (shape === "wide") {
      // A moment that the visit may not have rated.
      const mentions = line.mentioned.length > 0 && { mentions: [{ momentId: moments[0]?.id ?? 0, factors: line.mentioned }] };
      const rated = touches.filter((touch) => touch.answer !== null);
      return [row({ ...shared, startedAt: when, knowledge: "ratings-only", comment: line.comment, touches: rated, ...mentions })];
    }
    return touches.map((touch) => row({ ...shared, channel: touch.channel, touches: [touch] }));
  });
  return rows.map((checked, i) => ({ ...checked, line: i + 1 }));
}

/** The reference: everything that rows said, in order of arrival, each with its owner. */
export class Log {
  touches: { owner: number; visit: string; identity: number; readonly shape: "wide" | "long"; touch: CheckedTouch }[] = [];
  #identities = 0;

  live(visit: string): CheckedTouch[] {
    const groups = Map.groupBy(
      this.touches.filter((entry) => entry.visit === visit),
      (entry) => entry.identity,
    );
    return [...groups.values()].map((group) => latest(group).touch);
  }

  add(owner: number, checked: CheckedRow, shape: "wide" | "long"): void {
    for (const touch of checked.touches) {
      const mine = this.touches.filter((entry) => entry.visit === checked.visit);
      const group = mine.find((entry) => {
        const current = latest(mine.filter((other) => other.identity === entry.identity));
        if (touch.ratingId !== null) return current.touch.ratingId === touch.ratingId;
        if (current.touch.ratingId !== null || current.touch.momentId !== touch.momentId || current.shape !== shape) return false;
        return shape === "wide" || current.touch.when.at === touch.when.at;
      });
      if (!group) {
        this.touches.push({ owner, visit: checked.visit, identity: ++this.#identities, shape, touch });
        continue;
      }
      const versions = mine.filter((entry) => entry.identity === group.identity);
      const current = latest(versions);
      const equal = versions.filter((entry) => JSON.stringify(entry.touch) === JSON.stringify(touch));
      if (equal.includes(current)) continue;
      if (equal.length > 0 && (current.owner !== owner || touch.when.at < current.touch.when.at)) continue;
      const own = equal.find((entry) => entry.owner === owner);
      if (own) this.touches.splice(this.touches.indexOf(own), 1);
      this.touches.push({ owner, visit: checked.visit, identity: group.identity, shape, touch });
    }
  }
}

function latest<T extends { readonly touch: CheckedTouch }>(entries: readonly T[]): T {
  return entries.reduce((best, entry) => (entry.touch.when.at >= best.touch.when.at ? entry : best));
}

function storedTouches(store: Store): string[] {
  const channels = new Map(store.driver.prepare<[], [number, string]>("select id, key from channels").raw().all());
  const visits = store.driver.prepare<[], { id: string; touches: Buffer | null }>("select external_id as id, touches from visits").all();
  return visits.flatMap(({ id, touches }) =>
    decodeTouches(touches).map(
      (touch) => `${id} ${touch.momentId} ${touch.when.at} ${channels.get(touch.channelId)} ${touch.answer ?? "-"}`,
    ),
  );
}

export function compare(store: Store, journeyId: number, log: Log, moments: readonly Moment[]): void {
  const channelOf = (touch: CheckedTouch) => touch.channel ?? "none";
  const expected = VISITS.flatMap((visit) =>
    log.live(visit).map((touch) => `${visit} ${touch.momentId} ${touch.when.at} ${channelOf(touch)} ${touch.answer ?? "-"}`),
  ).sort();
  expect(storedTouches(store).sort()).toEqual(expected);
  const tallies = readScoreTallies(store, operatorScope(), { journeyId, ...DAYS, channels: null, segments: null, teams: null }, null);
  for (const moment of moments) {
    const touches = VISITS.flatMap((visit) => log.live(visit)).filter((touch) => touch.momentId === moment.id);
    const mine = tallies.filter((tally) => tally.momentId === moment.id);
    const answers = [0, 1, 2, 3, 4].map((answer) => mine.reduce((sum, tally) => sum + (tally.answers[answer] ?? 0), 0));
    expect(mine.reduce((sum, tally) => sum + tally.touched, 0)).toBe(touches.length);
    expect(answers).toEqual([0, 1, 2, 3, 4].map((answer) => touches.filter((touch) => touch.answer === answer).length));
  }
}

/** What touches mention by themselves, and the words of each comment, are those of the log's touches; the index knows every comment. */
export function compareMentions(store: Store, log: Log): void {
  const live = VISITS.flatMap((visit) => log.live(visit).map((touch) => ({ visit, touch })));
  const mentioned = live.flatMap(({ visit, touch }) => (touch.factors ?? []).map((text) => `${visit} ${touch.momentId} ${text}`)).sort();
  const stored = store.driver
    .prepare<[], string>(
      `select v.external_id || ' ' || f.moment_id || ' ' || f.key from mentions m join visits v on v.id = m.visit_id
       join factors f on f.id = m.factor_id where m.seq > 0 and m.version = 0`,
    )
    .pluck()
    .all();
  expect(stored.sort()).toEqual(mentioned);
  const written = live
    .flatMap(({ visit, touch }) => (touch.comment === null ? [] : [`${visit} ${touch.momentId} ${touch.comment}`]))
    .sort();
  const words = store.driver
    .prepare<[], string>(
      "select v.external_id || ' ' || c.moment_id || ' ' || c.text from comments c join visits v on v.id = c.visit_id where c.seq > 0",
    )
    .pluck()
    .all();
  expect(words.sort()).toEqual(written);
  const found = store.driver.prepare<[], number>(`select count(*) from comment_words where comment_words match '"slow"'`).pluck().get();
  expect(() => store.driver.exec("insert into comment_words (comment_words, rank) values ('integrity-check', 1)")).not.toThrow();
  const slow = store.driver.prepare<[], number>("select count(*) from comments where text like '%slow%'").pluck().get();
  expect(found).toBe(slow);
}

type Selected = Parameters<typeof readMomentVisits>[1];
const everything = (journeyId: number): Selected => ({ journeyId, ...DAYS, channels: null, segments: null, teams: null });

/** Rollups and patterns against the visits themselves: over everything and over part of it, all steps and some, as of several times. */
export function compareReach(store: Store, journey: JourneyRow & Journey): void {
  const steps = stepsOf(journey);
  const { timeZone } = readSettings(store);
  const all = everything(journey.id);
  for (const selection of [all, { ...all, fromDay: 1, toDay: 1 }, { ...all, segments: [0, 1] }, { ...all, channels: [1] }]) {
    compareCounts(store, journey, selection, steps, cutoffAt(timeZone, 20, false));
    compareCounts(store, journey, selection, steps.slice(1, 3), cutoffAt(timeZone, 24, true));
    compareCounts(store, journey, selection, steps, null);
    compareCounts(store, journey, selection, steps.slice(3), null);
    const never = cutoffAt(timeZone, 24 * 1000, true);
    const some = (counts: ReturnType<typeof readMomentVisits>) =>
      [...counts].filter(([, count]) => Object.values(count).some((n) => n > 0)).sort();
    expect(some(readMomentVisits(store, selection))).toEqual(some(countMomentVisits(store, selection, journey.moments, never)));
  }
}

/** What is kept of one version of the data must serve the next: to be asked after every step. */
export function compareNow(store: Store, journey: JourneyRow & Journey): void {
  const steps = stepsOf(journey);
  compareCounts(store, journey, everything(journey.id), steps, null);
  compareCounts(store, journey, everything(journey.id), steps.slice(1), null);
}

function compareCounts(store: Store, journey: JourneyRow & Journey, selection: Selected, steps: readonly Moment[], cutoff: Cutoff | null) {
  const asOf = cutoff?.at ?? readLatestTouch(store, journey.id);
  const isWhole = steps.length === stepsOf(journey).length;
  const visits = new CountedVisits(store, operatorScope(), { journey, steps, isWhole, selection, asOf, cutoff });
  expectCounts(visits, steps, readVisitScan(store, operatorScope(), journey, selection, asOf, cutoff));
}

function cutoffAt(timeZone: string, hour: number, wholeDay: boolean): Cutoff {
  const day = localDay(timeZone, hour * HOUR);
  const end = zoneStartOfDay(timeZone, day + 1) - 1;
  return { at: wholeDay ? end : hour * HOUR, day, dayStart: zoneStartOfDay(timeZone, day), wholeDay };
}

function expectCounts(visits: CountedVisits, steps: readonly Moment[], scan: VisitScan): void {
  const plain = (funnel: FunnelCounts) => ({
    ...funnel,
    leavers: [...funnel.leavers].filter(([, counts]) => counts.rated.some((n) => n > 0)).sort(),
  });
  const strata = (counts: ReachCounts["flawless"]) => counts.filter((count) => count.n > 0).toSorted((a, b) => a.key - b.key);
  const same = (counted: ReachCounts, seen: VisitScan) => {
    expect(counted.survival).toEqual(countSurvival(steps, seen));
    expect(plain(counted.funnel)).toEqual(plain(countFunnel(steps, seen)));
    expect(strata(counted.flawless)).toEqual(strata(flawlessStrata(steps, seen)));
  };
  same(visits.total(), scan);
  for (const dimension of ["segments", "channels"] as const) {
    const column = dimension === "segments" ? scan.segmentId : scan.entryChannelId;
    const places = Map.groupBy(
      Array.from({ length: scan.count }, (_, i) => i),
      (i) => column[i] ?? 0,
    );
    const groups = visits.by(dimension);
    expect([...groups.keys()].sort()).toEqual([...places.keys()].sort());
    for (const [id, counted] of groups) same(counted, pickVisits(scan, places.get(id) ?? []));
  }
}

/** The moments at which each stored visit is broken: a live rating below the cut point of its moment. */
export function compareBroken(store: Store, journeyId: number, log: Log, cuts: ReadonlyMap<string, number>): void {
  const moments = readMoments(store, journeyId);
  const keyOf = new Map(moments.map((moment) => [moment.id, moment.key]));
  for (const visit of store.driver.prepare<[], { id: string; broken: number }>("select external_id as id, broken from visits").all()) {
    const bad = log.live(visit.id).flatMap(({ momentId, answer }) => {
      const key = keyOf.get(momentId) ?? "";
      return answer !== null && answer + 1 < (cuts.get(key) ?? 0) ? [key] : [];
    });
    const stored = moments.filter((moment) => Math.floor(visit.broken / 2 ** moment.bit) % 2 === 1).map((moment) => moment.key);
    expect(stored.sort()).toEqual([...new Set(bad)].sort());
  }
}

/** Touches by local day, as the runtime's own calendar has it. */
export function compareDays(store: Store, log: Log, timeZone: string): void {
  const format = new Intl.DateTimeFormat("en-CA", { timeZone, year: "numeric", month: "2-digit", day: "2-digit" });
  const days = VISITS.flatMap((visit) => log.live(visit)).map((touch) => Date.parse(format.format(touch.when.at)) / (24 * HOUR));
  const counted = [...Map.groupBy(days, (day) => day)].map(([day, touches]) => [day, touches.length]).sort(([a = 0], [b = 0]) => a - b);
  const stored = store.driver
    .prepare<[], [number, number]>("select bucket, sum(touched) from score_days where journey_id > 0 group by bucket order by bucket")
    .raw()
    .all();
  expect(stored).toEqual(counted);
}
