/** What every command needs: the store, where words go, and which exit code a failure has. */

import { DEFAULT_DATABASE_URL, openStore, readable, type Store } from "#db/open.ts";
import { stepBack } from "#db/step-back.ts";
import type { Problem } from "#domain/problem.ts";
import { describeProblem } from "#domain/problem.ts";

export const EXIT = { done: 0, input: 1, usage: 2, store: 3, interrupted: 130 } as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failure that is told in one sentence and ends the process with its code. */
export class CommandFailure extends Error {
  override readonly name = "CommandFailure";
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, sentence: string) {
    super(sentence);
    this.exitCode = exitCode;
  }
}

export function databaseUrl(): string {
  return process.env.DATABASE_URL ?? DEFAULT_DATABASE_URL;
}

/** Opens the store, bringing it up to this version first, and closes it whatever happens. A server on the same machine goes first. */
export async function withStore<T>(work: (store: Store) => Promise<T> | T): Promise<T> {
  stepBack("job");
  const store = openStore(databaseUrl());
  try {
    return await work(store);
  } catch (error) {
    throw readable(error, store.path);
  } finally {
    store.close();
  }
}

/** A document on standard output. With `--json` it is the only thing there. */
export function printJson(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

export function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Progress and warnings. */
export function tell(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** A question that cannot be answered as asked is the command line's fault. */
export function refuse(problem: Problem): never {
  throw new CommandFailure(EXIT.usage, describeProblem(problem));
}

export function usage(sentence: string): never {
  throw new CommandFailure(EXIT.usage, sentence);
}
