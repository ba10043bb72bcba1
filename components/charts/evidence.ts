/** How much a figure's denominator can carry. */
export type Evidence = "hidden" | "weak" | "full";

/** The least denominator that is drawn at all, and the least that is drawn in full and may be ranked. */
export const DRAWN_FROM = 5;
export const FULL_FROM = 30;

/** n below 5 is not drawn, 5 to 29 is greyed and never ranked, 30 and more is full. */
export function evidenceOf(n: number): Evidence {
  if (n < DRAWN_FROM) return "hidden";
  return n < FULL_FROM ? "weak" : "full";
}
