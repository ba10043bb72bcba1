/** Gathers checked rows into batches in file order. */
import type { CheckedRow, Reject, RowBatch } from "#domain/checked-row.ts";
import type { ColumnBatch } from "#domain/row-columns.ts";
import { RowPacker } from "#domain/row-packer.ts";
import type { RowTaker } from "./check-file.ts";

/** So many that a rollup cell's change and a commit are shared by many rows, so few that a batch takes some tens of MB at most. */
export const BATCH_ROWS = 50_000;
/** Long rows make smaller batches: memory does not grow with what a cell holds. */
export const BATCH_CHARACTERS = 8 * 1024 * 1024;

/** Where the accepted rows of one batch go. */
interface RowList<B> {
  add(row: CheckedRow): void;
  batch(rows: number, rejected: readonly Reject[]): B;
}

export function rowList(): RowList<RowBatch> {
  const accepted: CheckedRow[] = [];
  return { add: (row) => accepted.push(row), batch: (rows, rejected) => ({ rows, accepted, rejected }) };
}

export function columnList(most: number): RowList<ColumnBatch> {
  const packer = new RowPacker(most);
  return { add: (row) => packer.add(row), batch: (rows, rejected) => ({ rows, columns: packer.take(), rejected }) };
}

/** Makes batches of one size, or smaller ones where rows are long. */
export class BatchCollector<B> implements RowTaker {
  readonly #size: number;
  readonly #newList: () => RowList<B>;
  #list: RowList<B>;
  #rejected: Reject[] = [];
  #rows = 0;
  #characters = 0;
  #ready: B[] = [];

  constructor(size: number, newList: () => RowList<B>) {
    this.#size = size;
    this.#newList = newList;
    this.#list = newList();
  }

  accept(row: CheckedRow, characters: number): void {
    this.#list.add(row);
    this.#count(characters);
  }

  reject(row: Reject, characters: number): void {
    this.#rejected.push(row);
    this.#count(characters);
  }

  *full(): Generator<B> {
    const ready = this.#ready;
    this.#ready = [];
    yield* ready;
  }

  *rest(): Generator<B> {
    if (this.#rows > 0) yield this.#list.batch(this.#rows, this.#rejected);
  }

  #count(characters: number): void {
    this.#rows += 1;
    this.#characters += characters;
    if (this.#rows < this.#size && this.#characters < BATCH_CHARACTERS) return;
    this.#ready.push(this.#list.batch(this.#rows, this.#rejected));
    this.#list = this.#newList();
    this.#rejected = [];
    this.#rows = 0;
    this.#characters = 0;
  }
}
