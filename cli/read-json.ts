import { readFileSync } from "node:fs";
import { InputError } from "#ingest/input-error.ts";

/** A JSON file's value and text. Throws an InputError that names the file where it cannot be read or is no JSON. */
export function readJsonFile(file: string): { value: unknown; text: string } {
  const fault = (sentence: string) => new InputError({ file, line: null, column: "", value: "", sentence });
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw fault(
      error instanceof Error && "code" in error && error.code === "ENOENT" ? "There is no such file." : "The file cannot be read.",
    );
  }
  try {
    return { value: JSON.parse(text) as unknown, text };
  } catch (error) {
    throw fault(`The file is no JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
}
