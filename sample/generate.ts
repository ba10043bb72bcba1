/** The sample: an airline's last eighteen months, the same for the same arguments on every machine. */
import { zoneStartOfDay } from "#domain/calendar.ts";
import type { CheckedRow, CheckedTouch, RowBatch } from "#domain/checked-row.ts";
import { dayNumber } from "#domain/days.ts";
import type { DayText } from "#domain/filter.ts";
import type { Journey } from "#domain/journey.ts";
import type { JourneyFile } from "#domain/journey-file.ts";
import { Chance } from "./chance.ts";
import type { SegmentKey } from "./dimensions.ts";
import { mentionsAt, withCharts } from "./factors.ts";
import { MOMENT_KEYS, type MomentKey } from "./moments.ts";
import { answerOverall, OVERALL, type OverallAnswer, withOverall } from "./overall.ts";
import { planPath } from "./path.ts";
import { type PlantedDays, plantedDays } from "./quality.ts";
import { liveStop, makeParty, type SampleTouch } from "./touch.ts";
import { type SampleTruths, truthsFor } from "./truths.ts";
import { dailyVisits } from "./volume.ts";

/** The source that the sample's visits belong to. */
export const SAMPLE_SOURCE = "verdad-sample";
/** The template in `templates/` that the sample follows. */
export const SAMPLE_JOURNEY = "airline";

export interface SampleRequest {
  /** The journey made from `sampleFile`: gives the moments' ids. */
  readonly journey: Journey;
  /** The last day with touches. */
  readonly asOf: DayText;
  /** 1 = 60,000 visits. */
  readonly scale: number;
  readonly timeZone: string;
  readonly seed?: number;
}

const VISITS = 60_000;
/** Rows in a batch, at least: a visit is never divided. */
const BATCH_ROWS = 5_000;
/** Chosen among a few because no moment without a planted change happens to look changed between the last two quarters. */
const DEFAULT_SEED = 1967;

const MIX_BEFORE: readonly (readonly [SegmentKey, number])[] = [
  ["business", 0.2],
  ["leisure", 0.58],
  ["family", 0.22],
];
const MIX_LAST_QUARTER: readonly (readonly [SegmentKey, number])[] = [
  ["business", 0.2],
  ["leisure", 0.42],
  ["family", 0.38],
];

/** The airline template with what the sample has more: charts, and an overall question. */
export function sampleFile(template: JourneyFile): JourneyFile {
  return withOverall(withCharts(template));
}

/**
 * The sample's rows, one touch a row, ordered by the start of their visits, the rows of a visit together and in order of time.
 * Throws a RangeError for a day that is none or a scale that is not above 0, an Error where the journey lacks one of the moments.
 */
export function* generateSample(request: SampleRequest): Generator<RowBatch> {
  if (!(request.scale > 0)) throw new RangeError(`The scale must be above 0, not ${request.scale}.`);
  const momentIds = idsOf(request.journey);
  const truths = truthsFor(request.asOf);
  const planted = plantedDays(truths);
  const seed = request.seed ?? DEFAULT_SEED;
  const firstDay = dayNumber(truths.period.from);
  const lastDay = dayNumber(truths.period.to);
  const days = dailyVisits(firstDay, lastDay, Math.round(VISITS * request.scale), seed);

  let visits = 0;
  let line = 1;
  let rows: CheckedRow[] = [];
  for (const [index, count] of days.entries()) {
    const day = firstDay + index;
    const started: SampleVisit[] = [];
    for (let i = 0; i < count; i++) started.push(makeVisit(day, lastDay, truths, planted, new Chance(seed, visits + i)));
    started.sort((a, b) => a.start - b.start);
    for (const visit of started) {
      visits += 1;
      const name = `S${String(visits).padStart(6, "0")}`;
      for (const touch of touchesOf(visit, momentIds, request.timeZone)) {
        line += 1;
        rows.push(toRow(touch, line, name, visit.segment));
      }
      if (rows.length >= BATCH_ROWS) {
        yield { rows: rows.length, accepted: rows, rejected: [] };
        rows = [];
      }
    }
  }
  if (rows.length > 0) yield { rows: rows.length, accepted: rows, rejected: [] };
}

interface SampleVisit {
  readonly segment: SegmentKey;
  readonly touches: readonly SampleTouch[];
  /** Keys of the factors that each touch mentions. */
  readonly mentions: readonly (readonly string[])[];
  readonly overall: OverallAnswer | null;
  /** Second of its first day. */
  readonly start: number;
}

function makeVisit(day: number, lastDay: number, truths: SampleTruths, planted: PlantedDays, chance: Chance): SampleVisit {
  const segment = chance.weighted(day >= planted.quarterFrom ? MIX_LAST_QUARTER : MIX_BEFORE);
  const party = makeParty(segment, truths.clustered.team, chance);
  const touches: SampleTouch[] = [];
  const stops = planPath(day, segment, chance);
  for (const stop of stops) {
    if (stop.day > lastDay) break;
    const touch = liveStop(stop, party, planted, chance);
    touches.push(touch);
    if (touch.leaves) break;
  }
  // Drawn last, so that what is ticked, and after it the overall answer, leaves ways and ratings as they are.
  const mentions = touches.map(({ stop, answer, comment }) => mentionsAt({ moment: stop.moment, answer, comment }, chance));
  const overall = answerOverall(touches, party.willingness, lastDay, chance);
  return { segment, touches, mentions, overall, start: stops[0]?.second ?? 0 };
}

type MomentIds = Readonly<Record<MomentKey | typeof OVERALL, number>>;

/** In order of time: the overall answer comes the day after the last stop. */
function touchesOf({ touches, mentions, overall }: SampleVisit, momentIds: MomentIds, timeZone: string): CheckedTouch[] {
  const whenOf = (day: number, second: number) => ({ at: zoneStartOfDay(timeZone, day) + second * 1000, dateOnly: false });
  const rows = touches.map(({ stop, team, answer, comment, resolution, seconds }, place): CheckedTouch => {
    const factors = mentions[place] ?? [];
    return {
      ...{ momentId: momentIds[stop.moment], when: whenOf(stop.day, stop.second), channel: stop.channel, team },
      ...{ answer, comment, resolution, seconds, ratingId: null },
      ...(factors.length > 0 && { factors }),
    };
  });
  if (overall !== null) {
    const { day, second, answer } = overall;
    rows.push({
      ...{ momentId: momentIds[OVERALL], when: whenOf(day, second), channel: "app", team: null },
      ...{ answer, comment: null, resolution: null, seconds: null, ratingId: null },
    });
  }
  return rows;
}

function toRow(touch: CheckedTouch, line: number, visit: string, segment: SegmentKey): CheckedRow {
  return {
    line,
    visit,
    when: touch.when,
    startedAt: null,
    segment,
    channel: touch.channel,
    customer: null,
    weight: null,
    attributes: null,
    notMet: [],
    knowledge: "complete",
    touches: [touch],
    comment: null,
  };
}

function idsOf(journey: Journey): MomentIds {
  const known = new Map(journey.moments.map((moment) => [moment.key, moment.id]));
  const ids: Partial<Record<MomentKey | typeof OVERALL, number>> = {};
  for (const key of [...MOMENT_KEYS, OVERALL] as const) {
    const id = known.get(key);
    if (id === undefined) throw new Error(`The journey "${journey.key}" has no moment "${key}": it is not the sample's.`);
    ids[key] = id;
  }
  return ids as MomentIds;
}
