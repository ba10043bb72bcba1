/** What a prepare module needs to speak: a translator bound to its namespace, the language, and the names behind keys. */

import type { Locale } from "#components/format.ts";
import type { ChoicesDocument } from "#domain/documents.ts";
import type { LocalName } from "#domain/journey.ts";
import type { Reason } from "#domain/share.ts";

/** Looks a sentence up by its key in one namespace of messages/ and fills its placeholders. */
export type Translate = (key: string, values?: Record<string, string | number>) => string;

export interface Names {
  readonly moment: (key: string) => string;
  readonly channel: (key: string) => string;
  readonly segment: (key: string) => string;
  readonly team: (key: string) => string;
}

export interface Words {
  readonly t: Translate;
  readonly locale: Locale;
  readonly names: Names;
  /** Why a figure is missing, in a short phrase. */
  readonly reason: (reason: Reason) => string;
}

/** Names by key in one language. Keys stand in for names until the choices have arrived: names never hold a chart up. */
export function namesOf(choices: ChoicesDocument | undefined, locale: Locale): Names {
  const lookup = (list: readonly { readonly key: string; readonly name: LocalName }[] | undefined) => {
    const byKey = new Map((list ?? []).map((item) => [item.key, item.name[locale]]));
    return (key: string) => byKey.get(key) ?? key;
  };
  return {
    moment: lookup(choices?.moments),
    channel: lookup(choices?.channels),
    segment: lookup(choices?.segments),
    team: lookup(choices?.teams),
  };
}
