/** Documents of reports on one moment against the plain reference. */
import { expect } from "vitest";
import type { DocumentOf } from "#domain/question.ts";
import type { Share } from "#domain/share.ts";
import { nextDay, type Plain, type PlainTouch } from "./plain-reference.fixture.ts";

type Measure = "broken" | "satisfaction";

function isHit(plain: Plain, measure: Measure, touch: PlainTouch): boolean {
  const answer = touch.answer ?? Number.NaN;
  return measure === "broken" ? answer < plain.world.standard : answer >= plain.world.plus;
}

/** Rated touches of the question's one moment. */
function ratedOf(plain: Plain): PlainTouch[] {
  return plain.touches().filter((touch) => touch.moment === plain.moments[0] && touch.answer !== null);
}

function checkShare(share: Share, plain: Plain, measure: Measure, touches: readonly PlainTouch[]): void {
  expect(share.n).toBe(touches.length);
  if (touches.length === 0) expect(share).toMatchObject({ value: null, reason: "no-ratings" });
  else expect(share.value).toBeCloseTo(touches.filter((touch) => isHit(plain, measure, touch)).length / touches.length, 12);
}

/** Units by key, each with its ratings; the share of all of them together; touches without a unit apart. */
export function checkUnits(document: DocumentOf<"units">, plain: Plain, measure: Measure): void {
  expect(document.dimensions.map(({ dimension }) => dimension)).toEqual(["channel", "team"]);
  for (const one of document.dimensions) {
    const keyOf = (touch: PlainTouch) => touch[one.dimension];
    const rated = ratedOf(plain);
    const named = rated.filter((touch) => keyOf(touch) !== "none");
    expect(one.units.map(({ unit }) => unit)).toEqual([...new Set(named.map(keyOf))].sort());
    expect(one.withoutUnit).toBe(rated.length - named.length);
    for (const { unit, share, satisfaction, broken, position } of one.units) {
      const mine = named.filter((touch) => keyOf(touch) === unit);
      checkShare(share, plain, measure, mine);
      checkShare(satisfaction, plain, "satisfaction", mine);
      checkShare(broken, plain, "broken", mine);
      expect(position === null).toBe(one.centre === null);
    }
    const hits = named.filter((touch) => isHit(plain, measure, touch)).length;
    if (hits === 0 || hits === named.length) expect(one.centre).toBeNull();
    else expect(one.centre).toBeCloseTo(hits / named.length, 12);
  }
}

/** Points tile the period; each has the ratings of its days; the centre is that of the finished points that are no remainder. */
export function checkControlChart(document: DocumentOf<"control-chart">, plain: Plain, measure: Measure): void {
  const rated = ratedOf(plain);
  let expectedFrom = plain.from;
  for (const { from, to, share, lowerLimit, upperLimit, inBaseline, complete } of document.points) {
    expect(from).toBe(expectedFrom);
    expectedFrom = nextDay(to);
    checkShare(
      share,
      plain,
      measure,
      rated.filter((touch) => plain.day(touch) >= from && plain.day(touch) <= to),
    );
    expect(inBaseline).toBe(complete);
    const { centre, sigmaZ } = document;
    if (centre === null || sigmaZ === null || share.n === 0) expect([lowerLimit, upperLimit]).toEqual([null, null]);
    else expect(upperLimit).toBeCloseTo(Math.min(1, centre + 3 * sigmaZ * Math.sqrt((centre * (1 - centre)) / share.n)), 12);
  }
  if (document.points.length > 0) expect(document.points.at(-1)?.to).toBe(plain.to);
  const points = document.points.filter((point) => point.inBaseline);
  expect(document.baselinePoints).toBe(points.length);
  const sum = (of: (share: Share) => number) => points.reduce((total, point) => total + of(point.share), 0);
  if (document.centre !== null) expect(document.centre).toBeCloseTo(sum(({ value, n }) => (value ?? 0) * n) / sum(({ n }) => n), 12);
}
