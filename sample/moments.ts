/** The moments of the sample journey: how each is met, rated and staffed while nothing planted is in force. */
import type { TeamKind } from "./dimensions.ts";

export const MOMENT_KEYS = [
  "information-call",
  "booking",
  "airport-counter",
  "waiting-line",
  "ticket-agent",
  "boarding-pass",
  "finding-gate",
  "security-check",
  "lounge-wait",
  "boarding",
  "crew-welcome",
  "finding-seat",
  "bag-space",
  "being-seated",
] as const;
export type MomentKey = (typeof MOMENT_KEYS)[number];

export interface MomentProfile {
  /** Probabilities of a bad (1, 2) and of a good (4, 5) rating. */
  readonly minus: number;
  readonly plus: number;
  /** Probability that a touch is rated, for a customer of average willingness. */
  readonly rated: number;
  /** Probability of giving up here, and how much more after a bad moment. */
  readonly leave: number;
  readonly leaveMore: number;
  readonly team: TeamKind;
  /** Whether a problem here can be put to someone who can settle it. */
  readonly staffed: boolean;
  /** Typical length of the contact. */
  readonly seconds: number;
}

export const PROFILES: Readonly<Record<MomentKey, MomentProfile>> = {
  "information-call": profile(0.04, 0.62, 0.56, 0.1, 0.05, "call", true, 180),
  booking: profile(0.03, 0.68, 0.66, 0.02, 0.03, "call", true, 240),
  "airport-counter": profile(0.025, 0.6, 0.5, 0.002, 0, "check-in", true, 60),
  "waiting-line": profile(0.13, 0.48, 0.6, 0.003, 0.015, "check-in", false, 600),
  "ticket-agent": profile(0.06, 0.64, 0.66, 0.002, 0.01, "check-in", true, 120),
  "boarding-pass": profile(0.025, 0.66, 0.6, 0.003, 0, "check-in", true, 90),
  "finding-gate": profile(0.035, 0.56, 0.5, 0.003, 0, "gate", false, 240),
  "security-check": profile(0.155, 0.46, 0.64, 0.008, 0.12, "security", true, 420),
  "lounge-wait": profile(0.045, 0.56, 0.56, 0.003, 0, "lounge", false, 1800),
  boarding: profile(0.07, 0.6, 0.6, 0, 0, "gate", true, 15),
  "crew-welcome": profile(0.02, 0.74, 0.64, 0, 0, "cabin", true, 15),
  "finding-seat": profile(0.02, 0.68, 0.54, 0, 0, "cabin", false, 60),
  "bag-space": profile(0.04, 0.66, 0.62, 0, 0, "cabin", true, 60),
  "being-seated": profile(0.025, 0.66, 0.64, 0, 0, "cabin", false, 30),
};

function profile(
  minus: number,
  plus: number,
  rated: number,
  leave: number,
  leaveMore: number,
  team: TeamKind,
  staffed: boolean,
  seconds: number,
): MomentProfile {
  return { minus, plus, rated, leave, leaveMore, team, staffed, seconds };
}
