/** Measured figures and how they are put together. */
import { CATALOGUE, type MeasureId } from "./catalogue.ts";

export interface Measure {
  readonly id: MeasureId;
  /** null: not measured in this run. */
  readonly value: number | null;
  /** Lowest and highest of the repetitions. */
  readonly low: number | null;
  readonly high: number | null;
  readonly unit: string;
  /** `<= 10` or `>= 30`; null: only told. */
  readonly target: string | null;
  /** null: nothing to reach, or nothing measured. */
  readonly ok: boolean | null;
  /** Repetitions of which `value` is the middle one. */
  readonly n: number;
}

/** The middle one of the repetitions, with the lowest and the highest. No repetitions: null. */
export function measure(id: MeasureId, repetitions: readonly number[]): Measure {
  const { unit, target } = CATALOGUE[id];
  const n = repetitions.length;
  if (n === 0) return { id, value: null, low: null, high: null, unit, target, ok: null, n };
  const value = quantile(repetitions, 0.5);
  return {
    id,
    value,
    low: Math.min(...repetitions),
    high: Math.max(...repetitions),
    unit,
    target,
    ok: target === null ? null : reaches(value, target),
    n,
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

/** The quantile of each round. */
export function eachQuantile(rounds: readonly (readonly number[])[], share: number): number[] {
  return rounds.map((times) => quantile(times, share));
}

export interface Timing<Q> {
  readonly questions: readonly Q[];
  /** How often the list is asked. */
  readonly rounds: number;
  /** Asked before anything is timed. */
  readonly warm: number;
  /** Milliseconds after which a side is asked no further question in a round; the first one it always is. */
  readonly limitMs: number;
}

/**
 * Asks the list as often as planned, the sides by turns, one question after the other. Returns milliseconds, by side, round and
 * question; in a round all sides have answered the same questions.
 */
export async function timeSides<Q>(timing: Timing<Q>, sides: readonly ((question: Q) => Promise<unknown>)[]): Promise<number[][][]> {
  for (const ask of sides) for (const question of timing.questions.slice(0, timing.warm)) await ask(question);
  const times: number[][][] = sides.map(() => []);
  for (let round = 0; round < timing.rounds; round++) {
    const answered: number[][] = [];
    for (const ask of sides) answered.push(await timeRound(timing, ask));
    const common = Math.min(...answered.map((list) => list.length));
    for (const [side, list] of answered.entries()) times[side]?.push(list.slice(0, common));
  }
  return times;
}

async function timeRound<Q>({ questions, limitMs }: Timing<Q>, ask: (question: Q) => Promise<unknown>): Promise<number[]> {
  const begun = performance.now();
  const times: number[] = [];
  for (const question of questions) {
    const start = performance.now();
    await ask(question);
    const end = performance.now();
    times.push(end - start);
    if (end - begun > limitMs) break;
  }
  return times;
}
