import { describe, expect, it } from "vitest";
import { CHOICES } from "#components/charts/test-documents.ts";
import { NO_FILTER } from "#domain/filter.ts";
import { comparingOf } from "./comparison.ts";

describe("comparingOf", () => {
  it("keeps the comparison that was asked for", () => {
    const asked = { ...NO_FILTER, from: "2026-04-01", to: "2026-06-30", compare: "year" } as const;
    expect(comparingOf(asked, undefined)).toEqual({ filter: asked, ownPeriod: false });
  });

  it("sets a chosen period against the one before, with the other filters", () => {
    const period = { ...NO_FILTER, from: "2026-04-01", to: "2026-06-30", channels: ["app"] };
    expect(comparingOf(period, CHOICES)).toEqual({ filter: { ...period, compare: "previous" }, ownPeriod: false });
  });

  it("without a period: 90 days up to the last day with data, 30 June, are 2 April to 30 June", () => {
    expect(comparingOf(NO_FILTER, CHOICES)).toEqual({
      filter: { ...NO_FILTER, from: "2026-04-02", to: "2026-06-30", compare: "previous" },
      ownPeriod: true,
    });
  });

  it("compares nothing where nothing lies before, where a period is open, or before the choices have come", () => {
    expect(comparingOf(NO_FILTER, { ...CHOICES, first: "2026-04-02" })).toBe(null);
    expect(comparingOf({ ...NO_FILTER, from: "2026-04-01" }, CHOICES)).toBe(null);
    expect(comparingOf(NO_FILTER, undefined)).toBe(null);
    expect(comparingOf(NO_FILTER, { ...CHOICES, first: null, last: null })).toBe(null);
  });
});
