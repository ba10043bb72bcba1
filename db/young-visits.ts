/**
 * Visits whose last touch is younger than the window: what rollups and patterns count of them as if all was over is put right here. They are
 * kept by start day, and of a later version of the data only what is new is read: new visits have greater ids than all before them, and a
 * start day says when one of its visits has gone or changed.
 */
import { noLeavers } from "#domain/break-cost.ts";
import { localDay, zoneStartOfDay } from "#domain/calendar.ts";
import { type FunnelCounts, noFunnelCounts } from "#domain/funnel.ts";
import type { Moment } from "#domain/journey.ts";
import { maskHas } from "#domain/mask.ts";
import { type StratumKey, stratumCode } from "#domain/strata.ts";
import type { JourneyRow } from "./journeys.ts";
import type { Store } from "./open.ts";
import { readSettings } from "./settings.ts";
import { readStartDaysAfter, type StartDay } from "./start-days.ts";
import { decodeTouches } from "./touch-bytes.ts";

const DAY_MS = 86_400_000;

/** What is to be added to the counts of a start day's stratum, because some of its visits may not be over. */
export interface YoungGroup extends StratumKey {
  readonly startDay: number;
  readonly correction: FunnelCounts;
}

interface YoungVisit extends StratumKey {
  readonly touched: number;
  readonly rated: number;
  readonly broken: number;
  readonly last: number;
  /** Instant of the last touch by moment id. */
  readonly touches: ReadonlyMap<number, number>;
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
  const days = readYoungDays(store, journey, asOf, known, Number.POSITIVE_INFINITY);
  journeys.set(journey.id, days);
  return groupsOf(days, steps, asOf - journey.windowMs);
}

/** The same as of an earlier time, for start days up to `toDay` whose visits have no touch after that time. Nothing is kept. */
export function readYoungGroupsUntil(
  store: Store,
  journey: JourneyRow,
  steps: readonly Moment[],
  asOf: number,
  toDay: number,
): YoungGroup[] {
  return groupsOf(readYoungDays(store, journey, asOf, new Map(), toDay), steps, asOf - journey.windowMs);
}

function readYoungDays(
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

interface Row {
  readonly id: number;
  readonly segmentId: number;
  readonly entryChannelId: number;
  readonly touched: number;
  readonly rated: number;
  readonly broken: number;
  readonly lastAt: number;
  readonly lastDateOnly: number;
  readonly touches: Buffer;
}

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
    this.#visits = store.driver.prepare<[number, number, number, number, number], Row>(
      `select id, segment_id as segmentId, entry_channel_id as entryChannelId, touched, rated, broken, last_at as lastAt,
        last_date_only as lastDateOnly, touches from visits where journey_id = ? and start_day = ? and id > ?
        and ((last_date_only = 0 and last_at > ?) or (last_date_only = 1 and last_at > ?))`,
    );
  }

  /** The young visits of a start day: those that are known, if none of the day's has changed, and those that have come since. */
  read(day: StartDay, known: YoungDay | undefined): YoungDay {
    const isKnown = known !== undefined && known.changes === day.changes && known.since <= this.#threshold;
    const into: YoungDay = isKnown
      ? known
      : { changes: day.changes, since: this.#threshold, greatestId: -1, visits: [], counted: new Map() };
    const rows = this.#visits.iterate(this.#journeyId, day.startDay, into.greatestId, this.#threshold, this.dateThreshold);
    for (const row of rows) {
      into.visits.push(this.#visit(row));
      into.greatestId = Math.max(into.greatestId, row.id);
    }
    return into;
  }

  #visit({ segmentId, entryChannelId, touched, rated, broken, lastAt, lastDateOnly, touches: bytes }: Row): YoungVisit {
    const touches = new Map<number, number>();
    for (const { momentId, when } of decodeTouches(bytes)) {
      const at = this.#instantOf(when.at, when.dateOnly);
      touches.set(momentId, Math.max(at, touches.get(momentId) ?? at));
    }
    return { segmentId, entryChannelId, touched, rated, broken, last: this.#instantOf(lastAt, lastDateOnly === 1), touches };
  }
}

function groupsOf(days: ReadonlyMap<number, YoungDay>, steps: readonly Moment[], threshold: number): YoungGroup[] {
  const choice = steps.map((step) => step.id).join(",");
  return [...days].flatMap(([startDay, day]) => {
    const known = day.counted.get(choice);
    if (known?.visits === day.visits.length && known.from <= threshold && threshold < known.until) return known.groups;
    const counted = countDay(startDay, day.visits, steps, threshold);
    if (day.counted.size >= MOST_CHOICES) day.counted.clear();
    day.counted.set(choice, counted);
    return counted.groups;
  });
}

function countDay(startDay: number, visits: readonly YoungVisit[], steps: readonly Moment[], threshold: number): Counted {
  const groups = new Map<number, YoungGroup>();
  let until = Number.POSITIVE_INFINITY;
  for (const visit of visits) {
    if (visit.last <= threshold) continue;
    for (const at of visit.touches.values()) if (at > threshold && at < until) until = at;
    const { segmentId, entryChannelId } = visit;
    const code = stratumCode(visit);
    const group = groups.get(code) ?? { startDay, segmentId, entryChannelId, correction: noFunnelCounts(steps.length) };
    groups.set(code, group);
    correct(group.correction, code, visit, steps, threshold);
  }
  return { visits: visits.length, from: threshold, until, groups: [...groups.values()] };
}

/** An open visit takes no part in the cost of a break; one that reached the last step does, but not where its last touch is recent. */
function correct(into: FunnelCounts, code: number, visit: YoungVisit, steps: readonly Moment[], threshold: number): void {
  const { touched, rated, broken } = visit;
  const furthest = steps.findLastIndex((step) => maskHas(touched, step.bit));
  const isOpen = furthest < steps.length - 1;
  if (isOpen && furthest >= 0) into.open[furthest] = (into.open[furthest] ?? 0) + 1;
  const leavers = into.leavers.get(code) ?? noLeavers(steps.length);
  into.leavers.set(code, leavers);
  const less = (column: Int32Array, i: number) => {
    column[i] = (column[i] ?? 0) - 1;
  };
  steps.forEach((step, i) => {
    if (!maskHas(rated, step.bit) || !(isOpen || (visit.touches.get(step.id) ?? threshold) > threshold)) return;
    less(leavers.rated, i);
    if (maskHas(broken, step.bit)) less(leavers.broken, i);
    if (i === furthest) less(maskHas(broken, step.bit) ? leavers.brokenLeft : leavers.metLeft, i);
  });
}
