/** The journey file: what `journey put` reads and `journey export` writes. */
import { z } from "zod";
import { FACTOR_PLACES, factorKeyOf, LONGEST_FACTOR_TEXT } from "./factor.ts";
import type { FactorColumn, JourneyMode, LocalName, MomentRole, Scale, Stage } from "./journey.ts";
import { STAGES } from "./journey.ts";
import { defaultCuts, isRecommend, SCALE_FAULTS, scaleFault } from "./scale.ts";

export const MOST_MOMENTS = 50;
export const LONGEST_KEY = 100;
const DEFAULT_WINDOW = "7d";
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A line of a chart. */
export interface FactorFile extends LocalName {
  /** What files are matched by, and what stays when the texts change; absent: made of the English text. */
  readonly key?: string;
}

/** The charts' columns, and, where there are any, the factors that nobody has placed yet. */
export type ChartFile = Readonly<Record<FactorColumn, readonly FactorFile[]>> & { readonly unplaced?: readonly FactorFile[] };

export interface MomentFile {
  readonly key: string;
  readonly name: LocalName;
  readonly stage: Stage;
  readonly role: MomentRole;
  readonly scale: Scale;
  /** In the scale's units, after the flip where 1 is best: high is always good. */
  readonly standardFrom: number;
  readonly plusFrom: number;
  readonly recommend: boolean;
  /** Keys of the channels that the moment is met on; empty: any. */
  readonly channels: readonly string[];
  /** Typical length of the contact. */
  readonly seconds: number | null;
  /** Kept in the file, not part of the journey. */
  readonly archived: boolean;
  readonly factors: ChartFile;
}

export interface JourneyFile {
  readonly key: string;
  readonly name: LocalName;
  readonly windowMs: number;
  readonly mode: JourneyMode;
  /** In journey order. */
  readonly moments: readonly MomentFile[];
}

/** What can be wrong with a file, by name: screens say it in their reader's language. `shape`: anything that no form can produce. */
export const FILE_FAULTS = [
  "shape",
  "key",
  "key-twice",
  "key-taken",
  "name",
  "window",
  "seconds",
  "no-moment",
  "many-moments",
  "all-archived",
  "chart",
  "rated-scale",
  ...SCALE_FAULTS,
] as const;
export type FileFault = (typeof FILE_FAULTS)[number];

export interface FileError {
  /** Where in the file: `moments[2].scale`; empty for the file itself. */
  readonly path: string;
  readonly fault: FileFault;
  readonly sentence: string;
}

export type ParsedJourneyFile =
  | { readonly ok: true; readonly journey: JourneyFile }
  | { readonly ok: false; readonly errors: readonly FileError[] };

/** Characters are code points: one emoji of two code units is one character. */
export function isKey(text: string): boolean {
  return text.length > 0 && (text.length <= LONGEST_KEY || [...text].length <= LONGEST_KEY);
}

/** `7d` or `36h` in milliseconds; null for anything else and for 0. */
export function parseWindow(text: string): number | null {
  const match = /^([1-9]\d{0,5})([dh])$/.exec(text);
  return match === null ? null : Number(match[1]) * (match[2] === "d" ? DAY_MS : HOUR_MS);
}

/** Milliseconds (whole hours) as `7d` or, where they are no whole days, `36h`. */
export function formatWindow(windowMs: number): string {
  return windowMs % DAY_MS === 0 ? `${windowMs / DAY_MS}d` : `${windowMs / HOUR_MS}h`;
}

const key = z.string().refine(isKey, { error: `A key has 1 to ${LONGEST_KEY} characters.` });
const words = z.string().refine((text) => text.trim() !== "", { error: "The text is empty." });
const localName = z.union([words.transform((text): LocalName => ({ en: text, ko: text })), z.strictObject({ en: words, ko: words })], {
  error: 'A name is a text or { "en": "…", "ko": "…" }.',
});
const factorWords = words.refine((text) => [...text].length <= LONGEST_FACTOR_TEXT, {
  error: `A factor has at most ${LONGEST_FACTOR_TEXT} characters.`,
});
const factorLine = z.union(
  [
    factorWords.transform((text): FactorFile => ({ en: text, ko: text })),
    z.strictObject({ key: key.optional(), en: factorWords, ko: factorWords }).transform(
      ({ key: own, ...text }): FactorFile => ({
        ...text,
        ...(own !== undefined && { key: own }),
      }),
    ),
  ],
  { error: 'A factor is a text or { "en": "…", "ko": "…" }, maybe with a "key".' },
);
const factorList = z.array(factorLine).default([]);
const chart = z
  .strictObject({ plus: factorList, standard: factorList, minus: factorList, unplaced: z.array(factorLine).optional() })
  .transform(({ unplaced, ...columns }): ChartFile => ({ ...columns, ...(unplaced && unplaced.length > 0 && { unplaced }) }));

const momentSchema = z.strictObject({
  key,
  name: localName,
  stage: z.enum(STAGES),
  scale: z.tuple([z.number(), z.number()], { error: "A scale is its lowest and its highest answer: [1, 5]." }),
  step: z.number().default(1),
  best: z.enum(["high", "low"]).default("high"),
  standardFrom: z.number().optional(),
  plusFrom: z.number().optional(),
  role: z.enum(["touchpoint", "outcome"]).default("touchpoint"),
  recommend: z.boolean().optional(),
  channels: z.array(key).default([]),
  seconds: z.int().nonnegative().nullable().default(null),
  archived: z.boolean().default(false),
  factors: chart.default({ plus: [], standard: [], minus: [] }),
});

