/** How the rows of a file pass from whoever reads it to whoever writes them, piece by piece, and where reading can be taken up again. */
import type { ColumnBatch, GatheredPlace } from "./row-columns.ts";

/** From where on a file's rows are wanted. */
export interface ReadPoint {
  /** `file`: as in the file; `visits`: visit by visit; null: whichever takes less time. */
  readonly order: "file" | "visits" | null;
  /** Behind here, where rows come visit by visit. In file order all rows are given. */
  readonly place: GatheredPlace;
}

export interface ReadStep {
  /** How far reading and writing are together, 0 to 1. */
  readonly share: number;
  /** What is to be written next; null: nothing yet. */
  readonly batch: ColumnBatch | null;
}
