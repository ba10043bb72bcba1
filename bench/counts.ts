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

/** Another database that is asked the same from the raw ratings. null: the answer took longer than the limit. */
export interface Rival {
  scores(asked: Asked): Promise<ScoreCounts | null>;
  journeys(asked: Asked): Promise<JourneyCounts | null>;
}

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
