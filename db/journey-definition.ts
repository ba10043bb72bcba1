/**
 * A journey's definition: everything that its file says, with the store's ids. It can be planned before it is in effect, so that what
 * visits count for under it can be derived first.
 */
import { sql } from "drizzle-orm";
import { lineOf } from "#domain/chart.ts";
import { type Factor, type FactorPlace, factorKeyOf } from "#domain/factor.ts";
import {
  type ChartFile,
  chartLines,
  type FactorFile,
  type FileError,
  type JourneyFile,
  MOST_MOMENTS,
  type MomentFile,
} from "#domain/journey-file.ts";
import { stateChart } from "./factor-edits.ts";
import { readMomentFactors } from "./factors.ts";
import { positioned, readMoments, type StoredMoment } from "./journeys.ts";
import type { Store } from "./open.ts";

export interface DefinedMoment extends MomentFile {
  readonly id: number;
  /** The moment's own number in its journey, for life. */
  readonly bit: number;
}

/** `moments` in the journey's list order, archived ones included. One without factors leaves its chart as it is. */
export interface Definition extends Omit<JourneyFile, "key" | "moments"> {
  readonly moments: readonly DefinedMoment[];
}

/** A change that stored ratings forbid; `path` is the place in the file. */
export interface JourneyRefusal {
  readonly refused: FileError;
}

