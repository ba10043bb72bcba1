import type { Metadata } from "next";
import Link from "next/link";
import { getLocale, getTranslations } from "next-intl/server";
import { designerSettings } from "#app/_server/designer-settings.ts";
import { pageViewer } from "#app/_server/page-viewer.ts";
import { listTemplates } from "#app/_server/templates.ts";
import { Designer } from "#components/designer/designer.tsx";
import { blankJourney, draftOf, suggestKey } from "#components/designer/draft.ts";
import { JourneyList } from "#components/designer/journey-list.tsx";
import { StartChoices } from "#components/designer/start-choices.tsx";
import { toLocale } from "#components/format.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("designer");
  return { title: t("listTitle") };
}

interface JourneysPageProps {
  readonly searchParams: Promise<{ readonly start?: string | string[] }>;
}

/** The journeys, and what a new one can begin with; with `?start=` that is chosen, and the designer of the new journey is open. */
export default async function JourneysPage({ searchParams }: JourneysPageProps) {
  const [viewer, t, locale, { start }] = await Promise.all([pageViewer(), getTranslations("designer"), getLocale(), searchParams]);
  if (!viewer.actions.includes("journey:write")) return <EmptyState title={t("notAllowed")} />;
  const templates = listTemplates();
  const template = templates.find(({ key }) => key === start);
  if (template || start === "blank") {
    const taken = viewer.journeys.map(({ key }) => key);
    const draft = template ? { ...draftOf(template, null, "kept"), key: freeKey(template.key, taken) } : blankJourney();
    return (
      <div className="mx-auto max-w-4xl">
        <Link href="/settings/journeys" className="text-sm text-accent hover:underline">
          {t("back")}
        </Link>
        <h1 className="mt-1 mb-4 text-2xl font-semibold">{t("newTitle")}</h1>
        <Designer document={null} start={draft} place={`new from ${template?.key ?? "nothing"}`} {...designerSettings()} />
      </div>
    );
  }
  const choices = templates.map(({ key, name, moments }) => ({
    key,
    name: name[toLocale(locale)],
    moments: moments.filter(({ archived }) => !archived).map((moment) => moment.name[toLocale(locale)]),
  }));
  return (
    <div className="mx-auto grid max-w-4xl gap-6">
      <h1 className="text-2xl font-semibold">{t("listTitle")}</h1>
      <JourneyList journeys={viewer.journeys} />
      <StartChoices templates={choices} />
    </div>
  );
}

function freeKey(key: string, taken: readonly string[]): string {
  return suggestKey({ en: key, ko: key }, taken);
}
