import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CHOICES, PERIOD } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import type { VisitDocument, VisitsDocument } from "#domain/visit-documents.ts";
import { OUTCOMES, readVisitsPlace, visitPath, visitsPath, visitsSearch } from "./links.ts";
import { prepareVisit, prepareVisits } from "./prepare.ts";

const en = testWords("visits", "en", CHOICES);
const ko = testWords("visits", "ko", CHOICES);
const ZONE = "Asia/Seoul";

const visit = {
  id: 7,
  source: "shop",
  externalId: "V-7",
  segment: "business",
  channel: "app",
  startedAt: "2026-06-01T00:30:00.000Z",
  furthest: "booking",
  firstBreak: null,
  state: "left",
} as const;

const LIST: VisitsDocument = { period: PERIOD, moment: "booking", outcome: "left", total: 250, visits: [visit, visit, visit], offset: 100 };

describe("prepareVisits", () => {
  it("names the bar, and shows times in the organisation's zone: 00:30 UTC is 09:30 in Seoul", () => {
    const view = prepareVisits(LIST, ZONE, en);
    expect(view.heading).toBe("Left at Booking");
    expect(prepareVisits(LIST, ZONE, ko).heading).toBe("예약: 이탈");
    expect(view.total).toBe("250 visits");
    expect(view.rows[0]).toEqual({
      id: 7,
      name: "V-7",
      source: "shop",
      started: "1 Jun 2026, 09:30",
      segment: "Business flyers",
      channel: "App",
      furthest: "Booking",
      firstBreak: "—",
      state: "left",
    });
  });

  it("101 to 103 of 250: a page before from 0, a page after from 103", () => {
    const view = prepareVisits(LIST, ZONE, en);
    expect([view.range, view.newer, view.older]).toEqual(["101–103 of 250", 0, 103]);
    const all = prepareVisits({ ...LIST, offset: 0, total: 3 }, ZONE, en);
    expect([all.range, all.newer, all.older]).toEqual(["1–3 of 3", null, null]);
    expect(prepareVisits({ ...LIST, visits: [], total: 0, offset: 0 }, ZONE, en).range).toBe(null);
  });
});

describe("prepareVisit", () => {
  const touch = {
    at: "2026-06-01T00:30:00.000Z",
    dateOnly: false,
    channel: "app",
    team: "none",
    rating: 2,
    zone: "minus",
    comment: "Too slow",
    resolution: "on_the_spot",
    seconds: 90,
    corrections: 1,
  } as const;
  const document: VisitDocument = {
    ...visit,
    window: "7d",
    asOf: "2026-06-30T14:00:00.000Z",
    attributes: { area: "B" },
    steps: [
      { moment: "call", counts: "not-met", furthest: false, firstBreak: false, touches: [] },
      { moment: "booking", counts: "recovered", furthest: true, firstBreak: true, touches: [touch] },
      { moment: "security", counts: "not-reached", furthest: false, firstBreak: false, touches: [] },
    ],
  };

  it("says why each step counts as it does", () => {
    const view = prepareVisit(document, ZONE, en);
    expect(view.steps.map((step) => [step.counts, step.tone])).toEqual([
      ["Known not to have met it", "neutral"],
      ["Broken, settled on the spot", "minus"],
      ["Not reached", "neutral"],
    ]);
    expect(view.steps[1]?.why).toBe(
      "A rating here lies below the standard. Settled on the spot it still counts as broken, and is shown as recovered.",
    );
    expect(view.state).toBe("Left at Booking: its last touch is more than 7 days before 30 Jun 2026, 23:00.");
    expect(view.attributes).toEqual([{ key: "area", value: "B" }]);
  });

  it("tells a touch with what is known of it, and nothing of a team that nobody named", () => {
    const [shown] = prepareVisit(document, ZONE, en).steps[1]?.touches ?? [];
    expect(shown?.at).toBe("1 Jun 2026, 09:30");
    expect(shown?.rating).toBe("Rating 2");
    expect(shown?.details).toEqual(["App", "settled on the spot", "90 seconds", "corrected once"]);
    expect(shown?.comment).toBe("Too slow");
  });

  it("a calendar day stays that day whatever the zone", () => {
    const day = { ...touch, at: "2026-06-01T00:00:00.000Z", dateOnly: true };
    const steps = [{ moment: "call", counts: "met", furthest: true, firstBreak: false, touches: [day] }] as const;
    expect(prepareVisit({ ...document, steps }, "America/New_York", en).steps[0]?.touches[0]?.at).toBe("1 Jun 2026 (no time given)");
  });
});

describe("links", () => {
  it("carries filter and place, keys percent-encoded", () => {
    expect(visitsPath("a/b", { at: "예약", outcome: "left", offset: 0 }, "channel=app")).toBe(
      "/journeys/a%2Fb/visits?channel=app&at=%EC%98%88%EC%95%BD&outcome=left",
    );
    expect(visitPath("x", 7, "")).toBe("/journeys/x/visits/7");
    expect(visitPath("x", 7, "at=a&outcome=left")).toBe("/journeys/x/visits/7?at=a&outcome=left");
  });

  it("reads back every place it writes, and nothing else", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), fc.constantFrom(...OUTCOMES), fc.nat(5000), (at, outcome, offset) => {
        const search = visitsSearch({ at, outcome, offset }, "moment=x&from=2026-01-01");
        expect(readVisitsPlace(new URLSearchParams(search))).toEqual({ at, outcome, offset });
      }),
    );
    for (const bad of ["", "at=a", "at=a&outcome=lost", "at=&outcome=left", "at=a&outcome=left&offset=-1", "at=a&outcome=left&offset=x"]) {
      expect(readVisitsPlace(new URLSearchParams(bad))).toBe(null);
    }
  });
});
