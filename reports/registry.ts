/** Every report by its name: read by the routes, the command line, the benchmark and the test of docs/definitions.md. */
import { onSnapshot } from "#db/snapshot.ts";
import type { ReportName } from "#domain/question.ts";
import { choicesReport } from "./choices.ts";
import { commentsReport } from "./comments.ts";
import { controlChartReport } from "./control-chart.ts";
import { driversReport } from "./drivers.ts";
import { fixFirstReport } from "./fix-first.ts";
import { funnelReport } from "./funnel.ts";
import { ledgerReport } from "./ledger.ts";
import { momentScoresReport } from "./moment-scores.ts";
import { motChartReport } from "./mot-chart.ts";
import type { Report } from "./report.ts";
import { survivalReport } from "./survival.ts";
import { trendReport } from "./trend.ts";
import { unitsReport } from "./units.ts";
import { visitReport } from "./visit.ts";
import { visitsReport } from "./visits.ts";
import { whatIfReport } from "./what-if.ts";

/** The same report with all its reads of one state of the store: counts that belong together never come from two versions of the data. */
function consistent<N extends ReportName>(report: Report<N>): Report<N> {
  return { ...report, run: (store, ...question) => onSnapshot(store, () => report.run(store, ...question)) };
}

export const REPORTS: { readonly [N in ReportName]: Report<N> } = {
  "moment-scores": consistent(momentScoresReport),
  survival: consistent(survivalReport),
  funnel: consistent(funnelReport),
  trend: consistent(trendReport),
  ledger: consistent(ledgerReport),
  "fix-first": consistent(fixFirstReport),
  "what-if": consistent(whatIfReport),
  drivers: consistent(driversReport),
  choices: consistent(choicesReport),
  visits: consistent(visitsReport),
  visit: consistent(visitReport),
  "mot-chart": consistent(motChartReport),
  comments: consistent(commentsReport),
  "control-chart": consistent(controlChartReport),
  units: consistent(unitsReport),
};
