import { describe, expect, it } from "vitest";
import { CHOICES, change, FUNNEL, SCORES, SURVIVAL, share } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import { NO_FILTER } from "#domain/filter.ts";
import { missing } from "#domain/share.ts";
import { prepareBreaks } from "./breaks.ts";
import { prepareChanges } from "./changes.ts";
import { mostlyMix } from "./prepare.ts";
import { preparePriority, splitSegments, withSegments } from "./priority.ts";

const en = testWords("overview", "en", CHOICES);
const ko = testWords("overview", "ko", CHOICES);

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
    const changes = prepareChanges(document, en);
    expect(changes.rows?.map((row) => [row.name, row.direction, row.difference])).toEqual([
      ["Security check", "down", "−6.0 pts"],
      ["Information call", "up", "+3.0 pts"],
    ]);
    expect(changes.rows?.[0]?.mixNote).toBe("Mostly a changed mix of customers (−5.0 pts), not changed ratings.");
    expect(changes.rows?.[1]?.mixNote).toBe(null);
    expect(changes.rows?.[1]?.sentence).toBe("satisfaction 60% → 63%");
    expect(changes.rest).toBe("No clear change at 1 moment; the smallest that would show is 4.1 pts.");
    expect(prepareChanges(document, ko).rest).toBe("나머지 접점 1개는 뚜렷한 변화가 없습니다. 4.1%p 이상의 변화라면 드러납니다.");
  });

  it("nothing compared is not the same as nothing changed", () => {
    expect(prepareChanges(SCORES, en)).toEqual({ rows: null, rest: null });
    const none = { ...SCORES, change: [change("call", "satisfaction", 0, false, { difference: missing("no-comparison") })] };
    expect(prepareChanges(none, en)).toEqual({ rows: null, rest: null });
  });

  it("a mix larger than the rate but against the whole is no explanation", () => {
    expect(mostlyMix(change("call", "satisfaction", 0.02, true, { rate: -0.01, mix: 0.03 }))).toBe(true);
    expect(mostlyMix(change("call", "satisfaction", -0.02, true, { rate: -0.01, mix: 0.03 }))).toBe(false);
    expect(mostlyMix(change("call", "satisfaction", 0.02, true, { rate: null, mix: null }))).toBe(false);
  });
});

describe("preparePriority", () => {
  const split = splitSegments(CHOICES);
  if (split === null) throw new Error("the fixture has a priority segment");
  const moved = (value: number, clear: boolean) => ({ ...SURVIVAL, change: [change(null, "as-travelled", value, clear)] });

  it("splits business from leisure and families; without a priority segment there is nothing to show", () => {
    expect(split).toEqual({ priority: ["business"], others: ["leisure", "family"] });
    expect(splitSegments({ ...CHOICES, segments: CHOICES.segments.filter((one) => !one.priority) })).toBe(null);
    expect(splitSegments(undefined)).toBe(null);
    expect(withSegments({ ...NO_FILTER, channels: ["app"], segments: ["x"] }, split.others)).toEqual({
      ...NO_FILTER,
      channels: ["app"],
      segments: ["leisure", "family"],
    });
  });

  it("warns when the total rises while the priority segment clearly falls", () => {
    const view = preparePriority(moved(0.02, false), moved(-0.05, true), moved(0.04, true), split, en);
    expect(view.warning).toEqual({
      clear: true,
      text: "The total rises (+2.0 pts) while Business flyers falls (−5.0 pts). The customers who decide what is kept are losing.",
    });
    expect(view.rows.map((row) => [row.name, row.change])).toEqual([
      ["Business flyers", "−5.0 pts"],
      ["All others", "+4.0 pts"],
    ]);
    expect(view.rows.every((row) => row.interval?.includes(" to ") === true)).toBe(true);
  });

  it("a fall within noise is said, not warned of; both falling is no contradiction", () => {
    expect(preparePriority(moved(0.02, true), moved(-0.01, false), moved(0.04, true), split, en).warning?.clear).toBe(false);
    expect(preparePriority(moved(-0.02, true), moved(-0.05, true), moved(0.01, true), split, en).warning).toBe(null);
    expect(preparePriority(SURVIVAL, SURVIVAL, SURVIVAL, split, en).rows.map((row) => row.change)).toEqual([null, null]);
  });

  it("compares journey scores where one side cannot tell what was not met", () => {
    const blank = { ...SURVIVAL, asTravelled: missing("cannot-tell-not-met", 10), journeyScore: share(0.5, 0.4, 0.6, 90) };
    const view = preparePriority(SURVIVAL, SURVIVAL, blank, split, en);
    expect(view.measure).toBe("journeyScore");
    expect(view.rows.map((row) => row.share.value)).toEqual([0.684, 0.5]);
  });
});
