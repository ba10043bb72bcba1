/** What every side has to count alike, and how many counts differ. */
import type { FunnelDocument, MomentScoresDocument, SurvivalDocument } from "#domain/documents.ts";
import type { Asked } from "./questions.ts";

export interface ScoreCounts {
  /** Count by `moment rating`. */
  readonly answers: ReadonlyMap<string, number>;
}

export interface JourneyCounts {
  /** Visits whose furthest chosen step it is, by moment; the key "" holds those that met none of the steps. */
  readonly furthest: ReadonlyMap<string, number>;
  readonly atRisk: ReadonlyMap<string, number>;
  readonly broke: ReadonlyMap<string, number>;
}

/** One who is asked about moments and about journeys. null: there is no answer, or it took longer than the limit. */
export interface Answers<Scores, Journeys> {
  scores(asked: Asked): Promise<Scores | null>;
  journeys(asked: Asked): Promise<Journeys | null>;
}

/** Another database that is asked the same from the raw ratings. */
export type Rival = Answers<ScoreCounts, JourneyCounts>;

export type Reports = Answers<MomentScoresDocument, readonly [FunnelDocument, SurvivalDocument]>;

/** Milliseconds that a rival gets for one answer. What takes longer counts as that long. */
export const RIVAL_LIMIT_MS = 60_000;

/** Reads rows of (kind, position, count), as both rivals answer, into counts by moment. */
export function journeyCounts(rows: readonly (readonly string[])[], moments: readonly string[]): JourneyCounts {
  const part = (name: string): Map<string, number> =>
    new Map(rows.filter(([kind]) => kind === name).map(([, position, count]) => [moments[Number(position) - 1] ?? "", Number(count)]));
  return { furthest: part("furthest"), broke: part("broke"), atRisk: part("at risk") };
}

/** Reads rows of (moment, rating, count). */
export function scoreCounts(rows: readonly (readonly string[])[]): ScoreCounts {
  return { answers: new Map(rows.map(([moment, rating, count]) => [`${moment} ${rating}`, Number(count)])) };
}

/** How many counts of a scores document differ from a rival's. */
export function scoreDifferences(document: MomentScoresDocument, rival: ScoreCounts): number {
  let different = 0;
  for (const score of document.moments) {
    for (const [answer, count] of (score.histogram ?? []).entries()) {
      if (count !== (rival.answers.get(`${score.moment} ${score.scale.min + answer}`) ?? 0)) different += 1;
    }
  }
  return different;
}

/** How many counts of a journey's funnel and survival differ from a rival's. */
export function journeyDifferences(funnel: FunnelDocument, survival: SurvivalDocument, rival: JourneyCounts): number {
  let different = 0;
  let reached = 0;
  for (const step of funnel.steps.toReversed()) {
    reached += rival.furthest.get(step.moment) ?? 0;
    if (step.reached !== reached) different += 1;
  }
  if (funnel.visits !== reached + (rival.furthest.get("") ?? 0)) different += 1;
  for (const step of survival.steps) {
    if (step.atRisk !== (rival.atRisk.get(step.moment) ?? 0)) different += 1;
    if (step.broke !== (rival.broke.get(step.moment) ?? 0)) different += 1;
  }
  return different;
}

/** Counts that differ between the reports and a rival, over all questions that both have answered. */
export async function differences(reports: Reports, rival: Rival, scores: readonly Asked[], journeys: readonly Asked[]): Promise<number> {
  let different = 0;
  for (const asked of scores) {
    const [document, counts] = [await reports.scores(asked), await rival.scores(asked)];
    if (document && counts) different += scoreDifferences(document, counts);
  }
  for (const asked of journeys) {
    const [documents, counts] = [await reports.journeys(asked), await rival.journeys(asked)];
    if (documents && counts) different += journeyDifferences(...documents, counts);
  }
  return different;
}

/** One whose answers are kept, so that comparing them costs nothing more. `known` answers from memory alone. */
export function remember<S, J>(side: Answers<S, J>): { readonly asked: Answers<S, J>; readonly known: Answers<S, J> } {
  const scores = new Map<Asked, S | null>();
  const journeys = new Map<Asked, J | null>();
  const keep = async <T>(kept: Map<Asked, T>, asked: Asked, answer: Promise<T>): Promise<T> => {
    const found = await answer;
    kept.set(asked, found);
    return found;
  };
  return {
    asked: {
      scores: (asked) => keep(scores, asked, side.scores(asked)),
      journeys: (asked) => keep(journeys, asked, side.journeys(asked)),
    },
    known: {
      scores: async (asked) => scores.get(asked) ?? null,
      journeys: async (asked) => journeys.get(asked) ?? null,
    },
  };
}
