"use client";

import { ArchiveRestore } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { formatCount, toLocale } from "#components/format.ts";
import { Button } from "#components/ui/button.tsx";
import type { StoredMomentTotals } from "#domain/designer-document.ts";
import type { MomentDraft } from "./draft.ts";
import { nameOf } from "./moment-row.tsx";

export interface ArchivedListProps {
  readonly moments: readonly MomentDraft[];
  readonly totals: Readonly<Record<string, StoredMomentTotals>>;
  readonly isLocked: boolean;
  readonly onRestore: (id: string) => void;
}

/** Moments that are not part of the journey any more, or not yet; their ratings are kept. */
export function ArchivedList({ moments, totals, isLocked, onRestore }: ArchivedListProps) {
  const t = useTranslations("designer");
  const locale = toLocale(useLocale());
  return (
    <ul className="grid gap-2">
      {moments.map((moment) => {
        const name = nameOf(moment.name, locale);
        const touches = totals[moment.key]?.touches ?? 0;
        return (
          <li
            key={moment.id}
            className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line pb-2 last:border-0"
          >
            <span className="min-w-0">
              <span className="font-medium">{name}</span>{" "}
              <span className="numeric text-sm text-ink-soft">{t("archived.contacts", { count: formatCount(touches, locale) })}</span>
            </span>
            <Button disabled={isLocked} aria-label={t("archived.restoreNamed", { moment: name })} onClick={() => onRestore(moment.id)}>
              <ArchiveRestore aria-hidden="true" className="size-4" />
              {t("archived.restore")}
            </Button>
          </li>
        );
      })}
    </ul>
  );
}
