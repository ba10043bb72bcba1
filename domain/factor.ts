/** The lines of a moment's chart: what customers praise, expect and complain of. Pure. */
import type { FactorColumn, LocalName } from "./journey.ts";

export const FACTOR_COLUMNS = ["plus", "standard", "minus"] as const satisfies readonly FactorColumn[];

/** Where a factor stands: in a column of the chart, or nowhere yet, because a file brought it and nobody has placed it. */
export type FactorPlace = FactorColumn | "unplaced";
export const FACTOR_PLACES = [...FACTOR_COLUMNS, "unplaced"] as const satisfies readonly FactorPlace[];

/** Characters (code points). */
export const LONGEST_FACTOR_TEXT = 300;
const LONGEST_KEY = 100;

export interface Factor {
  readonly id: number;
  readonly momentId: number;
  /** Stays whatever the texts become. */
  readonly key: string;
  readonly place: FactorPlace;
  readonly ordinal: number;
  readonly text: LocalName;
  readonly archived: boolean;
}

/**
 * The key of a factor that is known by its text alone: the text itself, or, where it is longer than a key may be, its beginning and a
 * checksum of the whole (FNV-1a, 32 bits), so that two long texts that begin alike have two keys.
 */
export function factorKeyOf(text: string): string {
  const characters = [...text];
  if (characters.length <= LONGEST_KEY) return text;
  let sum = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) sum = Math.imul(sum ^ byte, 0x01000193) >>> 0;
  return `${characters.slice(0, LONGEST_KEY - 9).join("")}~${sum.toString(16).padStart(8, "0")}`;
}

/** The factor that a file's text means: the one with that key, else one of that text in either language; undefined: none is known. */
export function findFactor<F extends Pick<Factor, "key" | "text">>(factors: readonly F[], text: string): F | undefined {
  const key = factorKeyOf(text);
  return factors.find((factor) => factor.key === key) ?? factors.find((factor) => factor.text.en === text || factor.text.ko === text);
}

/** Column by column, each in its order; archived ones last. */
export function inChartOrder(factors: readonly Factor[]): Factor[] {
  const rank = ({ place, archived }: Factor) => (archived ? FACTOR_PLACES.length : FACTOR_PLACES.indexOf(place));
  return factors.toSorted((a, b) => rank(a) - rank(b) || a.ordinal - b.ordinal || a.id - b.id);
}
