/** What customers said at each moment: every rating counts, by its own day. */
import type { MomentScore } from "./documents.ts";
import { answerCount, type Moment, ratingOf, zoneOf } from "./journey.ts";
import { missing } from "./share.ts";
import { meanOfCounts } from "./statistics/mean.ts";
import { netShare } from "./statistics/net-share.ts";
import { wilsonShare } from "./statistics/wilson.ts";
import type { MomentTally } from "./tally.ts";

export interface ZoneCounts {
  readonly rated: number;
  readonly minus: number;
  readonly standard: number;
  readonly plus: number;
}

/** Ratings by zone from counts per answer index; missing trailing answers count 0. */
export function countZones(moment: Pick<Moment, "scale" | "standardFrom" | "plusFrom">, answers: readonly number[]): ZoneCounts {
  const counts = { minus: 0, standard: 0, plus: 0 };
  answers.forEach((count, answer) => {
    counts[zoneOf(moment, answer)] += count;
  });
  return { rated: counts.minus + counts.standard + counts.plus, ...counts };
}

/** Touchpoints in journey order, then outcomes. `notMet`: visits per moment id; null where it cannot be told (under a team filter). */
export function toMomentScores(
  moments: readonly Moment[],
  tallies: readonly MomentTally[],
  notMet: ReadonlyMap<number, number> | null,
): MomentScore[] {
  const byMoment = Map.groupBy(tallies, (tally) => tally.momentId);
  return moments
    .toSorted((a, b) => (a.position ?? Number.MAX_SAFE_INTEGER) - (b.position ?? Number.MAX_SAFE_INTEGER))
    .map((moment) => toMomentScore(moment, byMoment.get(moment.id) ?? [], notMet === null ? null : (notMet.get(moment.id) ?? 0)));
}

function toMomentScore(moment: Moment, tallies: readonly MomentTally[], notMet: number | null): MomentScore {
  const histogram = sumAnswers(moment, tallies);
  const touched = tallies.reduce((sum, tally) => sum + tally.touched, 0);
  const { rated, minus, standard, plus } = countZones(moment, histogram);
  const mean = meanOfCounts(histogram, (answer) => ratingOf(moment.scale, answer));
  return {
    moment: moment.key,
    role: moment.role,
    stage: moment.stage,
    position: moment.position,
    touched,
    notMet,
    rated,
    minus,
    standard,
    plus,
    satisfaction: wilsonShare(plus, rated, "no-ratings"),
    broken: wilsonShare(minus, rated, "no-ratings"),
    net: rated === 0 ? missing("no-ratings") : { ...netShare(plus, minus, rated), n: rated },
    coverage: wilsonShare(rated, touched, "no-visits"),
    mean: mean?.mean ?? null,
    meanSe: mean?.se ?? null,
    nps: moment.recommend && rated > 0 ? (100 * (plus - minus)) / rated : null,
    histogram,
    scale: moment.scale,
    standardFrom: moment.standardFrom,
    plusFrom: moment.plusFrom,
  };
}

/** Counts per answer of the moment's scale, over all strata. */
function sumAnswers(moment: Moment, tallies: readonly MomentTally[]): number[] {
  return Array.from({ length: answerCount(moment.scale) }, (_, answer) =>
    tallies.reduce((sum, tally) => sum + (tally.answers[answer] ?? 0), 0),
  );
}
