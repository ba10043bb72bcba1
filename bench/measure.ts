/** Measured figures and how they are put together. */

export interface Measure {
  readonly id: string;
  readonly value: number | null;
  /** Lowest and highest of the repetitions. */
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  /** `<= 10` or `>= 30`; null: only told. */
  readonly target: string | null;
  /** null: nothing to reach, or nothing measured. */
  readonly ok: boolean | null;
}

/** The middle one of the repetitions, with the lowest and the highest. No repetitions: null. */
export function measure(id: string, unit: string, repetitions: readonly number[], target: string | null = null): Measure {
  if (repetitions.length === 0) return { id, value: null, low: null, high: null, unit, target, ok: null };
  const value = quantile(repetitions, 0.5);
  return {
    id,
    value,
    low: Math.min(...repetitions),
    high: Math.max(...repetitions),
    unit,
    target,
    ok: target === null ? null : reaches(value, target),
  };
}

/** Whether a value keeps to a target such as `<= 10`. */
export function reaches(value: number, target: string): boolean {
  const match = /^(<=|>=) (\d+(?:\.\d+)?)$/.exec(target);
  if (match === null) throw new RangeError(`Not a target: ${target}`);
  return match[1] === "<=" ? value <= Number(match[2]) : value >= Number(match[2]);
}

/** The smallest value that at least this share of the values does not exceed (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const found = sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
  if (found === undefined) throw new RangeError("No values.");
  return found;
}

/** Element by element, first / second. */
export function ratios(first: readonly number[], second: readonly number[]): number[] {
  return first.flatMap((value, i) => {
    const by = second[i];
    return by === undefined ? [] : [value / by];
  });
}

/** Milliseconds that each of the questions takes, asked one after the other; `first` questions are asked before to warm up. */
export async function timeEach<Q>(questions: readonly Q[], ask: (question: Q) => Promise<unknown>, first = 3): Promise<number[]> {
  for (const question of questions.slice(0, first)) await ask(question);
  const times: number[] = [];
  for (const question of questions) {
    const begun = performance.now();
    await ask(question);
    times.push(performance.now() - begun);
  }
  return times;
}
