/** Makes the store of the end-to-end tests with the command line, as an operator would: the sample journey and a user of each role. */
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { AS_OF, EMAILS, MANAGERS_TEAM, PASSWORD, STORE_FOLDER, STORE_URL } from "./test-server.ts";

function verdad(...words: string[]): void {
  execFileSync(process.execPath, [join(import.meta.dirname, "../cli/main.ts"), ...words], {
    env: { ...process.env, DATABASE_URL: STORE_URL, VERDAD_PASSWORD: PASSWORD },
    stdio: ["ignore", "inherit", "inherit"],
  });
}

rmSync(STORE_FOLDER, { recursive: true, force: true });
mkdirSync(STORE_FOLDER, { recursive: true });
verdad("sample", "--as-of", AS_OF);
for (const role of ["admin", "lead", "executive"] as const) verdad("user", "add", EMAILS[role], "--role", role);
verdad("user", "add", EMAILS.manager, "--role", "manager", "--team", MANAGERS_TEAM);
