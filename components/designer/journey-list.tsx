import { Route } from "lucide-react";
import Link from "next/link";
import { useLocale, useTranslations } from "next-intl";
import { toLocale } from "#components/format.ts";
import type { FrameViewer } from "#components/shell/places.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";
import { ExportLink } from "./file-buttons.tsx";
import { RemoveSample } from "./sample-buttons.tsx";

/** The journeys there are, each with the way to its designer. */
export function JourneyList({ journeys }: Pick<FrameViewer, "journeys">) {
  const t = useTranslations("designer");
  const shell = useTranslations("shell");
  const locale = toLocale(useLocale());
  return (
    <Card>
      <CardHeader title={t("list.title")} description={t("list.text")} />
      {journeys.length === 0 ? (
        <EmptyState icon={<Route />} title={t("list.noneTitle")}>
          {t("list.noneText")}
        </EmptyState>
      ) : (
        <ul className="grid gap-2">
          {journeys.map(({ key, name, sample }) => (
            <li
              key={key}
              className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line pb-2 last:border-0 last:pb-0"
            >
              <span className="flex min-w-0 flex-wrap items-center gap-2">
                <span className="font-medium">{name[locale]}</span>
                <span className="break-all text-sm text-ink-soft">{key}</span>
                {sample ? <Badge tone="accent">{shell("sampleBadge")}</Badge> : null}
              </span>
              <span className="flex flex-wrap gap-2">
                {sample ? <RemoveSample /> : null}
                <ExportLink journey={key} />
                <Link
                  href={`/settings/journeys/${encodeURIComponent(key)}`}
                  aria-label={t("list.editNamed", { journey: name[locale] })}
                  className={buttonClass("primary")}
                >
                  {t("list.edit")}
                </Link>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
