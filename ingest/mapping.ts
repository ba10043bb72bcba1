/** The mapping file: which column of a source means what. */
import { z } from "zod";
import { isZone } from "#domain/calendar.ts";
import { isKey, pathText } from "#domain/journey-file.ts";
import { checkDateFormat } from "./date-format.ts";
import { isEncoding } from "./encoding.ts";
import { type FactorSource, factorList, factorsByMoment } from "./factor-columns.ts";
import { InputError } from "./input-error.ts";
import { sentenceOf } from "./issue-sentence.ts";

/** Where a value comes from: a column, with translations, or one fixed value for all rows. */
export type Source =
  | { readonly kind: "fixed"; readonly value: string }
  | {
      readonly kind: "column";
      readonly column: string;
      /** Text of a cell to its meaning; `*`: any other text. null: texts stay as they are. */
      readonly values: ReadonlyMap<string, string> | null;
      /** Cells that say nothing. */
      readonly blank: readonly string[];
      /** Cells that say that the visit did not meet the moment. */
      readonly notMet: readonly string[];
      /** A longer scale whose values are binned to the nearest answer. */
      readonly from: readonly [number, number] | null;
    };

interface MappingBase {
  /** Where the file comes from: with the visit id it identifies a visit. */
  readonly source: string;
  readonly visit: Source;
  readonly segment: Source | null;
  readonly channel: Source | null;
  readonly team: Source | null;
  readonly customer: Source | null;
  readonly comment: Source | null;
  readonly weight: Source | null;
  readonly attributes: readonly (readonly [name: string, source: Source])[];
  readonly blank: readonly string[];
  /** Empty: ISO 8601. */
  readonly dateFormats: readonly string[];
  readonly timeZone: string | null;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** A longer pause between touches of the same id starts a new visit, in milliseconds. */
  readonly visitGapMs: number | null;
  /** Whether e-mail addresses, telephone numbers and the like are taken out of what customers wrote. */
  readonly maskPersonalData: boolean;
}

export interface WideMapping extends MappingBase {
  readonly shape: "wide";
  readonly startedAt: Source;
  readonly at: Source | null;
  /** Moment key and where its rating comes from. */
  readonly ratings: readonly (readonly [moment: string, source: Source])[];
  readonly notMet: readonly string[];
  /** Moment key and the columns that say which of its factors the visit mentions. */
  readonly factors: readonly (readonly [moment: string, sources: readonly FactorSource[]])[];
}

export interface LongMapping extends MappingBase {
  readonly shape: "long";
  readonly moment: Source;
  readonly at: Source;
  readonly rating: Source | null;
  readonly startedAt: Source | null;
  readonly resolution: Source | null;
  readonly seconds: Source | null;
  readonly ratingId: Source | null;
  /** Columns that say which factors of its moment a touch mentions. */
  readonly factors: readonly FactorSource[];
}

export type Mapping = WideMapping | LongMapping;

