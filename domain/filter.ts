/** The question that a dashboard, a route or the command line asks of a journey. The URL codec is in filter-codec.ts. */

/** A calendar day, `YYYY-MM-DD`, in the organisation's time zone. */
export type DayText = string;
export type Grain = "day" | "week" | "month";
export type Comparison = "previous" | "year";

export interface Filter {
  /** First and last day, both included; null: all there is. */
  readonly from: DayText | null;
  readonly to: DayText | null;
  /** Keys, exactly as stored; an empty list does not filter. */
  readonly moments: readonly string[];
  readonly channels: readonly string[];
  readonly segments: readonly string[];
  readonly teams: readonly string[];
  readonly compare: Comparison | null;
  readonly grain: Grain | null;
  /** An instant (ISO 8601 with offset) or a day; null: the latest touch stored. */
  readonly asOf: string | null;
}

export const NO_FILTER: Filter = {
  from: null,
  to: null,
  moments: [],
  channels: [],
  segments: [],
  teams: [],
  compare: null,
  grain: null,
  asOf: null,
};
