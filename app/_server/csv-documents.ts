/**
 * The documents of the reports as rows. A document has a row of its own (`level` journey) where it says something of the whole journey,
 * and a row for each moment; of a trend for each moment and bucket, of a chart for each factor, of a control chart for each point, of units
 * for each dimension and unit. Columns are named as the document's fields. Pure.
 */
import { NO_SCENARIO, type Scenario } from "#components/drivers/scenario.ts";
import type { MotChartDocument } from "#domain/chart-documents.ts";
import type { ControlChartDocument } from "#domain/control-chart-document.ts";
import type {
  Change,
  FunnelDocument,
  LedgerDocument,
  MomentScoresDocument,
  Period,
  SurvivalDocument,
  TrendDocument,
} from "#domain/documents.ts";
import type { DriversAnswer, FixFirstAnswer, WhatIfAnswer } from "#domain/improvement-documents.ts";
import type { ReportName } from "#domain/question.ts";
import type { UnitsDocument } from "#domain/unit-spread-document.ts";
import { type Cell, type CsvRow, flatten, type Parts } from "./csv.ts";
import { driversParts, whatIfParts } from "./csv-drivers.ts";

/** The reports that leave as a file. Visits, comments and choices do not: they are no figures. */
const EXPORTED = [
  "moment-scores",
  "survival",
  "funnel",
  "trend",
  "ledger",
  "fix-first",
  "what-if",
  "drivers",
  "mot-chart",
  "control-chart",
  "units",
] as const satisfies readonly ReportName[];
export type ExportedReport = (typeof EXPORTED)[number];
export type ExportedDocument =
  | MomentScoresDocument
  | SurvivalDocument
  | FunnelDocument
  | TrendDocument
  | LedgerDocument
  | FixFirstAnswer
  | WhatIfAnswer
  | DriversAnswer
  | MotChartDocument
  | ControlChartDocument
  | UnitsDocument;

export function isExported(report: ReportName): report is ExportedReport {
  return EXPORTED.some((one) => one === report);
}

/** What stands at the start of every row, so that a row that was sorted or copied elsewhere still says what it is. */
export interface CsvHead {
  readonly journey: string;
  /** The filter in words. */
  readonly filter: string;
  /** A moment's name in the reader's language. */
  readonly nameOf: (moment: string) => string;
}

/** `scenario`: of a what-if. */
export function documentRows(document: ExportedDocument, head: CsvHead, scenario: Scenario = NO_SCENARIO): CsvRow[] {
  const { period } = document;
  if ("factors" in document || "chains" in document || "points" in document || "dimensions" in document)
    return sideRows(partsOf(document, scenario), period, "now", head, []);
  const { change = [], compare, ...now } = document;
  const rows = sideRows(partsOf(now, scenario), period, "now", head, change);
  return compare ? [...rows, ...sideRows(partsOf(compare, scenario), compare.period, "before", head, [])] : rows;
}

function sideRows({ whole, items }: Parts, period: Period, side: "now" | "before", head: CsvHead, change: readonly Change[]): CsvRow[] {
  const start = (level: string) => headCells(head, period, side, level);
  const rows: CsvRow[] = [];
  const journey = start("journey");
  flatten(whole, "", journey);
  addChange(journey, change, null);
  rows.push(journey);
  for (const { moment, fields } of items) {
    const row = start("moment").set("momentName", head.nameOf(moment));
    flatten(fields, "", row);
    addChange(row, change, moment);
    rows.push(row);
  }
  return rows;
}

function headCells(head: CsvHead, period: Period, side: string, level: string): Map<string, Cell> {
  return new Map<string, Cell>([
    ["journey", head.journey],
    ["filter", head.filter],
    ["period.from", period.from],
    ["period.to", period.to],
    ["period.timeZone", period.timeZone],
    ["side", side],
    ["level", level],
    ["moment", null],
    ["momentName", null],
  ]);
}

function partsOf(document: ExportedDocument, scenario: Scenario): Parts {
  const { period: _period, ...rest } = document;
  if ("chains" in rest) return whatIfParts(rest, scenario);
  if ("contrasts" in rest) return driversParts(rest);
  if ("series" in rest) {
    const { series, ...whole } = rest;
    return { whole, items: series.flatMap(({ moment, points }) => points.map((point) => ({ moment, fields: { moment, ...point } }))) };
  }
  if ("factors" in rest) {
    // Lines of the chart as they stand; who changed what is no figure.
    const { factors, moment, rated, satisfaction, broken, unweighted } = rest;
    const lines = factors.filter((factor) => !factor.archived).map(({ points: _points, archived: _archived, ...fields }) => fields);
    const whole = { moment, rated, satisfaction, broken, unweighted };
    return { whole, items: lines.map((fields) => ({ moment, fields: { moment, ...fields } })) };
  }
  if ("points" in rest) {
    const { points, ...whole } = rest;
    return {
      whole,
      items: points.map((point) => ({
        moment: whole.moment,
        fields: { moment: whole.moment, ...point, signals: point.signals.join(" ") },
      })),
    };
  }
  if ("dimensions" in rest) {
    // What a curve is drawn of follows from the centre.
    const { dimensions, ...whole } = rest;
    const items = dimensions.flatMap(({ units, curve: _curve, dimension, ...about }) => [
      { dimension, ...about },
      ...units.map((unit) => ({ dimension, ...unit })),
    ]);
    return { whole, items: items.map((fields) => ({ moment: whole.moment, fields: { moment: whole.moment, ...fields } })) };
  }
  if ("moments" in rest) {
    const { moments, ...whole } = rest;
    return { whole, items: moments.map((fields) => ({ moment: fields.moment, fields })) };
  }
  const { steps, ...whole } = rest;
  return { whole, items: steps.map((fields) => ({ moment: fields.moment, fields })) };
}

/** The differences of one moment (null: of the journey), under the measure's name. */
function addChange(row: Map<string, Cell>, change: readonly Change[], moment: string | null): void {
  for (const { moment: own, measure, oneSided: _oneSided, ...fields } of change) {
    if (own === moment) flatten(fields, `change.${measure}`, row);
  }
}
