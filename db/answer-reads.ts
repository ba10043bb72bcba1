/** What visits answered, as columns: of all of a selection that answered the outcome, or of some drawn by a hash of their numbers. */
import type { AnswerColumns } from "#domain/drivers.ts";
import type { Moment } from "#domain/journey.ts";
import type { Store } from "./open.ts";
import { isAmong } from "./prepared.ts";
import type { Scope } from "./scope.ts";
import type { Cutoff, Selection } from "./selection.ts";
import { decodeTouches, SIDES, sidesOf } from "./touch-bytes.ts";
import { type MentioningVisit, mentionedBy } from "./visit-mentions.ts";
import { isAfter } from "./visit-scan.ts";

export interface AnswerQuestion {
  readonly selection: Selection;
  /** Touches after it are ignored. */
  readonly cutoff: Cutoff | null;
  readonly outcome: Moment;
  readonly moments: readonly Moment[];
  /** Ids of the factors whose mentions are read. */
  readonly factors: readonly number[];
  /** Of the visits that answered the outcome, the part that is read: 0..1. */
  readonly part: number;
}

const HASHES = 2 ** 32;

/**
 * 32 bits of a visit's number, spread by two rounds of multiply and add: enough to draw by, and made of what SQL has. Both multipliers stay
 * below 2^30, so that no product leaves 63 bits for numbers up to 2^33. The drawing needs no row of the visits that it passes over: number
 * and start day are in the index.
 */
const MIXED = "((id * 739982445) & 4294967295)";
export const VISIT_HASH = `((${MIXED} / 65536 + ${MIXED}) * 695872825 & 4294967295)`;

type Row = [id: number, startedAt: number, startedDateOnly: number, shared: number, touches: Buffer | null];

/** Visits by their start and entry channel, in the order of their ids. Where a visit rated a moment several times, its lowest answer stands. */
export function readAnswers(store: Store, scope: Scope, question: AnswerQuestion): AnswerColumns {
  const { selection, cutoff, outcome, moments, factors, part } = question;
  if (scope.teams !== "all") throw new Error("Visits cross teams: a scope of some teams cannot read them.");
  const drawn = part >= 1 ? "" : `and ${VISIT_HASH} < ${Math.floor(part * HASHES)}`;
  const rows = store.driver
    .prepare<number[], Row>(
      `select id, started_at, started_date_only, import_id is null, touches from visits
       where journey_id = ? and start_day between ? and ? ${drawn} and (rated >> ?) & 1 = 1
         and ${isAmong("segment_id", selection.segments)} and ${isAmong("entry_channel_id", selection.channels)}`,
    )
    .raw()
    .iterate(selection.journeyId, selection.fromDay, selection.toDay, outcome.bit);
  const places = new Map([outcome, ...moments].map((moment, place) => [moment.id, place]));
  const ids: number[] = [];
  const mentioning: MentioningVisit[] = [];
  const columns = Array.from(places, (): number[] => []);
  for (const row of rows as IterableIterator<Row>) {
    const [id, startedAt, startedDateOnly, shared, touches] = row;
    if (cutoff && isAfter(cutoff, startedAt, startedDateOnly === 1)) continue;
    const lowest = columns.map(() => -1);
    for (const touch of decodeTouches(touches)) {
      const place = places.get(touch.momentId);
      if (place === undefined || touch.answer === null) continue;
      if (cutoff && isAfter(cutoff, touch.when.at, touch.when.dateOnly)) continue;
      const known = lowest[place] ?? -1;
      lowest[place] = known < 0 ? touch.answer : Math.min(known, touch.answer);
    }
    ids.push(id);
    const sides = sidesOf(touches) & (SIDES.mentions | SIDES.tags);
    if (sides !== 0) mentioning.push({ id, plain: sides === SIDES.mentions && shared === 0 });
    lowest.forEach((answer, place) => {
      columns[place]?.push(answer);
    });
  }
  return {
    ...inOrder(ids, columns),
    mentions: factors.length === 0 ? new Map() : mentionedBy(store, mentioning, new Set(factors), cutoff),
  };
}

/** The most visits that are read at once: their places must fit into a number beside an id. */
const MOST_PLACES = 2 ** 20;

/** The index gives them by start day. Id and place are sorted as one number each, which takes a tenth of the time of comparing pairs. */
function inOrder(ids: readonly number[], columns: readonly (readonly number[])[]): Omit<AnswerColumns, "mentions"> {
  if (ids.length > MOST_PLACES) throw new RangeError("More visits than may be read at once.");
  const order = Float64Array.from(ids, (id, place) => id * MOST_PLACES + place)
    .sort()
    .map((both) => both % MOST_PLACES);
  const sorted = (column: readonly number[]) => Int8Array.from(order, (place) => column[place] ?? -1);
  const [outcome, ...answers] = columns.map(sorted);
  return { count: ids.length, id: Float64Array.from(order, (place) => ids[place] ?? 0), outcome: outcome ?? new Int8Array(), answers };
}
