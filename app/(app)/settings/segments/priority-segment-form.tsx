"use client";

import { useTranslations } from "next-intl";
import { type SubmitEvent, useState } from "react";
import { ReportProblem, sendChange } from "#components/queries.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

export interface PrioritySegmentFormProps {
  readonly segments: readonly { readonly key: string; readonly name: string }[];
  /** Key of the one that is marked; null: none is. */
  readonly priority: string | null;
}

type Outcome = "none" | "saving" | "saved" | "notAllowed" | "unknown" | "offline" | "failed";

/** One of the segments, or none. */
export function PrioritySegmentForm({ segments, priority }: PrioritySegmentFormProps) {
  const t = useTranslations("segments");
  const [chosen, setChosen] = useState(priority);
  const [outcome, setOutcome] = useState<Outcome>("none");

  async function save(event: SubmitEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setOutcome("saving");
    try {
      await sendChange("/api/segments/priority", { segment: chosen });
      setOutcome("saved");
    } catch (error) {
      setOutcome(causeOf(error));
    }
  }

  const option = (key: string | null, name: string, text?: string) => (
    <label key={key ?? ""} className="flex min-h-10 items-center gap-3 rounded-control px-2 hover:bg-hover">
      <input
        type="radio"
        name="segment"
        checked={chosen === key}
        onChange={() => {
          setChosen(key);
          setOutcome("none");
        }}
        className="size-4"
      />
      <span>
        {name}
        {text === undefined ? null : <span className="block text-sm text-ink-soft">{text}</span>}
      </span>
    </label>
  );
  return (
    <form onSubmit={(event) => void save(event)} className="grid gap-4">
      <fieldset className="grid gap-0.5">
        <legend className="mb-1 text-sm font-medium">{t("legend")}</legend>
        {segments.map((segment) => option(segment.key, segment.name))}
        {option(null, t("none"), t("noneText"))}
      </fieldset>
      <div className="grid gap-3">
        {outcome === "saved" ? <Callout role="status">{t("saved")}</Callout> : null}
        {outcome === "none" || outcome === "saving" || outcome === "saved" ? null : (
          <Callout tone="warning" role="alert">
            {t("refused", { cause: t(`causes.${outcome}`) })}
          </Callout>
        )}
        <Button type="submit" variant="primary" size="medium" disabled={outcome === "saving"} className="justify-self-start">
          {t(outcome === "saving" ? "saving" : "save")}
        </Button>
      </div>
    </form>
  );
}

function causeOf(error: unknown): Outcome {
  if (!(error instanceof ReportProblem)) return "offline";
  if (error.status === 403 || error.status === 401) return "notAllowed";
  return error.status === 400 ? "unknown" : "failed";
}
