import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Overview } from "#components/overview/overview.tsx";
import { JourneyFrame, type JourneyPageProps, openJourney } from "../journey-page.tsx";

export async function generateMetadata(props: JourneyPageProps): Promise<Metadata> {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("overview")]);
  return { title: `${t("title")} · ${open.name}` };
}

export default async function OverviewPage(props: JourneyPageProps) {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("overview")]);
  return (
    <JourneyFrame
      open={open}
      title={t("title")}
      needs="report:survival"
      ready={(["survival", "moment-scores", "funnel"] as const).map((report) => ({ report, search: open.search }))}
      measures={["asTravelled", "journeyScore", "meanMet", "independentProduct", "bounds", "clustering", "breakCost", "change", "stages"]}
    >
      <Overview journey={open.key} mayExport={open.viewer.actions.includes("export")} />
    </JourneyFrame>
  );
}
