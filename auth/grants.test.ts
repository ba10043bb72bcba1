import { describe, expect, test } from "vitest";
import { NO_FILTER } from "#domain/filter.ts";
import { actionsOf, mayDo, requireAction } from "./grants.ts";
import { checkTeams, scopeOf } from "./scope.ts";

const viewer = (role: "admin" | "lead" | "executive" | "manager", teams: string[] = []) => ({ role, teams });

describe("grants", () => {
  test.each([
    ["admin", 17, []],
    ["lead", 15, ["user:manage", "settings:write"]],
    [
      "executive",
      8,
      [
        "visit:read",
        "comment:read",
        "comment:tag",
        "chart:write",
        "journey:write",
        "segment:write",
        "import",
        "user:manage",
        "settings:write",
      ],
    ],
    [
      "manager",
      5,
      [
        "report:survival",
        "report:funnel",
        "report:units",
        "visit:read",
        "comment:tag",
        "export",
        "chart:write",
        "journey:write",
        "segment:write",
        "import",
        "user:manage",
        "settings:write",
      ],
    ],
  ] as const)("%s may do %i of 17 things, all but %j", (role, count, refused) => {
    expect(actionsOf(role)).toHaveLength(count);
    for (const action of refused) expect(mayDo(role, action)).toBe(false);
    expect(count + refused.length).toBe(17);
  });

  test("a refusal is a sentence", () => {
    expect(requireAction("executive", "export")).toEqual({ ok: true, value: null });
    expect(requireAction("manager", "report:funnel")).toEqual({
      ok: false,
      problem: {
        code: "not-allowed",
        action: "report:funnel",
        sentence: "A journey crosses teams: your role includes the scores of your teams' moments, not the funnel.",
      },
    });
  });
});

describe("scopes", () => {
  test.each([
    ["admin", "read", "all", "shown", true, true],
    ["lead", "read", "all", "shown", true, true],
    ["executive", "read", "all", "hidden", false, false],
    ["manager", "read", ["a", "b"], "hidden", true, false],
    ["admin", "export", "all", "hidden", true, true],
    ["lead", "export", "all", "hidden", true, true],
    ["executive", "export", "all", "hidden", false, false],
  ] as const)("%s to %s: teams %j, small numbers %s", (role, purpose, teams, small, comments, visits) => {
    expect(scopeOf(viewer(role, ["b", "a"]), purpose)).toEqual({ journeys: "all", teams, small, comments, visits });
  });

  test("a manager without a team reads no team, not all", () => {
    expect(scopeOf(viewer("manager"), "read").teams).toEqual([]);
  });

  test("another team's key is as unknown as one that does not exist; the own one passes", () => {
    const scope = scopeOf(viewer("manager", ["gate"]), "read");
    expect(checkTeams(scope, { ...NO_FILTER, teams: ["gate"] }).ok).toBe(true);
    for (const key of ["cabin", "no such team", "none"]) {
      expect(checkTeams(scope, { ...NO_FILTER, teams: ["gate", key] })).toEqual({ ok: false, problem: { code: "unknown-team", key } });
    }
    expect(checkTeams(scopeOf(viewer("lead"), "read"), { ...NO_FILTER, teams: ["cabin"] }).ok).toBe(true);
  });
});
