/** Small documents for tests, written by hand. The arithmetic behind the survival figures stands beside them. */
import type {
  Change,
  ChangeMeasure,
  ChoicesDocument,
  FunnelDocument,
  MomentScore,
  MomentScoresDocument,
  SurvivalDocument,
  SurvivalStep,
} from "#domain/documents.ts";
import { missing, type Share } from "#domain/share.ts";

export function share(value: number, low: number, high: number, n: number): Share {
  return { value, low, high, n };
}

export const CHOICES: ChoicesDocument = {
  journey: { key: "airline", name: { en: "Airline", ko: "항공" }, mode: "touches", sample: true },
  moments: [
    {
      key: "call",
      name: { en: "Information call", ko: "정보 문의 전화" },
      stage: "zmot",
      role: "touchpoint",
      position: 1,
      channels: ["phone"],
      factors: 0,
    },
    {
      key: "booking",
      name: { en: "Booking", ko: "예약" },
      stage: "fmot",
      role: "touchpoint",
      position: 2,
      channels: ["app", "phone"],
      factors: 0,
    },
    {
      key: "security",
      name: { en: "Security check", ko: "보안 검색" },
      stage: "smot",
      role: "touchpoint",
      position: 3,
      channels: [],
      factors: 0,
    },
    { key: "overall", name: { en: "Overall", ko: "전체 만족" }, stage: "umot", role: "outcome", position: null, channels: [], factors: 0 },
  ],
  channels: [
    { key: "app", name: { en: "App", ko: "앱" } },
    { key: "phone", name: { en: "Phone", ko: "전화" } },
  ],
  segments: [
    { key: "business", name: { en: "Business flyers", ko: "비즈니스" }, priority: true },
    { key: "leisure", name: { en: "Leisure", ko: "여가" }, priority: false },
    { key: "family", name: { en: "Families", ko: "가족" }, priority: false },
  ],
  teams: [{ key: "security-a", name: { en: "Security A", ko: "보안 A조" } }],
  first: "2026-01-01",
  last: "2026-06-30",
  timeZone: "Asia/Seoul",
  weekStart: 1,
  dataVersion: 1,
};

export const PERIOD = { from: "2026-04-01", to: "2026-06-30", timeZone: "Asia/Seoul" };

export function survivalStep(
  moment: string,
  atRisk: number,
  broke: number,
  survival: number | null,
  more: Partial<SurvivalStep> = {},
): SurvivalStep {
  const margin = 0.02;
  return {
    moment,
    touched: 1000,
    notMet: 0,
    rated: atRisk + 50,
    atRisk,
    broke,
    known: atRisk,
    survival,
    se: survival === null ? null : 0.01,
    low: survival === null ? null : survival - margin,
    high: survival === null ? null : survival + margin,
    ...more,
  };
}

/** S = (1 - 40/800) = 0.95; x (1 - 20/500) = 0.912; x (1 - 100/400) = 0.684. */
export const SURVIVAL: SurvivalDocument = {
  period: PERIOD,
  steps: [survivalStep("call", 800, 40, 0.95), survivalStep("booking", 500, 20, 0.912), survivalStep("security", 400, 100, 0.684)],
  journeyScore: share(0.684, 0.65, 0.72, 400),
  journeyScoreSe: 0.018,
  asTravelled: share(0.7312, 0.7, 0.76, 620),
  meanMet: 0.9,
  independentProduct: 0.65,
  clustering: { observed: 0.68, expected: 0.62, difference: share(0.06, 0.03, 0.09, 700), verdict: "same-people" },
  flawless: share(0.8, 0.77, 0.83, 900),
  visits: 1000,
  ratedVisits: 900,
  flawlessVisits: 720,
  bounds: [0.55, 0.8],
  coverage: share(0.62, 0.6, 0.64, 3000),
  selective: false,
  unweighted: false,
};

