"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { ReportProblem } from "#components/queries.ts";
import { Button, buttonClass } from "./button.tsx";
import { Callout } from "./callout.tsx";

export interface ReportFailedProps {
  readonly error: Error;
  /** Asks again. */
  readonly retry: () => void;
}

/** A report that did not come: what happened, and what to do next. */
export function ReportFailed({ error, retry }: ReportFailedProps) {
  const t = useTranslations("errors.report");
  const failed = useTranslations("errors.failed");
  const pathname = usePathname();
  const params = useSearchParams().toString();
  const problem = error instanceof ReportProblem ? error : null;
  const here = params === "" ? pathname : `${pathname}?${params}`;
  const final = problem !== null && [400, 403, 404].includes(problem.status);
  const text = (): string => {
    switch (problem?.status) {
      case undefined:
        return t("offline");
      case 400:
        return t("badParameter", { parameter: problem?.message ?? "" });
      case 401:
        return t("signedOut");
      case 403:
        return t("notAllowed");
      case 404:
        return t("notFound");
      case 429:
        return t("busy", { seconds: problem?.seconds ?? 1 });
      case 503:
        return t("tooLong");
      default:
        return t("server");
    }
  };
  return (
    <Callout
      tone="warning"
      role="alert"
      title={t("title")}
      actions={
        problem?.status === 401 ? (
          <a href={`/sign-in?callbackUrl=${encodeURIComponent(here)}`} className={buttonClass()}>
            {t("signIn")}
          </a>
        ) : final ? undefined : (
          <Button onClick={retry}>{failed("retry")}</Button>
        )
      }
    >
      <p>{text()}</p>
      {problem?.errorId ? <p className="numeric">{failed("id", { id: problem.errorId })}</p> : null}
    </Callout>
  );
}
