/** P3 to P7: the reports of the registry, in this process and on one connection, alone and beside other databases. */
import { differences, type Rival, remember } from "./counts.ts";
import { eachQuantile, type Measure, measure, ratios, type Timing, timeSides } from "./measure.ts";
import type { Plan } from "./plan.ts";
import { type Asked, journeyQuestions, scoreQuestions, subsetQuestions } from "./questions.ts";
import type { Asker } from "./verdad.ts";

const WARM = 3;

function listed(plan: Plan, questions: readonly Asked[]): Timing<Asked> {
  return { questions, rounds: plan.rounds, warm: WARM, limitMs: plan.limitMs };
}

/** P3 and P4. */
export async function measureReports(plan: Plan, verdad: Asker): Promise<Measure[]> {
  const scores = scoreQuestions(plan.questions);
  const journeys = journeyQuestions(plan.questions);
  const rounds = async (questions: readonly Asked[], ask: (asked: Asked) => Promise<unknown>): Promise<number[][]> =>
    (await timeSides(listed(plan, questions), [ask]))[0] ?? [];
  const asked = {
    scores: await rounds(scores, (question) => verdad.scores(question)),
    trend: await rounds(scores, (question) => verdad.ask("trend", question)),
    journeys: await rounds(journeys, (question) => verdad.journeys(question)),
    clustering: await rounds(journeys, (question) => verdad.ask("survival", question, { clustering: "yes" })),
  };
  return [
    measure("P3", eachQuantile(asked.scores, 0.95)),
    measure("P3-median", eachQuantile(asked.scores, 0.5)),
    measure("P3-trend", eachQuantile(asked.trend, 0.95)),
    measure("P4", eachQuantile(asked.journeys, 0.95)),
    measure("P4-median", eachQuantile(asked.journeys, 0.5)),
    measure("P4c", eachQuantile(asked.clustering, 0.95)),
    measure("P4c-median", eachQuantile(asked.clustering, 0.5)),
  ];
}

/** P6: the same questions to this store and to one with fewer ratings over the same year, by turns. */
export async function measureGrowth(plan: Plan, verdad: Asker, small: Asker): Promise<Measure[]> {
  const grown = async (questions: readonly Asked[], ask: (asker: Asker, asked: Asked) => Promise<unknown>): Promise<number[]> => {
    const [here = [], there = []] = await timeSides(listed(plan, questions), [
      (question) => ask(verdad, question),
      (question) => ask(small, question),
    ]);
    return ratios(eachQuantile(here, 0.95), eachQuantile(there, 0.95));
  };
  return [
    measure("P6-scores", await grown(scoreQuestions(plan.questions), (asker, asked) => asker.scores(asked))),
    measure("P6-funnel", await grown(journeyQuestions(plan.questions), (asker, asked) => asker.journeys(asked))),
  ];
}

export interface RivalTimes {
  /** Milliseconds of the rival and of Verdad, the median of each round. */
  readonly scores: Versus;
  readonly journeys: Versus;
  readonly subsets: Versus;
  /** Counts in which the two disagree, over all questions that the rival answered. */
  readonly differing: number;
}

export interface Versus {
  readonly rival: readonly number[];
  readonly verdad: readonly number[];
}

/** The same questions to Verdad and to another database, by turns, and how many counts of the answers differ. */
export async function measureRival(plan: Plan, verdad: Asker, rival: Rival): Promise<RivalTimes> {
  const [ours, theirs] = [remember(verdad), remember(rival)];
  const versus = async (
    questions: readonly Asked[],
    slowly: (asked: Asked) => Promise<unknown>,
    quickly: (asked: Asked) => Promise<unknown>,
  ): Promise<Versus> => {
    // A rival has read its data already; here the store's pages that its loading has pushed out come back into memory.
    for (const asked of questions) await quickly(asked);
    const timing = { questions, rounds: plan.rivalRounds, warm: 1, limitMs: plan.rivalLimitMs };
    const [slow = [], quick = []] = await timeSides(timing, [slowly, quickly]);
    return { rival: eachQuantile(slow, 0.5), verdad: eachQuantile(quick, 0.5) };
  };
  const scores = scoreQuestions(plan.rivalQuestions);
  const journeys = journeyQuestions(plan.rivalQuestions);
  const subsets = subsetQuestions(plan.rivalQuestions, plan.moments);
  const times = {
    scores: await versus(scores, theirs.asked.scores, ours.asked.scores),
    journeys: await versus(journeys, theirs.asked.journeys, ours.asked.journeys),
    subsets: await versus(subsets, theirs.asked.journeys, ours.asked.journeys),
  };
  return { ...times, differing: await differences(ours.known, theirs.known, scores, [...journeys, ...subsets]) };
}

/** P5 and P7. `loadSeconds`: what DuckDB needed to read the file. */
export function duckMeasures({ scores, journeys, subsets, differing }: RivalTimes, loadSeconds: number): Measure[] {
  return [
    measure("P5-scores", ratios(scores.rival, scores.verdad)),
    measure("P5-funnel", ratios(journeys.rival, journeys.verdad)),
    measure("P5-duckdb-load", [loadSeconds]),
    measure("P5-duckdb-scores", scores.rival),
    measure("P5-duckdb-funnel", journeys.rival),
    measure("P7", ratios(subsets.verdad, subsets.rival)),
    measure("P7-verdad", subsets.verdad),
    measure("P7-duckdb", subsets.rival),
    measure("differing-counts", [differing]),
  ];
}

/** Against PostgreSQL. `importSeconds`: Verdad's import in the same run; null where it was not measured. */
export function postgresMeasures(times: RivalTimes, copySeconds: number, importSeconds: number | null): Measure[] {
  const { scores, journeys, subsets } = times;
  return [
    measure("PG-import", importSeconds === null ? [] : [importSeconds / copySeconds]),
    measure("PG-scores", ratios(scores.rival, scores.verdad)),
    measure("PG-funnel", ratios(journeys.rival, journeys.verdad)),
    measure("PG-subset", ratios(subsets.rival, subsets.verdad)),
    measure("PG-copy", [copySeconds]),
    measure("PG-differing-counts", [times.differing]),
  ];
}
