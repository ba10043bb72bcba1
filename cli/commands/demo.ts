import type { Command } from "commander";
import { hashPassword } from "#auth/password.ts";
import { writeAudit } from "#db/audit.ts";
import { readJourneys } from "#db/journeys.ts";
import type { Store } from "#db/open.ts";
import { operatorScope } from "#db/scope.ts";
import { readSettings } from "#db/settings.ts";
import { addUser, hasSampleUsers, hasUsers } from "#db/users.ts";
import type { Role } from "#domain/role.ts";
import { print, tell, withStore } from "../context.ts";
import { loadSample, sampleJourney, yesterday } from "../load-sample.ts";

const PASSWORD = "moment-of-truth";

const SIGN_INS: readonly { email: string; name: string; role: Role; teams: readonly string[] }[] = [
  { email: "admin@sample.verdad", name: "Sample admin", role: "admin", teams: [] },
  { email: "lead@sample.verdad", name: "Sample CX lead", role: "lead", teams: [] },
  { email: "executive@sample.verdad", name: "Sample executive", role: "executive", teams: [] },
  { email: "manager@sample.verdad", name: "Sample manager", role: "manager", teams: ["security-a", "security-b"] },
];

export function addDemoCommand(root: Command): void {
  const demo = root.command("demo").description("what npm run demo needs");
  demo
    .command("prepare")
    .description("load the sample and its sign-ins into an empty store; a store with data or users of one's own stays as it is")
    .action(() => withStore(prepare));
}

async function prepare(store: Store): Promise<void> {
  if (!sampleJourney(store) && readJourneys(store, operatorScope()).length === 0) {
    tell("Loading the sample journey …");
    await loadSample(store, yesterday(readSettings(store).timeZone), 1);
    writeAudit(store, { at: Date.now(), actor: "cli", action: "sample:load", detail: { demo: true } });
  }
  if (!hasUsers(store)) await addSignIns(store);
  if (!hasSampleUsers(store)) return;
  print("Sign-ins of the sample (they exist only in this store):");
  for (const { email, role } of SIGN_INS) print(`  ${email}  ${PASSWORD}  (${role})`);
}

async function addSignIns(store: Store): Promise<void> {
  const passwordHash = await hashPassword(PASSWORD);
  for (const signIn of SIGN_INS) {
    const added = addUser(store, { ...signIn, passwordHash, sample: true, createdAt: Date.now() });
    if (!added.ok) throw new Error(`The sign-in ${signIn.email} could not be made: ${added.problem.code}.`);
  }
}
