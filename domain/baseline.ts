/** The baseline of a control chart as a text: `2026-01-01..2026-03-31`, both days included. Safe for the browser. */
import { parseDay } from "./days.ts";
import type { DayText } from "./filter.ts";

/** Buckets that lie wholly within are the baseline. */
export interface BaselineDays {
  readonly from: DayText;
  readonly to: DayText;
}

/** null: no two days of the calendar in this order. */
export function parseBaseline(text: string): BaselineDays | null {
  const [from = "", to = "", ...rest] = text.split("..");
  return rest.length > 0 || parseDay(from) === null || parseDay(to) === null || from > to ? null : { from, to };
}

export function formatBaseline({ from, to }: BaselineDays): string {
  return `${from}..${to}`;
}
