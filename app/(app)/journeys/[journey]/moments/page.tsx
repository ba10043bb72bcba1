import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Moments } from "#components/moments/moments.tsx";
import { JourneyFrame, type JourneyPageProps, openJourney, sideSearches } from "../journey-page.tsx";

export async function generateMetadata(props: JourneyPageProps): Promise<Metadata> {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("moments")]);
  return { title: `${t("heading")} · ${open.name}` };
}

export default async function MomentsPage(props: JourneyPageProps) {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("moments")]);
  const both = ["moment-scores", "trend"] as const;
  const sides = open.view.beside ? sideSearches(open, { ...open.filter, compare: null }) : [];
  return (
    <JourneyFrame
      open={open}
      title={t("heading")}
      needs="report:scores"
      ready={[open.search, ...sides].flatMap((search) => both.map((report) => ({ report, search })))}
      measures={[
        "satisfaction",
        "broken",
        "distribution",
        "mean",
        "nps",
        "change",
        "split",
        "trend",
        "coverage",
        ...(sides.length === 0 ? [] : ["priority"]),
      ]}
    >
      <Moments journey={open.key} mayExport={open.viewer.actions.includes("export")} />
    </JourneyFrame>
  );
}
