"use client";

import Link from "next/link";
import { useMemo } from "react";
import { useBeside, useSides } from "#components/beside/use-beside.ts";
import { ChartFrame } from "#components/charts/frame.tsx";
import { FILLS } from "#components/charts/legend.tsx";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { reportPath } from "#components/queries.ts";
import { momentPath } from "#components/shell/places.ts";
import type { DriversProps } from "./drivers.tsx";
import { type GainRow, gainsBeside, prepareGains } from "./fix-first.ts";
import { IntervalBar } from "./interval-bar.tsx";
import { TargetField } from "./target-field.tsx";
import { useGains, useGainsSearch } from "./use-drivers.ts";

/** Which moment to fix first: the gains, ranked, with their intervals. */
export function FixFirstCard({ journey, mayExport }: DriversProps) {
  const { filter, view } = useFilter();
  const words = useWords("drivers", journey);
  const sentence = useFilterSentence(journey);
  const search = useGainsSearch();
  const query = useGains(journey);
  const gains = useMemo(() => (query.data === undefined ? undefined : prepareGains(query.data, words)), [query.data, words]);
  const beside = useBeside(journey);
  const asked = useMemo(() => ({ ...filter, compare: null, grain: null }), [filter]);
  const { documents } = useSides("fix-first", journey, asked, beside);
  const sides = useMemo(
    () => (beside === null || documents === undefined ? null : gainsBeside(documents, beside.labels, words)),
    [beside, documents, words],
  );
  const { t } = words;
  return (
    <ChartFrame
      kicker={t("gains.kicker")}
      measure="gain"
      query={query}
      view={gains}
      sentence={sentence}
      csv={mayExport ? reportPath("fix-first", journey, search, "/export") : null}
      tools={<TargetField journey={journey} />}
      notes={gains?.rest.map((text) => <p key={text}>{text}</p>)}
    >
      {gains === undefined || gains.rows.length === 0 ? null : (
        <ol className="grid gap-3">
          {gains.rows.map((row) => (
            <Gain
              key={row.moment}
              row={row}
              href={momentPath(journey, row.moment, { filter, view })}
              sides={sides?.get(row.moment) ?? []}
            />
          ))}
        </ol>
      )}
    </ChartFrame>
  );
}

interface GainProps {
  readonly row: GainRow;
  readonly href: string;
  /** The gain on either side of a comparison, in words; empty where there is none. */
  readonly sides: readonly string[];
}

function Gain({ row, href, sides }: GainProps) {
  return (
    <li className="keep-whole grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-2 sm:grid-cols-[1.5rem_minmax(0,14rem)_minmax(0,1fr)]">
      <span className="numeric pt-0.5 font-semibold text-ink-faint">{row.rank}</span>
      <div className="min-w-0">
        <Link href={href} className="font-semibold underline-offset-2 hover:underline">
          {row.name}
        </Link>
        <p className="text-xs text-ink-soft">{row.breaks}</p>
      </div>
      <div className="col-start-2 mt-1 min-w-0 sm:col-start-3 sm:mt-0">
        <div className="relative h-5 rounded-xs bg-sunken">
          <IntervalBar place={row.bar} fill={FILLS.plus} />
        </div>
        <p className="numeric mt-1 text-sm">
          <span className="font-semibold">{row.gain}</span> <span className="text-ink-soft">({row.interval})</span>
        </p>
        {sides.map((text) => (
          <p key={text} className="numeric text-xs">
            {text}
          </p>
        ))}
        <p className="numeric text-xs text-ink-soft">{[row.year, row.sole].filter((text) => text !== null).join(" · ")}</p>
      </div>
    </li>
  );
}
