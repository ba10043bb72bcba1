"use client";

import { useWords } from "#components/charts/use-words.ts";
import { useChoices } from "#components/filters/use-choices.ts";
import { replaceAddress, useAddress } from "#components/filters/use-filter.ts";
import { Callout } from "#components/ui/callout.tsx";
import { Select } from "#components/ui/select.tsx";

/** Of which overall question the rest of the page speaks; that there is none, where there is none. */
export function OutcomeChoice({ journey }: { readonly journey: string }) {
  const { choices } = useChoices(journey);
  const { t, names } = useWords("drivers", journey);
  const asked = new URLSearchParams(useAddress()).get("outcome");
  const outcomes = choices?.moments.filter((moment) => moment.role === "outcome") ?? [];
  if (choices !== undefined && outcomes.length === 0) return <Callout title={t("outcome.none")}>{t("outcome.noneText")}</Callout>;
  const chosen = asked ?? outcomes[0]?.key ?? "";
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
          options={outcomes.map(({ key }) => ({ value: key, label: names.moment(key) }))}
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
