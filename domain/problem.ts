/** Expected failures: values in a closed union. Bugs throw. HTTP status and exit code are mapped in one place each. */
import type { FileError } from "./journey-file.ts";

export type Problem =
  | { readonly code: "not-signed-in" }
  | { readonly code: "not-allowed"; readonly action: string; readonly sentence: string }
  | { readonly code: "unknown-journey"; readonly key: string }
  | { readonly code: "unknown-report"; readonly name: string }
  | { readonly code: "unknown-visit"; readonly id: string }
  /** A team that is not the viewer's own looks exactly like one that does not exist. */
  | { readonly code: "unknown-team"; readonly key: string }
  | { readonly code: "bad-parameter"; readonly parameter: string; readonly value: string; readonly sentence: string }
  /** An edit of something that has changed since it was read. */
  | { readonly code: "stale"; readonly version: number }
  | { readonly code: "unknown-moment"; readonly key: string }
  | { readonly code: "unknown-comment" }
  /** Something that visits count for cannot change while they are derived anew. */
  | { readonly code: "rebuilding" }
  /** What a journey is to be cannot be; each error with its place. */
  | { readonly code: "bad-journey"; readonly errors: readonly FileError[] }
  /** There is a journey of that key already. */
  | { readonly code: "journey-taken"; readonly key: string }
  | { readonly code: "unknown-change"; readonly id: number }
  /** It has not been made, it changes nothing, or something else has changed since. */
  | { readonly code: "not-undone"; readonly reason: "not-done" | "nothing-to-undo" | "changed-since" }
  /** A long job of another process writes: `job` says which, and how far it is. */
  | { readonly code: "store-busy"; readonly job: string }
  /** A request that changes something and did not come from a page of this server. */
  | { readonly code: "foreign-origin" }
  | { readonly code: "wrong-media-type"; readonly wanted: string }
  /** Too many wrong passwords. */
  | { readonly code: "too-many-tries"; readonly seconds: number }
  /** More questions are waiting than can be answered soon. */
  | { readonly code: "too-busy"; readonly seconds: number }
  | { readonly code: "took-too-long"; readonly seconds: number }
  /** An address that leads nowhere. */
  | { readonly code: "unknown-path" };

export type Result<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export function ok<T>(value: T): Result<T> {
  return { ok: true, value };
}

export function fail(problem: Problem): { readonly ok: false; readonly problem: Problem } {
  return { ok: false, problem };
}

export function badParameter(parameter: string, value: string, sentence: string): { readonly ok: false; readonly problem: Problem } {
  return fail({ code: "bad-parameter", parameter, value, sentence });
}

const NOT_UNDONE = {
  "not-done": "This change is not in effect, so there is nothing to take back.",
  "nothing-to-undo": "A recount changes nothing, so there is nothing to take back.",
  "changed-since": "Something has been changed since: taking this back would take that with it.",
};

/** One English sentence that names what and where. */
export function describeProblem(problem: Problem): string {
  switch (problem.code) {
    case "not-signed-in":
      return "Sign in first.";
    case "not-allowed":
      return problem.sentence;
    case "unknown-journey":
      return `There is no journey "${problem.key}".`;
    case "unknown-report":
      return `There is no report "${problem.name}".`;
    case "unknown-visit":
      return `There is no visit "${problem.id}".`;
    case "unknown-team":
      return `There is no team "${problem.key}".`;
    case "bad-parameter":
      return `${problem.parameter}: ${problem.sentence}`;
    case "stale":
      return `This has been changed in the meantime (its version is ${problem.version} now): look at it again first.`;
    case "unknown-moment":
      return `There is no moment "${problem.key}".`;
    case "unknown-comment":
      return "There is no such comment.";
    case "rebuilding":
      return "All visits are being derived anew after a change: try again when that has ended.";
    case "bad-journey":
      return problem.errors.map(({ path, sentence }) => (path === "" ? sentence : `${path}: ${sentence}`)).join(" ");
    case "journey-taken":
      return `There is a journey "${problem.key}" already.`;
    case "unknown-change":
      return `There is no change ${problem.id}.`;
    case "not-undone":
      return NOT_UNDONE[problem.reason];
    case "store-busy":
      return `The store is being written to by ${problem.job}: try again when that has ended.`;
    case "foreign-origin":
      return "The request did not come from this server's own pages.";
    case "wrong-media-type":
      return `The request's body must be ${problem.wanted}.`;
    case "too-many-tries":
      return `Too many tries: wait ${problem.seconds} seconds.`;
    case "too-busy":
      return `Too many questions are waiting: try again in ${problem.seconds} seconds.`;
    case "took-too-long":
      return `The answer took longer than ${problem.seconds} seconds: ask for a shorter period.`;
    case "unknown-path":
      return "There is nothing at this address.";
  }
}
