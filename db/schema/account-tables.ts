/** Who signs in, and who did what. */

import type { makeDefinitionTables } from "./definition-tables.ts";
import type { Kit } from "./kit.ts";

export function makeAccountTables(kit: Kit, teams: ReturnType<typeof makeDefinitionTables>["teams"]) {
  const { table, text, int, long, primaryKey } = kit;

  const users = table("users", {
    id: int("id").primaryKey(),
    email: text("email").notNull().unique(),
    name: text("name").notNull(),
    passwordHash: text("password_hash").notNull(),
    role: text("role").notNull(),
    active: int("active").notNull(),
    /** Sample sign-ins live only in a store made by the demo. */
    sample: int("sample").notNull(),
    locale: text("locale"),
    /** Moves with each change of password: older sessions end. */
    sessionVersion: int("session_version").notNull(),
    createdAt: long("created_at").notNull(),
  });
  const userTeams = table(
    "user_teams",
    {
      userId: int("user_id")
        .notNull()
        .references(() => users.id),
      teamId: int("team_id")
        .notNull()
        .references(() => teams.id),
    },
    (t) => [primaryKey({ columns: [t.userId, t.teamId] })],
  );

  /** Failed sign-ins of an account or an address (by keyed hash), to slow both down. */
  const signInFailures = table("sign_in_failures", {
    subject: text("subject").primaryKey(),
    failures: int("failures").notNull(),
    blockedUntil: long("blocked_until").notNull(),
    lastAt: long("last_at").notNull(),
  });

  const audit = table("audit", {
    id: int("id").primaryKey(),
    at: long("at").notNull(),
    /** An e-mail address, or `cli`. */
    actor: text("actor").notNull(),
    action: text("action").notNull(),
    /** JSON. */
    detail: text("detail").notNull(),
  });

  return { users, userTeams, signInFailures, audit };
}
