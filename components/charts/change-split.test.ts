import { describe, expect, it } from "vitest";
import { missing } from "#domain/share.ts";
import { flawlessChangeText, splitText } from "./change-split.ts";
import { CHOICES, change, SURVIVAL } from "./test-documents.ts";
import { testWords } from "./test-words.ts";

const en = testWords("charts", "en", CHOICES);
const ko = testWords("charts", "ko", CHOICES);

describe("splitText", () => {
  it("0.03 = 0.021 within groups + 0.009 by their mix", () => {
    const one = change("call", "satisfaction", 0.03, true, { rate: 0.021, mix: 0.009 });
    expect(splitText(one, en)).toBe("+2.1 pts from ratings, +0.9 pts from the mix of customers.");
    expect(splitText(one, ko)).toBe("평가에서 +2.1%p, 고객 구성에서 +0.9%p.");
  });

  it("names the groups that one period lacks, and counts those beyond the third", () => {
    const group = (segment: string, period: "now" | "before") => ({ segment, channel: "app", period });
    const oneSided = [group("business", "now"), group("leisure", "before"), group("family", "now"), group("gone", "before")];
    expect(splitText(change("call", "satisfaction", 0.03, true, { oneSided }), en)).toBe(
      "+3.0 pts from ratings, 0.0 pts from the mix of customers. In one period only, so counted as mix: Business flyers · App (new), Leisure · App (gone), Families · App (new), and 1 more.",
    );
  });

  it("a change without a split says none", () => {
    expect(splitText(change(null, "journey-score", 0.03, true, { rate: null, mix: null }), en)).toBe(null);
  });
});

describe("flawlessChangeText", () => {
  it("clear, unclear, not compared", () => {
    const moved = (value: number, clear: boolean) => ({ ...SURVIVAL, change: [change(null, "flawless", value, clear)] });
    expect(flawlessChangeText(moved(0.05, true), en)).toBe(
      "Seen flawless: +5.0 pts (+3.0 to +7.0 pts). +5.0 pts from ratings, 0.0 pts from the mix of customers.",
    );
    expect(flawlessChangeText(moved(0.01, false), en)).toContain("Seen flawless: no clear change, +1.0 pts (−1.0 to +3.0 pts).");
    expect(flawlessChangeText(SURVIVAL, en)).toBe(null);
    const none = change(null, "flawless", 0, false, { difference: missing("no-comparison") });
    expect(flawlessChangeText({ ...SURVIVAL, change: [none] }, en)).toBe(null);
  });
});
