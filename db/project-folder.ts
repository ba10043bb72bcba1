import { existsSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * The folder that holds package.json and db/migrations. Found from this file when Node runs it as it is, and from the working folder
 * when it was bundled into the web server (which starts in the project's folder).
 */
export function projectFolder(): string {
  const fromHere = dirname(import.meta.dirname ?? "");
  return existsSync(join(fromHere, "db/migrations/meta/_journal.json")) ? fromHere : process.cwd();
}
