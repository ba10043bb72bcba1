/** The questions put to the reports of the registry, as a report's worker puts them. */
import { openReader, type Store } from "#db/open.ts";
import { operatorScope } from "#db/scope.ts";
import { filterPairs } from "#domain/filter-codec.ts";
import { describeProblem, type Result } from "#domain/problem.ts";
import { type DocumentOf, parseQuestion, type ReportName } from "#domain/question.ts";
import { REPORTS } from "#reports/registry.ts";
import type { Reports } from "./counts.ts";
import type { Asked } from "./questions.ts";

export type TimedReport =
  | "moment-scores"
  | "survival"
  | "funnel"
  | "trend"
  | "fix-first"
  | "what-if"
  | "drivers"
  | "mot-chart"
  | "control-chart"
  | "units"
  | "comments";

/** A report's own parameters. */
export type Own = Readonly<Record<string, string>>;

export interface Asker extends Reports {
  ask<N extends TimedReport>(report: N, asked: Asked, own?: Own): Promise<DocumentOf<N>>;
  close(): void;
}

/** A question as the parameters of an address; survival without its clustering, unless that is asked for. */
export function parametersOf(report: TimedReport, asked: Asked, own: Own = {}): URLSearchParams {
  const parameters = new URLSearchParams(filterPairs(asked));
  if (report === "survival") parameters.set("clustering", "no");
  for (const [name, value] of Object.entries(own)) parameters.set(name, value);
  return parameters;
}

/** Opens the store for reading, as a report's worker does. */
export function openVerdad(store: string, journeyKey: string): Asker {
  const reader: Store = openReader(`file:${store}`);
  const scope = operatorScope();
  const ask = async <N extends TimedReport>(report: N, asked: Asked, own: Own = {}): Promise<DocumentOf<N>> => {
    const question = unwrap(report, parseQuestion(report, parametersOf(report, asked, own)));
    return unwrap(report, await REPORTS[report].run(reader, scope, journeyKey, question));
  };
  return {
    ask,
    scores: (asked) => ask("moment-scores", asked),
    // Without its clustering.
    journeys: async (asked) => [await ask("funnel", asked), await ask("survival", asked)],
    close: () => reader.close(),
  };
}

function unwrap<T>(report: ReportName, result: Result<T>): T {
  if (!result.ok) throw new Error(`${report}: ${describeProblem(result.problem)}`);
  return result.value;
}
