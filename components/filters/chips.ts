/** What a filter bar shows of a filter: one chip for each restriction, each of which can be taken away. Pure. */

import type { Locale } from "#components/format.ts";
import type { ChoicesDocument } from "#domain/documents.ts";
import { type Filter, NO_FILTER } from "#domain/filter.ts";
import type { FilterNames } from "#domain/filter-sentence.ts";
import { type PeriodPreset, periodPresets } from "#domain/periods.ts";

export type Dimension = "moments" | "channels" | "segments" | "teams";
export const DIMENSIONS: readonly Dimension[] = ["moments", "channels", "segments", "teams"];

/** A chip of the single fields has its value as key. */
export interface Chip {
  readonly field: Dimension | "compare" | "grain" | "asOf";
  readonly key: string;
  /** The name of a key; null where the words depend on the field (messages `filters`). */
  readonly name: string | null;
}

/** The display names of the choices; a key that is not among them is its own name. */
export function namesOf(choices: ChoicesDocument | undefined, locale: Locale): FilterNames {
  const lookup = (list: readonly { readonly key: string; readonly name: { readonly en: string; readonly ko: string } }[] | undefined) => {
    const names = new Map(list?.map((each) => [each.key, each.name[locale]]));
    return (key: string): string => names.get(key) ?? key;
  };
  return {
    moment: lookup(choices?.moments),
    channel: lookup(choices?.channels),
    segment: lookup(choices?.segments),
    team: lookup(choices?.teams),
  };
}

/** The chips in the order of the sentence. The period has a control of its own. */
export function chipsOf(filter: Filter, names: FilterNames): Chip[] {
  const keys = (field: Dimension, nameOf: (key: string) => string): Chip[] =>
    filter[field].map((key) => ({ field, key, name: nameOf(key) }));
  const single = (field: "compare" | "grain" | "asOf"): Chip[] => {
    const value = filter[field];
    return value === null ? [] : [{ field, key: value, name: field === "asOf" ? value : null }];
  };
  return [
    ...keys("moments", names.moment),
    ...keys("channels", names.channel),
    ...keys("segments", names.segment),
    ...keys("teams", names.team),
    ...single("compare"),
    ...single("grain"),
    ...single("asOf"),
  ];
}

/** The filter without a chip's restriction. */
export function withoutChip(filter: Filter, chip: Chip): Filter {
  switch (chip.field) {
    case "compare":
    case "grain":
    case "asOf":
      return { ...filter, [chip.field]: null };
    default:
      return { ...filter, [chip.field]: filter[chip.field].filter((key) => key !== chip.key) };
  }
}

/** Another period. Without both days there is nothing to compare with, so the comparison goes. */
export function withPeriod(filter: Filter, from: string | null, to: string | null): Filter {
  return { ...filter, from, to, compare: from === null || to === null ? null : filter.compare };
}

/** Whether anything is asked beyond "all there is". */
export function isRestricted(filter: Filter): boolean {
  return chipsOf(filter, IDENTITY).length > 0 || filter.from !== NO_FILTER.from || filter.to !== NO_FILTER.to;
}

const IDENTITY: FilterNames = { moment: (key) => key, channel: (key) => key, segment: (key) => key, team: (key) => key };

/** The presets that lie, at least partly, within the days with data. None where nothing is stored. */
export function presetsFor(choices: ChoicesDocument | undefined): PeriodPreset[] {
  if (!choices || choices.last === null) return [];
  const { first, last, weekStart } = choices;
  return periodPresets(last, weekStart).filter((preset) => preset.to === null || first === null || preset.to >= first);
}
