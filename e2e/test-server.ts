/** Where the end-to-end tests' server and store are, and who may sign in there. */
import { join } from "node:path";

export const TEST_PORT = Number(process.env.E2E_PORT || 3817);
export const TEST_URL = `http://127.0.0.1:${TEST_PORT}`;

/** In a folder of this checkout that version control ignores; made anew for each run. */
export const STORE_FOLDER = join(import.meta.dirname, "../node_modules/.cache/verdad-e2e");
export const STORE_URL = `file:${join(STORE_FOLDER, "verdad.db")}`;

/** The last day of the sample: what the tests see does not depend on the day on which they run. */
export const AS_OF = "2026-09-30";

export const PASSWORD = "moments-of-truth";

export type TestRole = "admin" | "lead" | "executive" | "manager";

export const EMAILS: Readonly<Record<TestRole, string>> = {
  admin: "admin@example.org",
  lead: "lead@example.org",
  executive: "executive@example.org",
  manager: "manager@example.org",
};

/** The manager's team in the sample. */
export const MANAGERS_TEAM = "security-a";

/** The sample journey. */
export const JOURNEY = "airline";
