/** Gains, what-if and drivers against the plain reference. */
import { expect } from "vitest";
import type { DocumentOf } from "#domain/question.ts";
import { whatIf } from "#domain/what-if.ts";
import { Plain, type PlainVisit, survivalOf } from "./plain-reference.fixture.ts";

/** At risk and broken at each step among visits whose breaks before it are all at the given step (index; null: none). */
function countsAfter(plain: Plain, only: number | null): { atRisk: number; broke: number }[] {
  return plain.steps.map((step, j) => {
    const mine = plain.cohort().filter((visit) => {
      const before = plain.steps.flatMap((other, k) => (k < j && plain.broken(visit, other) ? [k] : []));
      return plain.rated(visit, step) && (only === null ? before.length === 0 : before.length === 1 && before[0] === only);
    });
    return { atRisk: mine.length, broke: mine.filter((visit) => plain.broken(visit, step)).length };
  });
}

const scoreOf = (counts: readonly { readonly atRisk: number; readonly broke: number }[]) =>
  survivalOf(counts).findLast((value) => value !== null) ?? null;

/** Returns how many gains above 0 were compared. */
export function checkFixFirst(document: DocumentOf<"fix-first">, plain: Plain, target: number): number {
  const cohort = plain.cohort();
  const raters = cohort.filter((visit) => plain.steps.some((step) => plain.rated(visit, step)));
  const now = countsAfter(plain, null);
  expect(document).toMatchObject({ visits: cohort.length, sample: { used: raters.length, of: raters.length }, target });
  expect(document.steps).toMatchObject(now);
  if (raters.length === 0) expect(document.journeyScore).toBeNull();
  else expect(document.journeyScore).toBeCloseTo(scoreOf(now) ?? Number.NaN, 10);
  let gains = 0;
  for (const [i, step] of plain.steps.entries()) {
    const found = document.steps[i];
    const sole = raters.filter((visit) => plain.steps.every((other) => plain.broken(visit, other) === (other === step)));
    expect(found?.soleBreaks.n).toBe(raters.length);
    if (raters.length > 0) expect(found?.soleBreaks.value).toBeCloseTo(sole.length / raters.length, 12);
    const { atRisk = 0, broke = 0 } = now[i] ?? {};
    if (!found || found.gain.value === null) {
      expect(atRisk).toBeLessThan(30);
      continue;
    }
    const lifted = Math.max(0, 1 - target / (broke / atRisk));
    const after = countsAfter(plain, i);
    const then = now.map((count, j) => {
      if (j === i) return { atRisk, broke: broke * (1 - lifted) };
      if (j < i) return count;
      return { atRisk: count.atRisk + lifted * (after[j]?.atRisk ?? 0), broke: count.broke + lifted * (after[j]?.broke ?? 0) };
    });
    const gain = (scoreOf(then) ?? 0) - (scoreOf(now) ?? 0);
    expect(found.gain.value).toBeCloseTo(gain, 10);
    if (document.yearlyVisits === null) expect(found.visitsAYear).toBeNull();
    else expect(found.visitsAYear?.value).toBeCloseTo(gain * document.yearlyVisits, 6);
    if (gain > 0) gains += 1;
  }
  return gains;
}

/** As it is the score is that of survival; without a moment it is that of the other moments. */
export function checkWhatIf(document: DocumentOf<"what-if">, plain: Plain, keys: readonly string[]): void {
  const now = scoreOf(countsAfter(plain, null));
  const present = whatIf(document, []);
  if (now === null) expect(present.score).toBeNull();
  else expect(present.score).toBeCloseTo(now, 10);
  for (const step of plain.steps) {
    if (document.cut > 0) return;
    const others = without(plain, step);
    const expected = scoreOf(countsAfter(others, null));
    const found = whatIf(document, [{ moment: keys[step] ?? "", removed: true }]).score;
    if (expected === null) expect(found).toBeNull();
    else expect(found).toBeCloseTo(expected, 10);
  }
}

/** The same visits, seen over the other steps. */
function without(plain: Plain, step: number): Plain {
  const moments = plain.steps.filter((other) => other !== step);
  // An empty choice would be all of them: then only the outcome is left, which is no step.
  return new Plain(plain.world, { ...plain.question, moments: moments.length > 0 ? moments : [plain.world.steps] });
}

/**
 * `outcome`: its index. Counts of zones by the lowest answer, mean outcome of the visits that answered it, and of those who mention a moment's
 * one factor beside the others who rated it.
 */
export function checkDrivers(document: DocumentOf<"drivers">, plain: Plain, outcome: number, keys: readonly string[]): void {
  const { standard, plus } = plain.world;
  const lowest = (visit: PlainVisit, moment: number) => {
    const answers = visit.touches.flatMap((touch) => (touch.moment === moment && touch.answer !== null ? [touch.answer] : []));
    return answers.length === 0 ? null : Math.min(...answers);
  };
  const answered = plain.cohort().filter((visit) => lowest(visit, outcome) !== null);
  expect(document.sample).toEqual({ used: answered.length, of: answered.length });
  expect(document.contrasts).toMatchObject(
    plain.steps.map((step) => {
      const found = answered.map((visit) => lowest(visit, step));
      const count = (wanted: (answer: number) => boolean) => found.filter((answer) => answer !== null && wanted(answer)).length;
      return {
        minus: count((answer) => answer < standard),
        standard: count((answer) => answer >= standard && answer < plus),
        plus: count((answer) => answer >= plus),
        notRated: found.filter((answer) => answer === null).length,
      };
    }),
  );
  const sum = answered.reduce((total, visit) => total + (lowest(visit, outcome) ?? 0) + 1, 0);
  if (answered.length === 0) expect(document.outcomeMean).toBeNull();
  else expect(document.outcomeMean).toBeCloseTo(sum / answered.length, 10);
  const known = plain.steps.filter((step) =>
    plain.world.visits.some(({ touches }) => touches.some((one) => one.moment === step && one.mentions)),
  );
  expect(document.factors.map(({ moment, factor }) => [moment, factor])).toEqual(known.map((step) => [keys[step], "slow"]));
  for (const [i, step] of known.entries()) {
    const raters = answered.filter((visit) => lowest(visit, step) !== null);
    const [those, others] = [true, false].map((wanted) =>
      raters.filter((visit) => visit.touches.some((one) => one.moment === step && one.mentions) === wanted),
    );
    const found = document.factors[i];
    expect(found).toMatchObject({ present: those?.length, absent: others?.length });
    if (!found || found.effect.value === null) continue;
    const meanOf = (visits: readonly PlainVisit[] = []) =>
      visits.reduce((total, visit) => total + (lowest(visit, outcome) ?? 0), 0) / visits.length;
    expect(found.effect.value).toBeCloseTo(meanOf(those) - meanOf(others), 10);
  }
}
