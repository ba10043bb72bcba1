/**
 * R: reports that need more than ratings. The same file in a store of its own, read so that it has an overall question (the last moment),
 * factors (the two bad answers mention one, one rating in twelve) and comments (those of two of the 28 teams, one in fourteen ratings).
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { type ImportFiles, importWithVerdad, removeStore } from "./imports.ts";
import { eachQuantile, type Measure, measure, timeSides } from "./measure.ts";
import type { Plan } from "./plan.ts";
import { type Asked, journeyQuestions, scoreQuestions } from "./questions.ts";
import { type Own, openVerdad, type TimedReport } from "./verdad.ts";

/** Found by the index of words, by looking (two characters), and by the index again. */
const SEARCHES = ["기다렸어요", "한참", "nobody"];

interface Question {
  readonly asked: Asked;
  readonly own: Own;
}

const journeySchema = z.looseObject({ moments: z.array(z.looseObject({ key: z.string() })) });

/** `files`: of the size that is measured. The store is removed again. */
export async function measureInsight(plan: Plan, files: ImportFiles, folder: string, tell: (text: string) => void): Promise<Measure[]> {
  const own: ImportFiles = {
    ...files,
    store: join(folder, "insight.db"),
    journeyFile: join(folder, "insight-journey.json"),
    mapping: join(import.meta.dirname, "mapping-said.json"),
  };
  writeFileSync(
    own.journeyFile,
    JSON.stringify(withOutcome(JSON.parse(readFileSync(files.journeyFile, "utf8")), plan.moments.at(-1) ?? "")),
  );
  tell("importing with an outcome, factors and comments");
  importWithVerdad(own);
  const verdad = openVerdad(own.store, own.journeyKey);
  const timed = async (report: TimedReport, questions: readonly Question[]): Promise<number[]> => {
    const timing = { questions, rounds: plan.rounds, warm: 1, limitMs: plan.limitMs };
    const [rounds = []] = await timeSides(timing, [({ asked, own: parameters }) => verdad.ask(report, asked, parameters)]);
    return eachQuantile(rounds, 0.95);
  };
  const journeys = journeyQuestions(plan.questions).map((asked) => ({ asked, own: {} }));
  const scores = scoreQuestions(plan.questions);
  const steps = plan.moments.slice(0, -1);
  const charts = scores.map((asked, i) => ({ asked: { ...asked, moments: steps.slice(i % steps.length).slice(0, 1) }, own: {} }));
  const searches = scores.map((asked, i) => ({ asked, own: { q: SEARCHES[i % SEARCHES.length] ?? "" } }));
  try {
    return [
      measure("R-fix-first", await timed("fix-first", journeys)),
      measure("R-what-if", await timed("what-if", journeys)),
      measure("R-drivers", await timed("drivers", journeys)),
      measure("R-mot-chart", await timed("mot-chart", charts)),
      measure("R-comments", await timed("comments", searches)),
      measure("R-control-chart", await timed("control-chart", charts)),
      measure("R-units", await timed("units", charts)),
    ];
  } finally {
    verdad.close();
    removeStore(own.store);
  }
}

/** A journey's file with one of its moments as an overall question. */
function withOutcome(journey: unknown, key: string): object {
  const { moments, ...rest } = journeySchema.parse(journey);
  return { ...rest, moments: moments.map((moment) => (moment.key === key ? { ...moment, role: "outcome" } : moment)) };
}
