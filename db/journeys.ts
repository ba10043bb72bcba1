/** Journeys and their moments: reading, and creating or updating from a checked journey file. */
import { sql } from "drizzle-orm";
import { cutIndex, type Journey, type JourneyMode, type LocalName, type Moment, type MomentRole, type Stage } from "#domain/journey.ts";
import type { MomentRule } from "#domain/visit-facts.ts";
import type { Store } from "./open.ts";
import { recordsOf } from "./prepared.ts";
import { mayReadJourney, type Scope } from "./scope.ts";

export interface JourneyRow {
  readonly id: number;
  readonly key: string;
  readonly name: LocalName;
  readonly mode: JourneyMode;
  readonly windowMs: number;
  readonly sample: boolean;
  readonly dataVersion: number;
}

interface RawJourney {
  id: number;
  key: string;
  en: string;
  ko: string;
  mode: JourneyMode;
  window: number;
  sample: number;
  version: number;
}

interface RawMoment {
  id: number;
  key: string;
  en: string;
  ko: string;
  stage: Stage;
  role: MomentRole;
  bit: number;
  min: number;
  max: number;
  step: number;
  best: "high" | "low";
  standard: number;
  plus: number;
  recommend: number;
  seconds: number | null;
  channels: string | null;
  archived: number;
}

export interface StoredMoment extends Moment {
  readonly archived: boolean;
  readonly seconds: number | null;
  readonly channels: readonly string[] | null;
}

const JOURNEYS = "select id, key, name_en as en, name_ko as ko, mode, window_ms as window, sample, data_version as version from journeys";

function toJourneyRow(row: RawJourney): JourneyRow {
  return {
    id: row.id,
    key: row.key,
    name: { en: row.en, ko: row.ko },
    mode: row.mode,
    windowMs: row.window,
    sample: row.sample === 1,
    dataVersion: row.version,
  };
}

/** The journeys that a scope may read, oldest first. */
export function readJourneys(store: Store, scope: Scope): JourneyRow[] {
  const rows = recordsOf<RawJourney>(store, `${JOURNEYS} order by id`, []);
  return rows.filter((row) => mayReadJourney(scope, row.key)).map(toJourneyRow);
}

/** A journey inside the scope, or null: a foreign one looks like none. */
export function readJourney(store: Store, scope: Scope, key: string): (JourneyRow & Journey) | null {
  if (!mayReadJourney(scope, key)) return null;
  const [row] = recordsOf<RawJourney>(store, `${JOURNEYS} where key = ?`, [key]);
  if (!row) return null;
  const moments = readMoments(store, row.id).filter((moment) => !moment.archived);
  const steps = moments.filter((moment) => moment.role === "touchpoint");
  return { ...toJourneyRow(row), moments: [...steps, ...moments.filter((moment) => moment.role === "outcome")] };
}

/** All moments of a journey, archived ones included, in its order. Positions count the touchpoints that are not archived. */
export function readMoments(store: Store, journeyId: number): StoredMoment[] {
  const text = `select id, key, name_en as en, name_ko as ko, stage, role, bit, scale_min as min, scale_max as max,
    scale_step as step, scale_best as best, standard_from as standard, plus_from as plus, recommend, seconds, channels, archived
    from moments where journey_id = ? order by ordinal, id`;
  return positioned(
    recordsOf<RawMoment>(store, text, [journeyId]).map((row) => ({
      id: row.id,
      key: row.key,
      name: { en: row.en, ko: row.ko },
      stage: row.stage,
      role: row.role,
      bit: row.bit,
      scale: { min: row.min, max: row.max, step: row.step, best: row.best },
      standardFrom: row.standard,
      plusFrom: row.plus,
      recommend: row.recommend === 1,
      seconds: row.seconds,
      channels: row.channels === null ? null : (JSON.parse(row.channels) as string[]),
      archived: row.archived === 1,
    })),
  );
}

/** Moments in list order, each with its position. */
export function positioned(moments: readonly Omit<StoredMoment, "position">[]): StoredMoment[] {
  let position = 0;
  return moments.map((moment) => ({ ...moment, position: moment.role === "touchpoint" && !moment.archived ? ++position : null }));
}

/** What each moment of a journey means for deriving a visit's facts. */
export function momentRules(moments: readonly StoredMoment[]): (momentId: number) => MomentRule {
  // By id: an import asks for each touch.
  const rules: MomentRule[] = [];
  for (const moment of moments) {
    rules[moment.id] = {
      bit: moment.bit,
      position: moment.position ?? Number.POSITIVE_INFINITY,
      standardIndex: cutIndex(moment.scale, moment.standardFrom),
    };
  }
  return (momentId) => {
    const rule = rules[momentId];
    if (!rule) throw new Error(`Moment ${momentId} is not one of this journey.`);
    return rule;
  };
}

/** Marks that something about the journey changed, so that no cached answer outlives it. */
export function touchJourney(store: Store, journeyId: number): void {
  store.orm.run(sql`update journeys set data_version = data_version + 1 where id = ${journeyId}`);
}
