"use client";

import { RotateCcw } from "lucide-react";
import type { Words } from "#components/charts/words.ts";
import { Button } from "#components/ui/button.tsx";
import type { HistoryLine } from "./history.ts";
import type { FactorRow } from "./prepare.ts";

/** Who changed what, and when: newest first. */
export function HistoryList({ lines, words: { t } }: { readonly lines: readonly HistoryLine[]; readonly words: Words }) {
  return (
    <details className="group rounded-control border border-line px-3 py-2 text-sm">
      <summary className="min-h-6 font-medium">{t("history.title", { count: lines.length })}</summary>
      <ol className="mt-2 grid gap-1.5">
        {lines.map((line) => (
          <li key={line.n} className="grid gap-x-3 sm:grid-cols-[auto_1fr]">
            <span className="numeric text-xs text-ink-faint sm:w-52 sm:pt-0.5">
              {line.n}. {line.when}
            </span>
            <span>
              {line.what} <span className="text-ink-soft">· {line.who}</span>
            </span>
          </li>
        ))}
      </ol>
    </details>
  );
}

export interface ArchivedListProps {
  readonly rows: readonly FactorRow[];
  readonly words: Words;
  readonly restore: (row: FactorRow) => void;
}

/** Lines that were taken off the chart, with a way back. */
export function ArchivedList({ rows, words: { t }, restore }: ArchivedListProps) {
  return (
    <details className="rounded-control border border-line px-3 py-2 text-sm">
      <summary className="min-h-6 font-medium">{t("archived", { count: rows.length })}</summary>
      <ul className="mt-2 grid gap-1.5">
        {rows.map((row) => (
          <li key={row.key} className="flex flex-wrap items-center justify-between gap-2">
            <span>
              {row.text} <span className="numeric text-xs text-ink-faint">{row.mentions}</span>
            </span>
            <Button variant="quiet" onClick={() => restore(row)}>
              <RotateCcw aria-hidden="true" className="size-4" />
              {t("restore")}
              <span className="sr-only"> {t("quoted", { text: row.text })}</span>
            </Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
