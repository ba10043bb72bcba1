/** A file whose rows come by their visits: read once to set the rows aside, then taken back part by part. */
import { statSync } from "node:fs";
import type { Reject } from "#domain/checked-row.ts";
import type { ReadPoint, ReadStep } from "#domain/read-step.ts";
import type { ColumnBatch, GatheredPlace } from "#domain/row-columns.ts";
import { BATCH_CHARACTERS, BATCH_ROWS, columnList } from "./batches.ts";
import { checkFile, type FilePlan } from "./check-file.ts";
import { GATHER_SIZES, GatheredRows, type GatherSizes } from "./gathered-rows.ts";
import { SpillFile } from "./spill-file.ts";
import type { VisitOrder } from "./visit-order.ts";

export interface ReadFrom extends ReadPoint {
  /** Where rows may be set aside; nothing is left there. */
  readonly spillPath: string;
}

const PART_ROWS = 100_000;
const MOST_PARTS = 512;
/** Of the time that the whole takes. */
const READING_SHARE = 0.4;

export async function* gatheredBatches(
  plan: FilePlan,
  from: ReadFrom,
  order: VisitOrder | null,
  sizes: GatherSizes = GATHER_SIZES,
): AsyncGenerator<ReadStep> {
  const parts = order === null ? 1 : Math.max(1, Math.min(MOST_PARTS, Math.ceil(order.rows / PART_ROWS)));
  const bounds = order?.bounds(parts) ?? [];
  const spill = new SpillFile(from.spillPath, bounds.length + 1);
  try {
    const gathered = new GatheredRows(spill, bounds, from.place, sizes);
    const rejects = new Rejects(from.place);
    const bytes = Math.max(1, statSync(plan.file).size);
    const taker = {
      accept: gathered.add.bind(gathered),
      reject: rejects.add.bind(rejects),
    };
    for await (const read of checkFile(plan, taker)) {
      const share = READING_SHARE * Math.min(1, read / bytes);
      yield { share, batch: rejects.isFull ? rejects.take() : null };
    }
    if (rejects.rows > 0) yield { share: READING_SHARE, batch: rejects.take() };
    let done = 0;
    for (const batch of gathered.batches(rejects.line)) {
      done += batch.rows;
      yield { share: READING_SHARE + (1 - READING_SHARE) * (done / gathered.rows), batch };
    }
  } finally {
    spill.close();
  }
}

/** Rejected rows in file order: they do not wait for the others. */
class Rejects {
  readonly #from: GatheredPlace;
  #rejected: Reject[] = [];
  #characters = 0;
  line: number;

  constructor(from: GatheredPlace) {
    this.#from = from;
    this.line = from.rejectedLine;
  }

  get rows(): number {
    return this.#rejected.length;
  }

  get isFull(): boolean {
    return this.#rejected.length >= BATCH_ROWS || this.#characters >= BATCH_CHARACTERS;
  }

  add(row: Reject, characters: number): void {
    if (row.line <= this.#from.rejectedLine) return;
    this.#rejected.push(row);
    this.#characters += characters;
    this.line = row.line;
  }

  take(): ColumnBatch {
    const { visit, visitLine } = this.#from;
    const rejected = this.#rejected;
    this.#rejected = [];
    this.#characters = 0;
    return { ...columnList(0).batch(rejected.length, rejected), place: { rejectedLine: this.line, visit, visitLine } };
  }
}
