"use client";

import { ChevronLeft, ChevronRight } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useWords } from "#components/charts/use-words.ts";
import { CommentsCard } from "#components/comments/comments-card.tsx";
import { writeCommentsPlace } from "#components/comments/place.ts";
import { FilterBar } from "#components/filters/filter-bar.tsx";
import { carriedSearch } from "#components/filters/search.ts";
import { useChoices } from "#components/filters/use-choices.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { MotChartCard } from "#components/mot-chart/mot-chart-card.tsx";
import { chartPath, momentPath, placePath } from "#components/shell/places.ts";
import { Badge } from "#components/ui/badge.tsx";
import { buttonClass } from "#components/ui/button.tsx";
import { classNames } from "#components/ui/class-names.ts";
import { AnswersCard } from "./answers-card.tsx";
import { ControlCard } from "./control-card.tsx";
import { CostCard } from "./cost-card.tsx";
import { placeInJourney } from "./head.ts";
import { HeadCard } from "./head-card.tsx";
import { MeasureSwitch } from "./measure-switch.tsx";
import { UnitsCards } from "./units-cards.tsx";
import type { MomentCardProps } from "./use-moment.ts";

export interface MomentPageProps extends MomentCardProps {
  readonly may: {
    /** How teams and channels compare. */
    readonly units: boolean;
    readonly funnel: boolean;
    readonly chart: boolean;
    readonly editChart: boolean;
    readonly comments: boolean;
    readonly tag: boolean;
    readonly openVisits: boolean;
  };
  readonly ownTeamsOnly: boolean;
}

/** Both neighbours beside each other, on a phone with the end of a long name cut off. */
const NEIGHBOUR = classNames(buttonClass(), "min-w-0 max-w-40 shrink! sm:max-w-none");

/** One moment in depth. */
export function MomentPage({ may, ownTeamsOnly, ...props }: MomentPageProps) {
  const { problem, carried } = useFilter();
  return (
    <div className="grid grid-cols-1 gap-4">
      <PlaceLine {...props} />
      <FilterBar journey={props.journey} moments={false} />
      {problem === null ? (
        <>
          <HeadCard {...props} />
          <AnswersCard {...props} />
          <MeasureSwitch />
          <ControlCard {...props} />
          {may.units ? <UnitsCards {...props} /> : null}
          {may.funnel ? <CostCard {...props} /> : null}
          {may.chart ? <Chart {...props} mayEdit={may.editChart} withComments={may.comments} /> : null}
          {may.comments ? (
            <CommentsCard
              journey={props.journey}
              moment={props.moment}
              mayTag={may.tag}
              mayOpenVisits={may.openVisits}
              ownTeamsOnly={ownTeamsOnly}
              allAt={(place) => chartPath(props.journey, props.moment, writeCommentsPlace(place, carried))}
            />
          ) : null}
        </>
      ) : null}
    </div>
  );
}

/** Where the moment stands in the journey, with the way to the ones before and behind it. */
function PlaceLine({ journey, moment }: MomentCardProps) {
  const words = useWords("moment", journey);
  const charts = useTranslations("charts");
  const { choices } = useChoices(journey);
  const asked = useFilter();
  const place = placeInJourney(choices, moment, words);
  const stage = choices?.moments.find((one) => one.key === moment)?.stage;
  const { t } = words;
  if (place === null || stage === undefined) return null;
  const linkTo = (key: string) => momentPath(journey, key, asked);
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-sm">
      <p className="flex flex-wrap items-center gap-2 text-ink-soft">
        <Badge tone="outline">{charts(`stage.${stage}`)}</Badge>
        {place.text} · {charts(`stage.${stage}Text`)}
      </p>
      <nav aria-label={t("head.neighbours")} className="no-print flex flex-wrap gap-2">
        {place.previous === null ? null : (
          <Link href={linkTo(place.previous.key)} aria-label={t("head.previous", { moment: place.previous.name })} className={NEIGHBOUR}>
            <ChevronLeft aria-hidden="true" className="size-4" />
            <span className="truncate">{place.previous.name}</span>
          </Link>
        )}
        {place.next === null ? null : (
          <Link href={linkTo(place.next.key)} aria-label={t("head.next", { moment: place.next.name })} className={NEIGHBOUR}>
            <span className="truncate">{place.next.name}</span>
            <ChevronRight aria-hidden="true" className="size-4" />
          </Link>
        )}
        <Link href={placePath(journey, "moments", carriedSearch(asked))} className={buttonClass("quiet")}>
          {t("head.all")}
        </Link>
      </nav>
    </div>
  );
}

/** The moment's chart, which has a page of its own as well, where it prints on one sheet. */
function Chart({ journey, moment, mayExport, mayEdit, withComments }: MomentCardProps & { mayEdit: boolean; withComments: boolean }) {
  const { carried } = useFilter();
  return (
    <div className="min-w-0">
      <MotChartCard
        journey={journey}
        moment={moment}
        mayEdit={mayEdit}
        mayExport={mayExport}
        withComments={withComments}
        ownPage={chartPath(journey, moment, carried)}
      />
    </div>
  );
}
