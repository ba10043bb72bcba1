/**
 * Days in a time zone. A zone is kept as its stretches of constant offset, looked up once each, so that a day costs a comparison.
 * Day arithmetic without zones is in days.ts and periods.ts (re-exported here; the browser imports those, which carry no zone data).
 */
import { Temporal } from "temporal-polyfill";
import { DAY_MS, dayFromCivil } from "./days.ts";

export * from "./days.ts";
export * from "./periods.ts";

/** A stretch of time in which a zone keeps one offset from UTC. */
interface Stretch {
  /** First instant, ms; -Infinity where there is none before. */
  readonly from: number;
  /** First instant after it, ms. */
  readonly until: number;
  /** Local minus UTC, ms. */
  readonly offset: number;
  /** The local day in force at its beginning: clocks put back over midnight do not bring yesterday back. */
  readonly firstDay: number;
}

interface ZoneTable {
  readonly name: string;
  /** Known stretches, ascending, not necessarily adjacent. */
  readonly stretches: Stretch[];
  latest: Stretch;
}

const tables = new Map<string, ZoneTable>();
let lastTable: ZoneTable | null = null;

/** Whether a name is a time zone that this machine knows (IANA name or UTC). */
export function isZone(name: string): boolean {
  if (name === "" || /^[+-]/.test(name)) return false;
  try {
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone !== "";
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

/** The offset of local time from UTC at an instant, in milliseconds. Throws a RangeError for an unknown zone. */
export function zoneOffset(zone: string, ms: number): number {
  return stretchAt(zone, ms).offset;
}

/**
 * The local calendar day of an instant (ms), as a day number. Days never run backwards: where clocks are put back over midnight, the
 * repeated minutes belong to the day that had begun.
 */
export function localDay(zone: string, ms: number): number {
  const stretch = stretchAt(zone, ms);
  return Math.max(Math.floor((ms + stretch.offset) / DAY_MS), stretch.firstDay);
}

/** The first instant (ms) of a local day. A day that a zone skipped altogether is empty: it starts where the next one starts. */
export function zoneStartOfDay(zone: string, day: number): number {
  const local = day * DAY_MS;
  const found = resolveLocal(zone, local);
  return found.gap ? stretchAt(zone, found.ms).from : found.ms;
}

/** The instants of a range of local days: from the first one's start up to, and without, the start of the day after the last. */
export function dayEdges(zone: string, fromDay: number, toDay: number): { from: number; to: number } {
  return { from: zoneStartOfDay(zone, fromDay), to: zoneStartOfDay(zone, toDay + 1) };
}

/**
 * The instant (ms) of a local date and time. A local time that occurs twice, or not at all, takes the offset in force before the change.
 * Fields must be in range (month 1..12).
 */
export function instantFromLocal(
  zone: string,
  year: number,
  month: number,
  day: number,
  hour: number,
  minute: number,
  second: number,
  millisecond: number,
): number {
  return instantOnDay(zone, dayFromCivil(year, month, day), hour * 3_600_000 + minute * 60_000 + second * 1000 + millisecond);
}

/** The same for a local day number and the milliseconds that the clock shows since its midnight. */
export function instantOnDay(zone: string, day: number, timeMs: number): number {
  return resolveLocal(zone, day * DAY_MS + timeMs).ms;
}

/** Offsets reach from -14 to +14 hours, so both candidates for a local time lie within a day of it. */
function resolveLocal(zone: string, local: number): { readonly ms: number; readonly gap: boolean } {
  const before = stretchAt(zone, local - DAY_MS);
  const early = local - before.offset;
  if (early < before.until) return { ms: early, gap: false };
  const after = stretchAt(zone, local + DAY_MS);
  const late = local - after.offset;
  if (late >= after.from) return { ms: late, gap: false };
  const between = stretchAt(zone, late);
  if (local - between.offset >= between.from && local - between.offset < between.until) return { ms: local - between.offset, gap: false };
  return { ms: early, gap: true };
}

function stretchAt(zone: string, ms: number): Stretch {
  const table = lastTable !== null && lastTable.name === zone ? lastTable : tableOf(zone, ms);
  lastTable = table;
  const latest = table.latest;
  if (ms >= latest.from && ms < latest.until) return latest;
  const { stretches } = table;
  let low = 0;
  let high = stretches.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((stretches[middle]?.until ?? 0) <= ms) low = middle + 1;
    else high = middle;
  }
  const known = stretches[low];
  if (known !== undefined && known.from <= ms) {
    table.latest = known;
    return known;
  }
  const found = lookUp(zone, ms);
  stretches.splice(low, 0, found);
  table.latest = found;
  return found;
}

function tableOf(zone: string, ms: number): ZoneTable {
  const known = tables.get(zone);
  if (known !== undefined) return known;
  const first = lookUp(zone, ms);
  const table: ZoneTable = { name: zone, stretches: [first], latest: first };
  tables.set(zone, table);
  return table;
}

function lookUp(zone: string, ms: number): Stretch {
  const at = Temporal.Instant.fromEpochMilliseconds(Math.floor(ms)).toZonedDateTimeISO(zone);
  const offset = at.offsetNanoseconds / 1e6;
  const next = at.getTimeZoneTransition("next");
  // "previous" looks strictly before, and an instant that is a transition itself begins its own stretch.
  const from = at.add({ milliseconds: 1 }).getTimeZoneTransition("previous");
  if (from === null) return { from: -Infinity, until: next?.epochMilliseconds ?? Infinity, offset, firstDay: -Infinity };
  const earlier = from.subtract({ milliseconds: 1 });
  const firstDay = Math.floor((earlier.epochMilliseconds + earlier.offsetNanoseconds / 1e6) / DAY_MS);
  return { from: from.epochMilliseconds, until: next?.epochMilliseconds ?? Infinity, offset, firstDay };
}
