/** Faults of a journey file, at the fields of the form that they belong to. */
import type { FileError, FileFault } from "#domain/journey-file.ts";
import type { JourneyDraft } from "./draft.ts";

export interface PlacedFault {
  /** The field's name in the file: `name`, `key`, `scale` …; empty: the whole moment or journey. */
  readonly field: string;
  readonly fault: FileFault;
}

export interface PlacedFaults {
  readonly journey: readonly PlacedFault[];
  /** By the draft's own name of the moment. */
  readonly moments: ReadonlyMap<string, readonly PlacedFault[]>;
  readonly count: number;
}

export const NO_FAULTS: PlacedFaults = { journey: [], moments: new Map(), count: 0 };

/** Fields that the form shows as one. */
const OF_SCALE: ReadonlySet<string> = new Set(["step", "best", "standardFrom", "plusFrom"]);

/** The draft's moments stand in the order of the file's. One field with several faults is told of the first. */
export function placeFaults(errors: readonly FileError[], draft: JourneyDraft): PlacedFaults {
  const journey: PlacedFault[] = [];
  const moments = new Map<string, PlacedFault[]>();
  for (const { path, fault } of errors) {
    const found = /^moments\[(\d+)\](?:\.(\w+))?/.exec(path);
    const moment = found ? draft.moments[Number(found[1])] : undefined;
    const named = (found ? found[2] : /^\w+/.exec(path)?.[0]) ?? "";
    const field = OF_SCALE.has(named) ? "scale" : named;
    const list = moment ? (moments.get(moment.id) ?? []) : journey;
    if (moment) moments.set(moment.id, list);
    if (!list.some((known) => known.field === field)) list.push({ field, fault });
  }
  return { journey, moments, count: journey.length + [...moments.values()].reduce((sum, list) => sum + list.length, 0) };
}

/** The fault at a field, if there is one. */
export function faultAt(faults: readonly PlacedFault[] | undefined, field: string): FileFault | null {
  return faults?.find((one) => one.field === field)?.fault ?? null;
}
