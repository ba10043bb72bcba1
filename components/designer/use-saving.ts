"use client";

import { useState } from "react";
import { ReportProblem } from "#components/queries.ts";
import type { FileError } from "#domain/journey-file.ts";
import { cancelChange, resumeChange, undoChange } from "./questions.ts";

/** Why something was not done, as a key under `designer.refusals` with what it names. */
export interface Refusal {
  readonly key:
    | "stale"
    | "taken"
    | "rebuilding"
    | "busy"
    | "faulty"
    | "changedSince"
    | "notUndone"
    | "gone"
    | "notAllowed"
    | "signedOut"
    | "offline"
    | "tooLate"
    | "failed";
  readonly values: Readonly<Record<string, string>>;
  readonly errors: readonly FileError[];
}

export function refusal(key: Refusal["key"], values: Refusal["values"] = {}, errors: Refusal["errors"] = []): Refusal {
  return { key, values, errors };
}

const BY_CODE: Readonly<Record<string, Refusal["key"]>> = {
  stale: "stale",
  "journey-taken": "taken",
  rebuilding: "rebuilding",
  "store-busy": "busy",
  "bad-journey": "faulty",
  "not-undone": "notUndone",
  "unknown-journey": "gone",
  "unknown-change": "gone",
  "not-allowed": "notAllowed",
  "not-signed-in": "signedOut",
};

/** A failure in the form in which it is shown. */
export function refusalOf(error: unknown): Refusal {
  if (!(error instanceof ReportProblem)) return refusal("offline");
  const { document } = error;
  const key = document.reason === "changed-since" ? "changedSince" : (BY_CODE[error.code ?? ""] ?? "failed");
  const values = Object.fromEntries(["job", "id"].map((name) => [name, typeof document[name] === "string" ? document[name] : ""]));
  const errors = Array.isArray(document.errors) ? (document.errors as FileError[]) : [];
  return refusal(key, values, errors);
}

export interface Rebuilding {
  /** The change that was begun from this page, until its end is known. */
  readonly begun: number | null;
  readonly setBegun: (id: number | null) => void;
  readonly isBusy: boolean;
  readonly refused: Refusal | null;
  readonly setRefused: (refusal: Refusal | null) => void;
  /** Runs an action that may begin a rebuild. */
  readonly run: (action: () => Promise<number | null>) => Promise<boolean>;
  readonly undo: (id: number) => Promise<boolean>;
  readonly cancel: (id: number) => Promise<boolean>;
  readonly resume: (id: number) => Promise<boolean>;
}

/** Changes under way: one action at a time, and why one was refused. `after`: reads anew what is stored. */
export function useRebuilding(after: () => void): Rebuilding {
  const [begun, setBegun] = useState<number | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<Refusal | null>(null);

  async function guarded(action: () => Promise<void>): Promise<boolean> {
    setBusy(true);
    setRefused(null);
    try {
      await action();
      return true;
    } catch (error) {
      setRefused(refusalOf(error));
      return false;
    } finally {
      setBusy(false);
      after();
    }
  }

  const run = (action: () => Promise<number | null>) => guarded(async () => setBegun(await action()));
  return {
    begun,
    setBegun,
    isBusy,
    refused,
    setRefused,
    run,
    undo: (id) => run(() => undoChange(id)),
    cancel: (id) =>
      guarded(async () => {
        if (!(await cancelChange(id))) setRefused(refusal("tooLate"));
      }),
    resume: (id) => guarded(() => resumeChange(id)),
  };
}
