import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { JourneyMapPage } from "#components/map/map.tsx";
import { formatFilter } from "#domain/filter-codec.ts";
import { comparedFilter, JourneyFrame, type JourneyPageProps, openJourney, sideSearches } from "../journey-page.tsx";

export async function generateMetadata(props: JourneyPageProps): Promise<Metadata> {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("map")]);
  return { title: `${t("heading")} · ${open.name}` };
}

export default async function MapPage(props: JourneyPageProps) {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("map")]);
  const sides = open.view.beside ? sideSearches(open, { ...open.filter, compare: null }) : [];
  return (
    <JourneyFrame
      open={open}
      title={t("heading")}
      needs="report:survival"
      ready={[
        ...(["moment-scores", "trend"] as const).map((report) => ({ report, search: open.search })),
        ...[formatFilter(comparedFilter(open)), ...sides].map((search) => ({ report: "moment-scores", search }) as const),
      ]}
      measures={["satisfaction", "net", "change", "split", "volume", "stageTrend", ...(sides.length === 0 ? [] : ["priority"])]}
    >
      <JourneyMapPage journey={open.key} mayExport={open.viewer.actions.includes("export")} />
    </JourneyFrame>
  );
}
