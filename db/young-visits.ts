/**
 * Visits whose last touch is younger than the window: what rollups and patterns count of them as if all was over is put right here. They are
 * kept by start day, and of a later version of the data only what is new is read: new visits have greater ids than all before them, and a
 * start day says when one of its visits has gone or changed.
 */
import { noLeavers, type StepLeavers } from "#domain/break-cost.ts";
import { localDay, zoneStartOfDay } from "#domain/calendar.ts";
import { type FunnelCounts, noFunnelCounts } from "#domain/funnel.ts";
import type { Moment } from "#domain/journey.ts";
import { maskHas } from "#domain/mask.ts";
import { type StratumKey, stratumCode } from "#domain/strata.ts";
import type { JourneyRow } from "./journeys.ts";
import type { Store } from "./open.ts";
import { readSettings } from "./settings.ts";
import { readStartDaysAfter, type StartDay } from "./start-days.ts";
import { touchReader } from "./visit-records.ts";

const DAY_MS = 86_400_000;

/** What is to be added to the counts of a start day's stratum, because some of its visits may not be over. */
export interface YoungGroup extends StratumKey {
  readonly startDay: number;
  readonly correction: FunnelCounts;
}

interface YoungVisit extends StratumKey {
  readonly id: number;
  readonly touched: number;
  readonly rated: number;
  readonly broken: number;
  readonly last: number;
  /** Instant of the last touch by moment id; null: not looked at yet, because few choices of steps need it. */
  touches: ReadonlyMap<number, number> | null;
}

interface YoungDay {
  readonly changes: number;
  /** Visits that ended at it or before were not read. */
  readonly since: number;
  greatestId: number;
  readonly visits: YoungVisit[];
  /** The last counts, by the steps they are over. */
  readonly counted: Map<string, Counted>;
}

/** Counts that hold from one threshold until before another, as long as no visit is added. */
interface Counted {
  readonly visits: number;
  readonly from: number;
  readonly until: number;
  readonly groups: readonly YoungGroup[];
}

/** Choices of steps whose counts are kept. */
const MOST_CHOICES = 8;
const kept = new WeakMap<Store, Map<number, Map<number, YoungDay>>>();

/**
 * As of the latest touch, over the given steps; all start days. `asOf` in milliseconds. A visit is young while its last touch lies less than the
 * journey's window before it.
 */
export function readYoungGroups(store: Store, journey: JourneyRow, steps: readonly Moment[], asOf: number | null): YoungGroup[] {
  if (asOf === null) return [];
  const journeys = kept.get(store) ?? new Map<number, Map<number, YoungDay>>();
  kept.set(store, journeys);
  const known = journeys.get(journey.id) ?? new Map<number, YoungDay>();
  const days = loadDays(store, journey, asOf, known, Number.POSITIVE_INFINITY);
  journeys.set(journey.id, days);
  return groupsOf(store, days, steps, asOf - journey.windowMs);
}

/** The same as of an earlier time, for start days up to `toDay` whose visits have no touch after that time. Nothing is kept. */
export function readYoungGroupsUntil(
  store: Store,
  journey: JourneyRow,
  steps: readonly Moment[],
  asOf: number,
  toDay: number,
): YoungGroup[] {
  return groupsOf(store, loadDays(store, journey, asOf, new Map(), toDay), steps, asOf - journey.windowMs);
}

function loadDays(
  store: Store,
  journey: JourneyRow,
  asOf: number,
  known: ReadonlyMap<number, YoungDay>,
  toDay: number,
): Map<number, YoungDay> {
  const threshold = asOf - journey.windowMs;
  const reader = new YoungReader(store, journey.id, threshold);
  const days = new Map<number, YoungDay>();
  for (const day of readStartDaysAfter(store, journey.id, threshold, reader.dateThreshold)) {
    if (day.startDay <= toDay) days.set(day.startDay, reader.read(day, known.get(day.startDay)));
  }
  return days;
}

/** The start days that have visits with a touch younger than the window before as-of, or later than as-of. */
export function readYoungDays(store: Store, journey: JourneyRow, asOf: number): number[] {
  const threshold = asOf - journey.windowMs;
  const { dateThreshold } = new YoungReader(store, journey.id, threshold);
  return readStartDaysAfter(store, journey.id, threshold, dateThreshold).map(({ startDay }) => startDay);
}

type Row = [
  id: number,
  segmentId: number,
  entryChannelId: number,
  touched: number,
  rated: number,
  broken: number,
  lastAt: number,
  lastDateOnly: number,
];

class YoungReader {
  /** Calendar days (their midnights in UTC) after this one begin after the threshold. */
  readonly dateThreshold: number;
  readonly #threshold: number;
  readonly #journeyId: number;
  readonly #visits;
  readonly #instantOf: (at: number, dateOnly: boolean) => number;

