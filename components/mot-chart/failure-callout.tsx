import type { Words } from "#components/charts/words.ts";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { MotChartDocument } from "#domain/chart-documents.ts";
import { askedText, editorsSince } from "./history.ts";
import type { ChartEdits } from "./use-chart-edits.ts";

export interface FailureCalloutProps {
  readonly document: MotChartDocument;
  readonly edits: ChartEdits;
  readonly words: Words;
}

/** Edits that were not made: why, which, and the choice to make them after all. */
export function FailureCallout({ document, edits, words }: FailureCalloutProps) {
  const { t, locale } = words;
  const { failure } = edits;
  if (failure === null) return null;
  const nameOf = (key: string) => document.factors.find(({ factor }) => factor === key)?.text[locale] ?? key;
  const editors = editorsSince(document, failure.since, words);
  const who = editors.length === 0 ? t("failure.somebody") : new Intl.ListFormat(locale, { type: "conjunction" }).format(editors);
  return (
    <Callout
      tone="warning"
      role="alert"
      title={t(`failure.${failure.cause}`, { who })}
      actions={
        <>
          {failure.cause === "notAllowed" ? null : <Button onClick={edits.again}>{t("failure.again")}</Button>}
          <Button variant="quiet" onClick={edits.drop}>
            {t("failure.drop")}
          </Button>
        </>
      }
    >
      <p>{t("failure.kept")}</p>
      <ul className="list-disc pl-5">
        {[...new Set(failure.edits.map((edit) => askedText(edit, nameOf, words)))].map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </Callout>
  );
}