export const FUNNEL: FunnelDocument = {
  period: PERIOD,
  window: "7d",
  asOf: "2026-06-30T14:00:00.000Z",
  mode: "touches",
  visits: 1000,
  steps: [
    {
      moment: "call",
      touched: 900,
      skipped: 100,
      entered: 900,
      reached: 1000,
      left: 50,
      open: 10,
      flawlessSoFar: 960,
      brokenSoFar: 40,
      fromFirst: share(1, 0.996, 1, 1000),
      fromPrevious: missing("first-step", 1000),
      breakCost: { value: 0.1, low: 0.02, high: 0.2, n: 780, raw: 0.12, lost: 4, unmatched: 0 },
    },
    {
      moment: "booking",
      touched: 930,
      skipped: 10,
      entered: 100,
      reached: 940,
      left: 200,
      open: 40,
      flawlessSoFar: 880,
      brokenSoFar: 60,
      fromFirst: share(0.94, 0.92, 0.95, 1000),
      fromPrevious: share(0.94, 0.92, 0.95, 1000),
      breakCost: { value: null, low: null, high: null, n: 480, reason: "under-30", raw: null, lost: null },
    },
    {
      moment: "security",
      touched: 700,
      skipped: 0,
      entered: 0,
      reached: 700,
      left: 0,
      open: 0,
      flawlessSoFar: 540,
      brokenSoFar: 160,
      fromFirst: share(0.7, 0.67, 0.73, 1000),
      fromPrevious: share(0.7447, 0.71, 0.77, 940),
      breakCost: { value: null, low: null, high: null, n: 400, reason: "last-step", raw: null, lost: null },
    },
  ],
  outOfOrder: share(0.02, 0.01, 0.03, 800),
  unweighted: false,
};

export function momentScore(
  moment: string,
  position: number | null,
  counts: readonly [number, number, number],
  more: Partial<MomentScore> = {},
): MomentScore {
  const [minus, standard, plus] = counts;
  const rated = minus + standard + plus;
  const of = (count: number): Share =>
    rated === 0 ? missing("no-ratings") : share(count / rated, count / rated - 0.02, count / rated + 0.02, rated);
  return {
    moment,
    role: position === null ? "outcome" : "touchpoint",
    stage: CHOICES.moments.find((one) => one.key === moment)?.stage ?? "smot",
    position,
    touched: rated * 2,
    notMet: 0,
    rated,
    minus,
    standard,
    plus,
    satisfaction: of(plus),
    broken: of(minus),
    net:
      rated === 0
        ? missing("no-ratings")
        : share((plus - minus) / rated, (plus - minus) / rated - 0.03, (plus - minus) / rated + 0.03, rated),
    coverage: rated === 0 ? missing("no-ratings") : share(0.5, 0.48, 0.52, rated * 2),
    mean: rated === 0 ? null : 4.125,
    meanSe: rated === 0 ? null : 0.034,
    nps: null,
    histogram: null,
    scale: { min: 1, max: 5, step: 1, best: "high" },
    standardFrom: 3,
    plusFrom: 4,
    ...more,
  };
}

export const SCORES: MomentScoresDocument = {
  period: PERIOD,
  moments: [
    momentScore("call", 1, [40, 160, 600]),
    momentScore("booking", 2, [20, 130, 350]),
    momentScore("security", 3, [100, 100, 200]),
    momentScore("overall", null, [30, 60, 210]),
  ],
  repeated: share(0.01, 0.005, 0.02, 900),
  unweighted: false,
};

export function change(moment: string | null, measure: ChangeMeasure, value: number, clear: boolean, more: Partial<Change> = {}): Change {
  return {
    moment,
    measure,
    difference: share(value, value - 0.02, value + 0.02, 400),
    before: 0.6,
    rate: value,
    mix: 0,
    oneSided: [],
    detectable: 0.055,
    p: clear ? 0.001 : 0.4,
    clear,
    ...more,
  };
}
