import { ArrowRight, Map as MapIcon } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { redirect } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { pageViewer } from "#app/_server/page-viewer.ts";
import { toLocale } from "#components/format.ts";
import { FirstRun } from "#components/shell/first-run.tsx";
import { homePath } from "#components/shell/places.ts";
import { Badge } from "#components/ui/badge.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("shell");
  return { title: t("homeTitle") };
}

/** Straight into the only journey; the choice of several; the first steps where there is none. */
export default async function HomePage() {
  const [viewer, t, locale] = await Promise.all([pageViewer(), getTranslations("shell"), getLocale()]);
  const [first, second] = viewer.journeys;
  const mayAdd = viewer.actions.includes("journey:write");
  if (!first) {
    if (mayAdd) return <FirstRun />;
    return (
      <EmptyState icon={<MapIcon />} title={t("noneForYou.title")}>
        {t("noneForYou.text")}
      </EmptyState>
    );
  }
  if (!second) redirect(homePath(first.key, viewer.actions) ?? "/account");
  return (
    <>
      <h1 className="text-2xl font-semibold">{t("homeTitle")}</h1>
      <p className="mt-1 text-ink-soft">{t("homeIntro")}</p>
      <ul className="mt-6 grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {viewer.journeys.map((journey) => (
          <li key={journey.key}>
            <Link
              href={homePath(journey.key, viewer.actions) ?? "/account"}
              className="card flex h-full min-h-24 items-center justify-between gap-3 rounded-card border border-line bg-surface p-5 hover:border-line-strong hover:bg-hover"
            >
              <span className="grid gap-1">
                <span className="text-lg font-semibold">{journey.name[toLocale(locale)]}</span>
                {journey.sample ? (
                  <span>
                    <Badge tone="accent">{t("sampleBadge")}</Badge>
                  </span>
                ) : null}
              </span>
              <ArrowRight aria-hidden="true" className="size-5 shrink-0 text-ink-soft" />
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
