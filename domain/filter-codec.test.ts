import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { resolveAsOf } from "./as-of.ts";
import { dayText } from "./days.ts";
import { type Filter, NO_FILTER } from "./filter.ts";
import { filterPairs, formatFilter, parseFilter } from "./filter-codec.ts";

function parsed(query: string): Filter {
  const result = parseFilter(new URLSearchParams(query));
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value;
}

function refused(query: string): string {
  const result = parseFilter(new URLSearchParams(query));
  if (result.ok || result.problem.code !== "bad-parameter") throw new Error(`not refused: ${query}`);
  return result.problem.parameter;
}

const key = fc.oneof(
  fc.string({ unit: "grapheme", minLength: 1, maxLength: 20 }),
  fc.constantFrom("a b", "a/b", "a,b", "a&b", "a+b", "50%", "모바일 앱", "#1", "x=y", "?", " padded ", "none"),
);
const keys = fc.uniqueArray(key, { maxLength: 4 }).map((list) => list.sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
const anyFilter: fc.Arbitrary<Filter> = fc
  .record({
    days: fc.option(fc.tuple(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 900 }))),
    half: fc.constantFrom("both", "from", "to"),
    moments: keys,
    channels: keys,
    segments: keys,
    teams: keys,
    compare: fc.option(fc.constantFrom("previous" as const, "year" as const)),
    grain: fc.option(fc.constantFrom("day" as const, "week" as const, "month" as const)),
    asOf: fc.option(fc.constantFrom("2026-05-01", "2026-05-01T10:00Z", "2026-05-01T10:00:00.123+09:00")),
  })
  .map(({ days, half, compare, ...rest }) => {
    const from = days === null || half === "to" ? null : dayText(days[0]);
    const to = days === null || half === "from" ? null : dayText(days[0] + days[1]);
    return { ...rest, from, to, compare: from === null || to === null ? null : compare };
  });

describe("the filter's codec", () => {
  it("reads every parameter", () => {
    expect(
      parsed(
        "from=2026-07-01&to=2026-09-30&moment=check-in&channel=app&channel=%EC%95%B1&segment=a%2Fb&team=T+1&compare=previous&grain=week&as-of=2026-10-01T00%3A00%2B09%3A00",
      ),
    ).toEqual({
      from: "2026-07-01",
      to: "2026-09-30",
      moments: ["check-in"],
      channels: ["app", "앱"],
      segments: ["a/b"],
      teams: ["T 1"],
      compare: "previous",
      grain: "week",
      asOf: "2026-10-01T00:00+09:00",
    });
    expect(parsed("")).toEqual(NO_FILTER);
    expect(formatFilter(NO_FILTER)).toBe("");
  });

  it("a comma is part of a key, not a list", () => {
    expect(parsed("channel=a,b").channels).toEqual(["a,b"]);
  });

  it("text is canonical: order of parameters and values, and repeats, make no difference", () => {
    const text = formatFilter(parsed("team=x&channel=b&channel=a&channel=b&from=2026-01-01"));
    expect(text).toBe("from=2026-01-01&channel=a&channel=b&team=x");
    expect(formatFilter({ ...NO_FILTER, channels: ["b", "a", "b"] })).toBe("channel=a&channel=b");
  });

  it("round trip: parse(format(f)) = f, through the query string and through pairs", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        expect(parsed(formatFilter(filter))).toEqual(filter);
        expect(parseFilter(filterPairs(filter))).toEqual({ ok: true, value: filter });
        expect(formatFilter(filter)).not.toMatch(/[ ",]|\+/);
      }),
    );
  });

  it.each([
    ["from=2026-02-30", "from"],
    ["to=yesterday", "to"],
    ["to=2026-1-1", "to"],
    ["from=2026-05-02&to=2026-05-01", "from"],
    ["from=2026-05-01&from=2026-05-01", "from"],
    ["channel=", "channel"],
    ["from=", "from"],
    ["channels=app", "channels"],
    ["compare=previous", "compare"],
    ["compare=previous&from=2026-05-01", "compare"],
    ["compare=before&from=2026-05-01&to=2026-05-02", "compare"],
    ["grain=hour", "grain"],
    ["grain=day&grain=day", "grain"],
    ["as-of=2026-05-01T10:00", "as-of"],
    ["as-of=now", "as-of"],
  ])("%s is refused and named", (query, parameter) => {
    expect(refused(query)).toBe(parameter);
  });

  it("whatever it is given, it answers with a filter or a named parameter", () => {
    const name = fc.constantFrom("from", "to", "channel", "compare", "grain", "as-of", "x", "__proto__", "constructor");
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string())), (pairs) => {
        const result = parseFilter(pairs);
        if (result.ok) expect(parseFilter(filterPairs(result.value))).toEqual(result);
        else expect(result.problem).toMatchObject({ code: "bad-parameter" });
      }),
    );
  });
});

describe("as-of", () => {
  it("a day counts to its last millisecond in the zone; an instant is itself", () => {
    expect(resolveAsOf("2026-05-01", "Asia/Seoul")).toBe(Date.UTC(2026, 4, 1, 15) - 1);
    expect(resolveAsOf("2026-10-25", "Europe/Berlin")).toBe(Date.UTC(2026, 9, 25, 23) - 1);
    expect(resolveAsOf("2026-05-01T10:00+09:00", "UTC")).toBe(Date.UTC(2026, 4, 1, 1));
    expect(() => resolveAsOf("2026-05-01T10:00", "UTC")).toThrow(RangeError);
  });
});
