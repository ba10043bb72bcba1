/** Creates or updates a journey from a checked journey file. A moment that the file leaves out is archived, never deleted. */
import { sql } from "drizzle-orm";
import { lineOf } from "#domain/chart.ts";
import { type Factor, type FactorPlace, factorKeyOf } from "#domain/factor.ts";
import { type ChartFile, chartLines, type FactorFile, type JourneyFile, MOST_MOMENTS, type MomentFile } from "#domain/journey-file.ts";
import { stateChart } from "./factor-edits.ts";
import { readMomentFactors } from "./factors.ts";
import { inTransaction } from "./journey-context.ts";
import { readMoments, type StoredMoment, touchJourney } from "./journeys.ts";
import type { Store } from "./open.ts";
import { rebuildJourney } from "./recount.ts";
import { withWriteLock } from "./write-lock.ts";

export interface PutResult {
  readonly created: boolean;
  readonly moments: number;
  readonly archived: number;
  /** Visits whose facts were derived anew, because order, role or cut points changed. */
  readonly recomputed: number;
}

export interface PutOptions {
  readonly now: number;
  readonly sample: boolean;
  /** Who changes it, an e-mail address; the operator unless given. */
  readonly actor?: string;
}

/** A change that stored ratings forbid; `path` is the place in the file. */
export interface JourneyRefusal {
  readonly refused: { readonly path: string; readonly sentence: string };
}

export async function putJourney(store: Store, file: JourneyFile, options: PutOptions): Promise<PutResult | JourneyRefusal> {
  return withWriteLock(store, () => inTransaction(store, () => put(store, file, options)));
}

function put(store: Store, file: JourneyFile, options: PutOptions): PutResult | JourneyRefusal {
  const known = store.orm.get<{ id: number }>(sql`select id from journeys where key = ${file.key}`);
  const id = known?.id ?? store.orm.get<{ id: number }>(sql`select coalesce(max(id), 0) + 1 as id from journeys`)?.id ?? 1;
  const before = readMoments(store, id);
  const refusal = refusalOf(store, file, before);
  if (refusal) return refusal;
  if (known) {
    store.orm.run(
      sql`update journeys set name_en = ${file.name.en}, name_ko = ${file.name.ko}, mode = ${file.mode}, window_ms = ${file.windowMs} where id = ${id}`,
    );
  } else {
    store.orm.run(sql`insert into journeys (id, key, name_en, name_ko, mode, window_ms, sample, data_version, created_at) values
      (${id}, ${file.key}, ${file.name.en}, ${file.name.ko}, ${file.mode}, ${file.windowMs}, ${options.sample ? 1 : 0}, 1, ${options.now})`);
  }
  let nextBit = before.reduce((max, moment) => Math.max(max, moment.bit + 1), 0);
  file.moments.forEach((moment, ordinal) => {
    const old = before.find((other) => other.key === moment.key);
    const momentId = saveMoment(store, id, moment, ordinal, old, old ? old.bit : nextBit++);
    saveFactors(store, momentId, moment, { actor: options.actor ?? "cli", now: options.now });
  });
  const left = before.filter((old) => !file.moments.some((moment) => moment.key === old.key));
  left.forEach((old, i) => {
    store.orm.run(sql`update moments set archived = 1, ordinal = ${file.moments.length + i} where id = ${old.id}`);
  });
  touchJourney(store, id);
  const recomputed = known && changesFacts(before, readMoments(store, id)) ? rebuildJourney(store, id) : 0;
  const archived = left.length + file.moments.filter((moment) => moment.archived).length;
  return { created: !known, moments: file.moments.length - file.moments.filter((moment) => moment.archived).length, archived, recomputed };
}

