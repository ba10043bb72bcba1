/** Who may do what: one table, and nothing else decides. Pure. */
import type { Action } from "#domain/action.ts";
import { ACTIONS } from "#domain/action.ts";
import { fail, ok, type Result } from "#domain/problem.ts";
import type { Role } from "#domain/role.ts";

const GRANTS: Record<Role, readonly Action[]> = {
  admin: ACTIONS,
  lead: ACTIONS.filter((action) => action !== "user:manage" && action !== "settings:write"),
  executive: [
    "report:scores",
    "report:trend",
    "report:choices",
    "report:survival",
    "report:funnel",
    "report:chart",
    "report:units",
    "export",
  ],
  manager: ["report:scores", "report:trend", "report:choices", "report:chart", "comment:read"],
};

/** What a role may do, in the order of domain/action.ts. */
export function actionsOf(role: Role): readonly Action[] {
  return ACTIONS.filter((action) => mayDo(role, action));
}

export function mayDo(role: Role, action: Action): boolean {
  return GRANTS[role].includes(action);
}

const REFUSALS: Record<Action, string> = {
  "report:scores": "Your role does not include the scores of moments.",
  "report:trend": "Your role does not include trends.",
  "report:choices": "Your role does not include the choices of the filters.",
  "report:survival": "A journey crosses teams: your role includes the scores of your teams' moments, not whole journeys.",
  "report:funnel": "A journey crosses teams: your role includes the scores of your teams' moments, not the funnel.",
  "report:chart": "Your role does not include the charts of moments.",
  "report:units": "Your role includes the scores of your teams' moments, not how teams and channels compare.",
  "visit:read": "Your role does not include single visits.",
  "comment:read": "Your role does not include comments.",
  "comment:tag": "Your role does not include tagging comments.",
  export: "Your role does not include exports.",
  "chart:write": "Your role does not include changing charts.",
  "journey:write": "Your role does not include changing journeys.",
  "segment:write": "Your role does not include segments.",
  import: "Your role does not include imports.",
  "user:manage": "Your role does not include users.",
  "settings:write": "Your role does not include settings.",
};

/** `not-allowed` with a sentence where the role may not do it. */
export function requireAction(role: Role, action: Action): Result<null> {
  return mayDo(role, action) ? ok(null) : fail({ code: "not-allowed", action, sentence: REFUSALS[action] });
}
