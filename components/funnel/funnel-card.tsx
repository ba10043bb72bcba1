"use client";

import { useQuery } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { flawlessChangeText } from "#components/charts/change-split.ts";
import { ChartFrame } from "#components/charts/frame.tsx";
import { FunnelSteps } from "#components/charts/funnel-steps/funnel-steps.tsx";
import { prepareAnswered, prepareFunnel } from "#components/charts/funnel-steps/prepare.ts";
import { useWords } from "#components/charts/use-words.ts";
import { useFilter } from "#components/filters/use-filter.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { reportPath, reportQuery, survivalQuery } from "#components/queries.ts";
import { momentPath } from "#components/shell/places.ts";
import { visitsPath } from "#components/visits/links.ts";
import type { VisitOutcome } from "#domain/visit-documents.ts";
import type { FunnelProps } from "./funnel.tsx";
import { prepareFunnelNotes } from "./notes.ts";

/** The picture: reach by moment, or in a questionnaire the visits that rated each moment. */
export function FunnelCard({ journey, mayExport, mayReadVisits }: FunnelProps) {
  const asked = useFilter();
  const { search, carried } = asked;
  const words = useWords("charts", journey);
  const own = useWords("funnel", journey);
  const sentence = useFilterSentence(journey);
  const funnel = useQuery(reportQuery("funnel", journey, search));
  const survival = useQuery(survivalQuery(journey, search));
  const questionnaire = funnel.data?.mode === "questionnaire";
  const query = questionnaire ? survival : funnel;
  const picture = useMemo(() => {
    if (funnel.data === undefined) return undefined;
    if (funnel.data.mode === "touches") return prepareFunnel(funnel.data, words);
    return survival.data === undefined ? undefined : prepareAnswered(survival.data, words);
  }, [funnel.data, survival.data, words]);
  const linkTo = useCallback(
    (at: string, outcome: VisitOutcome) => visitsPath(journey, { at, outcome, offset: 0 }, carried),
    [journey, carried],
  );
  const flawless = flawlessChangeText(survival.data, words);
  const notes = [...(funnel.data === undefined ? [] : prepareFunnelNotes(funnel.data, own)), ...(flawless === null ? [] : [flawless])];
  return (
    <ChartFrame
      kicker={words.t(questionnaire ? "answered.caption" : "funnel.caption")}
      measure={questionnaire ? "atRisk" : "reached"}
      query={query}
      view={picture}
      sentence={sentence}
      csv={mayExport ? reportPath(questionnaire ? "survival" : "funnel", journey, search, "/export") : null}
      notes={notes.map((note) => <p key={note}>{note}</p>)}
    >
      {picture === undefined ? null : (
        <FunnelSteps
          picture={picture}
          words={words}
          linkTo={mayReadVisits ? linkTo : null}
          momentTo={(moment) => momentPath(journey, moment, asked)}
        />
      )}
    </ChartFrame>
  );
}
