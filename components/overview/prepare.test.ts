import { describe, expect, it } from "vitest";
import { CHOICES, change, FUNNEL, SCORES, SURVIVAL, share, survivalStep } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import { missing } from "#domain/share.ts";
import { prepareFindings as findingsOf, prepareClustering, prepareHeadline, prepareWarnings, rankBreaks } from "./prepare.ts";

const en = testWords("overview", "en", CHOICES);
const ko = testWords("overview", "ko", CHOICES);

function prepareFindings(...question: Parameters<typeof findingsOf>): string[] {
  const { lead, change: changed } = findingsOf(...question);
  return [...lead, ...changed];
}

describe("prepareFindings", () => {
  const compared = {
    ...SCORES,
    change: [
      change("call", "satisfaction", 0.08, true),
      change("booking", "satisfaction", 0.01, false),
      change("security", "satisfaction", -0.06, true),
      change("overall", "satisfaction", 0.3, true),
    ],
  };

  it("state, worst break, changes; an outcome is no moment of the sentence", () => {
    expect(prepareFindings(SURVIVAL, compared, en)).toEqual([
      "Of 100 journeys 73 stay free of a bad moment; the chance of one that meets all 3 is 68%.",
      "Security check breaks most.",
      "Information call improved, Security check got worse; the rest is within noise.",
    ]);
  });

  it("reads naturally in Korean", () => {
    expect(prepareFindings(SURVIVAL, compared, ko)).toEqual([
      "여정 100건 가운데 73건이 나쁜 경험 없이 끝납니다. 3개 접점을 모두 거치는 여정이라면 그 확률은 68%입니다.",
      "가장 많이 무너지는 곳은 보안 검색입니다.",
      "좋아진 접점은 정보 문의 전화, 나빠진 접점은 보안 검색이며, 나머지는 오차 범위 안입니다.",
    ]);
  });

  it("without a comparison says nothing of change; without a clear one says so", () => {
    expect(prepareFindings(SURVIVAL, SCORES, en)).toHaveLength(2);
    const noise = { ...SCORES, change: [change("call", "satisfaction", 0.02, false)] };
    expect(prepareFindings(SURVIVAL, noise, en)[2]).toBe("No clear change against the other period: every difference is within noise.");
  });

  it("says both periods where they are not the page's own", () => {
    const compare = { ...SCORES, period: { from: "2026-01-01", to: "2026-03-31", timeZone: "Asia/Seoul" } };
    const scores = { ...SCORES, compare, change: [change("call", "satisfaction", 0.05, true)] };
    expect(prepareFindings(SURVIVAL, scores, en, true)[2]).toBe(
      "April–June 2026 against January–March 2026: Information call improved; the rest is within noise.",
    );
    expect(prepareFindings(SURVIVAL, scores, ko, true)[2]).toBe(
      "2026년 1–3월 대비 2026년 4–6월: 좋아진 접점은 정보 문의 전화이며, 나머지는 오차 범위 안입니다.",
    );
  });

  it("a fall that is mostly mix (-1.9 of -2.7) is no getting worse", () => {
    const fall = change("security", "satisfaction", -0.027, true, { rate: -0.008, mix: -0.019 });
    const mixed = "Security check moved mostly because its mix of customers changed, not its ratings.";
    expect(prepareFindings(SURVIVAL, { ...SCORES, change: [change("call", "satisfaction", 0.05, true), fall] }, en).slice(2)).toEqual([
      "Information call improved; the rest is within noise.",
      mixed,
    ]);
    expect(prepareFindings(SURVIVAL, { ...SCORES, change: [fall] }, en).slice(2)).toEqual(["No moment's ratings clearly changed.", mixed]);
  });

  it("names three and counts the others", () => {
    const moments = ["a", "b", "c", "d", "e"].map((key) => ({ ...(SCORES.moments[0] as (typeof SCORES.moments)[0]), moment: key }));
    const many = { ...SCORES, moments, change: moments.map((one, i) => change(one.moment, "satisfaction", 0.1 - i / 100, true)) };
    expect(prepareFindings(SURVIVAL, many, en)[2]).toBe("a, b, c, and 2 more improved; the rest is within noise.");
  });

  it("where the source cannot tell not met, speaks of the score alone", () => {
    const blank = { ...SURVIVAL, asTravelled: missing("cannot-tell-not-met", 900) };
    expect(prepareFindings(blank, undefined, en)[0]).toBe(
      "A journey that meets all 3 moments stays free of a bad one with a chance of 68%.",
    );
  });

  it("empty, too few, and weak are three different sentences", () => {
    const none = { ...SURVIVAL, ratedVisits: 0, steps: [], journeyScore: missing("no-ratings"), asTravelled: missing("no-ratings") };
    expect(prepareFindings(none, undefined, en)).toEqual(["Nobody has rated a moment in this selection yet."]);
    const few = { ...none, ratedVisits: 4, journeyScore: missing("too-few", 4), asTravelled: missing("too-few", 4) };
    expect(prepareFindings(few, undefined, en)).toEqual(["Only 4 journeys were rated in this selection: too few for a figure."]);
    expect(prepareFindings({ ...SURVIVAL, ratedVisits: 4, steps: [] }, undefined, en)).toEqual([
      "Only 4 journeys were rated in this selection: too few for a figure.",
    ]);
    const weak = { ...SURVIVAL, ratedVisits: 20, steps: [survivalStep("call", 20, 5, 0.75)] };
    expect(prepareFindings(weak, undefined, en)).toEqual([
      "Of 100 journeys 73 stay free of a bad moment; the chance of one that meets the one shown is 68%.",
      "Only 20 journeys were rated: take this as a hint.",
    ]);
  });
});

