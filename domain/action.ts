/** Everything that a role can be allowed or refused. Closed: a new action needs a row in the table of auth/grants.ts. */
export const ACTIONS = [
  "report:scores",
  "report:trend",
  "report:choices",
  "report:survival",
  "report:funnel",
  "report:chart",
  "report:units",
  "visit:read",
  "comment:read",
  "comment:tag",
  "export",
  "chart:write",
  "journey:write",
  "segment:write",
  "import",
  "user:manage",
  "settings:write",
] as const;
export type Action = (typeof ACTIONS)[number];
