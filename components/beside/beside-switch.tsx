"use client";

import { Columns2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useFilter } from "#components/filters/use-filter.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { ChoicesDocument } from "#domain/documents.ts";
import { splitSegments } from "./split.ts";
import { useSplit } from "./use-beside.ts";

/** Sets the priority segment beside all others, on this page and those that it leads to. Nothing where there is nobody to set beside. */
export function BesideSwitch({ journey }: { readonly journey: string }) {
  const t = useTranslations("beside");
  const { view, setView } = useFilter();
  const sides = useSplit(journey);
  if (sides === null) return null;
  return (
    <Button aria-pressed={view.beside} onClick={() => setView({ beside: !view.beside })}>
      <Columns2 aria-hidden="true" className="size-4" />
      {t("switch", { names: sides.labels.priority })}
    </Button>
  );
}

/** Why nothing stands beside anything although the address asks for it, and the ways out. */
export function BesideProblem({ choices }: { readonly choices: ChoicesDocument | undefined }) {
  const t = useTranslations("beside");
  const { view, filter, setView, change } = useFilter();
  if (!view.beside || choices === undefined || splitSegments(choices, filter.segments) !== null) return null;
  const oneSide = splitSegments(choices) !== null;
  return (
    <Callout
      title={t(oneSide ? "oneSideTitle" : "noPriorityTitle")}
      actions={
        <>
          {oneSide ? <Button onClick={() => change({ segments: [] })}>{t("allSegments")}</Button> : null}
          <Button onClick={() => setView({ beside: false })}>{t("stop")}</Button>
        </>
      }
    >
      {t(oneSide ? "oneSideText" : "noPriorityText")}
    </Callout>
  );
}
