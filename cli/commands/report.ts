import type { Command } from "commander";
import { operatorScope } from "#db/scope.ts";
import { isReportName, parseQuestion, REPORT_NAMES } from "#domain/question.ts";
import { REPORTS } from "#reports/registry.ts";
import { print, printJson, refuse, usage, withStore } from "../context.ts";
import { toText } from "../report-text.ts";

type Options = Record<string, string | readonly string[] | boolean | undefined>;

const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

/** Options of the command line to the parameters that the routes take: the same codec reads both. */
const PARAMETERS: Readonly<Record<string, string>> = {
  from: "from",
  to: "to",
  moment: "moment",
  channel: "channel",
  segment: "segment",
  team: "team",
  compare: "compare",
  grain: "grain",
  asOf: "as-of",
  at: "at",
  outcome: "outcome",
  offset: "offset",
  id: "id",
  target: "target",
  q: "q",
  factor: "factor",
  measure: "measure",
  baseline: "baseline",
};

export function addReportCommand(root: Command): void {
  root
    .command("report")
    .argument("<name>", REPORT_NAMES.join(", "))
    .requiredOption("--journey <key>")
    .option("--from <day>", "first day, YYYY-MM-DD")
    .option("--to <day>", "last day, included")
    .option("--moment <key>", "may be repeated", repeated)
    .option("--channel <key>", "may be repeated", repeated)
    .option("--segment <key>", "may be repeated", repeated)
    .option("--team <key>", "may be repeated", repeated)
    .option("--compare <with>", "previous or year")
    .option("--grain <grain>", "day, week or month")
    .option("--as-of <time>", "a day or an instant; later touches are ignored")
    .option("--at <moment>", "visits: the step whose bar is opened")
    .option("--outcome <outcome>", "visits: reached, left, open, broke …; drivers: key of the outcome, the first by default")
    .option("--target <share>", "fix-first: the share of breaks thought reachable, 0 to 1")
    .option("--offset <n>", "visits, comments: how many to pass over")
    .option("--no-clustering", "survival: leaves out whether bad moments fall on the same people, which is most of the work")
    .option("--id <visit>", "visit: its number")
    .option("--q <words>", "comments: words that all occur")
    .option("--factor <key>", "comments: a factor that is mentioned")
    .option("--measure <share>", "control-chart, units: broken (the default) or satisfaction")
    .option("--baseline <days>", "control-chart: the days that the limits are of, FROM..TO")
    .option("--json", "one JSON document on standard output")
    .description("any report of the registry")
    .action(async (name: string, options: Options) => {
      if (!isReportName(name)) usage(`There is no report "${name}"; there are ${REPORT_NAMES.join(", ")}.`);
      const question = parseQuestion(name, parametersOf(options));
      if (!question.ok) refuse(question.problem);
      await withStore(async (store) => {
        const result = await REPORTS[name].run(store, operatorScope(), String(options.journey), question.value);
        if (!result.ok) refuse(result.problem);
        if (options.json) printJson(result.value);
        else print(toText(result.value));
      });
    });
}

function parametersOf(options: Options): URLSearchParams {
  const params = new URLSearchParams();
  for (const [option, parameter] of Object.entries(PARAMETERS)) {
    const given = options[option];
    if (given === undefined || typeof given === "boolean") continue;
    for (const value of typeof given === "string" ? [given] : given) params.append(parameter, value);
  }
  if (options.clustering === false) params.append("clustering", "no");
  return params;
}
