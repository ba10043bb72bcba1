/** Reads of the factor rollups. A period is taken as whole months from the month cells and its edges from the day cells. */
import { type SQL, sql } from "drizzle-orm";
import { monthStart, monthsWithin } from "#domain/calendar.ts";
import type { FactorDayTally, FactorTally } from "#domain/factor-evidence.ts";
import type { Store } from "./open.ts";
import type { Scope } from "./scope.ts";
import type { ScoreDimension } from "./score-reads.ts";
import { among, inScope, type Selection } from "./selection.ts";

const SUMS = sql.raw(["mentioned", ...Array.from({ length: 11 }, (_, i) => `a${i}`)].map((column) => `sum(${column})`).join(", "));
const RATED = sql.raw(`sum(${Array.from({ length: 11 }, (_, i) => `a${i}`).join(" + ")})`);

function where(selection: Selection, scope: Scope, momentId: number): SQL {
  return sql`journey_id = ${selection.journeyId} and factor_id in (select id from factors where moment_id = ${momentId})
    and ${among(sql`channel_id`, selection.channels)} and ${among(sql`segment_id`, selection.segments)}
    and ${among(sql`team_id`, selection.teams)} and ${inScope(scope, sql`team_id`)}`;
}

/** Rows of day cells and of month cells, each with its ranges of buckets. */
function parts(selection: Selection): { table: SQL; days: boolean; from: number; to: number }[] {
  const { months, days } = monthsWithin(selection.fromDay, selection.toDay);
  const found = days.map(([from, to]) => ({ table: sql.raw("factor_days"), days: true, from, to }));
  const first = months[0];
  const last = months.at(-1);
  if (first !== undefined && last !== undefined) found.push({ table: sql.raw("factor_months"), days: false, from: first, to: last });
  return found;
}

/** Mentions of a moment's factors in the selection, by factor. */
export function readFactorTallies(store: Store, scope: Scope, selection: Selection, momentId: number): FactorTally[] {
  const sums = new Map<number, number[]>();
  for (const { table, from, to } of parts(selection)) {
    const rows = store.orm.values<number[]>(sql`select factor_id, ${SUMS} from ${table} where ${where(selection, scope, momentId)}
      and bucket between ${from} and ${to} group by factor_id`);
    for (const [factorId = 0, ...counts] of rows) {
      const known = sums.get(factorId);
      sums.set(factorId, known ? known.map((count, i) => count + (counts[i] ?? 0)) : counts);
    }
  }
  return [...sums].map(([factorId, [mentioned = 0, ...answers]]) => ({ factorId, mentioned, answers }));
}

/** The same by day; where `wholeMonths` may be taken as one, a month's mentions stand on its first day. */
export function readFactorDays(store: Store, scope: Scope, selection: Selection, momentId: number, wholeMonths: boolean): FactorDayTally[] {
  const whole = { table: sql.raw("factor_days"), days: true, from: selection.fromDay, to: selection.toDay };
  return (wholeMonths ? parts(selection) : [whole]).flatMap(({ table, days, from, to }) =>
    store.orm
      .values<number[]>(
        sql`select factor_id, bucket, sum(mentioned), ${RATED} from ${table} where ${where(selection, scope, momentId)}
        and bucket between ${from} and ${to} group by factor_id, bucket`,
      )
      .map(([factorId = 0, bucket = 0, mentioned = 0, rated = 0]) => ({
        factorId,
        day: days ? bucket : monthStart(bucket),
        mentioned,
        rated,
      })),
  );
}

const COLUMNS: Record<ScoreDimension, SQL> = { channel: sql.raw("channel_id"), segment: sql.raw("segment_id"), team: sql.raw("team_id") };

/** Mentions with a rating by (factor, value of one dimension): what the privacy rule compares. */
export function readMentionedBy(
  store: Store,
  scope: Scope,
  dimension: ScoreDimension,
  selection: Selection,
  momentId: number,
): { factorId: number; valueId: number; rated: number }[] {
  const column = COLUMNS[dimension];
  const rows = parts(selection).flatMap(({ table, from, to }) =>
    store.orm.values<number[]>(sql`select factor_id, ${column}, ${RATED} from ${table} where ${where(selection, scope, momentId)}
      and bucket between ${from} and ${to} group by factor_id, ${column}`),
  );
  return [...Map.groupBy(rows, ([factorId, valueId]) => `${factorId},${valueId}`).values()].map((group) => ({
    factorId: group[0]?.[0] ?? 0,
    valueId: group[0]?.[1] ?? 0,
    rated: group.reduce((sum, [, , rated = 0]) => sum + rated, 0),
  }));
}
