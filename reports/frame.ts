/** From a question to what is read: the journey inside the scope, the chosen moments, the periods in days, as-of. */
import { type Dimension, readDimension } from "#db/dimensions.ts";
import { type JourneyFigures, readJourneyFigures } from "#db/journey-figures.ts";
import { type JourneyRow, readJourney } from "#db/journeys.ts";
import type { Store } from "#db/open.ts";
import type { Scope } from "#db/scope.ts";
import type { Cutoff, Selection } from "#db/selection.ts";
import { readSettings, type Settings } from "#db/settings.ts";
import { resolveAsOf } from "#domain/as-of.ts";
import { dayNumber, dayText, localDay, parseDay, previousPeriod, yearBefore, zoneStartOfDay } from "#domain/calendar.ts";
import type { StratumNames } from "#domain/change.ts";
import type { Period } from "#domain/documents.ts";
import type { Filter } from "#domain/filter.ts";
import { type Journey, type Moment, stepsOf } from "#domain/journey.ts";
import { badParameter, fail, ok, type Result } from "#domain/problem.ts";

export interface PeriodFrame {
  readonly selection: Selection;
  readonly period: Period;
}

export interface Frame {
  readonly store: Store;
  readonly scope: Scope;
  readonly filter: Filter;
  readonly settings: Settings;
  readonly journey: JourneyRow & Journey;
  readonly figures: JourneyFigures;
  readonly names: StratumNames;
  /** The chosen touchpoints, in journey order; all where none is chosen. */
  readonly steps: readonly Moment[];
  /** The chosen moments, outcomes included. */
  readonly moments: readonly Moment[];
  readonly now: PeriodFrame;
  readonly before: PeriodFrame | null;
  /** Milliseconds; null where no touch is stored. */
  readonly asOf: number | null;
  /** Only where as-of was given. */
  readonly cutoff: Cutoff | null;
}

export function frameOf(store: Store, scope: Scope, journeyKey: string, filter: Filter): Result<Frame> {
  const journey = readJourney(store, scope, journeyKey);
  if (!journey) return fail({ code: "unknown-journey", key: journeyKey });
  const known = { channels: readDimension(store, "channels"), segments: readDimension(store, "segments") };
  const channels = idsOf("channel", known.channels, filter.channels);
  if (!channels.ok) return channels;
  const segments = idsOf("segment", known.segments, filter.segments);
  if (!segments.ok) return segments;
  const teams = teamIds(store, scope, filter.teams);
  if (!teams.ok) return teams;
  const unknown = filter.moments.find((key) => !journey.moments.some((moment) => moment.key === key));
  if (unknown !== undefined) return badParameter("moment", unknown, `journey "${journeyKey}" has no moment "${unknown}".`);

  const settings = readSettings(store);
  const figures = readJourneyFigures(store, journey);
  const days = daysOf(filter, figures);
  const ids = { journeyId: journey.id, channels: channels.value, segments: segments.value, teams: teams.value };
  const periodFrame = (range: { fromDay: number; toDay: number } | null): PeriodFrame => ({
    selection: { ...ids, fromDay: range?.fromDay ?? 0, toDay: range?.toDay ?? -1 },
    period: { from: range && dayText(range.fromDay), to: range && dayText(range.toDay), timeZone: settings.timeZone },
  });
  const chosen = (moment: Moment) => filter.moments.length === 0 || filter.moments.includes(moment.key);
  return ok({
    store,
    scope,
    filter,
    settings,
    journey,
    figures,
    names: {
      channels: new Map(known.channels.map((row) => [row.id, row.key])),
      segments: new Map(known.segments.map((row) => [row.id, row.key])),
    },
    steps: stepsOf(journey).filter(chosen),
    moments: journey.moments.filter(chosen),
    now: periodFrame(days),
    before: filter.compare === null || days === null ? null : periodFrame(comparedDays(filter.compare, days)),
    asOf: filter.asOf === null ? figures.latest : resolveAsOf(filter.asOf, settings.timeZone),
    cutoff: filter.asOf === null ? null : cutoffOf(filter.asOf, settings.timeZone),
  });
}

/** The filter's teams, or a problem: one outside the scope looks like one that does not exist. */
function teamIds(store: Store, scope: Scope, keys: readonly string[]): Result<readonly number[] | null> {
  const { teams } = scope;
  const foreign = teams === "all" ? undefined : keys.find((key) => !teams.includes(key));
  if (foreign !== undefined) return fail({ code: "unknown-team", key: foreign });
  if (keys.length === 0) return ok(null);
  const known = readDimension(store, "teams");
  const ids = idsOf("team", known, keys);
  return ids.ok ? ids : fail({ code: "unknown-team", key: keys.find((key) => !known.some((row) => row.key === key)) ?? "" });
}

function idsOf(parameter: string, rows: readonly Dimension[], keys: readonly string[]): Result<readonly number[] | null> {
  if (keys.length === 0) return ok(null);
  const ids = new Map(rows.map((row) => [row.key, row.id]));
  const unknown = keys.find((key) => !ids.has(key));
  if (unknown !== undefined) return badParameter(parameter, unknown, `there is no ${parameter} "${unknown}".`);
  return ok(keys.flatMap((key) => ids.get(key) ?? []));
}

/** The filter's days, with the ends that it leaves out taken from what is stored; null where neither says any. */
function daysOf(filter: Filter, figures: JourneyFigures): { fromDay: number; toDay: number } | null {
  const from = filter.from === null ? figures.span?.first : dayNumber(filter.from);
  const to = filter.to === null ? figures.span?.last : dayNumber(filter.to);
  if (from === undefined || to === undefined) {
    const given = from ?? to;
    return given === undefined ? null : { fromDay: given, toDay: given };
  }
  if (from <= to) return { fromDay: from, toDay: to };
  // The data ends before the first day that was asked for, or begins after the last: that day alone.
  const given = filter.from === null ? to : from;
  return { fromDay: given, toDay: given };
}

function comparedDays(
  compare: NonNullable<Filter["compare"]>,
  days: { fromDay: number; toDay: number },
): { fromDay: number; toDay: number } {
  switch (compare) {
    case "previous":
      return previousPeriod(days.fromDay, days.toDay);
    case "year":
      return yearBefore(days.fromDay, days.toDay);
  }
}

function cutoffOf(asOf: string, timeZone: string): Cutoff {
  const at = resolveAsOf(asOf, timeZone);
  const day = localDay(timeZone, at);
  return { at, day, dayStart: zoneStartOfDay(timeZone, day), wholeDay: parseDay(asOf) !== null };
}
