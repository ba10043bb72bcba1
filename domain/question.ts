/** A report's question: the filter that all reports share, and the few parameters that only one report knows. */

import type { CommentsDocument, MotChartDocument } from "./chart-documents.ts";
import type { ControlChartDocument } from "./control-chart-document.ts";
import type {
  ChoicesDocument,
  FunnelDocument,
  LedgerDocument,
  MomentScoresDocument,
  SurvivalDocument,
  TrendDocument,
} from "./documents.ts";
import type { Filter } from "./filter.ts";
import { parseFilter } from "./filter-codec.ts";
import type { DriversAnswer, FixFirstAnswer, WhatIfAnswer } from "./improvement-documents.ts";
import { badParameter, ok, type Result } from "./problem.ts";
import type { UnitsDocument } from "./unit-spread-document.ts";
import type { VisitDocument, VisitsDocument } from "./visit-documents.ts";

interface Documents {
  readonly "moment-scores": MomentScoresDocument;
  readonly survival: SurvivalDocument;
  readonly funnel: FunnelDocument;
  readonly trend: TrendDocument;
  readonly ledger: LedgerDocument;
  readonly "fix-first": FixFirstAnswer;
  readonly "what-if": WhatIfAnswer;
  readonly drivers: DriversAnswer;
  readonly choices: ChoicesDocument;
  readonly visits: VisitsDocument;
  readonly visit: VisitDocument;
  readonly "mot-chart": MotChartDocument;
  readonly comments: CommentsDocument;
  readonly "control-chart": ControlChartDocument;
  readonly units: UnitsDocument;
}

export type ReportName = keyof Documents;
/** The document that a report answers with. */
export type DocumentOf<N extends ReportName> = Documents[N];

/** Each report's own parameters, each given at most once. */
const OWN_PARAMETERS: Record<ReportName, readonly string[]> = {
  "moment-scores": [],
  /** `clustering`: `no` leaves it out, which is most of the work. */
  survival: ["clustering"],
  funnel: [],
  trend: [],
  ledger: [],
  /** `target`: h*, 0..1, where a person sets it. */
  "fix-first": ["target"],
  "what-if": [],
  /** `outcome`: key of the outcome; the journey's first by default. */
  drivers: ["outcome"],
  choices: [],
  /** `at`: key of the moment whose bar was opened. */
  visits: ["at", "outcome", "offset"],
  visit: ["id"],
  "mot-chart": [],
  /** `q`: words to look for; `factor`: key of a factor that is mentioned. */
  comments: ["q", "factor", "offset"],
  /** `baseline`: its first and last day, `FROM..TO`. */
  "control-chart": ["measure", "baseline"],
  units: ["measure"],
};

export const REPORT_NAMES = Object.keys(OWN_PARAMETERS).filter(isReportName);

export function isReportName(text: string): text is ReportName {
  return Object.hasOwn(OWN_PARAMETERS, text);
}

export interface Question {
  readonly filter: Filter;
  /** The report's own parameters, unchecked: the report knows what they may be. */
  readonly extra: Readonly<Record<string, string>>;
}

/** Takes the report's own parameters out and reads the rest as a filter. A parameter that nobody knows is a problem that names it. */
export function parseQuestion(report: ReportName, params: URLSearchParams): Result<Question> {
  const own = OWN_PARAMETERS[report];
  const shared = new URLSearchParams();
  const extra: Record<string, string> = {};
  for (const [name, value] of params) {
    if (!own.includes(name)) {
      shared.append(name, value);
      continue;
    }
    if (Object.hasOwn(extra, name)) return badParameter(name, value, "is given more than once.");
    extra[name] = value;
  }
  const filter = parseFilter(shared);
  return filter.ok ? ok({ filter: filter.value, extra }) : filter;
}
