/** A record of the file to a checked row, or to the sentence that says why it is none. */
import { type CheckedRow, type CheckedTouch, type Knowledge, RESOLUTIONS, type When } from "#domain/checked-row.ts";
import type { Journey, Moment } from "#domain/journey.ts";
import {
  type Cells,
  choiceReader,
  dateCellReader,
  keyReader,
  NOT_MET,
  type PlaceOf,
  type Reader,
  type RowFaults,
  ratingReader,
  secondsReader,
  textReader,
  valueReader,
  weightReader,
} from "./cells.ts";
import { dateReader } from "./date-format.ts";
import { factorReader, type ReadFactors } from "./factor-columns.ts";
import type { LongMapping, Mapping, Source, WideMapping } from "./mapping.ts";
import { maskPersonalData } from "./mask-personal-data.ts";

/** A row's meaning; where the faults have a reason afterwards, there is none. */
export type RowChecker = (cells: Cells, line: number) => CheckedRow | null;

export interface RowContext {
  readonly journey: Journey;
  readonly placeOf: PlaceOf;
  readonly faults: RowFaults;
  /** For local times without an offset. */
  readonly timeZone: string;
}

const NO_MOMENTS: readonly number[] = [];

/** Makes the checker of a mapping. Every moment that the mapping names must be one of the journey's. */
export function rowChecker(mapping: Mapping, context: RowContext): RowChecker {
  return mapping.shape === "wide" ? wideChecker(mapping, context) : longChecker(mapping, context);
}

function nothing(): null {
  return null;
}

/** The readers that both shapes share. */
function commonReaders(mapping: Mapping, context: RowContext) {
  const { placeOf, faults } = context;
  const dates = dateReader(mapping.dateFormats, context.timeZone);
  const expected =
    mapping.dateFormats.length === 0 ? "ISO 8601 (2026-05-01T10:00), or state a dateFormat" : mapping.dateFormats.join(" or ");
  const key = (source: Source | null): Reader<string> => (source === null ? nothing : keyReader(source, placeOf, faults));
  const text = (source: Source | null): Reader<string> => (source === null ? nothing : textReader(source, placeOf));
  return {
    visit: text(mapping.visit),
    segment: key(mapping.segment),
    channel: key(mapping.channel),
    team: key(mapping.team),
    customer: text(mapping.customer),
    comment: words(text(mapping.comment), mapping.maskPersonalData),
    weight: mapping.weight === null ? nothing : weightReader(mapping.weight, placeOf, faults),
    attributes: attributesReader(mapping, placeOf),
    date: (source: Source | null): Reader<When> => (source === null ? nothing : dateCellReader(source, placeOf, faults, dates, expected)),
    text,
  };
}

/** What a customer wrote, in one spelling (Unicode NFC: Korean typed on some systems is not), so that it can be found. */
function words(read: Reader<string>, masks: boolean): Reader<string> {
  return (cells) => {
    const text = read(cells)?.normalize("NFC") ?? null;
    return text !== null && masks ? maskPersonalData(text) : text;
  };
}

function attributesReader(mapping: Mapping, placeOf: PlaceOf): Reader<Readonly<Record<string, string>>> {
  if (mapping.attributes.length === 0) return nothing;
  const readers = mapping.attributes.map(([name, source]): [string, Reader<string>] => [name, textReader(source, placeOf)]);
  return (cells) => {
    const found: [string, string][] = [];
    for (const [name, read] of readers) {
      const value = read(cells);
      if (value !== null) found.push([name, value]);
    }
    return found.length === 0 ? null : Object.fromEntries(found);
  };
}

function nameOf(source: Source): string {
  return source.kind === "column" ? source.column : "";
}

