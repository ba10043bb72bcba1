"use client";

import { Undo2 } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatCount, formatInstant, toLocale } from "#components/format.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import type { PastChange } from "#domain/designer-document.ts";
import { ChangesList, type KnownChannel } from "./changes-list.tsx";

export interface HistoryCardProps {
  readonly history: readonly PastChange[];
  readonly channels: readonly KnownChannel[];
  readonly timeZone: string;
  /** The change that can be taken back; null: none. */
  readonly undo: number | null;
  /** Taking back waits while something is unsaved or under way. */
  readonly isLocked: boolean;
  readonly onUndo: (id: number) => void;
}

/** Who changed what, when; the last change can be taken back. */
export function HistoryCard({ history, channels, timeZone, undo, isLocked, onUndo }: HistoryCardProps) {
  const t = useTranslations("designer.history");
  const locale = toLocale(useLocale());
  return (
    <Card>
      <CardHeader title={t("title")} description={t("text")} />
      {history.length === 0 ? <p className="text-sm text-ink-soft">{t("none")}</p> : null}
      <ol className="grid gap-3">
        {history.map((change) => (
          <li key={change.id} className="grid gap-1.5 border-b border-line pb-3 last:border-0 last:pb-0">
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <p className="numeric min-w-0 flex-1 basis-64 text-sm text-ink-soft">
                {formatInstant(new Date(change.at).toISOString(), timeZone, locale)} ·{" "}
                {change.actor === "cli" ? t("commandLine") : change.actor}
                {change.visits > 0 ? ` · ${t("visits", { count: formatCount(change.visits, locale) })}` : ""}
              </p>
              {change.undoes === null ? null : <Badge tone="outline">{t("undoing")}</Badge>}
              {change.status === "done" ? null : <Badge tone="accent">{t(`status.${change.status}`)}</Badge>}
              {change.id === undo ? (
                <Button disabled={isLocked} onClick={() => onUndo(change.id)}>
                  <Undo2 aria-hidden="true" className="size-4" />
                  {t("undo")}
                </Button>
              ) : null}
            </div>
            {change.changes && change.changes.length > 0 ? <ChangesList changes={change.changes} channels={channels} /> : null}
          </li>
        ))}
      </ol>
    </Card>
  );
}
