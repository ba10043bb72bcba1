import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { readVisitsPlace, visitsSearch } from "#components/visits/links.ts";
import { Visits } from "#components/visits/visits.tsx";
import { JourneyFrame, type JourneyPageProps, openJourney } from "../journey-page.tsx";

export async function generateMetadata(props: JourneyPageProps): Promise<Metadata> {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("visits")]);
  return { title: `${t("title")} · ${open.name}` };
}

export default async function VisitsPage(props: JourneyPageProps) {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("visits")]);
  const place = readVisitsPlace(open.params);
  return (
    <JourneyFrame
      open={open}
      title={t("title")}
      needs="visit:read"
      ready={place === null ? [] : [{ report: "visits", search: visitsSearch(place, open.search) }]}
      measures={[]}
    >
      <Visits journey={open.key} />
    </JourneyFrame>
  );
}
