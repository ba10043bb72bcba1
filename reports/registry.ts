/** Every report by its name: read by the routes, the command line, the benchmark and the test of docs/definitions.md. */
import type { ReportName } from "#domain/question.ts";
import { choicesReport } from "./choices.ts";
import { commentsReport } from "./comments.ts";
import { funnelReport } from "./funnel.ts";
import { momentScoresReport } from "./moment-scores.ts";
import { motChartReport } from "./mot-chart.ts";
import type { Report } from "./report.ts";
import { survivalReport } from "./survival.ts";
import { trendReport } from "./trend.ts";
import { visitReport } from "./visit.ts";
import { visitsReport } from "./visits.ts";

export const REPORTS: { readonly [N in ReportName]: Report<N> } = {
  "moment-scores": momentScoresReport,
  survival: survivalReport,
  funnel: funnelReport,
  trend: trendReport,
  choices: choicesReport,
  visits: visitsReport,
  visit: visitReport,
  "mot-chart": motChartReport,
  comments: commentsReport,
};
