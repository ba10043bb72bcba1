"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { reportPath, reportQuery } from "#components/queries.ts";
import { classNames } from "#components/ui/class-names.ts";
import { ShareText } from "#components/ui/share-text.tsx";
import { ChartFrame } from "../frame.tsx";
import { FILLS, Legend } from "../legend.tsx";
import { useWords } from "../use-words.ts";
import type { Words } from "../words.ts";
import { prepareStageStrip, type StageCell } from "./prepare.ts";

/** The four stages side by side. */
export function StageStripCard({ journey, mayExport }: { readonly journey: string; readonly mayExport: boolean }) {
  const { search } = useFilter();
  const words = useWords("charts", journey);
  const sentence = useFilterSentence(journey);
  const query = useQuery(reportQuery("moment-scores", journey, search));
  const strip = useMemo(() => (query.data === undefined ? undefined : prepareStageStrip(query.data, words)), [query.data, words]);
  const { t } = words;
  return (
    <ChartFrame
      kicker={t("stages.caption")}
      measure="stages"
      query={query}
      view={strip}
      sentence={sentence}
      csv={mayExport ? reportPath("moment-scores", journey, search, "/export") : null}
    >
      <Legend
        items={[
          { mark: "plus", text: t("column.satisfaction") },
          { mark: "minus", text: t("column.brokenShare") },
        ]}
      />
      <ol className="grid gap-3 sm:grid-cols-2 xl:grid-cols-4">
        {strip?.cells.map((cell) => (
          <Stage key={cell.stage} cell={cell} words={words} />
        ))}
      </ol>
    </ChartFrame>
  );
}

function Stage({ cell, words: { t } }: { readonly cell: StageCell; readonly words: Words }) {
  const width = (value: number | null) => ({ width: `${(value ?? 0) * 100}%` });
  return (
    <li className="keep-whole grid content-start gap-1 rounded-control border border-line p-3">
      <p className="font-semibold">
        {cell.label} <span className="text-sm font-normal text-ink-soft">{cell.explanation}</span>
      </p>
      {cell.moments === 0 ? (
        <p className="text-sm text-ink-faint">{t("stages.none")}</p>
      ) : (
        <>
          <span
            aria-hidden="true"
            className={classNames("flex h-3 justify-between rounded-xs bg-sunken", cell.weak && "opacity-55 grayscale")}
          >
            <span className={FILLS.minus} style={width(cell.broken.value)} />
            <span className={FILLS.plus} style={width(cell.satisfaction.value)} />
          </span>
          <dl className="grid grid-cols-[auto_1fr] gap-x-2 text-sm">
            <dt className="text-ink-soft">{t("stages.satisfied")}</dt>
            <dd>
              <ShareText share={cell.satisfaction} />
            </dd>
            <dt className="text-ink-soft">{t("stages.broken")}</dt>
            <dd>
              <ShareText share={cell.broken} withoutN />
            </dd>
          </dl>
        </>
      )}
    </li>
  );
}
