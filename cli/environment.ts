import { existsSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "#db/project-folder.ts";

/** Reads the file `.env` of the project's folder, so that server and command line have one configuration. What is set already stays. */
export function loadEnvironment(): void {
  const path = join(projectFolder(), ".env");
  if (existsSync(path)) process.loadEnvFile(path);
}
