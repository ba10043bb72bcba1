import { describe, expect, it } from "vitest";
import { CHOICES, change, FUNNEL, SCORES, SURVIVAL, share } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import { missing } from "#domain/share.ts";
import { prepareBreaks } from "./breaks.ts";
import { prepareChanges } from "./changes.ts";
import { mostlyMix } from "./prepare.ts";
import { momentWarning, preparePriority } from "./priority.ts";

const en = testWords("overview", "en", CHOICES);
const ko = testWords("overview", "ko", CHOICES);
const charts = testWords("charts", "en", CHOICES);

describe("prepareBreaks", () => {
  it("ranks by first breaks and sets the cost beside, or why there is none", () => {
    const rows = prepareBreaks(SURVIVAL, FUNNEL, 3, en);
    expect(rows.map((row) => [row.name, row.broke, row.share])).toEqual([
      ["Security check", 100, "25%"],
      ["Information call", 40, "5%"],
      ["Booking", 20, "4%"],
    ]);
    expect(rows[1]?.cost).toBe("Leaving after a break: +10.0 pts (+2.0 to +20.0 pts)");
    expect(rows[1]?.lost).toBe("about 4 visits lost");
    expect(rows[0]?.cost).toBe("Cost of a break: After the last moment nobody can leave.");
    expect(rows[0]?.lost).toBe(null);
    expect(prepareBreaks(SURVIVAL, undefined, 1, en)).toHaveLength(1);
    const asked = FUNNEL.steps.map((step) => ({
      ...step,
      breakCost: { value: null, low: null, high: null, n: 0, reason: "questionnaire", raw: null, lost: null } as const,
    }));
    expect(prepareBreaks(SURVIVAL, { ...FUNNEL, steps: asked }, 3, en).map((row) => row.cost)).toEqual(["", "", ""]);
  });
});

describe("prepareChanges", () => {
  it("clear ones by size; of the rest the smallest that would show", () => {
    const document = {
      ...SCORES,
      change: [
        change("call", "satisfaction", 0.03, true),
        change("booking", "satisfaction", 0.01, false, { detectable: 0.041 }),
        change("security", "satisfaction", -0.06, true, { rate: -0.01, mix: -0.05 }),
      ],
    };
    const changes = prepareChanges(document, en, charts);
    expect(changes.rows?.map((row) => [row.name, row.direction, row.difference])).toEqual([
      ["Security check", "down", "−6.0 pts"],
      ["Information call", "up", "+3.0 pts"],
    ]);
    expect(changes.rows?.[0]?.mixNote).toBe("Mostly a changed mix of customers (−5.0 pts), not changed ratings.");
    expect(changes.rows?.[1]?.mixNote).toBe(null);
    expect(changes.rows?.[0]?.split).toBe("−1.0 pts from ratings, −5.0 pts from the mix of customers.");
    expect(changes.rows?.[1]?.sentence).toBe("satisfaction 60% → 63%");
    expect(changes.rest).toBe("No clear change at 1 moment; the smallest that would show is 4.1 pts.");
    expect(prepareChanges(document, ko, charts).rest).toBe("나머지 접점 1개는 뚜렷한 변화가 없습니다. 4.1%p 이상의 변화라면 드러납니다.");
  });

  it("nothing compared is not the same as nothing changed", () => {
    expect(prepareChanges(SCORES, en, charts)).toEqual({ rows: null, rest: null });
    const none = { ...SCORES, change: [change("call", "satisfaction", 0, false, { difference: missing("no-comparison") })] };
    expect(prepareChanges(none, en, charts)).toEqual({ rows: null, rest: null });
  });

  it("a mix larger than the rate but against the whole is no explanation", () => {
    expect(mostlyMix(change("call", "satisfaction", 0.02, true, { rate: -0.01, mix: 0.03 }))).toBe(true);
    expect(mostlyMix(change("call", "satisfaction", -0.02, true, { rate: -0.01, mix: 0.03 }))).toBe(false);
    expect(mostlyMix(change("call", "satisfaction", 0.02, true, { rate: null, mix: null }))).toBe(false);
  });
});

