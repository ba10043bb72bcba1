/** What travels between the main thread and a report worker. */
import type { ScopeGrant } from "#db/scope.ts";
import type { Problem } from "#domain/problem.ts";
import type { Question, ReportName } from "#domain/question.ts";

export interface ReportJob {
  readonly databaseUrl: string;
  readonly report: ReportName;
  readonly journey: string;
  readonly question: Question;
  /** A scope is made anew on the other side: its brand does not cross threads. */
  readonly grant: ScopeGrant;
}

/** The document as JSON text, which costs nothing to pass on; a problem; or a bug's message and stack. */
export type JobAnswer =
  | { readonly kind: "document"; readonly json: string }
  | { readonly kind: "problem"; readonly problem: Problem }
  | { readonly kind: "bug"; readonly message: string; readonly stack: string };
