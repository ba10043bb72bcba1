/**
 * A unit of work over visits: loads the records of source ids as they are asked for, lets the caller change them, and writes the
 * difference, rollups included, when told to. Runs inside the caller's transaction.
 */

import type { ReachMoments } from "#domain/reach-sums.ts";
import { type FactsContext, factsOf, splitVisits, type VisitFacts } from "#domain/visit-facts.ts";
import type { VisitRecord } from "#domain/visit-record.ts";
import { FactorWriter } from "./factor-cells.ts";
import type { Driver } from "./open.ts";
import { type NewVisit, PlainVisits } from "./plain-visits.ts";
import { ReachWriter } from "./reach-cells.ts";
import { addVisitCells, Cells, CellWriter } from "./score-cells.ts";
import { RecordReader, type StoredVisit } from "./visit-records.ts";
import { RecordWriter, type VisitIdentity } from "./visit-rows.ts";

export class VisitGroup {
  readonly sourceId: number;
  readonly externalId: string;
  readonly gapMs: number | null;
  readonly stored: readonly StoredVisit[];
  /** What the stored visits counted for before any change. */
  readonly before: readonly VisitRecord[];
  /** null: nothing is left of it. */
  record: VisitRecord | null;
  changed = false;
  /** Touches, versions that lost, and claims: as loaded, and one more for each row that changed something. */
  statements = 0;

  constructor(sourceId: number, externalId: string, gapMs: number | null, stored: readonly StoredVisit[]) {
    this.sourceId = sourceId;
    this.externalId = externalId;
    this.gapMs = gapMs;
    this.stored = stored;
    this.before = stored.map(({ record }) => ({ ...record, touches: record.touches.map((touch) => ({ ...touch })) }));
    this.record = joinRecords(stored.map(({ record }) => record));
    for (const { record } of stored) {
      this.statements += record.claims.length;
      for (const { history } of record.touches) this.statements += 1 + history.length;
    }
  }
}

/** Several visits of one source id as what is known of that id. */
export function joinRecords(records: readonly VisitRecord[]): VisitRecord {
  const tags = records.flatMap((record) => record.tags ?? []);
  return {
    touches: records.flatMap((record) => record.touches),
    claims: records.flatMap((record) => record.claims),
    ...(tags.length > 0 && { tags }),
  };
}

/** So few new visits that their records are gone before they are moved to where garbage is collected seldom. */
const MOST_WAITING = 1_000;

export class VisitBatch {
  readonly #greatestId;
  readonly #reader: RecordReader;
  readonly #writer: RecordWriter;
  readonly #plain: PlainVisits;
  readonly #cells: CellWriter;
  readonly #reach: ReachWriter;
  readonly #factors: FactorWriter;
  readonly #context: FactsContext;
  readonly #groups = new Map<string, VisitGroup>();
  /** Statements that were loaded with them. */
  #loaded = 0;
  #newVisits: NewVisit[] = [];
  #counted = new Cells();
  /** null: to be looked up. */
  #nextVisitId: number | null = null;

  constructor(driver: Driver, journeyId: number, context: FactsContext, moments: ReachMoments) {
    this.#greatestId = driver.prepare<[], number | null>("select max(id) from visits").pluck();
    this.#reader = new RecordReader(driver);
    this.#writer = new RecordWriter(driver, journeyId);
    this.#plain = new PlainVisits(driver, journeyId);
    this.#cells = new CellWriter(driver, journeyId);
    this.#reach = new ReachWriter(driver, journeyId, moments);
    this.#factors = new FactorWriter(driver, journeyId);
    this.#context = context;
  }

  /** The record of a source's visit id, loaded on first use. */
  group(sourceId: number, externalId: string, gapMs: number | null): VisitGroup {
    const key = `${sourceId}:${externalId}`;
    let group = this.#groups.get(key);
    if (!group) {
      const stored = this.#reader.visitIds(sourceId, externalId).flatMap((id) => this.#reader.load(id) ?? []);
      group = new VisitGroup(sourceId, externalId, gapMs, stored);
      this.#groups.set(key, group);
      this.#loaded += group.statements;
    }
    return group;
  }

  /** How much is in memory until the next flush, in touches, versions and claims. */
  get held(): number {
    return this.#loaded;
  }

  /** The group that a stored visit belongs to. */
  groupOf(visitId: number, gapMs: (sourceId: number) => number | null): VisitGroup | null {
    const visit = this.#reader.load(visitId);
    return visit ? this.group(visit.sourceId, visit.externalId, gapMs(visit.sourceId)) : null;
  }

  /** Adds a visit that nobody asks for in this batch and whose source id the store does not have. A pause must not divide it. */
  addNew(visit: Omit<NewVisit, "id">): void {
    const { sourceId, externalId, record } = visit;
    this.#newVisits.push({ id: this.#newId(), sourceId, externalId, record });
    if (this.#newVisits.length >= MOST_WAITING) this.#insertNew();
  }

  /** Writes all changed groups and new visits and forgets the batch. */
  flush(): void {
    this.#insertNew();
    for (const group of this.#groups.values()) {
      if (group.changed) this.#save(group);
    }
    this.#cells.apply(this.#counted);
    this.#reach.flush();
    this.#factors.flush();
    this.#groups.clear();
    this.#loaded = 0;
    this.#counted = new Cells();
    this.#nextVisitId = null;
  }

  #newId(): number {
    const id = this.#nextVisitId ?? (this.#greatestId.get() ?? 0) + 1;
    this.#nextVisitId = id + 1;
    return id;
  }

  #insertNew(): void {
    const others = this.#plain.insert(this.#newVisits, ({ record }) => this.#derive(record, true));
    for (const { visit, facts } of others) this.#writer.saveVisit(visit, visit.record, facts, true);
    this.#newVisits = [];
  }

  #save(group: VisitGroup): void {
    for (const visit of group.before) {
      const facts = factsOf(visit, this.#context);
      addVisitCells(this.#counted, visit, facts, this.#context, -1);
      this.#reach.add(facts, -1, false);
      this.#factors.add(visit, facts, this.#context, -1);
    }
    const drafts = group.record === null ? [] : splitVisits(group.record, group.gapMs);
    const free = new Set(group.stored.map((visit) => visit.id));
    for (const draft of drafts) {
      const known = this.#knownId(draft, free, group.gapMs === null);
      if (known !== null) free.delete(known);
      this.#saveDraft(group, draft, known ?? this.#newId(), known === null);
    }
    for (const id of free) this.#writer.deleteVisit(id);
  }

  /** The stored visit that a draft goes on as: the oldest that one of its touches comes from. */
  #knownId(draft: VisitRecord, free: ReadonlySet<number>, single: boolean): number | null {
    if (single) return free.values().next().value ?? null;
    const ids = draft.touches.flatMap(({ visitId }) => (visitId !== null && free.has(visitId) ? [visitId] : []));
    return ids.length === 0 ? null : Math.min(...ids);
  }

  #saveDraft(of: Omit<VisitIdentity, "id">, draft: VisitRecord, id: number, isNew: boolean): void {
    const facts = this.#derive(draft, isNew);
    this.#writer.saveVisit({ id, sourceId: of.sourceId, externalId: of.externalId }, draft, facts, isNew);
  }

  /** The facts of a visit that is about to be stored, which from here on counts in the rollups. */
  #derive(visit: VisitRecord, isNew: boolean): VisitFacts {
    const facts = factsOf(visit, this.#context);
    addVisitCells(this.#counted, visit, facts, this.#context, 1);
    this.#reach.add(facts, 1, isNew);
    this.#factors.add(visit, facts, this.#context, 1);
    return facts;
  }
}
