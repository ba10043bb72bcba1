/** Reads of the reach rollups, as the counts that survival and funnel over all steps are computed from: as if all visits were over. */
import { type FunnelCounts, noFunnelCounts } from "#domain/funnel.ts";
import type { Moment } from "#domain/journey.ts";
import { periodParts } from "#domain/period-parts.ts";
import { REACH_COUNTS, VISIT_COUNTS } from "#domain/reach-sums.ts";
import { type StratumKey, stratumCode, stratumOfCode } from "#domain/strata.ts";
import type { SurvivalCounts } from "#domain/survival.ts";
import type { Store } from "./open.ts";
import { isAmong, rowsOf } from "./prepared.ts";
import { REACH_TABLES } from "./reach-cells.ts";
import type { Selection } from "./selection.ts";

type VisitColumn = (typeof VISIT_COUNTS)[number];
type ReachColumn = (typeof REACH_COUNTS)[number];

const VISIT_WIDTH = VISIT_COUNTS.length;
const REACH_WIDTH = REACH_COUNTS.length;

/** Counts of one segment and entry channel. */
export interface ReachStratum extends StratumKey {
  /** Those of `VISIT_COUNTS`. */
  readonly visits: Int32Array;
  /** Those of `REACH_COUNTS` for each step in turn. */
  readonly reach: Int32Array;
}

/** The strata that the visits of a selection fall into. */
export function readReachStrata(store: Store, steps: readonly Moment[], selection: Selection): ReachStratum[] {
  const strata = new Map<number, ReachStratum>();
  const stratumOf = (segmentId: number, entryChannelId: number): ReachStratum => {
    const code = stratumCode({ segmentId, entryChannelId });
    const known = strata.get(code);
    if (known) return known;
    const visits = new Int32Array(VISIT_WIDTH);
    const fresh = { ...stratumOfCode(code), visits, reach: new Int32Array(steps.length * REACH_WIDTH) };
    strata.set(code, fresh);
    return fresh;
  };
  const places = new Map(steps.map((step, index) => [step.id, index * REACH_WIDTH]));
  eachRow(store, selection, "visits", ["segment_id", "entry_channel_id"], VISIT_COUNTS, (row, sign) => {
    addRow(stratumOf(row[0] ?? 0, row[1] ?? 0).visits, 0, row, 2, sign);
  });
  eachRow(store, selection, "reach", ["segment_id", "entry_channel_id", "moment_id"], REACH_COUNTS, (row, sign) => {
    const place = places.get(row[2] ?? 0);
    if (place !== undefined) addRow(stratumOf(row[0] ?? 0, row[1] ?? 0).reach, place, row, 3, sign);
  });
  return [...strata.values()].filter(({ visits }) => visits[0] !== 0);
}

function addRow(into: Int32Array, at: number, row: readonly number[], from: number, sign: 1 | -1): void {
  for (let i = from; i < row.length; i += 1) into[at + i - from] = (into[at + i - from] ?? 0) + sign * (row[i] ?? 0);
}

function eachRow(
  store: Store,
  selection: Selection,
  which: "visits" | "reach",
  keys: readonly string[],
  counts: readonly string[],
  take: (row: number[], sign: 1 | -1) => void,
): void {
  const { journeyId, segments, channels } = selection;
  const filter = `journey_id = ? and ${isAmong("segment_id", segments)} and ${isAmong("entry_channel_id", channels)}`;
  for (const { grain, from, to, sign } of periodParts(selection.fromDay, selection.toDay)) {
    const text = `select ${[...keys, ...counts].join(", ")} from ${REACH_TABLES[grain][which].name} where ${filter} and bucket between ? and ?`;
    for (const row of rowsOf(store, text, [journeyId, from, to])) take(row, sign);
  }
}

export interface ReachCounts {
  readonly survival: SurvivalCounts;
  readonly funnel: FunnelCounts;
  /** Flawless among rated visits, by stratum code. */
  readonly flawless: readonly { readonly key: number; readonly hits: number; readonly n: number }[];
}

/** What some strata count for together, over `stepCount` steps. */
export function reachCountsOf(stepCount: number, strata: readonly ReachStratum[]): ReachCounts {
  const total = (column: VisitColumn) => {
    const place = VISIT_COUNTS.indexOf(column);
    return strata.reduce((sum, { visits }) => sum + (visits[place] ?? 0), 0);
  };
  const perStep = (column: ReachColumn, rows = strata) => {
    const place = REACH_COUNTS.indexOf(column);
    const sums = new Int32Array(stepCount);
    for (const { reach } of rows) for (let i = 0; i < stepCount; i += 1) sums[i] = (sums[i] ?? 0) + (reach[i * REACH_WIDTH + place] ?? 0);
    return sums;
  };
  const leaversOf = (stratum: ReachStratum) => ({
    rated: perStep("rated", [stratum]),
    broken: perStep("broken", [stratum]),
    brokenLeft: perStep("broken_left", [stratum]),
    metLeft: perStep("met_left", [stratum]),
  });
  const flawless = VISIT_COUNTS.indexOf("flawless");
  const ratedVisits = VISIT_COUNTS.indexOf("rated_visits");
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
    funnel: {
      ...noFunnelCounts(stepCount),
      visits: total("visits"),
      several: total("several"),
      disordered: total("disordered"),
      touched: perStep("touched"),
      entered: perStep("entered"),
      furthest: perStep("furthest"),
      lastFlawless: perStep("last_flawless"),
      leavers: new Map(strata.map((stratum) => [stratumCode(stratum), leaversOf(stratum)])),
    },
    flawless: strata.map((row) => ({ key: stratumCode(row), hits: row.visits[flawless] ?? 0, n: row.visits[ratedVisits] ?? 0 })),
  };
}

/** Visits of one moment: those known not to have met it, that rated it, and that rated it more than once. */
export interface MomentVisits {
  readonly notMet: number;
  readonly rated: number;
  readonly repeated: number;
}

/** By moment id. */
export function readMomentVisits(store: Store, selection: Selection): Map<number, MomentVisits> {
  const sums = new Map<number, MomentVisits>();
  const { journeyId, segments, channels } = selection;
  for (const { grain, from, to, sign } of periodParts(selection.fromDay, selection.toDay)) {
    const text = `select moment_id, sum(not_met), sum(rated), sum(repeated) from ${REACH_TABLES[grain].reach.name} where journey_id = ?
      and ${isAmong("segment_id", segments)} and ${isAmong("entry_channel_id", channels)} and bucket between ? and ? group by bucket, moment_id`;
    for (const [momentId = 0, notMet = 0, rated = 0, repeated = 0] of rowsOf(store, text, [journeyId, from, to])) {
      const known = sums.get(momentId) ?? { notMet: 0, rated: 0, repeated: 0 };
      sums.set(momentId, {
        notMet: known.notMet + sign * notMet,
        rated: known.rated + sign * rated,
        repeated: known.repeated + sign * repeated,
      });
    }
  }
  return sums;
}
