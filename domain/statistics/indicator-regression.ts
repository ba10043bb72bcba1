/** Rows of zeros and ones: each has at most `width` columns that are 1; unused places hold -1. Column 0 is 1 in every row and not listed. */
export interface IndicatorRows {
  readonly count: number;
  readonly width: number;
  /** count x width, row by row; columns 1..columns-1, none twice in a row. */
  readonly ones: Int16Array;
  /** With the constant, column 0. */
  readonly columns: number;
  readonly outcome: Float64Array;
}

export interface IndicatorFit {
  /** Per column; null: not estimable, it is collinear with others (or never 1). */
  readonly coefficients: readonly (number | null)[];
  /** Covariance of two coefficients that are both estimable. */
  readonly covariance: (a: number, b: number) => number;
  readonly rank: number;
  readonly rSquared: number;
}

/** A column is collinear when this share of its sum of squares is all that is left after the columns before it. */
const TOLERANCE = 1e-9;

/**
 * Ordinary least squares on indicators, with the heteroscedasticity-consistent covariance HC3: G (Σ x x' e² / (1 - h)²) G, G = (X'X)⁻, h the
 * row's leverage. J. G. MacKinnon and H. White, Journal of Econometrics 29 (1985) 305–325; why HC3: J. S. Long and L. H. Ervin, The American
 * Statistician 54 (2000) 217–224. A row with leverage 1 fits itself and adds nothing. Collinear columns are passed over in order (the sweep
 * operator: J. H. Goodnight, The American Statistician 33 (1979) 149–158), and every coefficient that depends on which was passed over is
 * null. null where there are no more rows than independent columns, or the outcome is the same everywhere.
 */
export function indicatorRegression(rows: IndicatorRows): IndicatorFit | null {
  const { columns: p, count } = rows;
  const products = new Float64Array(p * p);
  const withOutcome = new Float64Array(p);
  const mean = rows.outcome.reduce((sum, y) => sum + y, 0) / count;
  const active = new Int32Array(rows.width + 1);
  for (let i = 0; i < count; i++) {
    const size = readRow(rows, i, active);
    const y = (rows.outcome[i] ?? 0) - mean;
    for (let a = 0; a < size; a++) {
      const column = active[a] ?? 0;
      withOutcome[column] = (withOutcome[column] ?? 0) + y;
      for (let b = a; b < size; b++) add(products, column * p + (active[b] ?? 0), 1);
    }
  }
  mirror(products, p);
  const { inverse, passed } = sweep(products, p);
  const rank = p - passed.length;
  const fitted = Float64Array.from({ length: p }, (_, a) => withOutcome.reduce((sum, x, b) => sum + (inverse[a * p + b] ?? 0) * x, 0));
  const meat = new Float64Array(p * p);
  let residual = 0;
  let total = 0;
  for (let i = 0; i < count; i++) {
    const size = readRow(rows, i, active);
    const y = (rows.outcome[i] ?? 0) - mean;
    let error = y;
    let leverage = 0;
    for (let a = 0; a < size; a++) {
      const row = (active[a] ?? 0) * p;
      error -= fitted[active[a] ?? 0] ?? 0;
      leverage += inverse[row + (active[a] ?? 0)] ?? 0;
      for (let b = a + 1; b < size; b++) leverage += 2 * (inverse[row + (active[b] ?? 0)] ?? 0);
    }
    total += y * y;
    residual += error * error;
    const left = 1 - leverage;
    if (left < TOLERANCE) continue;
    const weight = (error / left) ** 2;
    for (let a = 0; a < size; a++) for (let b = a; b < size; b++) add(meat, (active[a] ?? 0) * p + (active[b] ?? 0), weight);
  }
  mirror(meat, p);
  if (count <= rank || !(total > 0)) return null;
  const covariance = sandwich(inverse, meat, p);
  const determined = estimable(products, inverse, passed, p);
  return {
    coefficients: Array.from(fitted, (value, k) => (!determined[k] ? null : k === 0 ? value + mean : value)),
    covariance: (a, b) => covariance[a * p + b] ?? 0,
    rank,
    rSquared: 1 - residual / total,
  };
}

function add(matrix: Float64Array, cell: number, value: number): void {
  matrix[cell] = (matrix[cell] ?? 0) + value;
}

/** Makes a symmetric matrix of one in which each pair was added up on one side of the diagonal or the other. */
function mirror(matrix: Float64Array, p: number): void {
  for (let a = 0; a < p; a++) {
    for (let b = a + 1; b < p; b++) {
      const both = (matrix[a * p + b] ?? 0) + (matrix[b * p + a] ?? 0);
      matrix[a * p + b] = both;
      matrix[b * p + a] = both;
    }
  }
}

/** The columns of a row that are 1, the constant first. */
function readRow(rows: IndicatorRows, i: number, into: Int32Array): number {
  let size = 1;
  into[0] = 0;
  for (let k = 0; k < rows.width; k++) {
    const column = rows.ones[i * rows.width + k] ?? -1;
    if (column > 0) into[size++] = column;
  }
  return size;
}

/** A generalised inverse, zero in the rows and columns passed over. */
function sweep(products: Float64Array, p: number): { inverse: Float64Array; passed: number[] } {
  const a = products.slice();
  const passed: number[] = [];
  for (let k = 0; k < p; k++) {
    const pivot = a[k * p + k] ?? 0;
    if (!(pivot > TOLERANCE * (products[k * p + k] ?? 0))) {
      passed.push(k);
      continue;
    }
    for (let i = 0; i < p; i++) {
      const factor = (a[i * p + k] ?? 0) / pivot;
      if (i === k || factor === 0) continue;
      for (let j = 0; j < p; j++) if (j !== k) add(a, i * p + j, -factor * (a[k * p + j] ?? 0));
      a[i * p + k] = -factor;
    }
    for (let j = 0; j < p; j++) a[k * p + j] = (a[k * p + j] ?? 0) / pivot;
    a[k * p + k] = 1 / pivot;
  }
  for (const k of passed) {
    for (let j = 0; j < p; j++) {
      a[k * p + j] = 0;
      a[j * p + k] = 0;
    }
  }
  return { inverse: a, passed };
}

/** Which coefficients have the same value in every least-squares solution: those that no linear dependency among the columns moves. */
function estimable(products: Float64Array, inverse: Float64Array, passed: readonly number[], p: number): boolean[] {
  const determined = Array.from({ length: p }, () => true);
  for (const c of passed) {
    determined[c] = false;
    for (let s = 0; s < p; s++) {
      let share = 0;
      for (let k = 0; k < p; k++) share += (inverse[s * p + k] ?? 0) * (products[k * p + c] ?? 0);
      if (Math.abs(share) > 1e-6) determined[s] = false;
    }
  }
  return determined;
}

function sandwich(inverse: Float64Array, meat: Float64Array, p: number): Float64Array {
  return times(times(inverse, meat, p), inverse, p);
}

function times(a: Float64Array, b: Float64Array, p: number): Float64Array {
  const product = new Float64Array(p * p);
  for (let i = 0; i < p; i++) {
    for (let k = 0; k < p; k++) {
      const factor = a[i * p + k] ?? 0;
      if (factor !== 0) for (let j = 0; j < p; j++) add(product, i * p + j, factor * (b[k * p + j] ?? 0));
    }
  }
  return product;
}
