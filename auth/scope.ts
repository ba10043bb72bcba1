/** From who asks to what they may read. The web's only maker of scopes. */
import { makeScope, type Scope } from "#db/scope.ts";
import type { Filter } from "#domain/filter.ts";
import { fail, ok, type Result } from "#domain/problem.ts";
import type { Role } from "#domain/role.ts";
import { mayDo } from "./grants.ts";

/** What leaves the product as a file hides small numbers, whoever asks: the file goes on without its reader's role. */
export type Purpose = "read" | "export";

/** A manager reads the own teams (none: nothing), everyone else all; small numbers are shown to those who may open single visits. */
export function scopeOf(viewer: { readonly role: Role; readonly teams: readonly string[] }, purpose: Purpose): Scope {
  const visits = mayDo(viewer.role, "visit:read");
  return makeScope({
    journeys: "all",
    teams: viewer.role === "manager" ? [...viewer.teams].sort() : "all",
    small: visits && purpose === "read" ? "shown" : "hidden",
    comments: mayDo(viewer.role, "comment:read"),
    visits,
  });
}

/** A team that is not the viewer's own looks like one that does not exist. */
export function checkTeams(scope: Scope, filter: Filter): Result<null> {
  const { teams } = scope;
  if (teams === "all") return ok(null);
  const foreign = filter.teams.find((key) => !teams.includes(key));
  return foreign === undefined ? ok(null) : fail({ code: "unknown-team", key: foreign });
}
