/** What a plot is made of, already in places: 0 to 100 from the left, and from the foot. */

export type MarkShape = "dot" | "weak" | "unfinished" | "mild" | "strong";
/** Whether a mark is good news, bad news, or none (on a line, or by itself): its colour, beside its shape and its words. */
export type MarkTone = "plain" | "neutral" | "good" | "bad";

export interface PlotMark {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly shape: MarkShape;
  readonly tone: MarkTone;
  /** All that the mark says. */
  readonly sentence: string;
  /** Its name beside it; null: none. */
  readonly label: { readonly text: string; readonly place: LabelPlace } | null;
}

export type LabelPlace = "above-right" | "above-left" | "below-right" | "below-left";

export type LineDress = "main" | "weak" | "unfinished" | "centre" | "inner" | "outer";

export interface PlotLine {
  readonly key: string;
  readonly dress: LineDress;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Tick {
  readonly at: number;
  readonly text: string;
}

export interface PlotParts {
  readonly xTicks: readonly Tick[];
  readonly yTicks: readonly Tick[];
  readonly lines: readonly PlotLine[];
  /** In reading order: from left to right. */
  readonly marks: readonly PlotMark[];
  /** A stretch of the x axis set apart; null: none. */
  readonly stretch: { readonly from: number; readonly to: number } | null;
}
