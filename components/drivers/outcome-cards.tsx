"use client";

import { useWords } from "#components/charts/use-words.ts";
import { useChoices } from "#components/filters/use-choices.ts";
import { reportPath } from "#components/queries.ts";
import { Callout } from "#components/ui/callout.tsx";
import { AddsLittleCard } from "./adds-little-card.tsx";
import { ContrastCard } from "./contrast-card.tsx";
import type { DriversProps } from "./drivers.tsx";
import { FactorLinesCard } from "./factor-lines-card.tsx";
import { ImportanceCard } from "./importance-card.tsx";
import { OutcomeChoice } from "./outcome-choice.tsx";
import { useOutcomeSearch } from "./use-drivers.ts";

export interface OutcomeCardProps {
  readonly journey: string;
  /** Address of the CSV; null where the viewer may not export. */
  readonly csv: string | null;
}

/** What goes with an overall question; where the journey asks none, that it does not, once. */
export function OutcomeCards({ journey, mayExport }: DriversProps) {
  const { choices } = useChoices(journey);
  const { t } = useWords("drivers", journey);
  const search = useOutcomeSearch();
  const outcomes = choices?.moments.filter((moment) => moment.role === "outcome") ?? [];
  if (choices !== undefined && outcomes.length === 0) return <Callout title={t("outcome.none")}>{t("outcome.noneText")}</Callout>;
  const csv = mayExport ? reportPath("drivers", journey, search, "/export") : null;
  return (
    <>
      <OutcomeChoice journey={journey} outcomes={outcomes.map(({ key }) => key)} />
      <ImportanceCard journey={journey} csv={csv} />
      <ContrastCard journey={journey} csv={csv} />
      <FactorLinesCard journey={journey} csv={csv} />
      <AddsLittleCard journey={journey} />
    </>
  );
}
