import { expect, test } from "vitest";
import { CHOICES } from "#components/charts/test-documents.ts";
import { NO_FILTER } from "#domain/filter.ts";
import { sidesOf, splitSegments } from "./split.ts";

test("business on one side, leisure and families on the other; without a priority segment there are no sides", () => {
  expect(splitSegments(CHOICES)).toEqual({ priority: ["business"], others: ["leisure", "family"] });
  expect(splitSegments({ ...CHOICES, segments: CHOICES.segments.filter((one) => !one.priority) })).toBe(null);
  expect(splitSegments(undefined)).toBe(null);
});

test("a choice of segments narrows both sides; one that leaves a side empty leaves none", () => {
  expect(splitSegments(CHOICES, ["business", "family"])).toEqual({ priority: ["business"], others: ["family"] });
  expect(splitSegments(CHOICES, ["business"])).toBe(null);
  expect(splitSegments(CHOICES, ["leisure", "family"])).toBe(null);
});

test("either side is asked the same question of its own segments", () => {
  const filter = { ...NO_FILTER, channels: ["app"], segments: ["business", "family"] };
  expect(sidesOf(filter, { priority: ["business"], others: ["family"] })).toEqual({
    priority: { ...filter, segments: ["business"] },
    others: { ...filter, segments: ["family"] },
  });
});
