/**
 * What is planted in the sample, so that a report can be checked against it: the days at which something changes, in whole calendar months
 * relative to as-of. docs/sample.md tells the same in words.
 */
import { addMonths, dayNumber, dayText, monthOf, monthStart } from "#domain/days.ts";
import type { DayText } from "#domain/filter.ts";
import type { SegmentKey } from "./dimensions.ts";
import { FRIENDLY_STAFF, LANES_OPEN } from "./factors.ts";
import type { MomentKey } from "./moments.ts";

/** First and last day, both included. */
export interface SamplePeriod {
  readonly from: DayText;
  readonly to: DayText;
}

export interface SampleTruths {
  /** All days of the sample. */
  readonly period: SamplePeriod;
  /** The calendar quarter before the one that holds as-of, and the one before it. */
  readonly lastQuarter: SamplePeriod;
  readonly quarterBefore: SamplePeriod;
  /** Breaks the most journeys, and makes people leave. */
  readonly breaksMost: { readonly moment: MomentKey };
  /** Better from the first day of `after`, and still at the end. */
  readonly held: { readonly moment: MomentKey; readonly before: SamplePeriod; readonly after: SamplePeriod };
  /** Better for two months (`during`), then back. */
  readonly slipped: {
    readonly moment: MomentKey;
    readonly before: SamplePeriod;
    readonly during: SamplePeriod;
    readonly after: SamplePeriod;
  };
  /** Its satisfaction falls in the last quarter only because more visits come from the segment that is least satisfied there. */
  readonly mixShift: { readonly moment: MomentKey; readonly segment: SegmentKey };
  /** In the last quarter the journey score rises in total and falls for this segment: through these moments. */
  readonly priorityFalls: { readonly segment: SegmentKey; readonly moments: readonly MomentKey[] };
  /** At these moments, bad ratings of this team's visits fall on the same visits. */
  readonly clustered: { readonly team: string; readonly moments: readonly MomentKey[] };
  /** On this moment's chart a factor that is listed as standard behaves like a minus, and one listed as plus like one. */
  readonly charted: { readonly moment: MomentKey; readonly disagrees: string; readonly plus: string };
  /**
   * What the overall answer is drawn from: a moment that costs much where it is bad and adds hardly anything where it is a plus, one that is
   * the other way round, one that counts both ways alike, and moments that it does not depend on. All others count a little.
   */
  readonly overall: {
    readonly dissatisfier: MomentKey;
    readonly delighter: MomentKey;
    readonly hybrid: MomentKey;
    readonly without: readonly MomentKey[];
  };
}

/** How many months the sample covers. */
const MONTHS = 18;

/** The planted truths of a sample that ends on a day. Throws a RangeError if it is not a day of the calendar. */
export function truthsFor(asOf: DayText): SampleTruths {
  const last = dayNumber(asOf);
  const month = monthOf(last);
  const quarter = month - (month % 3) - 3;
  const months = (first: number, count: number): SamplePeriod => ({
    from: dayText(monthStart(quarter + first)),
    to: dayText(monthStart(quarter + first + count) - 1),
  });
  return {
    period: { from: dayText(addMonths(last, -MONTHS) + 1), to: asOf },
    lastQuarter: months(0, 3),
    quarterBefore: months(-3, 3),
    breaksMost: { moment: "security-check" },
    held: { moment: "boarding", before: months(-9, 3), after: months(-6, 3) },
    slipped: { moment: "lounge-wait", before: months(-7, 2), during: months(-5, 2), after: months(-3, 2) },
    mixShift: { moment: "bag-space", segment: "family" },
    priorityFalls: { segment: "business", moments: ["waiting-line", "ticket-agent"] },
    clustered: { team: "cabin-d", moments: ["crew-welcome", "finding-seat", "bag-space", "being-seated"] },
    charted: { moment: "security-check", disagrees: LANES_OPEN, plus: FRIENDLY_STAFF },
    overall: {
      ...{ dissatisfier: "security-check", delighter: "crew-welcome", hybrid: "bag-space" },
      without: ["boarding-pass", "finding-gate"],
    },
  };
}
