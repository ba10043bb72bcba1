"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ReportProblem } from "#components/queries.ts";
import { Button, buttonClass } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";

/** What asking again cannot mend. */
const FINAL: readonly (number | undefined)[] = [400, 403, 404];

export interface ReportFailureProps {
  readonly error: Error | null;
  /** Asks again. */
  readonly retry: () => unknown;
}

/** A report that did not come: what happened, and what can be done. */
export function ReportFailure({ error, retry }: ReportFailureProps) {
  const t = useTranslations("errors");
  const charts = useTranslations("charts");
  const pathname = usePathname();
  const params = useSearchParams().toString();
  const problem = error instanceof ReportProblem ? error : null;
  const here = params === "" ? pathname : `${pathname}?${params}`;
  const action = (): ReactNode => {
    if (problem?.status === 401) {
      return (
        <a href={`/sign-in?callbackUrl=${encodeURIComponent(here)}`} className={buttonClass()}>
          {t("report.signIn")}
        </a>
      );
    }
    return FINAL.includes(problem?.status) ? null : <Button onClick={() => void retry()}>{charts("retry")}</Button>;
  };
  return (
    <Callout tone="warning" role="alert" title={t("report.title")} actions={action()}>
      {t(`report.${causeOf(problem)}`, { parameter: askedOf(problem), seconds: problem?.seconds ?? 1 })}
      {problem !== null && problem.errorId !== null ? <p>{charts("errorId", { id: problem.errorId })}</p> : null}
    </Callout>
  );
}

/** The part of the address at fault, as `segment=family`. */
function askedOf(problem: ReportProblem | null): string {
  if (problem === null || problem.parameter === null) return "?";
  return problem.value === null ? problem.parameter : `${problem.parameter}=${problem.value}`;
}

function causeOf(problem: ReportProblem | null): string {
  switch (problem?.status) {
    case undefined:
      return "offline";
    case 400:
      return "badParameter";
    case 401:
      return "signedOut";
    case 403:
      return "notAllowed";
    case 404:
      return "notFound";
    case 429:
      return "busy";
    case 503:
      return "tooLong";
    default:
      return "server";
  }
}
