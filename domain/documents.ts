import type { Comparison, DayText, Grain } from "./filter.ts";
import type { JourneyMode, LocalName, MomentRole, Scale, Stage } from "./journey.ts";
import type { Reason, Share } from "./share.ts";

/** The days actually covered; null where nothing is stored. */
export interface Period {
  readonly from: DayText | null;
  readonly to: DayText | null;
  readonly timeZone: string;
}

export interface MomentScore {
  readonly moment: string;
  readonly role: MomentRole;
  readonly stage: Stage;
  readonly position: number | null;
  readonly touched: number;
  /** Visits (by their start) known not to have met it; null under a team filter, where visits have no team. */
  readonly notMet: number | null;
  readonly rated: number;
  readonly minus: number | null;
  readonly standard: number | null;
  readonly plus: number | null;
  readonly satisfaction: Share;
  readonly broken: Share;
  /** Plus share minus minus share, -1..1. */
  readonly net: Share;
  readonly coverage: Share;
  readonly mean: number | null;
  readonly meanSe: number | null;
  /** -100..100, on recommend scales only. */
  readonly nps: number | null;
  readonly histogram: readonly number[] | null;
  readonly scale: Scale;
  readonly standardFrom: number;
  readonly plusFrom: number;
}

export type ChangeMeasure = "satisfaction" | "broken-at-risk" | "from-previous" | "journey-score" | "as-travelled" | "flawless";

export interface Change {
  /** null: the whole journey. */
  readonly moment: string | null;
  readonly measure: ChangeMeasure;
  /** Now minus before, with its 95 % interval; n is the smaller of the two denominators. */
  readonly difference: Share;
  readonly before: number | null;
  /** Kitagawa: the part that comes from rates within strata, and the part from their mix. They add up to the difference. */
  readonly rate: number | null;
  readonly mix: number | null;
  /** Strata (segment / entry channel keys) present in one period only: they went to the mix. */
  readonly oneSided: readonly { readonly segment: string; readonly channel: string; readonly period: "now" | "before" }[];
  /** The smallest difference that this n would show. */
  readonly detectable: number | null;
  readonly p: number | null;
  /** Passes Benjamini-Hochberg (q = 0.10) over the journey's touchpoints and the interval excludes 0. */
  readonly clear: boolean;
}

export interface Compared<D> {
  readonly compare?: D;
  readonly comparison?: Comparison;
  readonly change?: readonly Change[];
}

export interface MomentScoresDocument extends Compared<MomentScoresDocument> {
  readonly period: Period;
  readonly moments: readonly MomentScore[];
  /** Visits of the period that rated a moment more than once, over visits that rated one at all. */
  readonly repeated: Share;
  readonly unweighted: boolean;
}

export interface SurvivalStep {
  readonly moment: string;
  readonly touched: number;
  readonly notMet: number;
  readonly rated: number;
  readonly atRisk: number;
  readonly broke: number | null;
  /** Unbroken so far and rated it or known not to have met it: the denominator of the as-travelled factor. */
  readonly known: number;
  readonly survival: number | null;
  readonly se: number | null;
  /** 95 % limits of `survival`. */
  readonly low: number | null;
  readonly high: number | null;
  readonly reason?: Reason;
}

export interface Clustering {
  readonly observed: number | null;
  readonly expected: number | null;
  /** Observed minus expected flawless share; interval by bootstrap over visits; n = visits with at least two ratings. */
  readonly difference: Share;
  readonly verdict: "same-people" | "cannot-tell";
}

export interface SurvivalDocument extends Compared<SurvivalDocument> {
  readonly period: Period;
  readonly steps: readonly SurvivalStep[];
  readonly journeyScore: Share;
  readonly journeyScoreSe: number | null;
  readonly asTravelled: Share;
  readonly meanMet: number | null;
  readonly independentProduct: number | null;
  readonly clustering: Clustering;
  readonly flawless: Share;
  readonly visits: number;
  readonly ratedVisits: number;
  readonly flawlessVisits: number | null;
  readonly bounds: readonly [number | null, number | null];
  /** Rated over touched, over the steps shown. */
  readonly coverage: Share;
  /** The score lies below the lower bound: ratings are given selectively. */
  readonly selective: boolean;
  readonly unweighted: boolean;
}