const journeySchema = z.strictObject({
  key,
  name: localName,
  window: z
    .string()
    .default(DEFAULT_WINDOW)
    .refine((text) => parseWindow(text) !== null, { error: 'A window is days or hours: "7d", "36h".' }),
  mode: z.enum(["touches", "questionnaire"]).default("touches"),
  moments: z
    .array(momentSchema)
    .min(1, { error: "A journey has at least one moment." })
    .max(MOST_MOMENTS, { error: `A journey has at most ${MOST_MOMENTS} moments.` }),
});

/** Checks a journey file's JSON and fills in its defaults. Every error is listed, each with its place and a sentence. */
export function parseJourneyFile(json: unknown): ParsedJourneyFile {
  const parsed = journeySchema.safeParse(json);
  if (!parsed.success)
    return {
      ok: false,
      errors: parsed.error.issues.map((issue) => ({ path: pathText(issue.path), fault: shapeFault(issue), sentence: issue.message })),
    };
  const { moments, window, ...rest } = parsed.data;
  const errors: FileError[] = [];
  const seen = new Map<string, number>();
  const checked = moments.map((moment, i): MomentFile => {
    const earlier = seen.get(moment.key);
    if (earlier !== undefined) {
      errors.push({
        path: `moments[${i}].key`,
        fault: "key-twice",
        sentence: `The key "${moment.key}" is already that of moments[${earlier}].`,
      });
    }
    seen.set(moment.key, i);
    const filled = fillMoment(moment);
    const wrong = scaleFault(filled.scale, filled);
    if (wrong !== null) errors.push({ path: `moments[${i}].scale`, ...wrong });
    const twice = repeatedFactor(filled.factors);
    if (twice !== null) {
      errors.push({ path: `moments[${i}].factors`, fault: "chart", sentence: `The factor "${twice}" stands there more than once.` });
    }
    return filled;
  });
  if (checked.every((moment) => moment.archived)) {
    errors.push({ path: "moments", fault: "all-archived", sentence: "All moments are archived." });
  }
  if (errors.length > 0) return { ok: false, errors };
  return { ok: true, journey: { ...rest, windowMs: parseWindow(window) ?? 0, moments: checked } };
}

/** What a fault of the file's shape is called, by its place. */
function shapeFault({ code, path }: z.core.$ZodIssue): FileFault {
  if (path.includes("factors")) return "chart";
  const last = path.at(-1);
  if (path.includes("name")) return "name";
  if (path.includes("scale")) return "scale-range";
  if (last === "step") return "scale-step";
  if (last === "key" || last === "window" || last === "seconds") return last;
  if (last !== "moments") return "shape";
  return code === "too_big" ? "many-moments" : "no-moment";
}

/** The lines of a chart, column by column. */
export function chartLines(factors: ChartFile) {
  return FACTOR_PLACES.flatMap((place) => (factors[place] ?? []).map((line, ordinal) => ({ place, ordinal, line })));
}

function repeatedFactor(factors: ChartFile): string | null {
  const keys = chartLines(factors).map(({ line }) => line.key ?? factorKeyOf(line.en));
  return keys.find((own, i) => keys.indexOf(own) !== i) ?? null;
}

function fillMoment(moment: z.infer<typeof momentSchema>): MomentFile {
  const { scale: limits, step, best, standardFrom, plusFrom, recommend, ...rest } = moment;
  const scale: Scale = { min: limits[0], max: limits[1], step, best };
  const defaults = defaultCuts(scale, recommend ?? false);
  const cuts = { standardFrom: standardFrom ?? defaults.standardFrom, plusFrom: plusFrom ?? defaults.plusFrom };
  return { ...rest, scale, ...cuts, recommend: recommend ?? isRecommend(scale, cuts) };
}

/** A journey as the JSON value that `parseJourneyFile` reads back to the same journey. Cut points are always written, other defaults are not. */
export function formatJourneyFile(journey: JourneyFile): Record<string, unknown> {
  return {
    key: journey.key,
    name: journey.name,
    window: formatWindow(journey.windowMs),
    mode: journey.mode,
    moments: journey.moments.map((moment) => {
      const { scale, factors } = moment;
      const hasFactors = chartLines(factors).length > 0;
      return {
        key: moment.key,
        name: moment.name,
        stage: moment.stage,
        scale: [scale.min, scale.max],
        ...(scale.step === 1 ? {} : { step: scale.step }),
        ...(scale.best === "high" ? {} : { best: scale.best }),
        standardFrom: moment.standardFrom,
        plusFrom: moment.plusFrom,
        ...(moment.role === "touchpoint" ? {} : { role: moment.role }),
        ...(moment.recommend === isRecommend(scale, moment) ? {} : { recommend: moment.recommend }),
        ...(moment.channels.length === 0 ? {} : { channels: moment.channels }),
        ...(moment.seconds === null ? {} : { seconds: moment.seconds }),
        ...(moment.archived ? { archived: true } : {}),
        ...(hasFactors ? { factors } : {}),
      };
    }),
  };
}

/** `["moments", 2, "scale"]` as `moments[2].scale`. */
export function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === "number") return `${text}[${part}]`;
    return text === "" ? String(part) : `${text}.${String(part)}`;
  }, "");
}
