/** A draft that waits in the browser's tab while its author is on another page, or after the page was loaded again. */
import type { JourneyDraft } from "./draft.ts";

/** What the draft was made on; null: a new journey. */
export interface KeptDraft {
  readonly version: number | null;
  readonly draft: JourneyDraft;
}

const nameOf = (place: string) => `verdad designer ${place}`;

export function keepDraft(place: string, kept: KeptDraft | null): void {
  if (kept === null) sessionStorage.removeItem(nameOf(place));
  else sessionStorage.setItem(nameOf(place), JSON.stringify(kept));
}

export function keptDraft(place: string): KeptDraft | null {
  const text = sessionStorage.getItem(nameOf(place));
  return text === null ? null : (JSON.parse(text) as KeptDraft);
}