export interface BreakCostKnown {
  /** P(left | broken) - P(left | met), standardised over segment x entry channel. */
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly n: number;
  /** The same without standardising. */
  readonly raw: number;
  /** Excess leavers: broken visits x value. */
  readonly lost: number;
  /** Broken visits of strata in which no visit met the standard: compared with nobody, so left out of n, value and lost. */
  readonly unmatched: number;
}
export interface BreakCostMissing {
  readonly value: null;
  readonly low: null;
  readonly high: null;
  readonly n: number;
  readonly reason: Reason;
  readonly raw: number | null;
  readonly lost: null;
}
export type BreakCost = BreakCostKnown | BreakCostMissing;

export interface FunnelStep {
  readonly moment: string;
  readonly touched: number;
  readonly skipped: number;
  readonly entered: number;
  readonly reached: number;
  /** null in a questionnaire journey, which has no leaving. */
  readonly left: number | null;
  readonly open: number | null;
  /** Of those who reached it: no bad moment so far (at or before it), and the rest. */
  readonly flawlessSoFar: number | null;
  readonly brokenSoFar: number | null;
  readonly fromFirst: Share;
  readonly fromPrevious: Share;
  readonly breakCost: BreakCost;
}

export interface FunnelDocument extends Compared<FunnelDocument> {
  readonly period: Period;
  /** `7d`, `36h`. */
  readonly window: string;
  /** ISO instant; null where no touch is stored. */
  readonly asOf: string | null;
  readonly mode: JourneyMode;
  readonly visits: number;
  readonly steps: readonly FunnelStep[];
  /** Visits whose time order disagrees with the positions, over visits with at least two touches. */
  readonly outOfOrder: Share;
  readonly unweighted: boolean;
}

export interface TrendPoint {
  readonly from: DayText;
  readonly to: DayText;
  /** false: the bucket is cut by the period or not finished at as-of. */
  readonly complete: boolean;
  readonly rated: number;
  readonly satisfaction: Share;
  readonly broken: Share;
}

export interface TrendDocument extends Compared<TrendDocument> {
  readonly period: Period;
  readonly grain: Grain;
  readonly series: readonly { readonly moment: string; readonly points: readonly TrendPoint[] }[];
}

/** Customers x contacts x seconds, in the period and at its pace a year. */
export interface LedgerDocument extends Compared<LedgerDocument> {
  readonly period: Period;
  /** Days of the period that the data cover; what is said of a year is the count x 365 / days. */
  readonly days: number;
  /** null where channels are chosen: a touch has its own channel, a visit the one that it came in by. */
  readonly visits: number | null;
  readonly touched: number;
  readonly touchesPerVisit: number | null;
  /** Mean over the touches. */
  readonly secondsPerTouch: number | null;
  readonly year: {
    readonly visits: number | null;
    readonly touched: number | null;
    readonly seconds: number | null;
    readonly rated: number | null;
    /** Bad ratings that were given. */
    readonly badSeen: number | null;
    /** Bad moments if those not rated are like the rated. */
    readonly badIfAlike: { readonly value: number; readonly low: number; readonly high: number; readonly n: number } | null;
  };
  /** Rated over touched. */
  readonly rated: Share;
  /** Minus over rated. */
  readonly broken: Share;
  readonly moments: readonly {
    readonly moment: string;
    readonly touched: number;
    readonly rated: number;
    /** Typical length of a contact. */
    readonly seconds: number;
    /** The moment has no length of its own: Carlzon's 15 seconds. */
    readonly assumed: boolean;
  }[];
  readonly unweighted: boolean;
}

/** Names and choices for the filter bar: never blocks a chart. */
export interface ChoicesDocument {
  readonly journey: { readonly key: string; readonly name: LocalName; readonly mode: JourneyMode; readonly sample: boolean };
  readonly moments: readonly {
    readonly key: string;
    readonly name: LocalName;
    readonly stage: Stage;
    readonly role: MomentRole;
    readonly position: number | null;
    /** Keys of the channels on which it is met: those that the journey names, and those of its touches. */
    readonly channels: readonly string[];
    /** Lines of its chart, placed or not; archived ones do not count. */
    readonly factors: number;
  }[];
  readonly channels: readonly { readonly key: string; readonly name: LocalName }[];
  readonly segments: readonly { readonly key: string; readonly name: LocalName; readonly priority: boolean }[];
  readonly teams: readonly { readonly key: string; readonly name: LocalName }[];
  /** First and last day with a touch; null where nothing is stored. */
  readonly first: DayText | null;
  readonly last: DayText | null;
  readonly timeZone: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekStart: number;
  readonly dataVersion: number;
}
