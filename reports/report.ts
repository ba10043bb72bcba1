/** What a report is: a name, the action that a viewer needs for it, and how a question becomes its document. */
import type { Store } from "#db/open.ts";
import type { Scope } from "#db/scope.ts";
import type { Action } from "#domain/action.ts";
import type { Result } from "#domain/problem.ts";
import type { DocumentOf, Question, ReportName } from "#domain/question.ts";

export interface Report<N extends ReportName> {
  readonly name: N;
  readonly action: Action;
  run(store: Store, scope: Scope, journeyKey: string, question: Question): Promise<Result<DocumentOf<N>>>;
}
