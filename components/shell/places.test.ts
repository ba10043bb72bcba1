import fc from "fast-check";
import { expect, test } from "vitest";

import { NO_FILTER } from "#domain/filter.ts";
import { designedJourney, homePath, momentOf, momentPath, PLACES, placeOf, placePath, placesFor } from "./places.ts";

test("a manager sees the moments and starts there; an executive sees all five and starts with the overview", () => {
  const manager = ["report:scores", "report:trend", "report:choices", "comment:read"];
  const executive = ["report:scores", "report:trend", "report:choices", "report:survival", "report:funnel", "export"];
  expect(placesFor(manager)).toEqual(["moments"]);
  expect(homePath("airline", manager)).toBe("/journeys/airline/moments");
  expect(placesFor(executive)).toEqual(["overview", "map", "funnel", "drivers", "moments"]);
  expect(homePath("airline", executive)).toBe("/journeys/airline/overview");
  expect(homePath("airline", [])).toBeNull();
});

test("any key survives the address", () => {
  const key = fc.string({ unit: "grapheme", minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(key, fc.constantFrom(...PLACES), (journey, place) => {
      expect(placeOf(placePath(journey, place))).toEqual({ journey, place });
    }),
  );
  expect(designedJourney(`/settings/journeys/${encodeURIComponent("출발/a b")}`)).toBe("출발/a b");
  expect([designedJourney("/settings/journeys"), designedJourney("/journeys/a/b"), designedJourney("/settings/journeys/%E0%A4%A")]).toEqual(
    [null, null, null],
  );
  expect(placePath("출발/a b", "funnel", "channel=app")).toBe("/journeys/%EC%B6%9C%EB%B0%9C%2Fa%20b/funnel?channel=app");
});

test("any moment's key survives the address of its page; what is asked goes along, but a map's stage and a chart's baseline", () => {
  const view = { beside: true, stage: "smot", measure: "satisfaction", baseline: { from: "2026-01-01", to: "2026-03-31" } } as const;
  const asked = { filter: { ...NO_FILTER, channels: ["app"], moments: ["other"] }, view };
  const key = fc.string({ unit: "grapheme", minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(key, key, (journey, moment) => {
      const [path = "", search] = momentPath(journey, moment, asked).split("?");
      expect([placeOf(path), momentOf(path), momentOf(`${path}/chart`)]).toEqual([{ journey, place: "moments" }, moment, moment]);
      expect(search).toBe("moment=other&channel=app&beside=priority&measure=satisfaction");
    }),
  );
  expect(["/journeys/a/moments", "/journeys/a/visits/12", "/account", "/journeys/a/moments/%E0%A4%A"].map(momentOf)).toEqual([
    null,
    null,
    null,
    null,
  ]);
});

test("other addresses have no journey, deeper ones no place", () => {
  expect(placeOf("/account")).toEqual({ journey: null, place: null });
  expect(placeOf("/")).toEqual({ journey: null, place: null });
  expect(placeOf("/journeys/a/visits/12")).toEqual({ journey: "a", place: null });
  expect(placeOf("/journeys/%E0%A4%A/funnel")).toEqual({ journey: null, place: "funnel" });
});
