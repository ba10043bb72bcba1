"use client";

import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import { describeProblem, type Problem } from "#domain/problem.ts";

/** An address that cannot be read: names the parameter at fault, and offers to start anew. */
export function ProblemCallout({ problem, reset }: { readonly problem: Problem; readonly reset: () => void }) {
  const t = useTranslations("filters");
  const locale = useLocale();
  const text =
    problem.code === "bad-parameter" ? t("badParameter", { parameter: problem.parameter, value: problem.value }) : t("badAddress");
  return (
    <Callout tone="warning" role="alert" title={text} actions={<Button onClick={reset}>{t("startAnew")}</Button>}>
      {/* The sentence is English, as on the command line; the title says the same in any language. */}
      {locale === "en" ? describeProblem(problem) : null}
    </Callout>
  );
}
