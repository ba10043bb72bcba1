"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { ReportProblem, sendChange } from "#components/queries.ts";
import type { ChartEdit, ChartStep } from "#domain/chart.ts";
import type { MotChartDocument } from "#domain/chart-documents.ts";
import { withEdit } from "./pending.ts";

export type AskedEdit = ChartEdit | { readonly kind: ChartStep };

/** An edit on its way. `doneAt`: the version that it made; null: not made yet. */
interface Pending {
  readonly id: number;
  readonly edit: AskedEdit;
  readonly doneAt: number | null;
}

/** Why edits were not made; they are kept, to be made again or dropped. */
export interface EditFailure {
  readonly cause: "stale" | "notAllowed" | "refused" | "offline" | "failed";
  readonly edits: readonly AskedEdit[];
  /** The version on which they were made: whoever changed the chart did so after it. */
  readonly since: number;
}

export interface ChartEdits {
  /** The chart with the edits that are under way. */
  readonly document: MotChartDocument | undefined;
  readonly saving: boolean;
  readonly failure: EditFailure | null;
  readonly make: (edit: AskedEdit) => void;
  /** Makes the kept edits again, on the chart as it stands now. */
  readonly again: () => void;
  readonly drop: () => void;
}

/**
 * Edits of a chart, one after the other, each on the version that the one before it made. The screen shows them at once; an edit that the
 * server refuses is taken off the screen and kept.
 */
export function useChartEdits(journey: string, moment: string, document: MotChartDocument | undefined): ChartEdits {
  const client = useQueryClient();
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const entries = useRef<readonly Pending[]>([]);
  const [failure, setFailure] = useState<EditFailure | null>(null);
  const version = useRef(0);
  const ids = useRef(0);
  const chain = useRef(Promise.resolve());
  const halted = useRef(false);
  const seen = document?.version ?? 0;

  const keep = useCallback((next: readonly Pending[]) => {
    entries.current = next;
    setPending(next);
  }, []);

  useEffect(() => {
    version.current = Math.max(version.current, seen);
    // What the document already has is no longer under way.
    const left = entries.current.filter(({ doneAt }) => doneAt === null || doneAt > seen);
    if (left.length < entries.current.length) keep(left);
  }, [seen, keep]);

  const send = useCallback(
    async ({ id, edit }: Pending): Promise<void> => {
      if (halted.current) return;
      const on = version.current;
      try {
        const answer = await sendChange(`/api/journeys/${encodeURIComponent(journey)}/chart-edits`, bodyOf(moment, on, edit));
        const made = versionOf(answer, on);
        version.current = Math.max(version.current, made);
        // An edit that changed nothing made no version, and is over at once.
        keep(entries.current.flatMap((entry) => (entry.id !== id ? entry : made === on ? [] : { ...entry, doneAt: made })));
      } catch (error) {
        halted.current = true;
        const open = entries.current.filter(({ doneAt }) => doneAt === null);
        keep(entries.current.filter(({ doneAt }) => doneAt !== null));
        setFailure({ cause: causeOf(error), edits: open.map((entry) => entry.edit), since: on });
      }
      void client.invalidateQueries({ queryKey: ["report", journey] });
    },
    [client, journey, moment, keep],
  );

  const make = useCallback(
    (edit: AskedEdit) => {
      // Behind one that was refused it waits for the same decision.
      if (halted.current) return setFailure((refused) => refused && { ...refused, edits: [...refused.edits, edit] });
      ids.current += 1;
      const entry: Pending = { id: ids.current, edit, doneAt: null };
      keep([...entries.current, entry]);
      chain.current = chain.current.then(() => send(entry));
    },
    [keep, send],
  );

  const drop = useCallback(() => {
    halted.current = false;
    setFailure(null);
  }, []);

  const again = useCallback(() => {
    const edits = failure?.edits ?? [];
    drop();
    for (const edit of edits) make(edit);
  }, [failure, drop, make]);

  const shown = useMemo(() => {
    if (document === undefined) return undefined;
    const edits = pending.filter(({ doneAt }) => doneAt === null || doneAt > document.version);
    const factors = edits.reduce<MotChartDocument["factors"]>(
      (made, { edit }) => (isStep(edit) ? made : withEdit(made, edit)),
      document.factors,
    );
    return factors === document.factors ? document : { ...document, factors };
  }, [document, pending]);

  return { document: shown, saving: pending.length > 0, failure, make, again, drop };
}

/** What undo and redo will show only the server knows. */
function isStep(edit: AskedEdit): edit is { readonly kind: ChartStep } {
  return edit.kind === "undo" || edit.kind === "redo";
}

function bodyOf(moment: string, version: number, edit: AskedEdit): object {
  const common = { moment, version, kind: edit.kind };
  switch (edit.kind) {
    case "add":
      return { ...common, place: edit.place, ...edit.text, key: edit.key };
    case "text":
      return { ...common, factor: edit.factor, ...edit.text };
    case "move":
      return { ...common, factor: edit.factor, place: edit.place, at: edit.at };
    case "archive":
    case "restore":
      return { ...common, factor: edit.factor };
    case "undo":
    case "redo":
      return common;
  }
}

function versionOf(answer: unknown, before: number): number {
  const found = typeof answer === "object" && answer !== null && "version" in answer ? answer.version : null;
  return typeof found === "number" ? found : before;
}

function causeOf(error: unknown): EditFailure["cause"] {
  if (!(error instanceof ReportProblem)) return "offline";
  if (error.code === "stale") return "stale";
  if (error.status === 401 || error.status === 403) return "notAllowed";
  return error.status < 500 ? "refused" : "failed";
}
