import type { Metadata } from "next";
import { headers } from "next/headers";
import Link from "next/link";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { readDesigner } from "#app/_server/designer.ts";
import { designerSettings } from "#app/_server/designer-settings.ts";
import { PATH_HEADER } from "#app/_server/page-headers.ts";
import { pageViewer } from "#app/_server/page-viewer.ts";
import { currentViewer } from "#app/_server/viewer.ts";
import { Designer } from "#components/designer/designer.tsx";
import { draftOf } from "#components/designer/draft.ts";
import { toLocale } from "#components/format.ts";
import { designedJourney } from "#components/shell/places.ts";
import { EmptyState } from "#components/ui/empty-state.tsx";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("designer");
  return { title: t("title") };
}

/** The designer of the journey in the address. */
export default async function JourneyDesignerPage() {
  const [viewer, t, locale, head] = await Promise.all([pageViewer(), getTranslations("designer"), getLocale(), headers()]);
  if (!viewer.actions.includes("journey:write")) return <EmptyState title={t("notAllowed")} />;
  const [pathname = ""] = (head.get(PATH_HEADER) ?? "").split("?");
  const key = designedJourney(pathname);
  const read = key === null ? null : readDesigner(await currentViewer(), key);
  if (!read?.ok) notFound();
  const { journey } = read.value;
  const keys = journey.moments.map((moment) => moment.key);
  return (
    <div className="mx-auto max-w-4xl">
      <Link href="/settings/journeys" className="text-sm text-accent hover:underline">
        {t("back")}
      </Link>
      <h1 className="mt-1 mb-4 text-2xl font-semibold">
        {t("title")} <span className="block text-base font-normal text-ink-soft sm:inline">{journey.name[toLocale(locale)]}</span>
      </h1>
      <Designer document={read.value} start={draftOf(journey, keys)} place={`journey ${journey.key}`} {...designerSettings()} />
    </div>
  );
}
