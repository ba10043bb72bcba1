/** What `npm run bench` is asked to do. */
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { RATINGS_A_VISIT } from "./generate.ts";
import { parseSize } from "./size.ts";

/** Parts of a run, in their order, with the measures that each brings. */
export const PARTS = {
  imports: ["P1", "P2", "P11"],
  scattered: ["P1s"],
  reports: ["P3", "P4"],
  growth: ["P6"],
  duckdb: ["P5", "P7"],
  http: ["P8", "P9", "P13"],
  postgres: ["PG"],
  verify: ["verify"],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Part = keyof typeof PARTS;

export const PART_NAMES = Object.keys(PARTS).filter(isPart);

export function isPart(text: string): text is Part {
  return Object.hasOwn(PARTS, text);
}

export interface Options {
  /** A whole number of visits. */
  readonly ratings: number;
  /** null: every part. */
  readonly only: readonly Part[] | null;
  readonly keep: boolean;
  readonly folder: string;
}

/** The options, or a sentence that says what is wrong with them. */
export function readOptions(args: readonly string[]): Options | string {
  const values = readArguments(args);
  if (typeof values === "string") return values;
  const ratings = parseSize(values.size);
  if (ratings === null) return `--size: "${values.size}" is not a size: 5000, 250k, 1M, at most 200M.`;
  const only = values.only === undefined ? null : readParts(values.only);
  if (typeof only === "string") return only;
  return { ratings: ratings - (ratings % RATINGS_A_VISIT), only, keep: values.keep, folder: resolve(values.folder) };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        size: { type: "string", default: "1M" },
        only: { type: "string" },
        keep: { type: "boolean", default: false },
        folder: { type: "string", default: join(import.meta.dirname, ".data") },
      },
    }).values;
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
}

/** `P3,P8` or `reports,http`, in the order of the parts. */
function readParts(text: string): readonly Part[] | string {
  const wanted = new Set<Part>();
  for (const name of text.split(",")) {
    const part = isPart(name) ? name : PART_NAMES.find((one) => PARTS[one].some((measure) => measure === name));
    if (part === undefined) return `--only: "${name}" is none of ${[...PART_NAMES, ...Object.values(PARTS).flat()].join(", ")}.`;
    wanted.add(part);
  }
  return PART_NAMES.filter((part) => wanted.has(part));
}
