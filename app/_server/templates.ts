/** The journeys that come with the program, to start from. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectFolder } from "#db/project-folder.ts";
import { type JourneyFile, parseJourneyFile } from "#domain/journey-file.ts";

const TEMPLATES = ["airline", "hair-salon", "repair-centre", "online-shop"] as const;

let kept: readonly JourneyFile[] | undefined;

export function listTemplates(): readonly JourneyFile[] {
  kept ??= TEMPLATES.map((name) => {
    const path = join(/* turbopackIgnore: true */ projectFolder(), "templates", `${name}.json`);
    const parsed = parseJourneyFile(JSON.parse(readFileSync(path, "utf8")));
    if (!parsed.ok) throw new Error(`${path} is no journey file.`);
    return parsed.journey;
  });
  return kept;
}
