/** Rating scales: default cut points, and what a text of a source means on a scale. */
import { answerCount, cutIndex, ratingOf, type Scale } from "./journey.ts";

export const MOST_ANSWERS = 11;

export interface CutPoints {
  readonly standardFrom: number;
  readonly plusFrom: number;
}

/**
 * Where the zones begin unless a journey says otherwise: the standard at the lowest answer at or above the middle of the scale, plus at the
 * lowest at or above three quarters. A 0–10 "would you recommend" question has the Net Promoter Score's 7 and 9 (Reichheld 2003).
 */
export function defaultCuts(scale: Scale, recommend: boolean): CutPoints {
  if (recommend && isZeroToTen(scale)) return { standardFrom: 7, plusFrom: 9 };
  const lowestFrom = (part: number): number => plain(ratingOf(scale, cutIndex(scale, scale.min + part * (scale.max - scale.min))));
  return { standardFrom: lowestFrom(0.5), plusFrom: lowestFrom(0.75) };
}

/** Whether a scale with these cut points is the standard recommend question, unless a journey says otherwise. */
export function isRecommend(scale: Scale, cuts: CutPoints): boolean {
  return isZeroToTen(scale) && cuts.standardFrom === 7 && cuts.plusFrom === 9;
}

/** Without the tail of a binary fraction: 0.8, not 0.8000000000000000444. */
function plain(value: number): number {
  return Number(value.toFixed(9));
}

function isZeroToTen(scale: Scale): boolean {
  return scale.min === 0 && scale.max === 10 && scale.step === 1;
}

export const SCALE_FAULTS = ["scale-range", "scale-step", "scale-divides", "scale-answers", "cut-off-scale", "cuts-crossed"] as const;
export type ScaleFault = (typeof SCALE_FAULTS)[number];

/** What is wrong with a scale and its cut points, by name and as an English sentence; null if nothing is. */
export function scaleFault(scale: Scale, cuts?: CutPoints): { readonly fault: ScaleFault; readonly sentence: string } | null {
  const wrong = (fault: ScaleFault, sentence: string) => ({ fault, sentence });
  if (!(scale.min < scale.max)) {
    return wrong("scale-range", `The scale ${scaleText(scale)} has no range: its first number must be below its second.`);
  }
  if (!(scale.step > 0)) return wrong("scale-step", `The step ${scale.step} must be above 0.`);
  const steps = (scale.max - scale.min) / scale.step;
  if (!isWhole(steps)) return wrong("scale-divides", `The step ${scale.step} does not divide the scale ${scaleText(scale)}.`);
  if (answerCount(scale) > MOST_ANSWERS) {
    const counted = `The scale ${scaleText(scale)} has ${answerCount(scale)} answers`;
    return wrong("scale-answers", `${counted}; at most ${MOST_ANSWERS} are possible. Bin a longer scale at import.`);
  }
  if (cuts === undefined) return null;
  for (const [name, cut] of [
    ["standardFrom", cuts.standardFrom],
    ["plusFrom", cuts.plusFrom],
  ] as const) {
    if (answerOf(cut, scale) === null) return wrong("cut-off-scale", `${name} ${cut} is not an answer on the scale ${scaleText(scale)}.`);
  }
  if (cuts.standardFrom <= cuts.plusFrom) return null;
  return wrong("cuts-crossed", `standardFrom ${cuts.standardFrom} is above plusFrom ${cuts.plusFrom}.`);
}

/** A scale in words: `1–5`, `0.5–5 in steps of 0.5`. */
export function scaleText(scale: Scale): string {
  return `${scale.min}–${scale.max}${scale.step === 1 ? "" : ` in steps of ${scale.step}`}`;
}

const NUMBER_PATTERN = /^[+-]?\d+(?:[.,]\d+)?$/;

/** A decimal number written with a point or a comma; null for anything else (no thousands, no exponents). */
export function parseDecimal(text: string): number | null {
  return NUMBER_PATTERN.test(text) ? Number(text.replace(",", ".")) : null;
}

/**
 * The index (0 = the scale's minimum) of the answer that a text gives: `4`, `4.0` and `4,0` are equal. Where 1 is best the index is flipped.
 * null if the text is no whole number of steps on the scale.
 */
export function parseAnswer(text: string, scale: Scale): number | null {
  const value = parseDecimal(text);
  return value === null ? null : flip(answerOf(value, scale), scale);
}

/**
 * The index of the nearest answer for a value on another range, `from[0]` at the scale's minimum and `from[1]` at its maximum; halfway goes
 * up. Where 1 is best the index is flipped. null outside the range.
 */
export function nearestAnswer(value: number, from: readonly [number, number], scale: Scale): number | null {
  const [low, high] = from;
  if (!(value >= low && value <= high)) return null;
  return flip(Math.floor(((value - low) / (high - low)) * (answerCount(scale) - 1) + 0.5), scale);
}

/** The index of a rating in the scale's own units, not flipped; null off the scale. */
function answerOf(value: number, scale: Scale): number | null {
  const steps = (value - scale.min) / scale.step;
  const index = Math.round(steps);
  return isWhole(steps) && index >= 0 && index < answerCount(scale) ? index : null;
}

function flip(index: number | null, scale: Scale): number | null {
  return index === null || scale.best === "high" ? index : answerCount(scale) - 1 - index;
}

/** A millionth of a step forgives binary fractions (0.1 + 0.2). */
function isWhole(steps: number): boolean {
  return Math.abs(steps - Math.round(steps)) < 1e-6;
}