const GAP_UNITS = { m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

function parseGap(text: string): number | null {
  const match = /^([1-9]\d{0,5})([mhd])$/.exec(text);
  const unit = match?.[2];
  return unit === "m" || unit === "h" || unit === "d" ? Number(match?.[1]) * GAP_UNITS[unit] : null;
}

const columnName = z.string().trim().min(1, { error: "The column's name is empty." });
const codes = z.array(z.string().trim()).default([]);
const COLUMN_SHAPE = {
  column: columnName,
  values: z.record(z.string(), z.string()).optional(),
  blank: codes,
  from: z
    .tuple([z.number(), z.number()])
    .refine(([low, high]) => low < high, { error: "The first number must be below the second." })
    .optional(),
};
const fixed = z.strictObject({ value: z.string().trim().min(1, { error: "The fixed value is empty." }) });
const SOURCE_ERROR = 'A source is "Column", { "column": "C", "values": { … } } or { "value": "fixed" }.';

function toSource(raw: string | z.infer<typeof fixed> | z.infer<typeof columnWithNotMet>): Source {
  if (typeof raw === "string") return { kind: "column", column: raw, values: null, blank: [], notMet: [], from: null };
  if ("value" in raw) return { kind: "fixed", value: raw.value };
  const values = raw.values === undefined ? null : new Map(Object.entries(raw.values).map(([from, to]) => [from.trim(), to.trim()]));
  return { kind: "column", column: raw.column, values, blank: raw.blank, notMet: raw.notMet, from: raw.from ?? null };
}

const columnWithNotMet = z.strictObject({ ...COLUMN_SHAPE, notMet: codes });
const columnAlone = z
  .strictObject(COLUMN_SHAPE)
  .omit({ from: true })
  .transform((raw) => ({ ...raw, notMet: [] as string[] }));
const columnRating = z.strictObject(COLUMN_SHAPE).transform((raw) => ({ ...raw, notMet: [] as string[] }));
const source = z.union([columnName, fixed, columnAlone], { error: SOURCE_ERROR }).transform(toSource);
const optionalSource = source.nullish().transform((value) => value ?? null);
const wideRating = z.union([columnName, fixed, columnWithNotMet], { error: SOURCE_ERROR }).transform(toSource);
const longRating = z.union([columnName, fixed, columnRating], { error: SOURCE_ERROR }).transform(toSource);
const named = <S extends z.ZodType<Source>>(of: S) => z.record(z.string().refine(isKey, { error: "A key has 1 to 100 characters." }), of);

const dateFormat = z.string().superRefine((format, context) => {
  const wrong = checkDateFormat(format);
  if (wrong !== null) context.addIssue({ code: "custom", message: wrong });
});

const BASE_SHAPE = {
  source: z.string().refine((text) => text.trim() !== "", { error: "The source's name is empty." }),
  visit: source.refine((value) => value.kind === "column", { error: "The visit's id must come from a column." }),
  segment: optionalSource,
  channel: optionalSource,
  team: optionalSource,
  customer: optionalSource,
  comment: optionalSource,
  weight: optionalSource,
  attributes: named(source)
    .nullish()
    .transform((value) => Object.entries(value ?? {})),
  blank: codes,
  dateFormat: z
    .union([dateFormat.transform((format) => [format]), z.array(dateFormat)])
    .nullish()
    .transform((value) => value ?? []),
  timeZone: z
    .string()
    .refine(isZone, { error: "It is no time zone that is known here." })
    .nullish()
    .transform((value) => value ?? null),
  encoding: z
    .string()
    .refine(isEncoding, { error: "It is no encoding that is known here." })
    .nullish()
    .transform((value) => value ?? null),
  delimiter: z
    .string()
    .transform((text) => (text === "tab" ? "\t" : text))
    .refine(isDelimiter, { error: 'A delimiter is one character, or "tab".' })
    .nullish()
    .transform((value) => value ?? null),
  visitGap: z
    .string()
    .refine((text) => parseGap(text) !== null, { error: 'A pause is minutes, hours or days: "30m", "12h", "2d".' })
    .nullish()
    .transform((value) => (typeof value === "string" ? parseGap(value) : null)),
  maskPersonalData: z.boolean().default(true),
};

const wideSchema = z.strictObject({
  ...BASE_SHAPE,
  shape: z.literal("wide"),
  startedAt: source,
  at: optionalSource,
  notMet: codes,
  ratings: named(wideRating).transform((value) => Object.entries(value)),
  factors: factorsByMoment,
});
const longSchema = z.strictObject({
  ...BASE_SHAPE,
  shape: z.literal("long"),
  moment: source,
  at: source,
  rating: longRating.nullish().transform((value) => value ?? null),
  startedAt: optionalSource,
  resolution: optionalSource,
  seconds: optionalSource,
  ratingId: optionalSource,
  factors: factorList,
});
const mappingSchema = z.discriminatedUnion("shape", [wideSchema, longSchema], { error: 'A mapping has "shape": "wide" or "long".' });

/** One character that is neither a quote nor part of a line break. */
export function isDelimiter(text: string): boolean {
  return text.length === 1 && !['"', "\n", "\r"].includes(text);
}

/** Checks a mapping file's JSON. Throws an InputError that names the place of the first fault in it, an unknown field included. */
export function parseMapping(json: unknown, file: string): Mapping {
  const parsed = mappingSchema.safeParse(json);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const path = issue?.path ?? [];
    const value = shown(json, path);
    throw new InputError({
      file,
      line: null,
      column: pathText(path),
      value,
      sentence: value === "" ? "It is missing." : sentenceOf(issue),
    });
  }
  const { dateFormat: dateFormats, visitGap: visitGapMs, ...rest } = parsed.data;
  return { ...rest, dateFormats, visitGapMs };
}

/** The columns that a mapping names, each with the place in the mapping. */
export function mappedColumns(mapping: Mapping): { readonly place: string; readonly column: string }[] {
  const sources: [string, Source | null][] = [
    ["visit", mapping.visit],
    ["segment", mapping.segment],
    ["channel", mapping.channel],
    ["team", mapping.team],
    ["customer", mapping.customer],
    ["comment", mapping.comment],
    ["weight", mapping.weight],
    ["startedAt", mapping.startedAt],
    ["at", mapping.at],
    ...mapping.attributes.map(([name, from]): [string, Source] => [`attributes.${name}`, from]),
  ];
  const factors: { place: string; column: string }[] = [];
  if (mapping.shape === "wide") {
    sources.push(...mapping.ratings.map(([moment, from]): [string, Source] => [`ratings.${moment}`, from]));
    for (const [moment, list] of mapping.factors) factors.push(...list.map(({ column }) => ({ place: `factors.${moment}`, column })));
  } else {
    sources.push(["moment", mapping.moment], ["rating", mapping.rating], ["resolution", mapping.resolution]);
    sources.push(["seconds", mapping.seconds], ["ratingId", mapping.ratingId]);
    factors.push(...mapping.factors.map(({ column }) => ({ place: "factors", column })));
  }
  return [...sources.flatMap(([place, from]) => (from?.kind === "column" ? [{ place, column: from.column }] : [])), ...factors];
}

function shown(json: unknown, path: readonly PropertyKey[]): string {
  let value = json;
  for (const part of path) {
    value = typeof value === "object" && value !== null ? Reflect.get(value, part) : undefined;
  }
  return value === undefined ? "" : JSON.stringify(value);
}
