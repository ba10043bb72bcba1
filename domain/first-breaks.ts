/** The first two breaks of visits, counted: what is at risk, and what would be if the breaks of one step had not been. */
import { type Patterns, stepsIn } from "./step-patterns.ts";

const VALUES = 256;

/** Visits that are alike up to and with their second break; what comes after it changes nothing here. */
export interface BreakGroups {
  readonly steps: number;
  readonly counts: Int32Array;
  readonly size: number;
  /** Rated steps up to and with the first break, a bit a step. */
  readonly head: Uint8Array;
  /** Rated steps after the first break, up to and with the second. */
  readonly tail: Uint8Array;
  /** `steps` where there is none. */
  readonly first: Uint8Array;
  readonly second: Uint8Array;
}

export function breakGroups(steps: number, patterns: Patterns): BreakGroups {
  const { size } = patterns;
  const index = new Map<string, number>();
  const counts: number[] = [];
  const groups: { head: number[]; tail: number[]; first: number; second: number }[] = [];
  for (let p = 0; p < patterns.counts.length; p++) {
    const [first = steps, second = steps] = stepsIn(patterns.broken, size, p);
    const rated = stepsIn(patterns.rated, size, p);
    const head = rated.filter((step) => step <= first);
    const tail = rated.filter((step) => step > first && step <= second);
    const key = `${first},${second}:${head}:${tail}`;
    const group = index.get(key) ?? groups.length;
    if (group === groups.length) {
      index.set(key, group);
      groups.push({ head, tail, first, second });
    }
    counts[group] = (counts[group] ?? 0) + (patterns.counts[p] ?? 0);
  }
  return {
    steps,
    size,
    counts: Int32Array.from(counts),
    head: packed(
      groups.map(({ head }) => head),
      size,
    ),
    tail: packed(
      groups.map(({ tail }) => tail),
      size,
    ),
    first: Uint8Array.from(groups, ({ first }) => first),
    second: Uint8Array.from(groups, ({ second }) => second),
  };
}

function packed(lists: readonly (readonly number[])[], size: number): Uint8Array {
  const bytes = new Uint8Array(lists.length * size);
  lists.forEach((steps, i) => {
    for (const step of steps) bytes[i * size + (step >> 3)] = (bytes[i * size + (step >> 3)] ?? 0) | (1 << (step & 7));
  });
  return bytes;
}

export interface BreakCounts {
  /** r and d: visits that rated the step and broke nowhere before it; those of them that broke there. */
  readonly atRisk: Float64Array;
  readonly broke: Float64Array;
  /** A(i, j) and D(i, j) at [i * steps + j]: the same among visits whose only break so far is i. */
  readonly atRiskAfter: Float64Array;
  readonly brokeAfter: Float64Array;
  /** Visits whose only break is the step. */
  readonly sole: Float64Array;
}

/** The counts when group g occurs counts[g] times. */
export function countBreaks(groups: BreakGroups, counts: Int32Array): BreakCounts {
  const { steps, size, head, tail, first, second } = groups;
  const heads = new Float64Array(size * VALUES);
  const tails = new Float64Array((steps + 1) * size * VALUES);
  // One place more, for the visits that have no such break.
  const broke = new Float64Array(steps + 1);
  const brokeAfter = new Float64Array((steps + 1) * (steps + 1));
  for (let g = 0; g < counts.length; g++) {
    const count = counts[g] ?? 0;
    const i = first[g] ?? 0;
    const again = i * (steps + 1) + (second[g] ?? 0);
    broke[i] = (broke[i] ?? 0) + count;
    brokeAfter[again] = (brokeAfter[again] ?? 0) + count;
    for (let k = 0; k < size; k++) {
      const cell = k * VALUES + (head[g * size + k] ?? 0);
      heads[cell] = (heads[cell] ?? 0) + count;
      const after = (i * size + k) * VALUES + (tail[g * size + k] ?? 0);
      tails[after] = (tails[after] ?? 0) + count;
    }
  }
  const square = (at: (i: number, j: number) => number) =>
    Float64Array.from({ length: steps * steps }, (_, cell) => at(Math.floor(cell / steps), cell % steps));
  return {
    atRisk: Float64Array.from({ length: steps }, (_, j) => withStep(heads, 0, j)),
    broke: broke.subarray(0, steps),
    atRiskAfter: square((i, j) => (j > i ? withStep(tails, i * size * VALUES, j) : 0)),
    brokeAfter: square((i, j) => (j > i ? (brokeAfter[i * (steps + 1) + j] ?? 0) : 0)),
    sole: Float64Array.from({ length: steps }, (_, i) => brokeAfter[i * (steps + 1) + steps] ?? 0),
  };
}

/** The sum over the values of the step's byte that have its bit. */
function withStep(values: Float64Array, offset: number, step: number): number {
  const first = offset + (step >> 3) * VALUES;
  const flag = 1 << (step & 7);
  let sum = 0;
  for (let value = flag; value < VALUES; value++) if ((value & flag) !== 0) sum += values[first + value] ?? 0;
  return sum;
}
