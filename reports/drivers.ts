/** What goes with an outcome: penalty and reward of each moment, its importance, and importance against performance. */
import { readAnswers } from "#db/answer-reads.ts";
import { readMomentFactors } from "#db/factors.ts";
import { readScoreTallies } from "#db/score-reads.ts";
import { CountedVisits } from "#db/visit-counts.ts";
import { MOST_VISITS } from "#domain/draw.ts";
import { toDrivers } from "#domain/drivers.ts";
import { inChartOrder } from "#domain/factor.ts";
import { toImportanceMap } from "#domain/importance-map.ts";
import type { DriversAnswer } from "#domain/improvement-documents.ts";
import type { Moment } from "#domain/journey.ts";
import { hideInMomentScores } from "#domain/privacy-documents.ts";
import { hideInDrivers } from "#domain/privacy-drivers.ts";
import { badParameter, ok } from "#domain/problem.ts";
import { toMomentScores } from "#domain/scores.ts";
import { missing, type Share } from "#domain/share.ts";
import type { Frame } from "./frame.ts";
import { SEED } from "./improvement-frame.ts";
import type { Report } from "./report.ts";
import { hidesScores } from "./score-frame.ts";
import { hidesSteps, visitFrameOf, visitQuestionOf } from "./visit-frame.ts";

/** Fewer than the most, so that the draw, which is not exact, seldom brings more: then the rest is drawn exactly. */
const WANTED = MOST_VISITS * 0.99;

export const driversReport: Report<"drivers"> = {
  name: "drivers",
  action: "report:survival",
  async run(store, scope, journeyKey, { filter, extra }) {
    const framed = visitFrameOf(store, scope, journeyKey, filter);
    if (!framed.ok) return framed;
    const frame = framed.value;
    const outcomes = frame.journey.moments.filter((moment) => moment.role === "outcome");
    const asked = extra.outcome;
    const outcome = asked === undefined ? outcomes[0] : outcomes.find((moment) => moment.key === asked);
    if (asked !== undefined && outcome === undefined) {
      return badParameter("outcome", asked, `"${asked}" is not an outcome of journey "${journeyKey}".`);
    }
    if (outcome === undefined) return ok(withoutOutcome(frame));
    const document = driversOf(frame, outcome);
    if (scope.small === "shown") return ok(document);
    const narrowed = filter.segments.length > 0 || filter.channels.length > 0;
    return ok(hideInDrivers(document, hidesDrivers(frame, outcome), narrowed));
  },
};

function driversOf(frame: Frame, outcome: Moment): DriversAnswer {
  const answered = answeredOf(frame, outcome);
  const { selection, period } = frame.now;
  const factors = frame.steps.flatMap(({ id }) => inChartOrder(readMomentFactors(frame.store, id))).filter(({ archived }) => !archived);
  const question = { selection, cutoff: frame.cutoff, outcome, moments: frame.steps, factors: factors.map(({ id }) => id) };
  const columns = readAnswers(frame.store, frame.scope, { ...question, part: answered <= MOST_VISITS ? 1 : WANTED / answered });
  const drivers = toDrivers(outcome, frame.steps, columns, { seed: SEED, of: answered, factors });
  return { period, ...drivers, map: toImportanceMap(drivers.importance, performanceOf(frame)), unweighted: frame.figures.weighted };
}

/** How many visits answered the outcome. */
function answeredOf(frame: Frame, outcome: Moment): number {
  const question = { ...visitQuestionOf(frame, frame.now), steps: [outcome], isWhole: false };
  return new CountedVisits(frame.store, frame.scope, question).total().survival.rated[0] ?? 0;
}

/** Satisfaction as the moments' scores tell it. */
function performanceOf(frame: Frame): Map<string, Share> {
  const tallies = readScoreTallies(frame.store, frame.scope, frame.now.selection, frame.cutoff);
  const plain = {
    period: frame.now.period,
    moments: toMomentScores(frame.steps, tallies, null),
    repeated: missing("no-visits"),
    unweighted: frame.figures.weighted,
  };
  const hides = hidesScores(frame);
  const told = frame.scope.small === "shown" ? plain : hideInMomentScores(plain, hides);
  return new Map(told.moments.map((score) => [score.moment, score.satisfaction]));
}

/** A moment is hidden where the visits that rated it are too few to be told beside other choices; null: the outcome. */
function hidesDrivers(frame: Frame, outcome: Moment): (moment: string | null) => boolean {
  const steps = [...frame.steps, outcome];
  const hides = hidesSteps({ ...frame, steps, filter: { ...frame.filter, moments: steps.map(({ key }) => key) } });
  return (moment) => hides(moment ?? outcome.key, "now");
}

function withoutOutcome(frame: Frame): DriversAnswer {
  return {
    period: frame.now.period,
    outcome: null,
    outcomeMean: null,
    outcomeSd: null,
    negligible: null,
    rSquared: null,
    contrasts: [],
    factors: [],
    importance: { method: null, reason: "no-outcome", rSquared: null, n: 0, used: null, weights: [] },
    sample: { used: 0, of: 0 },
    replicates: 0,
    map: { importanceLine: null, performanceLine: null, points: [] },
    unweighted: frame.figures.weighted,
  };
}