  constructor(store: Store, journeyId: number, threshold: number) {
    const { timeZone } = readSettings(store);
    // A calendar day counts from its start in the organisation's zone.
    this.#instantOf = (at, dateOnly) => (dateOnly ? zoneStartOfDay(timeZone, at / DAY_MS) : at);
    let oldestDay = localDay(timeZone, threshold);
    if (zoneStartOfDay(timeZone, oldestDay) <= threshold) oldestDay += 1;
    this.dateThreshold = (oldestDay - 1) * DAY_MS;
    this.#threshold = threshold;
    this.#journeyId = journeyId;
    this.#visits = store.driver
      .prepare<[number, number, number, number, number], Row>(
        `select id, segment_id, entry_channel_id, touched, rated, broken, last_at, last_date_only from visits
         where journey_id = ? and start_day = ? and id > ?
         and ((last_date_only = 0 and last_at > ?) or (last_date_only = 1 and last_at > ?))`,
      )
      .raw();
  }

  /** The young visits of a start day: those that are known, if none of the day's has changed, and those that have come since. */
  read(day: StartDay, known: YoungDay | undefined): YoungDay {
    const isKnown = known !== undefined && known.changes === day.changes && known.since <= this.#threshold;
    const into: YoungDay = isKnown
      ? known
      : { changes: day.changes, since: this.#threshold, greatestId: -1, visits: [], counted: new Map() };
    const rows = this.#visits.all(this.#journeyId, day.startDay, into.greatestId, this.#threshold, this.dateThreshold);
    for (const [id, segmentId, entryChannelId, touched, rated, broken, lastAt, lastDateOnly] of rows) {
      const last = this.#instantOf(lastAt, lastDateOnly === 1);
      into.visits.push({ id, segmentId, entryChannelId, touched, rated, broken, last, touches: null });
      into.greatestId = Math.max(into.greatestId, id);
    }
    return into;
  }
}

/** Instants of a visit's last touches by moment id. */
type TouchTimes = (visit: YoungVisit) => ReadonlyMap<number, number>;

function touchTimes(store: Store): TouchTimes {
  const { timeZone } = readSettings(store);
  const touchesOf = touchReader(store.driver);
  return (visit) => {
    if (visit.touches !== null) return visit.touches;
    const times = new Map<number, number>();
    for (const { momentId, when } of touchesOf(visit.id)) {
      const at = when.dateOnly ? zoneStartOfDay(timeZone, when.at / DAY_MS) : when.at;
      times.set(momentId, Math.max(at, times.get(momentId) ?? at));
    }
    visit.touches = times;
    return times;
  };
}

function groupsOf(store: Store, days: ReadonlyMap<number, YoungDay>, steps: readonly Moment[], threshold: number): YoungGroup[] {
  const choice = steps.map((step) => step.id).join(",");
  const times = touchTimes(store);
  return [...days].flatMap(([startDay, day]) => {
    const known = day.counted.get(choice);
    if (known?.visits === day.visits.length && known.from <= threshold && threshold < known.until) return known.groups;
    const counted = countDay(startDay, day.visits, steps, threshold, times);
    if (day.counted.size >= MOST_CHOICES) day.counted.clear();
    day.counted.set(choice, counted);
    return counted.groups;
  });
}

/** An open visit takes no part in the cost of a break; one that reached the last step does, but not where its last touch is recent. */
function countDay(
  startDay: number,
  visits: readonly YoungVisit[],
  steps: readonly Moment[],
  threshold: number,
  touchesOf: TouchTimes,
): Counted {
  const groups = new Map<number, YoungGroup>();
  let until = Number.POSITIVE_INFINITY;
  for (const visit of visits) {
    if (visit.last <= threshold) continue;
    until = Math.min(until, visit.last);
    const furthest = steps.findLastIndex((step) => maskHas(visit.touched, step.bit));
    if (furthest < 0) continue;
    const { segmentId, entryChannelId } = visit;
    const code = stratumCode(visit);
    const group = groups.get(code) ?? { startDay, segmentId, entryChannelId, correction: noFunnelCounts(steps.length) };
    groups.set(code, group);
    const leavers = group.correction.leavers.get(code) ?? noLeavers(steps.length);
    group.correction.leavers.set(code, leavers);
    if (furthest < steps.length - 1) {
      add(group.correction.open, furthest, 1);
      takeAway(leavers, visit, steps, furthest, () => true);
      continue;
    }
    const touches = touchesOf(visit);
    for (const at of touches.values()) if (at > threshold && at < until) until = at;
    takeAway(leavers, visit, steps, furthest, (step) => (touches.get(step.id) ?? threshold) > threshold);
  }
  return { visits: visits.length, from: threshold, until, groups: [...groups.values()] };
}

function takeAway(
  leavers: StepLeavers,
  { rated, broken }: YoungVisit,
  steps: readonly Moment[],
  furthest: number,
  isOut: (step: Moment) => boolean,
): void {
  steps.forEach((step, i) => {
    if (!maskHas(rated, step.bit) || !isOut(step)) return;
    add(leavers.rated, i, -1);
    const isBroken = maskHas(broken, step.bit);
    if (isBroken) add(leavers.broken, i, -1);
    if (i === furthest) add(isBroken ? leavers.brokenLeft : leavers.metLeft, i, -1);
  });
}

function add(column: Int32Array, i: number, n: number): void {
  column[i] = (column[i] ?? 0) + n;
}
