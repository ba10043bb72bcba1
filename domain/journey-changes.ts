/** What differs between two definitions of a journey, change by change, so that people can read it before and after. Pure. */
import type { JourneyMode, LocalName, MomentRole, Scale, Stage } from "./journey.ts";
import type { JourneyFile, MomentFile } from "./journey-file.ts";

/** Which moment, and its name afterwards. */
export interface ChangedMoment {
  readonly key: string;
  readonly name: LocalName;
}

interface Step<V> {
  readonly from: V;
  readonly to: V;
}

type MomentStep<K extends string, V> = Step<V> & { readonly kind: K; readonly moment: ChangedMoment };

/** `moved`: 1-based places among the moments that are not archived before and after. Windows in milliseconds. */
export type JourneyChange =
  | ({ readonly kind: "journey-name" } & Step<LocalName>)
  | ({ readonly kind: "window" } & Step<number>)
  | ({ readonly kind: "mode" } & Step<JourneyMode>)
  | { readonly kind: "added" | "archived" | "restored"; readonly moment: ChangedMoment }
  | MomentStep<"moved", number>
  | MomentStep<"role", MomentRole>
  | MomentStep<"standardFrom", number>
  | MomentStep<"plusFrom", number>
  | MomentStep<"scale", Scale>
  | MomentStep<"name", LocalName>
  | MomentStep<"stage", Stage>
  | MomentStep<"channels", readonly string[]>
  | MomentStep<"seconds", number | null>
  | MomentStep<"recommend", boolean>;

type Defined = Omit<JourneyFile, "key">;

/** The changes that lead from one definition to another: of the journey first, then moment by moment. A moment that is left out is archived. */
export function changesBetween(before: Defined, after: Defined): JourneyChange[] {
  const known = new Map(before.moments.map((moment) => [moment.key, moment]));
  const kept = new Set(after.moments.map(({ key }) => key));
  const moves = new Map(movedMoments(before, after).map((move) => [move.moment.key, move]));
  return [
    ...journeyChanges(before, after),
    ...after.moments.flatMap((moment) => {
      const old = known.get(moment.key);
      const move = moves.get(moment.key);
      if (!old) return [{ kind: "added", moment: named(moment) } as const];
      return [...momentChanges(old, moment), ...(move ? [move] : [])];
    }),
    ...before.moments
      .filter((moment) => !moment.archived && !kept.has(moment.key))
      .map((moment) => ({ kind: "archived", moment: named(moment) }) as const),
  ];
}

function named({ key, name }: MomentFile): ChangedMoment {
  return { key, name };
}

function journeyChanges(before: Defined, after: Defined): JourneyChange[] {
  const changes: JourneyChange[] = [];
  if (!sameName(before.name, after.name)) changes.push({ kind: "journey-name", from: before.name, to: after.name });
  if (before.windowMs !== after.windowMs) changes.push({ kind: "window", from: before.windowMs, to: after.windowMs });
  if (before.mode !== after.mode) changes.push({ kind: "mode", from: before.mode, to: after.mode });
  return changes;
}

function momentChanges(old: MomentFile, now: MomentFile): JourneyChange[] {
  const moment = named(now);
  const changes: JourneyChange[] = [];
  if (old.archived !== now.archived) changes.push({ kind: now.archived ? "archived" : "restored", moment });
  if (old.role !== now.role) changes.push({ kind: "role", moment, from: old.role, to: now.role });
  if (JSON.stringify(plainScale(old.scale)) !== JSON.stringify(plainScale(now.scale))) {
    changes.push({ kind: "scale", moment, from: old.scale, to: now.scale });
  }
  if (old.standardFrom !== now.standardFrom) changes.push({ kind: "standardFrom", moment, from: old.standardFrom, to: now.standardFrom });
  if (old.plusFrom !== now.plusFrom) changes.push({ kind: "plusFrom", moment, from: old.plusFrom, to: now.plusFrom });
  if (!sameName(old.name, now.name)) changes.push({ kind: "name", moment, from: old.name, to: now.name });
  if (old.stage !== now.stage) changes.push({ kind: "stage", moment, from: old.stage, to: now.stage });
  if (JSON.stringify(old.channels) !== JSON.stringify(now.channels)) {
    changes.push({ kind: "channels", moment, from: old.channels, to: now.channels });
  }
  if (old.seconds !== now.seconds) changes.push({ kind: "seconds", moment, from: old.seconds, to: now.seconds });
  if (old.recommend !== now.recommend) changes.push({ kind: "recommend", moment, from: old.recommend, to: now.recommend });
  return changes;
}

function plainScale({ min, max, step, best }: Scale): readonly unknown[] {
  return [min, max, step, best];
}

function sameName(a: LocalName, b: LocalName): boolean {
  return a.en === b.en && a.ko === b.ko;
}

/**
 * As few moments as can have moved: those outside of a longest run of moments that are in the same order before and after (the longest
 * increasing subsequence of their old places). Moments that come, go or are archived push others along; that is no move of theirs.
 */
function movedMoments(before: Defined, after: Defined): MomentStep<"moved", number>[] {
  const lived = before.moments.filter(({ archived }) => !archived).map(({ key }) => key);
  const living = after.moments.filter(({ archived }) => !archived);
  const common = living.filter(({ key }) => lived.includes(key));
  const places = common.map(({ key }) => lived.indexOf(key));
  const stayed = longestIncreasing(places);
  return common.flatMap((moment, i) => {
    if (stayed.has(i)) return [];
    return [{ kind: "moved", moment: named(moment), from: (places[i] ?? 0) + 1, to: living.indexOf(moment) + 1 } as const];
  });
}

/** The places of a longest increasing subsequence; of several the first to be found. */
function longestIncreasing(values: readonly number[]): ReadonlySet<number> {
  const length: number[] = [];
  const previous: number[] = [];
  let best = -1;
  values.forEach((value, i) => {
    length[i] = 1;
    previous[i] = -1;
    for (let j = 0; j < i; j += 1) {
      if ((values[j] ?? 0) < value && (length[j] ?? 0) + 1 > (length[i] ?? 0)) {
        length[i] = (length[j] ?? 0) + 1;
        previous[i] = j;
      }
    }
    if (best < 0 || (length[i] ?? 0) > (length[best] ?? 0)) best = i;
  });
  const places = new Set<number>();
  for (let i = best; i >= 0; i = previous[i] ?? -1) places.add(i);
  return places;
}
