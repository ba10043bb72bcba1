/** Splits a line with holes and changing dress into pieces that can each be drawn in one dress. */

export interface RunPoint<S extends string> {
  /** null: a gap. A gap breaks the line; nothing is drawn across it. */
  readonly value: number | null;
  /** How the segment that ends at this point is drawn. */
  readonly dress: S;
}

/** Points `first` to `last`, both included, joined by segments of one dress; `first === last` is a lone point. */
export interface Run<S extends string> {
  readonly dress: S;
  readonly first: number;
  readonly last: number;
}

/**
 * The runs of a line in drawing order. Every segment between two neighbouring known points belongs to exactly one run;
 * a known point without a known neighbour becomes a run of its own.
 */
export function lineRuns<S extends string>(points: readonly RunPoint<S>[]): Run<S>[] {
  const runs: Run<S>[] = [];
  points.forEach((point, i) => {
    if (point.value === null) return;
    const previous = points[i - 1];
    const next = points[i + 1];
    if (previous === undefined || previous.value === null) {
      if (next === undefined || next.value === null) runs.push({ dress: point.dress, first: i, last: i });
      return;
    }
    const open = runs.at(-1);
    if (open !== undefined && open.last === i - 1 && open.dress === point.dress && open.first < open.last) {
      runs[runs.length - 1] = { ...open, last: i };
    } else {
      runs.push({ dress: point.dress, first: i - 1, last: i });
    }
  });
  return runs;
}