/** Who puts a definition into effect (an e-mail address, or `cli`) and when: the history of its charts says so. */
export interface ChangedBy {
  readonly actor: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const NO_FACTORS: MomentFile["factors"] = { plus: [], standard: [], minus: [] };

export function journeyId(store: Store, key: string): number | null {
  return store.orm.get<{ id: number }>(sql`select id from journeys where key = ${key}`)?.id ?? null;
}

/** The definition in effect; null where there is no such journey. */
export function readDefinition(store: Store, id: number): Definition | null {
  const row = store.orm.get<{ en: string; ko: string; mode: JourneyFile["mode"]; window: number }>(
    sql`select name_en as en, name_ko as ko, mode, window_ms as window from journeys where id = ${id}`,
  );
  if (!row) return null;
  const moments = readMoments(store, id).map((moment): DefinedMoment => {
    return {
      id: moment.id,
      bit: moment.bit,
      key: moment.key,
      name: moment.name,
      stage: moment.stage,
      role: moment.role,
      scale: moment.scale,
      standardFrom: moment.standardFrom,
      plusFrom: moment.plusFrom,
      recommend: moment.recommend,
      channels: moment.channels ?? [],
      seconds: moment.seconds,
      archived: moment.archived,
      factors: chartFile(readMomentFactors(store, moment.id)),
    };
  });
  return { name: { en: row.en, ko: row.ko }, windowMs: row.window, mode: row.mode, moments };
}

/** The key is left out where the English text says it. */
function factorFile({ key, text }: Factor): FactorFile {
  return { ...text, ...(key !== factorKeyOf(text.en) && { key }) };
}

function chartFile(factors: readonly Factor[]): ChartFile {
  const column = (place: FactorPlace) => lineOf(factors, place).map(factorFile);
  const unplaced = column("unplaced");
  return {
    plus: column("plus"),
    standard: column("standard"),
    minus: column("minus"),
    ...(unplaced.length > 0 && { unplaced }),
  };
}

/** What a file makes of a journey: known moments keep id and bit, new ones get theirs, and one that the file leaves out is archived. */
export function planDefinition(store: Store, before: Definition | null, file: Omit<JourneyFile, "key">): Definition {
  const known = before?.moments ?? [];
  let nextId = store.orm.get<{ id: number }>(sql`select coalesce(max(id), 0) + 1 as id from moments`)?.id ?? 1;
  let nextBit = known.reduce((max, moment) => Math.max(max, moment.bit + 1), 0);
  const moments = file.moments.map((moment): DefinedMoment => {
    const old = known.find((other) => other.key === moment.key);
    return { ...ownFields(moment), id: old?.id ?? nextId++, bit: old?.bit ?? nextBit++ };
  });
  const left = known.filter((old) => !file.moments.some((moment) => moment.key === old.key));
  return {
    name: file.name,
    windowMs: file.windowMs,
    mode: file.mode,
    moments: [...moments, ...left.map((old) => ({ ...old, archived: true, factors: NO_FACTORS }))],
  };
}

/** Always the same fields in the same order, so that equal definitions are equal texts. */
function ownFields(moment: MomentFile): MomentFile {
  const { key, name, stage, role, scale, standardFrom, plusFrom, recommend, channels, seconds, archived, factors } = moment;
  return {
    key,
    name: { en: name.en, ko: name.ko },
    stage,
    role,
    scale: { min: scale.min, max: scale.max, step: scale.step, best: scale.best },
    standardFrom,
    plusFrom,
    recommend,
    channels,
    seconds,
    archived,
    factors,
  };
}

/** Ratings are stored as answers of their scale: with ratings, the scale stays. A journey has 50 moments in its whole life. */
export function refusalOf(store: Store, before: Definition | null, wanted: Definition): JourneyRefusal | null {
  if (wanted.moments.length > MOST_MOMENTS) {
    const sentence = `With its archived ones the journey would have ${wanted.moments.length} moments; ${MOST_MOMENTS} is the most.`;
    return { refused: { path: "moments", fault: "many-moments", sentence } };
  }
  for (const [i, moment] of wanted.moments.entries()) {
    const old = before?.moments.find((other) => other.id === moment.id);
    if (!old || sameScale(old, moment) || !hasRatings(store, old.id)) continue;
    const sentence = `Moment "${moment.key}" has ratings on another scale (${old.scale.min} to ${old.scale.max} by ${old.scale.step}): give the new scale a moment of its own.`;
    return { refused: { path: `moments[${i}].scale`, fault: "rated-scale", sentence } };
  }
  return null;
}

function sameScale(a: MomentFile, b: MomentFile): boolean {
  return a.scale.min === b.scale.min && a.scale.max === b.scale.max && a.scale.step === b.scale.step && a.scale.best === b.scale.best;
}

function hasRatings(store: Store, momentId: number): boolean {
  const row = store.orm.get<{ n: number }>(sql`select exists (select 1 from score_months where moment_id = ${momentId}) as n`);
  return row?.n === 1;
}

/** Moments as they will be read once the definition is in effect. */
export function plannedMoments(definition: Definition): StoredMoment[] {
  return positioned(
    definition.moments.map(({ factors: _, ...moment }) => ({ ...moment, channels: moment.channels.length === 0 ? null : moment.channels })),
  );
}

/** Whether what visits count for changes: which moments there are, their places and roles, or where a standard begins. */
export function changesFacts(before: Definition, wanted: Definition): boolean {
  const old = new Map(plannedMoments(before).map((moment) => [moment.id, moment]));
  return plannedMoments(wanted).some((moment) => {
    const was = old.get(moment.id);
    if (!was) return !moment.archived;
    return (
      moment.position !== was.position ||
      moment.archived !== was.archived ||
      moment.role !== was.role ||
      moment.standardFrom !== was.standardFrom
    );
  });
}

/** Whether two definitions are alike; the charts of factors are not looked at. */
export function sameDefinition(a: Definition, b: Definition): boolean {
  const text = ({ name, windowMs, mode, moments }: Definition) =>
    JSON.stringify([name.en, name.ko, windowMs, mode, moments.map((moment) => [moment.id, { ...ownFields(moment), factors: null }])]);
  return text(a) === text(b);
}

/** Puts a definition into effect, inside the caller's transaction. The journey's own row exists. */
export function saveDefinition(store: Store, id: number, definition: Definition, by: ChangedBy): void {
  const { name, mode, windowMs, moments } = definition;
  store.orm.run(
    sql`update journeys set name_en = ${name.en}, name_ko = ${name.ko}, mode = ${mode}, window_ms = ${windowMs} where id = ${id}`,
  );
  for (const [ordinal, moment] of moments.entries()) {
    saveMoment(store, id, moment, ordinal);
    saveFactors(store, moment, by);
  }
}

function saveMoment(store: Store, ofJourney: number, moment: DefinedMoment, ordinal: number): void {
  const channels = moment.channels.length === 0 ? null : JSON.stringify(moment.channels);
  const { scale } = moment;
  store.orm.run(sql`insert into moments (id, journey_id, key, name_en, name_ko, stage, role, ordinal, bit, scale_min, scale_max, scale_step, scale_best,
    standard_from, plus_from, recommend, seconds, channels, archived)
    values (${moment.id}, ${ofJourney}, ${moment.key}, ${moment.name.en}, ${moment.name.ko}, ${moment.stage}, ${moment.role}, ${ordinal},
    ${moment.bit}, ${scale.min}, ${scale.max}, ${scale.step}, ${scale.best}, ${moment.standardFrom}, ${moment.plusFrom},
    ${moment.recommend ? 1 : 0}, ${moment.seconds}, ${channels}, ${moment.archived ? 1 : 0})
    on conflict (id) do update set name_en = excluded.name_en, name_ko = excluded.name_ko, stage = excluded.stage, role = excluded.role,
    ordinal = excluded.ordinal, scale_min = excluded.scale_min, scale_max = excluded.scale_max, scale_step = excluded.scale_step,
    scale_best = excluded.scale_best, standard_from = excluded.standard_from, plus_from = excluded.plus_from, recommend = excluded.recommend,
    seconds = excluded.seconds, channels = excluded.channels, archived = excluded.archived`);
}

/** A definition without factors leaves the chart as it is. */
function saveFactors(store: Store, moment: DefinedMoment, by: ChangedBy): void {
  const stated = chartLines(moment.factors).map(({ place, ordinal, line }) => {
    const { key = null, ...text } = line;
    return { place, ordinal, text, key, newKey: factorKeyOf(line.en) };
  });
  if (stated.length > 0) stateChart(store, moment.id, stated, by);
}