const LABELS = { priority: "Business flyers", others: "All others" };

describe("preparePriority", () => {
  const moved = (value: number, clear: boolean) => ({ ...SURVIVAL, change: [change(null, "as-travelled", value, clear)] });
  const view = (total: typeof SURVIVAL, priority: typeof SURVIVAL, others: typeof SURVIVAL) =>
    preparePriority(total, { priority, others }, LABELS, en);

  it("warns when the total clearly rises while the priority segment clearly falls", () => {
    const shown = view(moved(0.03, true), moved(-0.05, true), moved(0.04, true));
    expect(shown.warning).toBe(
      "The whole journey clearly improves (+3.0 pts) while that of Business flyers clearly gets worse (−5.0 pts).",
    );
    expect(shown.rows.map((row) => [row.name, row.direction, row.change])).toEqual([
      ["Business flyers", "down", "−5.0 pts"],
      ["All others", "up", "+4.0 pts"],
    ]);
    expect(shown.rows.every((row) => row.interval?.includes(" to ") === true)).toBe(true);
  });

  it("a rise or a fall within noise is no ground for a warning, nor are two falls", () => {
    expect(view(moved(0.03, false), moved(-0.05, true), moved(0.04, true)).warning).toBe(null);
    expect(view(moved(0.03, true), moved(-0.01, false), moved(0.04, true)).warning).toBe(null);
    expect(view(moved(-0.03, true), moved(-0.05, true), moved(0.01, true)).warning).toBe(null);
    expect(view(SURVIVAL, SURVIVAL, SURVIVAL).rows.map((row) => row.change)).toEqual([null, null]);
  });

  it("0.6 (0.55 to 0.65) beside 0.7 (0.67 to 0.73): -0.1 -+ sqrt(0.05² + 0.03²) = -15.8 to -4.2 points, clear", () => {
    const of = (value: number, half: number) => ({ ...SURVIVAL, asTravelled: share(value, value - half, value + half, 300) });
    expect(view(SURVIVAL, of(0.6, 0.05), of(0.7, 0.03)).gap).toBe(
      "Business flyers: clearly fewer flawless journeys than all others, by 10.0 pts (−15.9 to −4.1 pts)",
    );
    expect(view(SURVIVAL, of(0.69, 0.05), of(0.7, 0.03)).gap).toContain("no clear difference");
  });

  it("compares journey scores where one side cannot tell what was not met", () => {
    const blank = { ...SURVIVAL, asTravelled: missing("cannot-tell-not-met", 10), journeyScore: share(0.5, 0.4, 0.6, 90) };
    const shown = view(SURVIVAL, SURVIVAL, blank);
    expect(shown.measure).toBe("journeyScore");
    expect(shown.rows.map((row) => row.share.value)).toEqual([0.684, 0.5]);
  });
});

describe("momentWarning", () => {
  const scores = (...changes: ReturnType<typeof change>[]) => ({ ...SCORES, change: changes });
  const rise = scores(change("call", "satisfaction", 0.03, true), change("booking", "satisfaction", 0.04, true));

  it("names the moments at which the total clearly rises and the priority segment clearly falls, with both figures", () => {
    const fall = scores(change("call", "satisfaction", -0.06, true), change("booking", "satisfaction", -0.03, false));
    expect(momentWarning(rise, fall, LABELS, en)).toBe(
      "Satisfaction clearly rises in total while it clearly falls for Business flyers: Information call (total +3.0 pts, there −6.0 pts).",
    );
    expect(momentWarning(rise, fall, LABELS, ko)).toContain("정보 문의 전화(전체 +3.0%p, 우선 고객군 −6.0%p)");
  });

  it("says nothing where nothing is compared, falls, or has come yet", () => {
    expect(momentWarning(rise, rise, LABELS, en)).toBe(null);
    expect(momentWarning(SCORES, SCORES, LABELS, en)).toBe(null);
    expect(momentWarning(rise, undefined, LABELS, en)).toBe(null);
  });
});
