import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { answerDocument } from "#app/_server/answer.ts";
import { readSearch } from "#components/filters/search.ts";
import { comparingOf } from "#components/overview/comparison.ts";
import { Overview } from "#components/overview/overview.tsx";
import { withoutClustering } from "#components/queries.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { JourneyFrame, type JourneyPageProps, openJourney } from "../journey-page.tsx";

export async function generateMetadata(props: JourneyPageProps): Promise<Metadata> {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("overview")]);
  return { title: `${t("title")} · ${open.name}` };
}

export default async function OverviewPage(props: JourneyPageProps) {
  const [open, t] = await Promise.all([openJourney(props), getTranslations("overview")]);
  const [choices, { filter, problem }] = [await answerDocument("choices", open.key, new URLSearchParams()), readSearch(open.search)];
  const comparing = problem === null && choices.ok ? comparingOf(filter, choices.value) : null;
  return (
    <JourneyFrame
      open={open}
      title={t("title")}
      needs="report:survival"
      ready={[
        ...(["moment-scores", "funnel"] as const).map((report) => ({ report, search: open.search })),
        { report: "survival", search: withoutClustering(open.search) } as const,
        ...(comparing === null ? [] : [{ report: "moment-scores", search: formatFilter(comparing.filter) } as const]),
      ]}
      measures={["asTravelled", "journeyScore", "meanMet", "independentProduct", "bounds", "clustering", "breakCost", "change", "stages"]}
    >
      <Overview journey={open.key} mayExport={open.viewer.actions.includes("export")} />
    </JourneyFrame>
  );
}
