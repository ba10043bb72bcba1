/** Sums over the rows in which both of two variables are known: enough for all correlations, and they add up over groups of rows. */

/** Per pair: rows, Σx, Σy, Σx², Σy², Σxy. */
const FIELDS = 6;

export interface PairSums {
  readonly variables: number;
  readonly groups: number;
  /** pairs x groups x FIELDS: one pair at a time is read and written, and stays in the cache. */
  readonly sums: Float64Array;
}

/** `groupOf[i]` is row i's group; `columns` hold NaN where a value is not known. Pairs are (j, k) with j <= k. */
export function pairSums(columns: readonly Float64Array[], groupOf: Int32Array, groups: number): PairSums {
  const variables = columns.length;
  const { starts, rows } = byGroup(groupOf, groups);
  // Unknown values become 0 and count 0 times, so that the loop over rows has no branch.
  const values = columns.map(() => new Float64Array(rows.length));
  const known = columns.map(() => new Float64Array(rows.length));
  columns.forEach((column, k) => {
    const [into = NONE, has = NONE] = [values[k], known[k]];
    for (let place = 0; place < rows.length; place++) {
      const value = column[rows[place] ?? 0] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      into[place] = value;
      has[place] = 1;
    }
  });
  const sums = new Float64Array(((variables * (variables + 1)) / 2) * groups * FIELDS);
  let cell = 0;
  for (let j = 0; j < variables; j++) {
    for (let k = j; k < variables; k++) {
      const [xs = NONE, ys = NONE, hasX = NONE, hasY = NONE] = [values[j], values[k], known[j], known[k]];
      for (let g = 0; g < groups; g++, cell += FIELDS) addRows(xs, ys, hasX, hasY, starts[g] ?? 0, starts[g + 1] ?? 0, sums, cell);
    }
  }
  return { variables, groups, sums };
}

const NONE = new Float64Array();

function addRows(
  xs: Float64Array,
  ys: Float64Array,
  hasX: Float64Array,
  hasY: Float64Array,
  from: number,
  to: number,
  sums: Float64Array,
  cell: number,
): void {
  let [n, sx, sy, sxx, syy, sxy] = [0, 0, 0, 0, 0, 0];
  for (let i = from; i < to; i++) {
    const x = xs[i] ?? 0;
    const y = ys[i] ?? 0;
    const there = hasX[i] ?? 0;
    const here = hasY[i] ?? 0;
    n += there * here;
    sx += x * here;
    sy += y * there;
    sxx += x * x * here;
    syy += y * y * there;
    sxy += x * y;
  }
  sums[cell] = n;
  sums[cell + 1] = sx;
  sums[cell + 2] = sy;
  sums[cell + 3] = sxx;
  sums[cell + 4] = syy;
  sums[cell + 5] = sxy;
}

/** The rows in order of their groups; group g is rows[starts[g]] up to rows[starts[g + 1]]. */
function byGroup(groupOf: Int32Array, groups: number): { starts: Int32Array; rows: Int32Array } {
  const starts = new Int32Array(groups + 1);
  for (const group of groupOf) starts[group + 1] = (starts[group + 1] ?? 0) + 1;
  for (let g = 0; g < groups; g++) starts[g + 1] = (starts[g + 1] ?? 0) + (starts[g] ?? 0);
  const next = starts.slice();
  const rows = new Int32Array(groupOf.length);
  groupOf.forEach((group, i) => {
    const place = next[group] ?? 0;
    rows[place] = i;
    next[group] = place + 1;
  });
  return { starts, rows };
}

export interface Correlations {
  /** Row by row; NaN where a variable of the pair has no spread. */
  readonly matrix: Float64Array;
  /** How many rows know both, row by row. */
  readonly counts: Float64Array;
}

/** Pearson's correlations when group g counts times[g] times; each over the rows that know both (pairwise complete). */
export function correlationsOf({ variables, groups, sums }: PairSums, times: ArrayLike<number>): Correlations {
  const matrix = new Float64Array(variables * variables);
  const counts = new Float64Array(variables * variables);
  let cell = 0;
  for (let j = 0; j < variables; j++) {
    for (let k = j; k < variables; k++) {
      let [n, x, y, xx, yy, xy] = [0, 0, 0, 0, 0, 0];
      for (let g = 0; g < groups; g++, cell += FIELDS) {
        const count = times[g] ?? 0;
        n += count * (sums[cell] ?? 0);
        x += count * (sums[cell + 1] ?? 0);
        y += count * (sums[cell + 2] ?? 0);
        xx += count * (sums[cell + 3] ?? 0);
        yy += count * (sums[cell + 4] ?? 0);
        xy += count * (sums[cell + 5] ?? 0);
      }
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
