/** Random small histories: visits that a log tells and visits that a form tells, and questions about them. */
import fc from "fast-check";
import { row } from "#db/test-store.ts";
import type { CheckedRow, CheckedTouch } from "#domain/checked-row.ts";
import { nextDay, type PlainQuestion, type PlainTouch, type PlainVisit } from "./plain-reference.fixture.ts";

export const HOUR = 3_600_000;
export const MOMENTS = ["a", "b", "c", "d", "overall"];
export const STEPS = 4;
export const CHANNELS = ["app", "desk", "none"];
export const SEGMENTS = ["x", "y", "none"];
export const TEAMS = ["t1", "t2", "none"];

/** Days with 23 and 25 hours in Berlin lie behind the first two; the third's months are whole within the span. */
const BASES = ["2026-03-27", "2026-10-23", "2026-01-30"];

const keyOrNone = (keys: readonly string[]) => fc.constantFrom(...keys);

const anyTouch = (days: number) =>
  fc.record({
    moment: fc.nat({ max: MOMENTS.length - 1 }),
    halfHour: fc.nat({ max: days * 48 }),
    channel: keyOrNone(CHANNELS),
    team: keyOrNone(TEAMS),
    answer: fc.option(fc.nat({ max: 4 }), { freq: 4 }),
    mentions: fc.boolean(),
  });

/** A visit as a log tells it: all times instants, or all of them days. */
export const loggedVisit = (base: string, days: number): fc.Arbitrary<PlainVisit> =>
  fc
    .record({
      touches: fc.uniqueArray(anyTouch(days), { selector: (touch) => `${touch.moment} ${touch.halfHour}`, minLength: 1, maxLength: 6 }),
      dateOnly: fc.boolean(),
      segment: keyOrNone(SEGMENTS),
    })
    .map(({ touches, dateOnly, segment }) => {
      const timed = touches.map(({ halfHour, ...touch }): PlainTouch => {
        const day = Date.parse(base) + Math.floor(halfHour / 48) * 24 * HOUR;
        return { ...touch, dateOnly, at: dateOnly ? day : Date.parse(base) + halfHour * (HOUR / 2) };
      });
      const once = timed.filter((touch, i) => timed.findIndex((other) => other.moment === touch.moment && other.at === touch.at) === i);
      return { start: null, segment, channel: "none", touches: once, notMet: [], knowledge: "complete" as const };
    });

/** A visit as a form tells it: one time, a start of its own, each moment answered, blank or not met. */
const formVisit = (base: string, days: number): fc.Arbitrary<PlainVisit> =>
  fc
    .record({
      answers: fc.array(fc.oneof(fc.nat({ max: 4 }), fc.constantFrom("blank" as const, "not met" as const)), {
        minLength: 5,
        maxLength: 5,
      }),
      startHour: fc.nat({ max: days * 24 }),
      later: fc.nat({ max: 40 }),
      startDateOnly: fc.boolean(),
      segment: keyOrNone(SEGMENTS),
      channel: keyOrNone(CHANNELS),
      team: keyOrNone(TEAMS),
      coded: fc.boolean(),
    })
    .map(({ answers, startHour, later, startDateOnly, segment, channel, team, coded }) => {
      const startAt = Date.parse(base) + startHour * HOUR;
      const start = { at: startDateOnly ? Math.floor(startAt / (24 * HOUR)) * 24 * HOUR : startAt, dateOnly: startDateOnly };
      const touches = answers.flatMap((answer, moment): PlainTouch[] =>
        typeof answer === "number"
          ? [{ moment, at: startAt + later * HOUR, dateOnly: false, channel, team, answer, mentions: answer === 1 }]
          : [],
      );
      const notMet = coded ? answers.flatMap((answer, moment) => (answer === "not met" ? [moment] : [])) : [];
      return { start, segment, channel, touches, notMet, knowledge: coded ? ("not-met-coded" as const) : ("ratings-only" as const) };
    });

export const anyHistory = fc.record({ base: fc.constantFrom(...BASES), days: fc.constantFrom(5, 70) }).chain(({ base, days }) =>
  fc.record({
    base: fc.constant(base),
    days: fc.constant(days),
    zone: fc.constantFrom("UTC", "Europe/Berlin", "Asia/Seoul", "America/New_York"),
    logged: fc.array(loggedVisit(base, days), { maxLength: 12 }),
    forms: fc.array(formVisit(base, days), { maxLength: 6 }),
    changed: fc.boolean(),
    batch: fc.integer({ min: 1, max: 20 }),
    questions: fc.array(anyQuestion(base, days), { minLength: 2, maxLength: 4 }),
  }),
);

function anyQuestion(base: string, days: number): fc.Arbitrary<PlainQuestion> {
  const day = fc.integer({ min: -2, max: days + 2 }).map((n) => nextDay(base, n));
  const some = (keys: readonly string[]) => fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray([...keys], { minLength: 1 }));
  const instant = fc.integer({ min: 0, max: days * 24 * 60 }).map((minute) => Date.parse(base) + minute * 60_000);
  return fc
    .record({
      period: fc.option(fc.tuple(day, day)),
      moments: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray([0, 1, 2, 3, 4], { minLength: 1 })),
      channels: some(CHANNELS),
      segments: some(SEGMENTS),
      teams: fc.oneof({ weight: 3, arbitrary: fc.constant([]) }, some(TEAMS)),
      asOf: fc.oneof({ weight: 2, arbitrary: fc.constant(null) }, day, instant),
    })
    .map(({ period, ...rest }) => {
      const [from = null, to = null] = period === null ? [] : period.toSorted();
      return { ...rest, from, to };
    });
}

export function toRows(visits: readonly PlainVisit[], name: string, ids: readonly number[], shape: "wide" | "long"): CheckedRow[] {
  const given = (key: string) => (key === "none" ? null : key);
  const rows = visits.flatMap((visit, i): CheckedRow[] => {
    const touches = visit.touches.map(
      ({ moment, at, dateOnly, channel, team, answer, mentions }): CheckedTouch => ({
        momentId: ids[moment] ?? 0,
        when: { at, dateOnly },
        channel: given(channel),
        team: given(team),
        answer,
        comment: null,
        resolution: null,
        seconds: null,
        ratingId: null,
        ...(mentions && { factors: ["slow"] }),
      }),
    );
    const shared = { visit: `${name}${i}`, segment: given(visit.segment), knowledge: visit.knowledge };
    if (shape === "long") return touches.map((touch) => row({ ...shared, when: touch.when, touches: [touch] }));
    const when = visit.start ?? { at: 0, dateOnly: false };
    const notMet = visit.notMet.map((moment) => ids[moment] ?? 0);
    return [row({ ...shared, when, startedAt: when, channel: given(visit.channel), notMet, touches })];
  });
  return rows.map((checked, i) => ({ ...checked, line: i + 2 }));
}
