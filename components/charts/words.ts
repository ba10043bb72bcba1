/** What a prepare module needs to speak: a translator bound to its namespace, the language, and the names behind keys. */
import type { Locale } from "#components/format.ts";
import type { FilterNames } from "#domain/filter-sentence.ts";
import type { Reason } from "#domain/share.ts";

/** Looks a sentence up by its key in one namespace of messages/ and fills its placeholders. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

export interface Words {
  readonly t: Translate;
  readonly locale: Locale;
  /** Keys stand in for names until the choices have arrived: names never hold a chart up. */
  readonly names: FilterNames;
  /** Why a figure is missing, in a short phrase. */
  readonly reason: (reason: Reason) => string;
}
