/** Documents of reports against the plain reference. */
import { expect } from "vitest";
import type { DocumentOf } from "#domain/question.ts";
import type { Share } from "#domain/share.ts";
import { nextDay, type Plain, survivalOf } from "./plain-reference.fixture.ts";

export function checkScores(document: DocumentOf<"moment-scores">, plain: Plain, keys: readonly string[]): void {
  const { world, question } = plain;
  const touches = plain.touches();
  const cohort = plain.cohort();
  for (const [i, moment] of plain.moments.entries()) {
    const mine = touches.filter((touch) => touch.moment === moment);
    const rated = mine.flatMap((touch) => (touch.answer === null ? [] : [touch.answer]));
    const score = document.moments[i];
    expect(score).toMatchObject({
      moment: keys[moment],
      touched: mine.length,
      rated: rated.length,
      notMet: question.teams.length > 0 ? null : cohort.filter((visit) => plain.knownNotMet(visit, moment)).length,
      minus: rated.filter((answer) => answer < world.standard).length,
      plus: rated.filter((answer) => answer >= world.plus).length,
      histogram: [0, 1, 2, 3, 4].map((answer) => rated.filter((other) => other === answer).length),
    });
    const mean = rated.reduce((sum, answer) => sum + answer + 1, 0) / rated.length;
    if (rated.length === 0) expect(score?.mean).toBeNull();
    else expect(score?.mean).toBeCloseTo(mean, 10);
  }
  if (question.teams.length > 0) return;
  const rated = cohort.flatMap((visit) =>
    plain.moments.filter((moment) => plain.rated(visit, moment)).map((moment) => ({ visit, moment })),
  );
  const again = rated.filter(
    ({ visit, moment }) => visit.touches.filter((touch) => touch.moment === moment && touch.answer !== null).length > 1,
  );
  checkShare(document.repeated, again.length, rated.length);
}

function checkShare(share: Share, hits: number, n: number): void {
  expect(share.n).toBe(n);
  if (n === 0) expect(share.value).toBeNull();
  else expect(share.value).toBeCloseTo(hits / n, 12);
}

export function checkSurvival(document: DocumentOf<"survival">, plain: Plain): void {
  const cohort = plain.cohort();
  const counts = plain.steps.map((step, i) => {
    const unbroken = cohort.filter((visit) => plain.unbrokenBefore(visit, i));
    const atRisk = unbroken.filter((visit) => plain.rated(visit, step));
    return {
      touched: cohort.filter((visit) => plain.touched(visit, step)).length,
      notMet: cohort.filter((visit) => plain.knownNotMet(visit, step)).length,
      rated: cohort.filter((visit) => plain.rated(visit, step)).length,
      atRisk: atRisk.length,
      broke: atRisk.filter((visit) => plain.broken(visit, step)).length,
      known: atRisk.length + unbroken.filter((visit) => plain.knownNotMet(visit, step)).length,
    };
  });
  expect(document.steps).toMatchObject(counts);
  const curve = survivalOf(counts);
  for (const [i, step] of document.steps.entries()) {
    if (curve[i] === null) expect(step.survival).toBeNull();
    else expect(step.survival).toBeCloseTo(curve[i] ?? Number.NaN, 10);
  }
  const raters = cohort.filter((visit) => plain.steps.some((step) => plain.rated(visit, step)));
  const flawless = raters.filter((visit) => plain.unbrokenBefore(visit, plain.steps.length));
  const complete = flawless.filter((visit) => plain.steps.every((step) => plain.rated(visit, step)));
  expect(document).toMatchObject({ visits: cohort.length, ratedVisits: raters.length, flawlessVisits: flawless.length });
  checkShare(document.flawless, flawless.length, raters.length);
  if (raters.length === 0) {
    expect(document.journeyScore.value).toBeNull();
    return;
  }
  expect(document.bounds).toEqual([complete.length / raters.length, flawless.length / raters.length]);
  expect(document.journeyScore.value).toBeCloseTo(curve.findLast((value) => value !== null) ?? Number.NaN, 10);
  if (cohort.some((visit) => visit.knowledge === "ratings-only")) {
    expect(document.asTravelled).toMatchObject({ value: null, reason: "cannot-tell-not-met" });
  } else {
    const travelled = survivalOf(counts.map(({ known, broke }) => ({ atRisk: known, broke })));
    expect(document.asTravelled.value).toBeCloseTo(travelled.findLast((value) => value !== null) ?? Number.NaN, 10);
  }
}