/** Ratings are stored as answers of their scale: with ratings, the scale stays. A journey has 50 moments in its whole life. */
function refusalOf(store: Store, file: JourneyFile, before: readonly StoredMoment[]): JourneyRefusal | null {
  const fresh = file.moments.filter((moment) => !before.some((old) => old.key === moment.key));
  if (before.length + fresh.length > MOST_MOMENTS) {
    const sentence = `With its archived ones the journey would have ${before.length + fresh.length} moments; ${MOST_MOMENTS} is the most.`;
    return { refused: { path: "moments", sentence } };
  }
  for (const [i, moment] of file.moments.entries()) {
    const old = before.find((other) => other.key === moment.key);
    if (!old || sameScale(old, moment) || !hasRatings(store, old.id)) continue;
    const sentence = `Moment "${moment.key}" has ratings on another scale (${old.scale.min} to ${old.scale.max} by ${old.scale.step}): give the new scale a moment of its own.`;
    return { refused: { path: `moments[${i}].scale`, sentence } };
  }
  return null;
}

function sameScale(old: StoredMoment, moment: MomentFile): boolean {
  const a = old.scale;
  const b = moment.scale;
  return a.min === b.min && a.max === b.max && a.step === b.step && a.best === b.best;
}

function hasRatings(store: Store, momentId: number): boolean {
  const row = store.orm.get<{ n: number }>(sql`select exists (select 1 from score_months where moment_id = ${momentId}) as n`);
  return row?.n === 1;
}

function saveMoment(
  store: Store,
  journeyId: number,
  moment: MomentFile,
  ordinal: number,
  old: StoredMoment | undefined,
  bit: number,
): number {
  const channels = moment.channels.length === 0 ? null : JSON.stringify(moment.channels);
  const id = old?.id ?? store.orm.get<{ id: number }>(sql`select coalesce(max(id), 0) + 1 as id from moments`)?.id ?? 1;
  const { scale } = moment;
  store.orm.run(sql`insert into moments (id, journey_id, key, name_en, name_ko, stage, role, ordinal, bit, scale_min, scale_max, scale_step, scale_best,
    standard_from, plus_from, recommend, seconds, channels, archived)
    values (${id}, ${journeyId}, ${moment.key}, ${moment.name.en}, ${moment.name.ko}, ${moment.stage}, ${moment.role}, ${ordinal}, ${bit}, ${scale.min},
    ${scale.max}, ${scale.step}, ${scale.best}, ${moment.standardFrom}, ${moment.plusFrom}, ${moment.recommend ? 1 : 0}, ${moment.seconds}, ${channels},
    ${moment.archived ? 1 : 0})
    on conflict (id) do update set name_en = excluded.name_en, name_ko = excluded.name_ko, stage = excluded.stage, role = excluded.role,
    ordinal = excluded.ordinal, scale_min = excluded.scale_min, scale_max = excluded.scale_max, scale_step = excluded.scale_step,
    scale_best = excluded.scale_best, standard_from = excluded.standard_from, plus_from = excluded.plus_from, recommend = excluded.recommend,
    seconds = excluded.seconds, channels = excluded.channels, archived = excluded.archived`);
  return id;
}

/** A file without factors leaves the chart as it is. */
function saveFactors(store: Store, momentId: number, moment: MomentFile, by: { actor: string; now: number }): void {
  const stated = chartLines(moment.factors).map(({ place, ordinal, line }) => {
    const { key = null, ...text } = line;
    return { place, ordinal, text, key, newKey: factorKeyOf(line.en) };
  });
  if (stated.length > 0) stateChart(store, momentId, stated, by);
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

/** Whether what visits count for changed: which moments there are, their places and roles, or where a standard begins. */
function changesFacts(before: readonly StoredMoment[], after: readonly StoredMoment[]): boolean {
  return after.some((moment) => {
    const old = before.find((other) => other.id === moment.id);
    if (!old) return !moment.archived;
    return (
      moment.position !== old.position ||
      moment.archived !== old.archived ||
      moment.role !== old.role ||
      moment.standardFrom !== old.standardFrom
    );
  });
}

/** A stored journey in the shape of its file, archived moments included; null where there is none. */
export function exportJourney(store: Store, key: string): JourneyFile | null {
  const row = store.orm.get<{ id: number; en: string; ko: string; mode: JourneyFile["mode"]; window: number }>(
    sql`select id, name_en as en, name_ko as ko, mode, window_ms as window from journeys where key = ${key}`,
  );
  if (!row) return null;
  const moments = readMoments(store, row.id).map((moment): MomentFile => {
    return {
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
  return { key, name: { en: row.en, ko: row.ko }, windowMs: row.window, mode: row.mode, moments };
}
