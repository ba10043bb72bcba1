/** What ratings say of a chart's factors: who mentioned one beside all others who rated the moment. Pure. */
import type { FactorPlace } from "./factor.ts";
import type { Moment } from "./journey.ts";
import { countZones, type ZoneCounts } from "./scores.ts";
import { missing, type Share } from "./share.ts";
import { newcombe } from "./statistics/newcombe.ts";
import { wilsonShare } from "./statistics/wilson.ts";

/** Mentions of a factor; `answers`: those of them that go with a rating, per answer index from the scale's minimum. */
export interface FactorTally {
  readonly factorId: number;
  readonly mentioned: number;
  readonly answers: readonly number[];
}

/** The same by day (days since 1970-01-01); `rated`: mentions that go with a rating. */
export interface FactorDayTally {
  readonly factorId: number;
  readonly day: number;
  readonly mentioned: number;
  readonly rated: number;
}

/** What the ratings of those who mention a factor look like; `cannot-tell`: fewer than 30 of them, or of the others. */
export type Behaviour = "plus" | "minus" | "neither" | "cannot-tell";

export interface FactorEvidence {
  readonly mentioned: number;
  /** Mentions without a rating of the moment. */
  readonly unrated: number;
  /** Ratings of the moment that mention it. */
  readonly share: Share;
  /** Of those ratings, and of all others. */
  readonly satisfaction: Share;
  readonly broken: Share;
  readonly restSatisfaction: Share;
  readonly restBroken: Share;
  /** Those who mention it minus the others, with Newcombe's interval; n: the smaller of the two. */
  readonly satisfactionDifference: Share;
  readonly brokenDifference: Share;
  readonly behaves: Behaviour;
}

/** Fewer ratings than this on either side say nothing. */
const ENOUGH = 30;

/** `all`: every rating of the moment under the same filter, those that mention the factor among them. */
export function factorEvidence(
  moment: Pick<Moment, "scale" | "standardFrom" | "plusFrom">,
  tally: Pick<FactorTally, "mentioned" | "answers">,
  all: ZoneCounts,
): FactorEvidence {
  const own = countZones(moment, tally.answers);
  const rest = { rated: all.rated - own.rated, minus: all.minus - own.minus, plus: all.plus - own.plus };
  const satisfactionDifference = difference(own.plus, own.rated, rest.plus, rest.rated);
  const brokenDifference = difference(own.minus, own.rated, rest.minus, rest.rated);
  return {
    mentioned: tally.mentioned,
    unrated: tally.mentioned - own.rated,
    share: wilsonShare(own.rated, all.rated, "no-ratings"),
    satisfaction: wilsonShare(own.plus, own.rated, "no-ratings"),
    broken: wilsonShare(own.minus, own.rated, "no-ratings"),
    restSatisfaction: wilsonShare(rest.plus, rest.rated, "no-ratings"),
    restBroken: wilsonShare(rest.minus, rest.rated, "no-ratings"),
    satisfactionDifference,
    brokenDifference,
    behaves: behaviour(brokenDifference, satisfactionDifference),
  };
}

function difference(hits1: number, n1: number, hits2: number, n2: number): Share {
  const n = Math.min(n1, n2);
  return n === 0 ? missing("no-ratings") : { ...newcombe(hits1, n1, hits2, n2), n };
}

/** Like a minus: more minus ratings than elsewhere, beyond chance. Like a plus: more plus ratings, and no more minus ones. */
function behaviour(broken: Share, satisfaction: Share): Behaviour {
  if (broken.value === null || satisfaction.value === null || broken.n < ENOUGH) return "cannot-tell";
  if (broken.low > 0) return "minus";
  return satisfaction.low > 0 ? "plus" : "neither";
}

/** Whether a factor stands in one column and behaves like another. What nobody has placed, and what shows nothing, disagrees with nothing. */
export function disagrees(place: FactorPlace, behaves: Behaviour): boolean {
  return place !== "unplaced" && (behaves === "plus" || behaves === "minus") && behaves !== place;
}