export function checkFunnel(document: DocumentOf<"funnel">, plain: Plain): void {
  const cohort = plain.cohort();
  const last = plain.steps.length - 1;
  const expected = plain.steps.map((step, i) => {
    const reached = cohort.filter((visit) => plain.furthest(visit) >= i);
    const ending = i === last ? [] : cohort.filter((visit) => plain.furthest(visit) === i);
    const touched = cohort.filter((visit) => plain.touched(visit, step));
    const flawless = reached.filter((visit) => plain.unbrokenBefore(visit, i + 1));
    const open = ending.filter((visit) => plain.isYoung(visit.touches)).length;
    return {
      touched: touched.length,
      skipped: reached.length - touched.length,
      entered: touched.filter((visit) => plain.steps.slice(0, i).every((before) => !plain.touched(visit, before))).length,
      reached: reached.length,
      open,
      left: ending.length - open,
      flawlessSoFar: flawless.length,
      brokenSoFar: reached.length - flawless.length,
    };
  });
  expect(document.visits).toBe(cohort.length);
  expect(document.steps).toMatchObject(expected);
  expect(document.asOf === null ? null : Date.parse(document.asOf)).toBe(plain.asOf);
  if (plain.question.moments.length > 0) return;
  const several = cohort.filter((visit) => plain.steps.filter((step) => plain.touched(visit, step)).length > 1);
  checkShare(document.outOfOrder, several.filter((visit) => plain.disordered(visit)).length, several.length);
}

export function checkTrend(document: DocumentOf<"trend">, plain: Plain): void {
  const { world, question } = plain;
  const touches = plain.touches();
  const dayOfAsOf = plain.asOf === null ? "" : plain.day({ at: plain.asOf, dateOnly: false });
  const finished = typeof question.asOf === "string" ? question.asOf : nextDay(dayOfAsOf || "1970-01-01", -1);
  for (const [i, moment] of plain.moments.entries()) {
    const points = document.series[i]?.points ?? [];
    let expectedFrom = plain.from;
    for (const point of points) {
      expect(point.from).toBe(expectedFrom);
      expectedFrom = nextDay(point.to);
      const rated = touches.filter((touch) => {
        const day = plain.day(touch);
        return touch.moment === moment && touch.answer !== null && day >= point.from && day <= point.to;
      });
      checkShare(point.satisfaction, rated.filter((touch) => (touch.answer ?? 0) >= world.plus).length, rated.length);
      checkShare(point.broken, rated.filter((touch) => (touch.answer ?? 0) < world.standard).length, rated.length);
      const first = bucketFrom(document.grain, point.from);
      const whole = first >= plain.from && point.from === first && point.to === bucketTo(document.grain, first);
      expect(point.complete).toBe(whole && point.to <= finished);
    }
    if (points.length > 0) expect(points.at(-1)?.to).toBe(plain.to);
  }
}

/** What a break costs before anything is standardised: leaving after a bad rating less leaving after a good one. */
export function checkRawCosts(document: DocumentOf<"funnel">, plain: Plain): number {
  const closed = plain.cohort().filter((visit) => plain.furthest(visit) === plain.steps.length - 1 || !plain.isYoung(visit.touches));
  let known = 0;
  for (const [i, step] of plain.steps.entries()) {
    const mine = closed.filter(
      (visit) => plain.rated(visit, step) && !plain.isYoung(visit.touches.filter((touch) => touch.moment === step)),
    );
    const broken = mine.filter((visit) => plain.broken(visit, step));
    const met = mine.filter((visit) => !plain.broken(visit, step));
    const left = (visits: typeof mine) => visits.filter((visit) => plain.furthest(visit) === i).length / visits.length;
    const cost = document.steps[i]?.breakCost;
    if (!cost || cost.value === null) continue;
    known += 1;
    expect(cost.n + cost.unmatched).toBe(broken.length);
    expect(cost.raw).toBeCloseTo(left(broken) - left(met), 12);
  }
  return known;
}

function bucketFrom(grain: string, day: string): string {
  if (grain === "month") return `${day.slice(0, 7)}-01`;
  let first = day;
  while (grain === "week" && new Date(first).getUTCDay() !== 1) first = nextDay(first, -1);
  return first;
}

function bucketTo(grain: string, first: string): string {
  if (grain === "week") return nextDay(first, 6);
  let last = first;
  while (grain === "month" && nextDay(last).slice(0, 7) === first.slice(0, 7)) last = nextDay(last);
  return last;
}
