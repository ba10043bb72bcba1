import { badParameter, ok, type Result } from "#domain/problem.ts";

/** How many lines of a list to pass over. */
export function offsetOf(text: string | undefined): Result<number> {
  if (text === undefined) return ok(0);
  return /^\d{1,9}$/.test(text) ? ok(Number(text)) : badParameter("offset", text, "is a whole number from 0.");
}
