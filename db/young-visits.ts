/**
 * Visits whose last touch is younger than the window: what the rollups count of them as if all was over is put right here. Read once for
 * a version of the data, then kept by start day and stratum.
 */
import { sql } from "drizzle-orm";
import { noLeavers } from "#domain/break-cost.ts";
import { localDay, zoneStartOfDay } from "#domain/calendar.ts";
import { addFunnelCounts, type FunnelCounts, noFunnelCounts } from "#domain/funnel.ts";
import type { Moment } from "#domain/journey.ts";
import { maskHas } from "#domain/mask.ts";
import { stratumCode } from "#domain/strata.ts";
import type { JourneyRow } from "./journeys.ts";
import type { Store } from "./open.ts";
import type { Selection } from "./selection.ts";
import { readSettings } from "./settings.ts";
import { touchReader } from "./visit-records.ts";

const DAY_MS = 86_400_000;

interface YoungGroup {
  readonly startDay: number;
  readonly segmentId: number;
  readonly entryChannelId: number;
  /** What is to be added to the counts of the rollups. */
  readonly correction: FunnelCounts;
}

const kept = new WeakMap<Store, Map<number, { key: string; groups: YoungGroup[] }>>();

/** What is to be added to the rollups' counts of a selection, because some of its visits may not be over at as-of. */
export function youngFunnelCounts(
  store: Store,
  journey: JourneyRow,
  steps: readonly Moment[],
  selection: Selection,
  asOf: number | null,
): FunnelCounts {
  const sum = noFunnelCounts(steps.length);
  if (asOf === null) return sum;
  for (const group of youngGroups(store, journey, steps, asOf)) {
    if (group.startDay < selection.fromDay || group.startDay > selection.toDay) continue;
    if (selection.segments !== null && !selection.segments.includes(group.segmentId)) continue;
    if (selection.channels !== null && !selection.channels.includes(group.entryChannelId)) continue;
    addFunnelCounts(sum, group.correction, 1);
  }
  return sum;
}

function youngGroups(store: Store, journey: JourneyRow, steps: readonly Moment[], asOf: number): YoungGroup[] {
  const mine = kept.get(store) ?? new Map<number, { key: string; groups: YoungGroup[] }>();
  kept.set(store, mine);
  const key = `${journey.dataVersion} ${asOf} ${journey.windowMs}`;
  const known = mine.get(journey.id);
  if (known?.key === key) return known.groups;
  const groups = readYoungGroups(store, journey, steps, asOf);
  mine.set(journey.id, { key, groups });
  return groups;
}

type Row = [id: number, startDay: number, segmentId: number, entryChannelId: number, touched: number, rated: number, broken: number];

function readYoungGroups(store: Store, journey: JourneyRow, steps: readonly Moment[], asOf: number): YoungGroup[] {
  const { timeZone } = readSettings(store);
  const threshold = asOf - journey.windowMs;
  // A calendar day counts from its start in the organisation's zone.
  const isYoung = (at: number, dateOnly: boolean) => (dateOnly ? zoneStartOfDay(timeZone, at / DAY_MS) : at) > threshold;
  let oldestDay = localDay(timeZone, threshold);
  if (zoneStartOfDay(timeZone, oldestDay) <= threshold) oldestDay += 1;
  const rows = store.orm.values<Row>(sql`select id, start_day, segment_id, entry_channel_id, touched, rated, broken from visits
    where journey_id = ${journey.id} and start_day >= (select ${oldestDay - 2} - longest_visit_days from journeys where id = ${journey.id})
    and ((last_date_only = 0 and last_at > ${threshold}) or (last_date_only = 1 and last_at >= ${oldestDay * DAY_MS}))`);
  const touchesOf = touchReader(store.driver);
  const groups = new Map<string, YoungGroup>();
  for (const row of rows) {
    const [id, startDay, segmentId, entryChannelId] = row;
    const groupKey = `${startDay},${segmentId},${entryChannelId}`;
    const group = groups.get(groupKey) ?? { startDay, segmentId, entryChannelId, correction: noFunnelCounts(steps.length) };
    groups.set(groupKey, group);
    const recent = new Set<number>();
    for (const { momentId, when } of touchesOf(id)) if (isYoung(when.at, when.dateOnly)) recent.add(momentId);
    correct(group.correction, row, steps, recent);
  }
  return [...groups.values()];
}

/** An open visit takes no part in the cost of a break; one that reached the last step does, but not where its last touch is recent. */
function correct(into: FunnelCounts, row: Row, steps: readonly Moment[], recent: ReadonlySet<number>): void {
  const [, , segmentId, entryChannelId, touched, rated, broken] = row;
  const furthest = steps.findLastIndex((step) => maskHas(touched, step.bit));
  const isOpen = furthest < steps.length - 1;
  if (isOpen && furthest >= 0) into.open[furthest] = (into.open[furthest] ?? 0) + 1;
  const code = stratumCode({ segmentId, entryChannelId });
  const leavers = into.leavers.get(code) ?? noLeavers(steps.length);
  into.leavers.set(code, leavers);
  const less = (column: Int32Array, i: number) => {
    column[i] = (column[i] ?? 0) - 1;
  };
  steps.forEach((step, i) => {
    if (!maskHas(rated, step.bit) || !(isOpen || recent.has(step.id))) return;
    less(leavers.rated, i);
    if (maskHas(broken, step.bit)) less(leavers.broken, i);
    if (i === furthest) less(maskHas(broken, step.bit) ? leavers.brokenLeft : leavers.metLeft, i);
  });
}
