"use client";

import { useWords } from "#components/charts/use-words.ts";
import { replaceAddress, useAddress } from "#components/filters/address.ts";
import { Select } from "#components/ui/select.tsx";

export interface OutcomeChoiceProps {
  readonly journey: string;
  /** Keys of the journey's overall questions, the first one chosen by default; empty while they are not known. */
  readonly outcomes: readonly string[];
}

/** Of which overall question the rest of the page speaks. */
export function OutcomeChoice({ journey, outcomes }: OutcomeChoiceProps) {
  const { t, names } = useWords("drivers", journey);
  const chosen = new URLSearchParams(useAddress()).get("outcome") ?? outcomes[0] ?? "";
  return (
    <section aria-labelledby="with-outcome" className="mt-2 grid gap-2">
      <h2 id="with-outcome" className="text-lg font-semibold">
        {t("outcome.heading", { outcome: chosen === "" ? "" : names.moment(chosen) })}
      </h2>
      <p className="text-sm text-ink-soft">{t("association")}</p>
      {outcomes.length > 1 ? (
        <Select
          label={t("outcome.label")}
          className="no-print max-w-80"
          value={chosen}
          options={outcomes.map((key) => ({ value: key, label: names.moment(key) }))}
          onValueChange={(key) => replaceAddress((query) => withOutcome(query, key))}
        />
      ) : null}
    </section>
  );
}

function withOutcome(query: string, key: string): string {
  const params = new URLSearchParams(query);
  params.set("outcome", key);
  return params.toString();
}
