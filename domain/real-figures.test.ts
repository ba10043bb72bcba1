/** Surveys of real customers against figures that were computed apart from this program. Skipped where the surveys are not at hand. */
import { existsSync, readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { toClustering } from "./clustering.ts";
import type { MomentScore, SurvivalStep } from "./documents.ts";
import type { Moment } from "./journey.ts";
import { plainSteps, setBit } from "./plain-visits.fixture.ts";
import { toMomentScores } from "./scores.ts";
import { toSurvival } from "./survival.ts";
import { emptyScan, type ScoreTally, type VisitScan } from "./tally.ts";

interface Columns {
  readonly moments: readonly string[];
  readonly outcome?: string;
  readonly segment?: string;
  readonly notMet?: readonly string[];
}
interface ExpectedMoment {
  readonly n: number;
  readonly mean: number;
  readonly plus: number;
  readonly minus: number;
  readonly satisfaction: number;
  readonly low: number;
  readonly high: number;
  readonly histogram: readonly number[];
  readonly notMet?: number;
  readonly atRisk?: number;
  readonly broke?: number;
  readonly survival?: number;
  readonly survivalSe?: number;
}
interface Expected {
  readonly visits: number;
  readonly moments: Readonly<Record<string, ExpectedMoment>>;
  readonly asTravelled: number | null;
  readonly completeFlawlessVisits: number;
  readonly journeyScore: number;
  readonly journeyScoreSe: number;
  readonly journeyScoreLow: number;
  readonly journeyScoreHigh: number;
  readonly independentProduct: number;
  readonly meanMet: number;
  readonly ratedVisits: number;
  readonly flawlessVisits: number;
}
type Row = Readonly<Record<string, string>>;

const DATA = new URL("../../shared/data/", import.meta.url);
const at = (path: string) => new URL(path, DATA);
const json = <T>(path: string): T => JSON.parse(readFileSync(at(path), "utf8"));
const rowsOf = (path: string): Row[] => parse(readFileSync(at(path)), { columns: true, trim: true, bom: true, relax_column_count: true });

/** What an import of the survey would count. */
function count(
  columns: Columns,
  rows: readonly Row[],
): { moments: Moment[]; scan: VisitScan; tallies: ScoreTally[]; notMet: Map<number, number> } {
  const names = [...columns.moments, ...(columns.outcome ? [columns.outcome] : [])];
  const moments = plainSteps(names.length).map((moment, i): Moment => {
    const named = { ...moment, key: names[i] ?? "" };
    return named.key === columns.outcome ? { ...named, role: "outcome", position: null } : named;
  });
  const scan = emptyScan(rows.length);
  if (!columns.notMet) scan.cannotTell.fill(1);
  const notMet = new Map<number, number>();
  const tallies = moments.map((moment) => {
    const answers = [0, 0, 0, 0, 0];
    rows.forEach((row, visit) => {
      const cell = row[moment.key] ?? "";
      if (columns.notMet?.includes(cell)) {
        notMet.set(moment.id, (notMet.get(moment.id) ?? 0) + 1);
        setBit(scan.notMet, visit, moment.bit);
      }
      const answer = ["1", "2", "3", "4", "5"].indexOf(cell);
      if (answer < 0) return;
      answers[answer] = (answers[answer] ?? 0) + 1;
      setBit(scan.touched, visit, moment.bit);
      setBit(scan.rated, visit, moment.bit);
      if (answer < 2) setBit(scan.broken, visit, moment.bit);
    });
    return { momentId: moment.id, segmentId: 0, entryChannelId: 0, touched: answers.reduce((sum, n) => sum + n, 0), answers };
  });
  return { moments, scan, tallies, notMet };
}

function expectScore(score: MomentScore, expected: ExpectedMoment): void {
  const { n, plus, minus, histogram, mean, satisfaction, low, high } = expected;
  expect(score).toMatchObject({ rated: n, plus, minus, histogram });
  if (score.role === "touchpoint") expect(score.notMet).toBe(expected.notMet);
  expect(score.mean).toBeCloseTo(mean, 9);
  expect(score.satisfaction.value).toBeCloseTo(satisfaction, 9);
  expect(score.satisfaction.low).toBeCloseTo(low, 9);
  expect(score.satisfaction.high).toBeCloseTo(high, 9);
}

function expectStep(step: SurvivalStep, expected: ExpectedMoment): void {
  expect(step).toMatchObject({ rated: expected.n, notMet: expected.notMet, atRisk: expected.atRisk, broke: expected.broke });
  expect(step.survival).toBeCloseTo(expected.survival ?? -1, 9);
  expect(step.se).toBeCloseTo(expected.survivalSe ?? -1, 9);
}

function expectFigures(columns: Columns, rows: readonly Row[], expected: Expected): void {
  const { moments, scan, tallies, notMet } = count(columns, rows);
  for (const score of toMomentScores(moments, tallies, notMet)) {
    const figures = expected.moments[score.moment];
    if (figures) expectScore(score, figures);
  }
  const survival = toSurvival(
    moments.filter((moment) => moment.role === "touchpoint"),
    scan,
  );
  for (const step of survival.steps) {
    const figures = expected.moments[step.moment];
    if (figures) expectStep(step, figures);
  }
  expect(survival.steps.map((step) => step.moment)).toEqual(columns.moments);
  const { visits, ratedVisits, flawlessVisits, completeFlawlessVisits } = expected;
  expect(survival).toMatchObject({ visits, ratedVisits, flawlessVisits });
  expect(survival.journeyScore.value).toBeCloseTo(expected.journeyScore, 9);
  expect(survival.journeyScore.low).toBeCloseTo(expected.journeyScoreLow, 9);
  expect(survival.journeyScore.high).toBeCloseTo(expected.journeyScoreHigh, 9);
  expect(survival.journeyScoreSe).toBeCloseTo(expected.journeyScoreSe, 9);
  expect(survival.meanMet).toBeCloseTo(expected.meanMet, 9);
  expect(survival.independentProduct).toBeCloseTo(expected.independentProduct, 9);
  expect(survival.bounds).toEqual([completeFlawlessVisits / ratedVisits, flawlessVisits / ratedVisits]);
  if (expected.asTravelled === null) expect(survival.asTravelled.value).toBeNull();
  else expect(survival.asTravelled.value).toBeCloseTo(expected.asTravelled, 9);
}

describe.skipIf(!existsSync(at("sfo/")))("airport survey", () => {
  it.each([2014, 2015, 2016])("the figures of %i, counts exactly, shares to nine digits", (year) => {
    expectFigures(json("sfo/columns.json"), rowsOf(`sfo/${year}.csv`), json(`sfo/expected-${year}.json`));
  });

  it("2016: 68 % of journeys are flawless where chance would leave 52 %, so bad moments fall on the same people", () => {
    const { moments, scan } = count(json("sfo/columns.json"), rowsOf("sfo/2016.csv"));
    const clustering = toClustering(moments.slice(0, -1), scan, { seed: 1 });
    expect(clustering.observed?.toFixed(2)).toBe("0.68");
    expect(clustering.expected?.toFixed(2)).toBe("0.52");
    expect(clustering.verdict).toBe("same-people");
  });
});

describe.skipIf(!existsSync(at("airline/")))("airline survey", () => {
  it("the figures of all 103,904 rows and of each type of travel", () => {
    const columns = json<Columns>("airline/columns.json");
    const rows = rowsOf("airline/train.csv");
    const expected = json<Expected & { readonly bySegment: Readonly<Record<string, Expected>> }>("airline/expected.json");
    expectFigures(columns, rows, expected);
    for (const [segment, figures] of Object.entries(expected.bySegment)) {
      expectFigures(
        columns,
        rows.filter((row) => row[columns.segment ?? ""] === segment),
        figures,
      );
    }
  });
});
