/** One run of the benchmark: file, imports, questions, each side asked the same things in the same process and run. */
import type { Duck } from "./duckdb.ts";
import { type ImportFiles, importBare, importWithVerdad } from "./imports.ts";
import { type Measure, measure, quantile, ratios, timeEach } from "./measure.ts";
import { type Asked, journeyQuestions, scoreQuestions, subsetQuestions } from "./questions.ts";
import { type Asker, journeyDifferences, scoreDifferences } from "./verdad.ts";

export interface Plan {
  readonly ratings: number;
  readonly moments: readonly string[];
  /** How often an import and a list of questions are repeated. */
  readonly repetitions: number;
  /** Questions in a list. */
  readonly questions: number;
}

/** Imports the file as often as planned, by turns with the bare import; leaves the last store in place. */
export function measureImports(plan: Plan, files: ImportFiles, bareDatabase: string, tell: (text: string) => void): Measure[] {
  const verdad: ReturnType<typeof importWithVerdad>[] = [];
  const bare: number[] = [];
  for (let i = 0; i < plan.repetitions; i++) {
    const seconds = importBare(files.csv, bareDatabase);
    if (seconds !== null) bare.push(seconds);
    const imported = importWithVerdad(files);
    if (imported.accepted !== plan.ratings) throw new Error(`${imported.accepted} of ${plan.ratings} rows were accepted.`);
    verdad.push(imported);
    tell(`import ${i + 1} of ${plan.repetitions}: ${imported.seconds.toFixed(1)} s, bare ${seconds?.toFixed(1) ?? "not measured"} s`);
  }
  const seconds = verdad.map((row) => row.seconds);
  return [
    measure("import-to-bare-import", "times", ratios(seconds, bare), "<= 1.5"),
    measure(
      "import-rows",
      "rows/s",
      seconds.map((value) => plan.ratings / value),
    ),
    measure(
      "bare-import-rows",
      "rows/s",
      bare.map((value) => plan.ratings / value),
    ),
    measure(
      "import-peak-memory",
      "MiB",
      verdad.map((row) => row.peakMiB),
      "<= 1024",
    ),
    measure(
      "disk-per-rating",
      "bytes",
      verdad.map((row) => row.bytes / plan.ratings),
      "<= 30",
    ),
  ];
}

/** Times every report and DuckDB on the same questions, and counts where the two disagree. */
export async function measureReports(plan: Plan, verdad: Asker, duck: Duck, tell: (text: string) => void): Promise<Measure[]> {
  const scores = scoreQuestions(plan.questions);
  const journeys = journeyQuestions(plan.questions);
  const subsets = subsetQuestions(plan.questions, plan.moments);
  const both = async (asked: Asked): Promise<void> => {
    await verdad.ask("funnel", asked);
    await verdad.ask("survival", asked);
  };
  const timed = {
    scores: await repeat(plan, scores, (asked) => verdad.ask("moment-scores", asked)),
    trend: await repeat(plan, scores, (asked) => verdad.ask("trend", asked)),
    funnel: await repeat(plan, journeys, (asked) => verdad.ask("funnel", asked)),
    survival: await repeat(plan, journeys, (asked) => verdad.ask("survival", asked)),
    subsets: await repeat(plan, subsets, both),
  };
  const together = timed.funnel.map((times, round) => times.map((ms, i) => ms + (timed.survival[round]?.[i] ?? 0)));
  tell("reports asked; the same questions to DuckDB");
  const duckTimed = {
    scores: await repeat(plan, scores, (asked) => duck.scores(asked)),
    journeys: await repeat(plan, journeys, (asked) => duck.journeys(asked)),
    subsets: await repeat(plan, subsets, (asked) => duck.journeys(asked)),
  };
  const p = (rounds: readonly (readonly number[])[], share: number): number[] => rounds.map((times) => quantile(times, share));
  const pair = (id: string, rounds: readonly (readonly number[])[], target: string | null = null): Measure[] => [
    measure(`${id}-p50`, "ms", p(rounds, 0.5)),
    measure(`${id}-p95`, "ms", p(rounds, 0.95), target),
  ];
  return [
    ...pair("moment-scores", timed.scores, "<= 10"),
    ...pair("trend", timed.trend),
    ...pair("funnel", timed.funnel),
    ...pair("survival", timed.survival),
    ...pair("funnel-and-survival", together, "<= 10"),
    ...pair("subset-of-steps-one-year", timed.subsets),
    ...pair("duckdb-moment-scores", duckTimed.scores),
    ...pair("duckdb-funnel-and-survival", duckTimed.journeys),
    ...pair("duckdb-subset-of-steps-one-year", duckTimed.subsets),
    measure("duckdb-to-moment-scores", "times", ratios(p(duckTimed.scores, 0.5), p(timed.scores, 0.5)), ">= 30"),
    measure("duckdb-to-funnel-and-survival", "times", ratios(p(duckTimed.journeys, 0.5), p(together, 0.5)), ">= 100"),
    measure("subset-of-steps-to-duckdb", "times", ratios(p(timed.subsets, 0.5), p(duckTimed.subsets, 0.5)), "<= 1"),
    measure("differing-counts", "counts", [await differences(verdad, duck, scores, [...journeys, ...subsets])], "<= 0"),
  ];
}

async function repeat(plan: Plan, questions: readonly Asked[], ask: (asked: Asked) => Promise<unknown>): Promise<number[][]> {
  const rounds: number[][] = [];
  for (let i = 0; i < plan.repetitions; i++) rounds.push(await timeEach(questions, ask));
  return rounds;
}

/** Counts that differ between the reports' answers and DuckDB's, over all questions. */
export async function differences(verdad: Asker, duck: Duck, scores: readonly Asked[], journeys: readonly Asked[]): Promise<number> {
  let different = 0;
  for (const asked of scores) different += scoreDifferences(await verdad.ask("moment-scores", asked), await duck.scores(asked));
  for (const asked of journeys) {
    const [funnel, survival] = [await verdad.ask("funnel", asked), await verdad.ask("survival", asked)];
    different += journeyDifferences(funnel, survival, await duck.journeys(asked));
  }
  return different;
}
