import type { Metadata } from "next";
import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getLocale } from "next-intl/server";
import { PATH_HEADER } from "#app/_server/page-headers.ts";
import { readCommentsPlace, writeCommentsPlace } from "#components/comments/place.ts";
import { toLocale } from "#components/format.ts";
import { MomentPage } from "#components/moment/moment.tsx";
import { momentSearches } from "#components/moment/searches.ts";
import { comparingOf } from "#components/overview/comparison.ts";
import { momentOf } from "#components/shell/places.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { JourneyFrame, type JourneyPageProps, type OpenJourney, openJourney, sideSearches } from "../../journey-page.tsx";

/**
 * The moment of the address and its name; one that the journey does not have is as unknown as any page that is not there. Where the
 * choices could not be had, its key stands in for the name.
 */
async function openMoment(open: OpenJourney): Promise<{ readonly key: string; readonly name: string }> {
  const [head, locale] = await Promise.all([headers(), getLocale()]);
  const [pathname = ""] = (head.get(PATH_HEADER) ?? "").split("?");
  const key = momentOf(pathname);
  const known = open.choices?.moments.find((one) => one.key === key);
  if (key === null || (open.choices !== undefined && known === undefined)) notFound();
  return { key, name: known?.name[toLocale(locale)] ?? key };
}

export async function generateMetadata(props: JourneyPageProps): Promise<Metadata> {
  const open = await openJourney(props);
  const moment = await openMoment(open);
  return { title: `${moment.name} · ${open.name}` };
}

export default async function OneMomentPage(props: JourneyPageProps) {
  const open = await openJourney(props);
  const moment = await openMoment(open);
  const { filter, view, viewer, choices } = open;
  const may = {
    units: viewer.actions.includes("report:units"),
    funnel: viewer.actions.includes("report:funnel"),
    chart: viewer.actions.includes("report:chart"),
    editChart: viewer.actions.includes("chart:write"),
    comments: viewer.actions.includes("comment:read"),
    tag: viewer.actions.includes("comment:tag"),
    openVisits: viewer.actions.includes("visit:read"),
  };
  const asked = { ...filter, moments: [moment.key], compare: null };
  const comments = writeCommentsPlace(readCommentsPlace(open.params.toString()), formatFilter({ ...asked, grain: null }));
  const searches = momentSearches(filter, comparingOf(filter, choices)?.filter ?? null, moment.key, view);
  const sides = view.beside ? sideSearches(open, asked) : [];
  const scores = [searches.scores, ...(searches.compared === null ? [] : [searches.compared]), ...sides];
  return (
    <JourneyFrame
      open={open}
      title={moment.name}
      needs="report:scores"
      ready={[
        ...scores.map((search) => ({ report: "moment-scores", search }) as const),
        { report: "control-chart", search: searches.chart },
        ...(may.units ? [{ report: "units", search: searches.units } as const] : []),
        ...(may.funnel && filter.teams.length === 0 ? [{ report: "funnel", search: searches.funnel } as const] : []),
        ...(may.chart ? [{ report: "mot-chart", search: formatFilter(asked) } as const] : []),
        ...(may.comments ? [{ report: "comments", search: comments } as const] : []),
      ]}
      measures={[
        ...["satisfaction", "broken", "mean", "nps", "coverage", "change", "split", "distribution", "controlChart"],
        ...(may.units ? ["channels", "funnelPlot"] : []),
        ...(may.funnel ? ["breakCost"] : []),
        ...(may.chart ? ["motChart"] : []),
        ...(sides.length === 0 ? [] : ["priority"]),
      ]}
    >
      <MomentPage
        journey={open.key}
        moment={moment.key}
        mayExport={viewer.actions.includes("export")}
        may={may}
        ownTeamsOnly={viewer.role === "manager"}
      />
    </JourneyFrame>
  );
}
