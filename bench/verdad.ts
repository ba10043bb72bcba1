/** The questions put to the reports, and the counts in their answers, for comparison with DuckDB's. */
import { openReader, type Store } from "#db/open.ts";
import { operatorScope } from "#db/scope.ts";
import type { FunnelDocument, MomentScoresDocument, SurvivalDocument } from "#domain/documents.ts";
import { describeProblem, type Result } from "#domain/problem.ts";
import type { DocumentOf, ReportName } from "#domain/question.ts";
import { REPORTS } from "#reports/registry.ts";
import type { JourneyCounts, ScoreCounts } from "./duckdb.ts";
import type { Asked } from "./questions.ts";

export interface Asker {
  ask<N extends TimedReport>(report: N, asked: Asked): Promise<DocumentOf<N>>;
  close(): void;
}

export type TimedReport = "moment-scores" | "survival" | "funnel" | "trend";

/** Opens the store for reading, as a report's worker does. */
export function openVerdad(store: string, journeyKey: string): Asker {
  const reader: Store = openReader(`file:${store}`);
  const scope = operatorScope();
  return {
    async ask(report, asked) {
      return unwrap(report, await REPORTS[report].run(reader, scope, journeyKey, { filter: asked, extra: {} }));
    },
    close: () => reader.close(),
  };
}

function unwrap<T>(report: ReportName, result: Result<T>): T {
  if (!result.ok) throw new Error(`${report}: ${describeProblem(result.problem)}`);
  return result.value;
}

/** How many counts of a scores document differ from DuckDB's. */
export function scoreDifferences(document: MomentScoresDocument, duck: ScoreCounts): number {
  let different = 0;
  for (const score of document.moments) {
    for (const [answer, count] of (score.histogram ?? []).entries()) {
      if (count !== (duck.answers.get(`${score.moment} ${score.scale.min + answer}`) ?? 0)) different += 1;
    }
  }
  return different;
}

/** How many counts of a journey's funnel and survival differ from DuckDB's. */
export function journeyDifferences(funnel: FunnelDocument, survival: SurvivalDocument, duck: JourneyCounts): number {
  let different = 0;
  let reached = 0;
  for (const step of funnel.steps.toReversed()) {
    reached += duck.furthest.get(step.moment) ?? 0;
    if (step.reached !== reached) different += 1;
  }
  if (funnel.visits !== reached + (duck.furthest.get("") ?? 0)) different += 1;
  for (const step of survival.steps) {
    if (step.atRisk !== (duck.atRisk.get(step.moment) ?? 0)) different += 1;
    if (step.broke !== (duck.broke.get(step.moment) ?? 0)) different += 1;
  }
  return different;
}
