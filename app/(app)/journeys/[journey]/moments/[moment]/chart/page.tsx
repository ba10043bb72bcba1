import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { PATH_HEADER } from "#app/_server/page-headers.ts";
import { readCommentsPlace, writeCommentsPlace } from "#components/comments/place.ts";
import { toLocale } from "#components/format.ts";
import { ChartPage } from "#components/mot-chart/chart-page.tsx";
import { momentOf } from "#components/shell/places.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { JourneyFrame, type JourneyPageProps, openJourney } from "../../../journey-page.tsx";

/** The journey and the moment of the address; a moment that the journey does not have leads nowhere. */
async function openChart(props: JourneyPageProps) {
  const [open, head, locale] = await Promise.all([openJourney(props), headers(), getLocale()]);
  const [pathname = ""] = (head.get(PATH_HEADER) ?? "").split("?");
  const key = momentOf(pathname);
  const known = open.choices?.moments.find((moment) => moment.key === key);
  if (key === null || (open.choices !== undefined && known === undefined)) notFound();
  return { open, moment: key, name: known?.name[toLocale(locale)] ?? key };
}

export async function generateMetadata(props: JourneyPageProps): Promise<Metadata> {
  const [{ open, name }, t] = await Promise.all([openChart(props), getTranslations("motChart")]);
  return { title: `${t("sheet.heading", { moment: name })} · ${open.name}` };
}

export default async function MomentChartPage(props: JourneyPageProps) {
  const [{ open, moment, name }, t] = await Promise.all([openChart(props), getTranslations("motChart")]);
  const asked = { ...open.filter, moments: [moment], compare: null };
  const comments = writeCommentsPlace(readCommentsPlace(open.params.toString()), formatFilter({ ...asked, grain: null }));
  const readsComments = open.viewer.actions.includes("comment:read");
  return (
    <JourneyFrame
      open={open}
      title={t("sheet.heading", { moment: name })}
      needs="report:chart"
      ready={[
        { report: "mot-chart", search: formatFilter(asked) },
        ...(readsComments ? [{ report: "comments", search: comments } as const] : []),
      ]}
      measures={[]}
    >
      <ChartPage
        journey={open.key}
        moment={moment}
        actions={open.viewer.actions}
        ownTeamsOnly={open.viewer.role === "manager"}
        back={t("back")}
      />
    </JourneyFrame>
  );
}
