"use client";

import { useTranslations } from "next-intl";
import { ReportProblem } from "#components/queries.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

type Cause = "offline" | "signedOut" | "notAllowed" | "notFound" | "other";

function causeOf(error: Error | null): Cause {
  if (!(error instanceof ReportProblem) || error.status === 0) return "offline";
  if (error.status === 401) return "signedOut";
  if (error.status === 403) return "notAllowed";
  return error.status === 404 ? "notFound" : "other";
}

/** A report that did not come: what happened, and what can be done. */
export function ReportFailure({ error, retry }: { readonly error: Error | null; readonly retry: () => unknown }) {
  const t = useTranslations("errors");
  const charts = useTranslations("charts");
  const cause = causeOf(error);
  const problem = error instanceof ReportProblem ? error : null;
  return (
    <Callout
      tone="warning"
      role="alert"
      title={t("report.title")}
      actions={
        cause === "signedOut" ? (
          <a href="/sign-in" className={buttonClass()}>
            {t("report.signIn")}
          </a>
        ) : cause === "notAllowed" || cause === "notFound" ? null : (
          <Button onClick={() => void retry()}>{charts("retry")}</Button>
        )
      }
    >
      {cause === "other" && problem !== null ? <span lang="en">{problem.message}</span> : cause === "other" ? null : t(`report.${cause}`)}
      {problem !== null && problem.errorId !== null ? <p>{charts("errorId", { id: problem.errorId })}</p> : null}
    </Callout>
  );
}
