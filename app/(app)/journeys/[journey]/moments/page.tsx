import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Moments } from "#components/moments/moments.tsx";
import { JourneyFrame, type JourneyPageProps, openJourney } from "../journey-page.tsx";

export async function generateMetadata(props: JourneyPageProps): Promise<Metadata> {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("moments")]);
  return { title: `${t("heading")} · ${open.name}` };
}

export default async function MomentsPage(props: JourneyPageProps) {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("moments")]);
  return (
    <JourneyFrame
      open={open}
      title={t("heading")}
      needs="report:scores"
      ready={(["moment-scores", "trend"] as const).map((report) => ({ report, search: open.search }))}
      measures={["satisfaction", "broken", "distribution", "mean", "nps", "change", "trend", "coverage"]}
    >
      <Moments journey={open.key} mayExport={open.viewer.actions.includes("export")} />
    </JourneyFrame>
  );
}
