import type { z } from "zod";

/** What is wrong with a place of a mapping file, in a sentence. */
export function sentenceOf(issue: z.core.$ZodIssue | undefined): string {
  if (issue?.code === "unrecognized_keys") return `There is no such field: ${issue.keys.join(", ")}.`;
  return issue?.message ?? "It cannot be read.";
}
