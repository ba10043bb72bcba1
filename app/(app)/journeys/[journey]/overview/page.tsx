import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Overview } from "#components/overview/overview.tsx";
import { quickSearch } from "#components/queries.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { comparedFilter, JourneyFrame, type JourneyPageProps, openJourney, sideSearches } from "../journey-page.tsx";

export async function generateMetadata(props: JourneyPageProps): Promise<Metadata> {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("overview")]);
  return { title: `${t("title")} · ${open.name}` };
}

export default async function OverviewPage(props: JourneyPageProps) {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("overview")]);
  const compared = comparedFilter(open);
  const sides = sideSearches(open, compared);
  const both = ["survival", "moment-scores"] as const;
  return (
    <JourneyFrame
      open={open}
      title={t("title")}
      needs="report:survival"
      ready={[
        ...(["survival", "moment-scores", "funnel"] as const).map((report) => ({ report, search: quickSearch(report, open.search) })),
        { report: "ledger", search: formatFilter({ ...open.filter, compare: null }) },
        { report: "moment-scores", search: formatFilter(compared) },
        ...(sides.length === 0 ? [] : [{ report: "survival", search: quickSearch("survival", formatFilter(compared)) } as const]),
        ...sides.flatMap((search) => both.map((report) => ({ report, search: quickSearch(report, search) }))),
      ]}
      measures={[
        "asTravelled",
        "journeyScore",
        "meanMet",
        "independentProduct",
        "bounds",
        "clustering",
        "breakCost",
        "change",
        "split",
        "stages",
        "ledger",
        ...(sides.length === 0 ? [] : ["priority"]),
      ]}
    >
      <Overview journey={open.key} mayExport={open.viewer.actions.includes("export")} />
    </JourneyFrame>
  );
}
