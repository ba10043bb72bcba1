/**
 * Inserts new visits of which little is to be said, many in one statement that reads them from this program as if from a table. A statement
 * a visit would take a third longer, and half as long again with a place for every column.
 */
import type { VisitFacts } from "#domain/visit-facts.ts";
import type { Claim, TouchRecord, VisitRecord } from "#domain/visit-record.ts";
import type { Driver } from "./open.ts";
import { encodeTouches } from "./touch-bytes.ts";
import { knowledgeCode, sameTime, segmentAtOf, VISIT_COLUMNS, type VisitIdentity } from "./visit-rows.ts";

export interface NewVisit extends VisitIdentity {
  readonly record: VisitRecord;
}

export interface DerivedVisit {
  readonly visit: NewVisit;
  readonly facts: VisitFacts;
}

/** What a plain visit has in columns that are not its own. */
const PLAIN_VALUES = new Map([
  ["segment_at", "null"],
  ["claim_at", "null"],
  ["claim_date_only", "0"],
  ["claim_channel_id", "0"],
  ["explicit_start", "0"],
  ["started_date_only", "0"],
  ["last_date_only", "0"],
  ["not_met", "0"],
  ["repeated", "0"],
  ["out_of_order", "0"],
  ["customer", "null"],
  ["weight", "null"],
  ["attributes", "null"],
  ["comment", "null"],
]);

const OWN_COLUMNS = [
  "id",
  "external_id",
  "segment_id",
  "started_at",
  "start_day",
  "entry_channel_id",
  "last_at",
  "touched",
  "rated",
  "broken",
  "touches",
];
type Row = (number | string | Uint8Array | null)[];

/** What all plain visits of one statement share. */
interface Shared {
  readonly importId: number;
  readonly sourceId: number;
  readonly knowledge: number;
}

/** The table that the statement reads from, one a connection: whoever inserts says what is in it. */
interface Feed {
  rows: Generator<Row>;
}

const feeds = new WeakMap<Driver, Feed>();

function feedOf(driver: Driver): Feed {
  const known = feeds.get(driver);
  if (known) return known;
  const feed: Feed = { rows: noRows() };
  driver.table("new_visits", {
    columns: OWN_COLUMNS,
    *rows() {
      yield* feed.rows;
    },
  });
  feeds.set(driver, feed);
  return feed;
}

function* noRows(): Generator<Row> {}

export class PlainVisits {
  readonly #feed: Feed;
  readonly #insert;

  constructor(driver: Driver, journeyId: number) {
    this.#feed = feedOf(driver);
    const shared = new Map([
      ["journey_id", String(journeyId)],
      ["import_id", "?"],
      ["source_id", "?"],
      ["knowledge", "?"],
    ]);
    const order = [...shared.keys(), ...VISIT_COLUMNS.filter((column) => !shared.has(column))];
    const values = order.map((column) => shared.get(column) ?? PLAIN_VALUES.get(column) ?? column);
    this.#insert = driver.prepare<[number, number, number]>(
      `insert into visits (${order.join(", ")}) select ${values.join(", ")} from new_visits`,
    );
  }

  /** Inserts those of the visits that are plain, and gives the others. `derive` is asked once a visit, and must not use the store. */
  insert(visits: readonly NewVisit[], derive: (visit: NewVisit) => VisitFacts): DerivedVisit[] {
    const others: DerivedVisit[] = [];
    const [first] = visits;
    const claim = first?.record.claims[0];
    if (!first || !claim) return visits.map((visit) => ({ visit, facts: derive(visit) }));
    const shared = { importId: claim.importId, sourceId: first.sourceId, knowledge: knowledgeCode(claim.knowledge) };
    this.#feed.rows = plainRows(visits, derive, shared, others);
    this.#insert.run(shared.importId, shared.sourceId, shared.knowledge);
    return others;
  }
}

function* plainRows(
  visits: readonly NewVisit[],
  derive: (visit: NewVisit) => VisitFacts,
  shared: Shared,
  others: DerivedVisit[],
): Generator<Row> {
  for (const visit of visits) {
    const facts = derive(visit);
    if (!isPlain(visit, facts, shared)) {
      others.push({ visit, facts });
      continue;
    }
    yield [
      visit.id,
      visit.externalId,
      facts.claims.segmentId,
      facts.start.at,
      facts.startDay,
      facts.entryChannelId,
      facts.last?.at ?? null,
      facts.touched,
      facts.rated,
      facts.broken,
      encodeTouches(visit.record.touches, 0),
    ];
  }
}

/** Whether a visit's row is what the statement says, and its touches need no side tables. */
function isPlain({ sourceId, record }: NewVisit, facts: VisitFacts, shared: Shared): boolean {
  const [only] = record.claims;
  return (
    only !== undefined &&
    record.claims.length === 1 &&
    only.importId === shared.importId &&
    sourceId === shared.sourceId &&
    knowledgeCode(facts.claims.knowledge) === shared.knowledge &&
    isPlainClaim(only, facts) &&
    facts.repeated === 0 &&
    !facts.outOfOrder &&
    record.touches.every(isPlainTouch)
  );
}

function isPlainClaim(only: Claim, { start, last }: VisitFacts): boolean {
  return (
    sameTime(only.when, last) &&
    segmentAtOf(only) === null &&
    only.channelId === 0 &&
    only.startedAt === null &&
    !start.dateOnly &&
    !only.when.dateOnly &&
    only.notMet === 0 &&
    only.customer === null &&
    only.weight === null &&
    only.attributes === null &&
    only.comment === null
  );
}

function isPlainTouch({ live, history }: TouchRecord): boolean {
  return history.length === 0 && live.resolution === null && live.seconds === null && live.ratingRef === null && live.comment === null;
}
