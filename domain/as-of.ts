/** The moment up to which a report looks. */
import { zoneStartOfDay } from "./calendar.ts";
import { DAY_MS } from "./days.ts";
import { parseIso } from "./iso-time.ts";

/**
 * The instant (ms) of a checked as-of text (filter-codec.ts): an instant with an offset is itself; a day is its last millisecond in the
 * zone, so that the whole day counts. Throws a RangeError on anything else.
 */
export function resolveAsOf(text: string, zone: string): number {
  const time = parseIso(text);
  if (time?.timeMs === null) return zoneStartOfDay(zone, time.day + 1) - 1;
  if (time === null || time.offsetMs === null) throw new RangeError(`Neither a day nor an instant: ${text}`);
  return time.day * DAY_MS + time.timeMs - time.offsetMs;
}
