/** How good a moment is for whom and when: the profiles, changed by what is planted. */
import { dayNumber } from "#domain/days.ts";
import type { ChannelKey, SegmentKey } from "./dimensions.ts";
import { type MomentKey, PROFILES } from "./moments.ts";
import type { SampleTruths } from "./truths.ts";

/** Probabilities of a bad and of a good rating; the rest is standard. */
export interface Quality {
  readonly minus: number;
  readonly plus: number;
}

export interface Situation {
  readonly moment: MomentKey;
  readonly segment: SegmentKey;
  readonly channel: ChannelKey;
  readonly team: string;
  /** Local day of the touch. */
  readonly day: number;
  /** One of the visits that the clustered team lets down throughout. */
  readonly letDown: boolean;
}

/** Stretches of days in which something planted is in force, as day numbers. */
export interface PlantedDays {
  readonly heldFrom: number;
  readonly slipFrom: number;
  readonly slipTo: number;
  /** First day of the last quarter. */
  readonly quarterFrom: number;
}

export function plantedDays(truths: SampleTruths): PlantedDays {
  return {
    heldFrom: dayNumber(truths.held.after.from),
    slipFrom: dayNumber(truths.slipped.during.from),
    slipTo: dayNumber(truths.slipped.during.to),
    quarterFrom: dayNumber(truths.lastQuarter.from),
  };
}

const LET_DOWN: Quality = { minus: 0.62, plus: 0.1 };
const BAG_SPACE: Readonly<Record<SegmentKey, Quality>> = {
  business: { minus: 0.03, plus: 0.74 },
  leisure: { minus: 0.035, plus: 0.68 },
  family: { minus: 0.06, plus: 0.36 },
};

/** The quality that a touch is drawn from. */
export function qualityOf(at: Situation, planted: PlantedDays): Quality {
  const usual = PROFILES[at.moment];
  const lastQuarter = at.day >= planted.quarterFrom;
  switch (at.moment) {
    case "waiting-line":
      if (at.segment === "business") return lastQuarter ? { minus: 0.165, plus: 0.46 } : { minus: 0.03, plus: 0.72 };
      return lastQuarter ? { minus: 0.02, plus: 0.66 } : usual;
    case "ticket-agent":
      if (at.segment === "business") return lastQuarter ? { minus: 0.07, plus: 0.58 } : { minus: 0.02, plus: 0.76 };
      return lastQuarter ? { minus: 0.012, plus: 0.74 } : usual;
    case "security-check":
      return at.team === "security-c" ? { minus: usual.minus + 0.04, plus: usual.plus - 0.05 } : usual;
    case "lounge-wait":
      return at.day >= planted.slipFrom && at.day <= planted.slipTo ? { minus: 0.02, plus: 0.75 } : usual;
    case "boarding":
      return at.day >= planted.heldFrom ? { minus: 0.03, plus: 0.76 } : usual;
    case "booking":
      return at.channel === "app" ? usual : { minus: usual.minus + 0.02, plus: usual.plus - 0.1 };
    case "bag-space":
      return at.letDown ? LET_DOWN : BAG_SPACE[at.segment];
    case "crew-welcome":
    case "finding-seat":
    case "being-seated":
      return at.letDown ? LET_DOWN : usual;
    default:
      return usual;
  }
}
