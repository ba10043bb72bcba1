/** After drizzle-kit: CREATE TABLE statements of clustered tables get WITHOUT ROWID, which drizzle-kit cannot say. Idempotent. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { CLUSTERED } from "../db/schema/kit.ts";

const folder = join(import.meta.dirname, "../db/migrations");
for (const name of readdirSync(folder).filter((file) => file.endsWith(".sql"))) {
  const path = join(folder, name);
  const statements = readFileSync(path, "utf8").split("--> statement-breakpoint");
  const clustered = statements.map((statement) => {
    const table = /CREATE TABLE `([a-z_]+)`/.exec(statement)?.[1];
    return table && CLUSTERED.some((other) => other === table) ? statement.replace(/\n\);/, "\n) WITHOUT ROWID;") : statement;
  });
  writeFileSync(path, clustered.join("--> statement-breakpoint"));
}
