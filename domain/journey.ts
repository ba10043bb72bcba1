/** A journey and its moments, and what a rating means at a moment. Pure. */

export const STAGES = ["zmot", "fmot", "smot", "umot"] as const;
export type Stage = (typeof STAGES)[number];
export type MomentRole = "touchpoint" | "outcome";
export type JourneyMode = "touches" | "questionnaire";
export type Zone = "minus" | "standard" | "plus";
export type FactorColumn = "plus" | "standard" | "minus";

/** A name in both of the product's languages. */
export interface LocalName {
  readonly en: string;
  readonly ko: string;
}

/** A rating scale: `min`, `min + step`, … `max`; at most 11 answers. `best: "low"` means that 1 is best: flipped at import. */
export interface Scale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly best: "high" | "low";
}

export interface Moment {
  readonly id: number;
  readonly key: string;
  readonly name: LocalName;
  readonly stage: Stage;
  readonly role: MomentRole;
  /** 1-based place among the journey's touchpoints; null for an outcome. */
  readonly position: number | null;
  /** The moment's own number in its journey (0..49), fixed for life: its bit in a visit's masks. */
  readonly bit: number;
  readonly scale: Scale;
  /** The lowest rating that meets the standard, in the scale's units. */
  readonly standardFrom: number;
  /** The lowest rating that counts as a plus, in the scale's units. */
  readonly plusFrom: number;
  /** A "would you recommend" question: NPS is reported. */
  readonly recommend: boolean;
}

export interface Journey {
  readonly id: number;
  readonly key: string;
  readonly name: LocalName;
  readonly mode: JourneyMode;
  /** How long after its last touch a visit still counts as open, in milliseconds. */
  readonly windowMs: number;
  /** Touchpoints in journey order, then outcomes. Archived moments are not listed. */
  readonly moments: readonly Moment[];
}

/** Touchpoints in journey order: the steps of every funnel. */
export function stepsOf(journey: Journey): Moment[] {
  return journey.moments.filter((moment) => moment.role === "touchpoint");
}

/** How many different answers a scale has. */
export function answerCount(scale: Scale): number {
  return Math.round((scale.max - scale.min) / scale.step) + 1;
}

/** The rating that an answer's index (0 = the scale's minimum) stands for. */
export function ratingOf(scale: Scale, answer: number): number {
  return scale.min + answer * scale.step;
}

/** The zone of an answer's index: minus < standardFrom <= standard < plusFrom <= plus. */
export function zoneOf(moment: Pick<Moment, "scale" | "standardFrom" | "plusFrom">, answer: number): Zone {
  if (answer >= cutIndex(moment.scale, moment.plusFrom)) return "plus";
  return answer >= cutIndex(moment.scale, moment.standardFrom) ? "standard" : "minus";
}

/** The index of the first answer at or above a cut point (half a millionth of a step forgives binary fractions). */
export function cutIndex(scale: Scale, cut: number): number {
  return Math.ceil((cut - scale.min) / scale.step - 1e-6);
}
