/** Decides who stands on either side when the priority segment is set beside all others. */
import type { ChoicesDocument } from "#domain/documents.ts";
import type { Filter } from "#domain/filter.ts";

/** Something of the priority segment, and the same of everyone else. */
export interface Sides<T> {
  readonly priority: T;
  readonly others: T;
}

/** Keys of segments on either side. */
export type Split = Sides<readonly string[]>;

export const SIDES = ["priority", "others"] as const;
export type Side = (typeof SIDES)[number];

/** Among the segments chosen (all of the journey's where none is); null where one side would be empty. */
export function splitSegments(choices: ChoicesDocument | undefined, chosen: readonly string[] = []): Split | null {
  const segments = (choices?.segments ?? []).filter((segment) => chosen.length === 0 || chosen.includes(segment.key));
  const priority = segments.filter((segment) => segment.priority).map((segment) => segment.key);
  const others = segments.filter((segment) => !segment.priority).map((segment) => segment.key);
  return priority.length === 0 || others.length === 0 ? null : { priority, others };
}

/** The same question, asked of either side. */
export function sidesOf(filter: Filter, split: Split): Sides<Filter> {
  return { priority: { ...filter, segments: split.priority }, others: { ...filter, segments: split.others } };
}
