/**
 * Gathers the rows of a file by their visits, in flat memory: each row is set aside in the part of the visit ids that it belongs to, and the
 * parts come back one after the other, visit by visit in the order of their ids (by code units), a visit's rows in file order.
 */
import type { CheckedRow } from "#domain/checked-row.ts";
import type { ColumnBatch, GatheredPlace } from "#domain/row-columns.ts";
import { RowPacker } from "#domain/row-packer.ts";
import { BATCH_CHARACTERS, BATCH_ROWS } from "./batches.ts";
import type { SpillFile } from "./spill-file.ts";
import { type LoadSizes, visitBatches } from "./visit-batches.ts";

export interface GatherSizes extends LoadSizes {
  /** Rows of a part that are set aside together. */
  readonly chunkRows: number;
}

export const GATHER_SIZES: GatherSizes = {
  chunkRows: 2_048,
  mostRows: 250_000,
  mostCharacters: 8 * BATCH_CHARACTERS,
  batchRows: BATCH_ROWS,
  batchCharacters: BATCH_CHARACTERS,
};

interface Waiting {
  readonly packer: RowPacker;
  characters: number;
}

export class GatheredRows {
  readonly #spill: SpillFile;
  readonly #bounds: readonly string[];
  readonly #from: GatheredPlace;
  readonly #sizes: GatherSizes;
  readonly #waiting = new Map<number, Waiting>();
  #waitingCharacters = 0;
  #rows = 0;
  #lastVisit = "";
  #lastPart = 0;

  /** Rows that are behind `from` already are left out. The file has a part more than there are bounds. */
  constructor(spill: SpillFile, bounds: readonly string[], from: GatheredPlace, sizes = GATHER_SIZES) {
    this.#spill = spill;
    this.#bounds = bounds;
    this.#from = from;
    this.#sizes = sizes;
    this.#lastPart = this.#partOf("");
  }

  /** How many rows were set aside. */
  get rows(): number {
    return this.#rows;
  }

  add(row: CheckedRow, characters: number): void {
    const { visit } = row;
    if (visit < this.#from.visit || (visit === this.#from.visit && row.line <= this.#from.visitLine)) return;
    if (visit !== this.#lastVisit) {
      this.#lastVisit = visit;
      this.#lastPart = this.#partOf(visit);
    }
    const part = this.#lastPart;
    let waiting = this.#waiting.get(part);
    if (!waiting) {
      waiting = { packer: new RowPacker(this.#sizes.chunkRows), characters: 0 };
      this.#waiting.set(part, waiting);
    }
    waiting.packer.add(row);
    waiting.characters += characters;
    this.#waitingCharacters += characters;
    this.#rows += 1;
    if (waiting.packer.rows === this.#sizes.chunkRows || waiting.characters > BATCH_CHARACTERS) this.#setAside(part, waiting);
    else if (this.#waitingCharacters > this.#sizes.mostCharacters) this.#setAllAside();
  }

  /** All rows, in batches. `rejectedLine`: up to there the file's rejected rows are known. */
  *batches(rejectedLine: number): Generator<ColumnBatch> {
    this.#setAllAside();
    for (let part = 0; part <= this.#bounds.length; part += 1) {
      const { rows, characters } = this.#spill.size(part);
      if (rows > 0) yield* visitBatches(() => this.#spill.chunks(part), rows, characters, rejectedLine, this.#sizes);
    }
  }

  /** How many bounds are not above an id. */
  #partOf(visit: string): number {
    let low = 0;
    let high = this.#bounds.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#bounds[middle] ?? "") <= visit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #setAside(part: number, { packer, characters }: Waiting): void {
    this.#spill.append(part, packer.take(), characters);
    this.#waiting.delete(part);
    this.#waitingCharacters -= characters;
  }

  #setAllAside(): void {
    for (const [part, waiting] of this.#waiting) this.#setAside(part, waiting);
  }
}
