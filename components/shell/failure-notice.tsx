"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";

export interface FailureProps {
  /** The digest is the number under which the server's log has more. */
  readonly error: Error & { readonly digest?: string };
  readonly reset: () => void;
}

/** A page that could not be drawn. */
export function FailureNotice({ error, reset }: FailureProps) {
  const t = useTranslations("errors.failed");
  return (
    <div role="alert" className="mx-auto flex min-h-[70dvh] max-w-md flex-col items-center justify-center gap-3 px-5 text-center">
      <TriangleAlert aria-hidden="true" className="size-10 text-minus" />
      <h1 className="text-2xl font-semibold">{t("title")}</h1>
      <p className="text-ink-soft">{t("text")}</p>
      {error.digest ? <p className="numeric text-sm text-ink-soft">{t("id", { id: error.digest })}</p> : null}
      <Button variant="primary" size="medium" onClick={reset}>
        {t("retry")}
      </Button>
    </div>
  );
}
