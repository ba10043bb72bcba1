import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Funnel } from "#components/funnel/funnel.tsx";
import { quickSearch } from "#components/queries.ts";
import { JourneyFrame, type JourneyPageProps, openJourney, sideSearches } from "../journey-page.tsx";

export async function generateMetadata(props: JourneyPageProps): Promise<Metadata> {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("funnel")]);
  return { title: `${t("title")} · ${open.name}` };
}

export default async function FunnelPage(props: JourneyPageProps) {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("funnel")]);
  const { actions } = open.viewer;
  const sides = open.view.beside ? sideSearches(open, { ...open.filter, compare: null }) : [];
  return (
    <JourneyFrame
      open={open}
      title={t("title")}
      needs="report:funnel"
      ready={[
        { report: "funnel", search: open.search },
        ...[open.search, ...sides].map((search) => ({ report: "survival", search: quickSearch("survival", search) }) as const),
      ]}
      measures={["reached", "flawlessSoFar", "left", "open", "fromFirst", "fromPrevious", "survival", "breakCost"]}
    >
      <Funnel journey={open.key} mayExport={actions.includes("export")} mayReadVisits={actions.includes("visit:read")} />
    </JourneyFrame>
  );
}
