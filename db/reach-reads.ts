/**
 * Reads of the reach rollups, as the counts that survival and funnel are computed from. A period is taken as whole months and its edges as
 * days. What depends on as-of is put right from the visits that may still be open.
 */
import { type SQL, sql } from "drizzle-orm";
import { monthsWithin } from "#domain/calendar.ts";
import { addFunnelCounts, type FunnelCounts, noFunnelCounts } from "#domain/funnel.ts";
import type { Moment } from "#domain/journey.ts";
import type { REACH_COUNTS, VISIT_COUNTS } from "#domain/reach-sums.ts";
import { stratumCode } from "#domain/strata.ts";
import type { SurvivalCounts } from "#domain/survival.ts";
import type { CellTable } from "./cell-table.ts";
import type { JourneyRow } from "./journeys.ts";
import type { Store } from "./open.ts";
import { REACH_DAYS, REACH_MONTHS } from "./reach-cells.ts";
import type { Scope } from "./scope.ts";
import { among, type Selection } from "./selection.ts";
import { youngFunnelCounts } from "./young-visits.ts";

type VisitColumn = (typeof VISIT_COUNTS)[number];
type ReachColumn = (typeof REACH_COUNTS)[number];

/** Counts of one stratum, by column name. */
interface Stratum<Column extends string> {
  readonly segmentId: number;
  readonly entryChannelId: number;
  readonly momentId: number;
  readonly counts: Record<Column, number>;
}

export interface ReachCounts {
  readonly survival: SurvivalCounts;
  readonly funnel: FunnelCounts;
  /** Flawless among rated visits, by stratum code. */
  readonly flawless: readonly { readonly key: number; readonly hits: number; readonly n: number }[];
}

/** Counts over all of the journey's steps, for the visits of the selection. `asOf` in milliseconds. */
export function readReachCounts(
  store: Store,
  scope: Scope,
  journey: JourneyRow,
  steps: readonly Moment[],
  selection: Selection,
  asOf: number | null,
): ReachCounts {
  if (scope.teams !== "all") throw new Error("Visits cross teams: a scope of some teams cannot read them.");
  const visits = readStrata<VisitColumn>(store, selection, "visits");
  const reach = readStrata<ReachColumn>(store, selection, "reach");
  const total = (column: VisitColumn) => visits.reduce((sum, { counts }) => sum + counts[column], 0);
  const places = new Map(steps.map((step, index) => [step.id, index]));
  const perStep = (column: ReachColumn, rows = reach) => {
    const sums = new Int32Array(steps.length);
    for (const { momentId, counts } of rows) {
      const place = places.get(momentId);
      if (place !== undefined) sums[place] = (sums[place] ?? 0) + counts[column];
    }
    return sums;
  };
  const funnel: FunnelCounts = {
    ...noFunnelCounts(steps.length),
    visits: total("visits"),
    several: total("several"),
    disordered: total("disordered"),
    touched: perStep("touched"),
    entered: perStep("entered"),
    furthest: perStep("furthest"),
    lastFlawless: perStep("last_flawless"),
    leavers: new Map(
      [...Map.groupBy(reach, stratumCode)].map(([code, rows]) => [
        code,
        {
          rated: perStep("rated", rows),
          broken: perStep("broken", rows),
          brokenLeft: perStep("broken_left", rows),
          metLeft: perStep("met_left", rows),
        },
      ]),
    ),
  };
  addFunnelCounts(funnel, youngFunnelCounts(store, journey, steps, selection, asOf), 1);
  return {
    survival: {
      visits: total("visits"),
      ratedVisits: total("rated_visits"),
      flawless: total("flawless"),
      complete: total("complete"),
      cannotTell: total("cannot_tell"),
      touched: perStep("touched"),
      notMet: perStep("not_met"),
      rated: perStep("rated"),
      broken: perStep("broken"),
      atRisk: perStep("at_risk"),
      broke: perStep("broke"),
      unbrokenNotMet: perStep("unbroken_not_met"),
    },
    funnel,
    flawless: visits.map((row) => ({ key: stratumCode(row), hits: row.counts.flawless, n: row.counts.rated_visits })),
  };
}

export interface VisitFigures {
  readonly notMet: ReadonlyMap<number, number>;
  readonly ratedAny: number;
  readonly repeatedAny: number;
}

/** Per moment, the visits known not to have met it; and the visits that rated any moment, and any moment more than once. */
export function readVisitFigures(store: Store, selection: Selection): VisitFigures {
  const notMet = new Map<number, number>();
  for (const { momentId, counts } of readStrata<ReachColumn>(store, selection, "reach")) {
    notMet.set(momentId, (notMet.get(momentId) ?? 0) + counts.not_met);
  }
  const visits = readStrata<VisitColumn>(store, selection, "visits");
  const total = (column: VisitColumn) => visits.reduce((sum, { counts }) => sum + counts[column], 0);
  return { notMet, ratedAny: total("rated_any"), repeatedAny: total("repeated_any") };
}

/** Visits of the selection by the value of one dimension. */
export function readVisitsBy(store: Store, dimension: "segments" | "channels", selection: Selection): Map<number, number> {
  const sums = new Map<number, number>();
  for (const row of readStrata<VisitColumn>(store, selection, "visits")) {
    const value = dimension === "segments" ? row.segmentId : row.entryChannelId;
    sums.set(value, (sums.get(value) ?? 0) + row.counts.visits);
  }
  return sums;
}

function readStrata<Column extends string>(store: Store, selection: Selection, which: "visits" | "reach"): Stratum<Column>[] {
  const { months, days } = monthsWithin(selection.fromDay, selection.toDay);
  const parts: { table: CellTable; from: number; to: number }[] = days.map(([from, to]) => ({ table: REACH_DAYS[which], from, to }));
  const first = months[0];
  const last = months.at(-1);
  if (first !== undefined && last !== undefined) parts.push({ table: REACH_MONTHS[which], from: first, to: last });
  const strata = new Map<string, Stratum<Column>>();
  for (const { table, from, to } of parts) {
    const names = table.counts as readonly Column[];
    const keys = sql.raw(which === "reach" ? "segment_id, entry_channel_id, moment_id" : "segment_id, entry_channel_id");
    const sums = sql.raw(names.map((column) => `sum(${column})`).join(", "));
    const rows = store.orm.values<number[]>(
      sql`select ${keys}, ${sums} from ${sql.raw(table.name)} where ${where(selection)} and bucket between ${from} and ${to} group by ${keys}`,
    );
    for (const row of rows) addRow(strata, row, names, which === "reach" ? 3 : 2);
  }
  return [...strata.values()];
}

function addRow<Column extends string>(
  strata: Map<string, Stratum<Column>>,
  row: readonly number[],
  names: readonly Column[],
  keys: number,
): void {
  const key = row.slice(0, keys).join(",");
  const [segmentId = 0, entryChannelId = 0, momentId = 0] = row.slice(0, keys);
  const known = strata.get(key)?.counts;
  const counts = Object.fromEntries(names.map((name, i) => [name, (known?.[name] ?? 0) + (row[keys + i] ?? 0)])) as Record<Column, number>;
  strata.set(key, { segmentId, entryChannelId, momentId, counts });
}

function where(selection: Selection): SQL {
  return sql`journey_id = ${selection.journeyId} and ${among(sql`segment_id`, selection.segments)}
    and ${among(sql`entry_channel_id`, selection.channels)}`;
}
