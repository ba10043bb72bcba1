/** Sums over the rows in which both of two variables are known: enough for all correlations, and they add up over groups of rows. */

/** Per pair: rows, Σx, Σy, Σx², Σy², Σxy. */
const FIELDS = 6;

export interface PairSums {
  readonly variables: number;
  readonly groups: number;
  /** groups x pairs x FIELDS. */
  readonly sums: Float64Array;
}

/** `groupOf[i]` is row i's group; `columns` hold NaN where a value is not known. Pairs are (j, k) with j <= k. */
export function pairSums(columns: readonly Float64Array[], groupOf: Int32Array, groups: number): PairSums {
  const variables = columns.length;
  const pairs = (variables * (variables + 1)) / 2;
  const sums = new Float64Array(groups * pairs * FIELDS);
  let pair = 0;
  for (let j = 0; j < variables; j++) {
    for (let k = j; k < variables; k++, pair++) {
      const xs = columns[j] ?? new Float64Array();
      const ys = columns[k] ?? new Float64Array();
      for (let i = 0; i < groupOf.length; i++) {
        const x = xs[i] ?? Number.NaN;
        const y = ys[i] ?? Number.NaN;
        if (Number.isNaN(x) || Number.isNaN(y)) continue;
        const cell = ((groupOf[i] ?? 0) * pairs + pair) * FIELDS;
        sums[cell] = (sums[cell] ?? 0) + 1;
        sums[cell + 1] = (sums[cell + 1] ?? 0) + x;
        sums[cell + 2] = (sums[cell + 2] ?? 0) + y;
        sums[cell + 3] = (sums[cell + 3] ?? 0) + x * x;
        sums[cell + 4] = (sums[cell + 4] ?? 0) + y * y;
        sums[cell + 5] = (sums[cell + 5] ?? 0) + x * y;
      }
    }
  }
  return { variables, groups, sums };
}

export interface Correlations {
  /** Row by row; NaN where a variable of the pair has no spread. */
  readonly matrix: Float64Array;
  /** How many rows know both, row by row. */
  readonly counts: Float64Array;
}

/** Pearson's correlations when group g counts times[g] times; each over the rows that know both (pairwise complete). */
export function correlationsOf({ variables, groups, sums }: PairSums, times: ArrayLike<number>): Correlations {
  const fields = ((variables * (variables + 1)) / 2) * FIELDS;
  const total = new Float64Array(fields);
  for (let g = 0; g < groups; g++) {
    const count = times[g] ?? 0;
    if (count > 0) for (let cell = 0; cell < fields; cell++) total[cell] = (total[cell] ?? 0) + count * (sums[g * fields + cell] ?? 0);
  }
  const matrix = new Float64Array(variables * variables);
  const counts = new Float64Array(variables * variables);
  let cell = 0;
  for (let j = 0; j < variables; j++) {
    for (let k = j; k < variables; k++, cell += FIELDS) {
      const [n = 0, x = 0, y = 0, xx = 0, yy = 0, xy = 0] = total.subarray(cell, cell + FIELDS);
      const spread = Math.sqrt((n * xx - x * x) * (n * yy - y * y));
      const correlation = j === k ? (spread > 0 ? 1 : Number.NaN) : (n * xy - x * y) / spread;
      matrix[j * variables + k] = correlation;
      matrix[k * variables + j] = correlation;
      counts[j * variables + k] = n;
      counts[k * variables + j] = n;
    }
  }
  return { matrix, counts };
}
