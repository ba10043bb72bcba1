import type { Command } from "commander";
import { readDimension } from "#db/dimensions.ts";
import { markPrioritySegment } from "#db/priority-segment.ts";
import { print, printJson, refuse, usage, withStore } from "../context.ts";

export function addSegmentCommand(root: Command): void {
  const segment = root.command("segment").description("groups of customers");

  segment
    .command("list")
    .option("--json", "one JSON document on standard output")
    .description("the segments of the store")
    .action((options: { json?: boolean }) =>
      withStore((store) => {
        const rows = readDimension(store, "segments").map(({ key, name, priority }) => ({ key, name, priority }));
        if (options.json) printJson(rows);
        else for (const row of rows) print(`${row.key}\t${row.name.en}\t${row.name.ko}${row.priority ? "\tpriority" : ""}`);
      }),
    );

  segment
    .command("priority")
    .argument("[key]", "the segment that is set beside all others")
    .option("--none", "no segment is")
    .description("mark one segment as the priority one")
    .action((key: string | undefined, options: { none?: boolean }) => {
      if ((key === undefined) === (options.none !== true)) usage("Name one segment, or say --none.");
      return withStore((store) => {
        const marked = markPrioritySegment(store, key ?? null, { actor: "cli", at: Date.now() });
        if (!marked.ok) refuse(marked.problem);
        print(key === undefined ? "No segment is the priority one." : `"${key}" is the priority segment.`);
      });
    });
}
