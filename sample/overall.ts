/** The overall question of the sample: asked once, the day after the flight, and answered by what the journey was like. */
import type { Zone } from "#domain/journey.ts";
import type { JourneyFile, MomentFile } from "#domain/journey-file.ts";
import type { Chance } from "./chance.ts";
import type { MomentKey } from "./moments.ts";
import type { SampleTouch } from "./touch.ts";

export const OVERALL = "overall";

const QUESTION: MomentFile = {
  key: OVERALL,
  name: { en: "Overall satisfaction", ko: "전반적 만족" },
  stage: "umot",
  role: "outcome",
  scale: { min: 1, max: 5, step: 1, best: "high" },
  standardFrom: 3,
  plusFrom: 4,
  recommend: false,
  channels: [],
  seconds: null,
  archived: false,
  factors: { plus: [], standard: [], minus: [] },
};

/** What a moment lived as bad, and as a plus, adds to the expected answer, against one that met the standard; in points of its scale. */
export interface Weight {
  readonly minus: number;
  readonly plus: number;
}

/** Of every moment but those that are named. */
const SLIGHT: Weight = { minus: -0.07, plus: 0.05 };
const NOTHING: Weight = { minus: 0, plus: 0 };
const WEIGHTS: Partial<Readonly<Record<MomentKey, Weight>>> = {
  "security-check": { minus: -1.2, plus: 0.05 },
  "crew-welcome": { minus: -0.05, plus: 0.75 },
  "bag-space": { minus: -0.39, plus: 0.42 },
  "waiting-line": { minus: -0.15, plus: 0.03 },
  "finding-seat": { minus: 0, plus: 0.14 },
  "being-seated": { minus: 0, plus: 0.1 },
  "finding-gate": NOTHING,
  "boarding-pass": NOTHING,
};

/** Expected where every moment met the standard: leaves room on both sides, so that hardly any answer is cut off by the scale's ends. */
const PLAIN = 3;
/** The answer's own spread: even between this much below and above what is expected. */
const SPREAD = 0.3;
/** Share of those who fly that answer, for a customer of average willingness. */
const ANSWERED = 0.44;
const HOUR = 3600;

export interface OverallAnswer {
  readonly day: number;
  /** Since the local day began. */
  readonly second: number;
  /** Index of the answer on 1–5. */
  readonly answer: number;
}

/** The journey with its overall question. */
export function withOverall(file: JourneyFile): JourneyFile {
  return { ...file, moments: [...file.moments, QUESTION] };
}

/** What is answered the day after the last stop; null: not at the seat, not answered, or that day lies beyond the sample's last. */
export function answerOverall(touches: readonly SampleTouch[], willingness: number, lastDay: number, chance: Chance): OverallAnswer | null {
  const last = touches.at(-1)?.stop;
  if (last?.moment !== "being-seated" || last.day >= lastDay || !chance.happens(ANSWERED * willingness)) return null;
  const expected = expectedOf(touches) + chance.between(-SPREAD, SPREAD);
  // Up or down with the probability that keeps the mean: what a moment adds is then the same wherever the answer lies.
  const rounded = Math.floor(expected) + (chance.happens(expected - Math.floor(expected)) ? 1 : 0);
  return { day: last.day + 1, second: chance.whole(8 * HOUR, 21 * HOUR), answer: Math.min(4, Math.max(0, rounded - 1)) };
}

/** In points of the scale. A moment met twice counts as its worse time. */
function expectedOf(touches: readonly SampleTouch[]): number {
  const lived = new Map<MomentKey, Zone>();
  for (const { stop, zone } of touches) lived.set(stop.moment, worse(zone, lived.get(stop.moment) ?? "plus"));
  let expected = PLAIN;
  for (const [moment, zone] of lived) expected += zone === "standard" ? 0 : (WEIGHTS[moment] ?? SLIGHT)[zone];
  return expected;
}

function worse(a: Zone, b: Zone): Zone {
  if (a === "minus" || b === "minus") return "minus";
  return a === "standard" || b === "standard" ? "standard" : "plus";
}
