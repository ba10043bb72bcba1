/** A journey as it stands in the form: what is typed, also where it will not do yet. */
import { answerCount, cutIndex, type JourneyMode, type LocalName, ratingOf, type Scale, type Stage } from "#domain/journey.ts";
import type { ChartFile, JourneyFile, MomentFile } from "#domain/journey-file.ts";
import { defaultCuts } from "#domain/scale.ts";

export interface MomentDraft extends Omit<MomentFile, "seconds" | "factors"> {
  /** The form's own name of it, which stays while its key is being typed. */
  readonly id: string;
  /** Not stored yet: its key can still be chosen, and it can go without a trace. */
  readonly isNew: boolean;
  /** As typed; empty: unknown. */
  readonly seconds: string;
  /** Of a template or an imported file; null leaves the stored chart as it is. */
  readonly factors: ChartFile | null;
}

export interface JourneyDraft {
  readonly isNew: boolean;
  readonly key: string;
  readonly name: LocalName;
  readonly window: { readonly count: string; readonly unit: "d" | "h" };
  readonly mode: JourneyMode;
  readonly moments: readonly MomentDraft[];
}

const HOUR_MS = 3_600_000;

/** `stored`: keys of the moments that the store knows; null: the journey is a new one. Charts of stored journeys are not the designer's. */
export function draftOf(file: JourneyFile, stored: readonly string[] | null, charts: "kept" | "left" = "left"): JourneyDraft {
  const hours = Math.round(file.windowMs / HOUR_MS);
  return {
    isNew: stored === null,
    key: file.key,
    name: file.name,
    window: hours % 24 === 0 ? { count: String(hours / 24), unit: "d" } : { count: String(hours), unit: "h" },
    mode: file.mode,
    moments: file.moments.map((moment) => momentDraft(moment, stored, charts)),
  };
}

function momentDraft(moment: MomentFile, stored: readonly string[] | null, charts: "kept" | "left"): MomentDraft {
  const { factors, seconds, ...rest } = moment;
  const hasChart = [factors.plus, factors.standard, factors.minus].some((lines) => lines.length > 0);
  return {
    ...rest,
    id: `moment ${moment.key}`,
    isNew: !(stored ?? []).includes(moment.key),
    seconds: seconds === null ? "" : String(seconds),
    factors: charts === "kept" && hasChart ? factors : null,
  };
}

/** The form as a journey file's JSON. What cannot be read as a number stays text, so that it is told as a fault and not lost. */
export function fileOf(draft: JourneyDraft): Record<string, unknown> {
  return {
    key: draft.key,
    name: draft.name,
    window: `${draft.window.count.trim()}${draft.window.unit}`,
    mode: draft.mode,
    moments: draft.moments.map(({ id: _, isNew: __, scale, seconds, factors, ...moment }) => ({
      ...moment,
      scale: [scale.min, scale.max],
      step: scale.step,
      best: scale.best,
      seconds: secondsOf(seconds),
      ...(factors === null ? {} : { factors }),
    })),
  };
}

function secondsOf(text: string): number | string | null {
  const trimmed = text.trim();
  if (trimmed === "") return null;
  return /^\d+$/.test(trimmed) ? Number(trimmed) : trimmed;
}

/** Whether two drafts would be saved as the same file. */
export function sameFile(a: JourneyDraft, b: JourneyDraft): boolean {
  return JSON.stringify(fileOf(a)) === JSON.stringify(fileOf(b));
}

const FIVE: Scale = { min: 1, max: 5, step: 1, best: "high" };

export function blankMoment(id: string, stage: Stage): MomentDraft {
  return {
    id,
    isNew: true,
    key: "",
    name: { en: "", ko: "" },
    stage,
    role: "touchpoint",
    scale: FIVE,
    ...defaultCuts(FIVE, false),
    recommend: false,
    channels: [],
    seconds: "",
    archived: false,
    factors: null,
  };
}

export function blankJourney(): JourneyDraft {
  return {
    isNew: true,
    key: "",
    name: { en: "", ko: "" },
    window: { count: "7", unit: "d" },
    mode: "touches",
    moments: [blankMoment("new 1", "fmot")],
  };
}

const LONGEST_KEY = 40;

/** A key made of a name that nobody else has: "Road signs" becomes `road-signs`, where that is taken `road-signs-2`. Empty of no name. */
export function suggestKey(name: LocalName, taken: readonly string[]): string {
  const plain = (text: string) =>
    [...text.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, "-")]
      .slice(0, LONGEST_KEY)
      .join("")
      .replaceAll(/^-+|-+$/g, "");
  const key = plain(name.en) || plain(name.ko);
  if (key === "" || !taken.includes(key)) return key;
  for (let n = 2; ; n += 1) if (!taken.includes(`${key}-${n}`)) return `${key}-${n}`;
}

/** The answers of a scale, lowest first, without the tails of binary fractions. */
export function answersOf(scale: Scale): number[] {
  const count = answerCount(scale);
  if (!(count >= 2 && count <= 11)) return [];
  return Array.from({ length: count }, (_, i) => Number(ratingOf(scale, i).toFixed(9)));
}

/** Moves one cut point; the other gives way where the two would cross. */
export function withCut(
  cuts: { readonly standardFrom: number; readonly plusFrom: number },
  moved: "standardFrom" | "plusFrom",
  to: number,
): { standardFrom: number; plusFrom: number } {
  return moved === "standardFrom"
    ? { standardFrom: to, plusFrom: Math.max(to, cuts.plusFrom) }
    : { standardFrom: Math.min(to, cuts.standardFrom), plusFrom: to };
}

/** The zone of each answer, lowest first. */
export function zonesOf(moment: Pick<MomentDraft, "scale" | "standardFrom" | "plusFrom">): ("minus" | "standard" | "plus")[] {
  const { scale } = moment;
  const [standard, plus] = [cutIndex(scale, moment.standardFrom), cutIndex(scale, moment.plusFrom)];
  return answersOf(scale).map((_, i) => {
    if (i >= plus) return "plus";
    return i >= standard ? "standard" : "minus";
  });
}
