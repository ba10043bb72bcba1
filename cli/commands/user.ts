import type { Command } from "commander";
import { checkPassword, hashPassword } from "#auth/password.ts";
import { writeAudit } from "#db/audit.ts";
import type { Store } from "#db/open.ts";
import { addUser, disableUser, findByEmail, listUsers, setPassword, setTeams, type User } from "#db/users.ts";
import { isRole, ROLES } from "#domain/role.ts";
import { askPassword } from "../ask-password.ts";
import { print, printJson, refuse, usage, withStore } from "../context.ts";

const repeated = (value: string, before: readonly string[] = []): readonly string[] => [...before, value];

export function addUserCommand(root: Command): void {
  const user = root.command("user").description("who may sign in");

  user
    .command("add")
    .argument("<email>")
    .requiredOption("--role <role>", ROLES.join(", "))
    .option("--team <key>", "a team that a manager may see; may be repeated", repeated)
    .option("--name <name>", "shown in the menu; default: the e-mail address")
    .description("add a user; the password is asked for, or read from VERDAD_PASSWORD")
    .action((email: string, options: { role: string; team?: readonly string[]; name?: string }) => {
      const { role } = options;
      if (!isRole(role)) usage(`--role: "${role}" is none of ${ROLES.join(", ")}.`);
      return withStore(async (store) => {
        const passwordHash = await newPassword(email);
        const added = addUser(store, {
          email,
          name: options.name ?? email,
          passwordHash,
          role,
          teams: options.team ?? [],
          sample: false,
          createdAt: Date.now(),
        });
        if (!added.ok) refuse(added.problem);
        writeAudit(store, {
          at: Date.now(),
          actor: "cli",
          action: "user:add",
          detail: { email: added.value.email, role, teams: options.team ?? [] },
        });
        print(`Added ${added.value.email} as ${role}.`);
      });
    });

  user
    .command("list")
    .option("--json", "one JSON document on standard output")
    .description("all users")
    .action((options: { json?: boolean }) =>
      withStore((store) => {
        const rows = listUsers(store).map(({ email, name, role, active, teams }) => ({ email, name, role, active, teams }));
        if (options.json) printJson(rows);
        else for (const row of rows) print([row.email, row.role, row.active ? "active" : "disabled", row.teams.join(", ")].join("\t"));
      }),
    );

  user
    .command("passwd")
    .argument("<email>")
    .description("set a new password; open sessions end")
    .action((email: string) =>
      withStore(async (store) => {
        const found = known(store, email);
        setPassword(store, found.id, await newPassword(found.email));
        writeAudit(store, { at: Date.now(), actor: "cli", action: "user:passwd", detail: { email: found.email } });
        print(`Set a new password for ${found.email}.`);
      }),
    );

  user
    .command("teams")
    .argument("<email>")
    .option("--team <key>", "may be repeated; none: no team", repeated)
    .description("set the teams that a manager may see")
    .action((email: string, options: { team?: readonly string[] }) =>
      withStore((store) => {
        const result = setTeams(store, known(store, email).id, options.team ?? []);
        if (!result.ok) refuse(result.problem);
        writeAudit(store, {
          at: Date.now(),
          actor: "cli",
          action: "user:teams",
          detail: { email: result.value.email, teams: result.value.teams },
        });
        print(`${result.value.email}: ${result.value.teams.join(", ") || "no team"}.`);
      }),
    );

  user
    .command("disable")
    .argument("<email>")
    .description("end a user's sessions and refuse new ones")
    .action((email: string) =>
      withStore((store) => {
        const found = known(store, email);
        disableUser(store, found.id);
        writeAudit(store, { at: Date.now(), actor: "cli", action: "user:disable", detail: { email: found.email } });
        print(`Disabled ${found.email}.`);
      }),
    );
}

async function newPassword(email: string): Promise<string> {
  const password = await askPassword(email);
  const checked = checkPassword(password, email, "password");
  if (!checked.ok) refuse(checked.problem);
  return hashPassword(password);
}

function known(store: Store, email: string): User {
  return findByEmail(store, email) ?? usage(`There is no user ${email}.`);
}