function wideChecker(mapping: WideMapping, context: RowContext): RowChecker {
  const { faults, placeOf, journey } = context;
  const read = commonReaders(mapping, context);
  const startedAt = read.date(mapping.startedAt);
  const touchedAt = read.date(mapping.at);
  const byKey = new Map(journey.moments.map((moment) => [moment.key, moment]));
  const ratings = mapping.ratings.flatMap(([key, source]) => {
    const moment = byKey.get(key);
    return moment === undefined
      ? []
      : [{ momentId: moment.id, read: ratingReader(source, moment, placeOf, faults, mapping.blank, mapping.notMet) }];
  });
  const mentioned = mapping.factors.flatMap(([key, sources]) => {
    const moment = byKey.get(key);
    return moment === undefined ? [] : [{ momentId: moment.id, read: factorReader(sources, mapping, placeOf, faults) }];
  });
  const coded = mapping.notMet.length > 0 || mapping.ratings.some(([, source]) => source.kind === "column" && source.notMet.length > 0);
  const knowledge: Knowledge = coded ? "not-met-coded" : "ratings-only";

  return (cells, line) => {
    const visit = read.visit(cells);
    if (visit === null) faults.note(nameOf(mapping.visit), "", "The visit's id is missing.");
    const start = startedAt(cells);
    if (start === null) faults.note(nameOf(mapping.startedAt), "", "The visit's start is missing.");
    const when = touchedAt(cells) ?? start;
    const channel = read.channel(cells);
    const team = read.team(cells);
    const segment = read.segment(cells);
    const weight = read.weight(cells);
    const touches: CheckedTouch[] = [];
    let notMet = NO_MOMENTS;
    for (const rating of ratings) {
      const answer = rating.read(cells);
      if (answer >= 0 && when !== null) {
        const { momentId } = rating;
        touches.push({ momentId, when, channel, team, answer, comment: null, resolution: null, seconds: null, ratingId: null });
      } else if (answer === NOT_MET) {
        notMet = [...notMet, rating.momentId];
      }
    }
    const mentions = mentioned.flatMap(({ momentId, read: readFactors }) => {
      const factors = readFactors(cells);
      return factors.length === 0 ? [] : [{ momentId, factors }];
    });
    if (visit === null || start === null || faults.reason !== "") return null;
    return {
      line,
      visit,
      when: start,
      startedAt: start,
      segment,
      channel,
      customer: read.customer(cells),
      weight,
      attributes: read.attributes(cells),
      notMet,
      knowledge,
      touches,
      comment: read.comment(cells),
      ...(mentions.length > 0 && { mentions }),
    };
  };
}

function longChecker(mapping: LongMapping, context: RowContext): RowChecker {
  const { faults, placeOf, journey } = context;
  const read = commonReaders(mapping, context);
  const at = read.date(mapping.at);
  const startedAt = read.date(mapping.startedAt);
  const byKey = new Map(journey.moments.map((moment) => [moment.key, moment]));
  const momentOf = valueReader<Moment>(mapping.moment, placeOf, faults, (text) => {
    const moment = byKey.get(text) ?? null;
    return { value: moment, reason: moment === null ? `"${text}" is not a moment of the journey "${journey.key}".` : "" };
  });
  const { rating } = mapping;
  const answers = new Map(
    journey.moments.map((moment) => [
      moment.id,
      rating === null ? () => -1 : ratingReader(rating, moment, placeOf, faults, mapping.blank, NO_CODES),
    ]),
  );
  const resolution = mapping.resolution === null ? nothing : choiceReader(mapping.resolution, placeOf, faults, RESOLUTIONS);
  const seconds = mapping.seconds === null ? nothing : secondsReader(mapping.seconds, placeOf, faults);
  const ratingId = read.text(mapping.ratingId);
  const readFactors: ReadFactors = factorReader(mapping.factors, mapping, placeOf, faults);

  return (cells, line) => {
    const visit = read.visit(cells);
    if (visit === null) faults.note(nameOf(mapping.visit), "", "The visit's id is missing.");
    const moment = momentOf(cells);
    if (moment === null) faults.note(nameOf(mapping.moment), "", "The moment is missing.");
    const when = at(cells);
    if (when === null) faults.note(nameOf(mapping.at), "", "The time is missing.");
    const answer = moment === null ? -1 : (answers.get(moment.id)?.(cells) ?? -1);
    const segment = read.segment(cells);
    const channel = read.channel(cells);
    const team = read.team(cells);
    const weight = read.weight(cells);
    const start = startedAt(cells);
    const settled = resolution(cells);
    const duration = seconds(cells);
    const factors = readFactors(cells);
    if (visit === null || moment === null || when === null || faults.reason !== "") return null;
    const touch: CheckedTouch = {
      momentId: moment.id,
      when,
      channel,
      team,
      answer: answer < 0 ? null : answer,
      comment: read.comment(cells),
      resolution: settled,
      seconds: duration,
      ratingId: ratingId(cells),
      ...(factors.length > 0 && { factors }),
    };
    return {
      line,
      visit,
      when,
      startedAt: start,
      segment,
      channel: null,
      customer: read.customer(cells),
      weight,
      attributes: read.attributes(cells),
      notMet: NO_MOMENTS,
      knowledge: "complete",
      touches: [touch],
      comment: null,
    };
  };
}

const NO_CODES: readonly string[] = [];