describe("rankBreaks", () => {
  it("100 first breaks before 40 before 20; 29 at risk is not ranked, 0 is no break", () => {
    const steps = [...SURVIVAL.steps, survivalStep("small", 29, 28, 0.1), survivalStep("clean", 500, 0, 0.6)];
    expect(rankBreaks(steps).map((step) => step.broke)).toEqual([100, 40, 20]);
  });
});

describe("prepareHeadline", () => {
  it("prints the condition under the score with seen, worst and coverage", () => {
    const headline = prepareHeadline(SURVIVAL, en);
    expect(headline.condition).toBe("If those who did not rate are like those who did; seen: 80%, at worst 55%, 62% of touches rated.");
    expect(headline.values.map((value) => value.value)).toEqual(["90%", "65%"]);
    expect(prepareClustering(SURVIVAL.clustering, en)).toBe(
      "Bad moments fall on the same people: 68% were flawless where chance would leave 62%.",
    );
    expect(headline.shares.map((one) => one.change)).toEqual([null, null]);
  });

  it("an arrow only where the change is clear, else the smallest that would show", () => {
    const now = { ...SURVIVAL, change: [change(null, "journey-score", -0.05, true), change(null, "as-travelled", 0.01, false)] };
    const [travelled, score] = prepareHeadline(now, en).shares;
    expect(score?.change).toEqual({ direction: "down", text: "down 5.0 pts", detail: "95% interval −7.0 to −3.0 pts" });
    expect(travelled?.change).toEqual({ direction: "none", text: "no clear change", detail: "a change from 5.5 pts on would show" });
  });

  it("4 rated visits give no figure, even to those who may see small numbers", () => {
    const headline = prepareHeadline({ ...SURVIVAL, ratedVisits: 4 }, en);
    expect(headline.values.map((value) => value.value)).toEqual(["—", "—"]);
    expect(headline.condition).toBe(
      "If those who did not rate are like those who did; 62% of touches rated. What was seen is hidden: too few.",
    );
  });

  it("a change over 29 gets no arrow, however clear its test", () => {
    const small = change(null, "journey-score", 0.4, true, { difference: share(0.4, 0.1, 0.6, 29) });
    expect(prepareHeadline({ ...SURVIVAL, change: [small] }, en).shares[1]?.change?.direction).toBe("none");
  });

  it("29 visits are too few for clustering, 30 cannot tell", () => {
    const verdict = (n: number) =>
      prepareClustering({ observed: 0.6, expected: 0.6, difference: share(0, -0.1, 0.1, n), verdict: "cannot-tell" }, en);
    expect(verdict(29)).toContain("Only 29 visits");
    expect(verdict(30)).toContain("cannot be told from 30 visits");
  });
});

describe("prepareWarnings", () => {
  const keys = (...args: [typeof SURVIVAL, typeof FUNNEL, typeof SCORES]) => prepareWarnings(...args, en).map((warning) => warning.key);

  it("says nothing where nothing stands against the figures", () => {
    expect(keys({ ...SURVIVAL, coverage: share(1, 0.99, 1, 3000) }, FUNNEL, SCORES)).toEqual([]);
  });

  it("missing ratings matter; order above 10 % and repetition above 5 % are doubted, exactly there they are not", () => {
    const at = (order: number, repeated: number) =>
      keys(SURVIVAL, { ...FUNNEL, outOfOrder: share(order, 0, 1, 800) }, { ...SCORES, repeated: share(repeated, 0, 1, 900) });
    expect(at(0.1, 0.05)).toEqual(["missing"]);
    expect(at(0.11, 0.06)).toEqual(["order", "repeated", "missing"]);
  });

  it("selective and unweighted come from the report", () => {
    expect(keys({ ...SURVIVAL, selective: true, unweighted: true }, FUNNEL, SCORES)).toEqual(["selective", "unweighted", "missing"]);
  });
});
