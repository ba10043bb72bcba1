"use client";

import { useWords } from "#components/charts/use-words.ts";
import { Callout } from "#components/ui/callout.tsx";
import { usePriority } from "./use-priority.ts";

/** That the total hides a fall of the priority segment; nothing where it does not. */
export function PriorityWarning({ journey }: { readonly journey: string }) {
  const { t } = useWords("overview", journey);
  const priority = usePriority(journey);
  if (priority === null || priority.warnings.length === 0) return null;
  return (
    <Callout tone="warning" title={t("priority.warningTitle", { segment: priority.beside.labels.priority })} className="mt-3">
      {priority.warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
    </Callout>
  );
}
