"use client";

import { useTranslations } from "next-intl";
import { Callout } from "#components/ui/callout.tsx";
import { RebuildProgress } from "./progress.tsx";
import { useRebuild } from "./use-rebuild.ts";

/** Says on a journey's pages that their figures are those from before a change that is under way. */
export function RebuildNotice({ journey }: { readonly journey: string }) {
  const t = useTranslations("designer.progress");
  const state = useRebuild(journey);
  if (state === null) return null;
  return (
    <Callout title={t("noticeTitle")} className="mb-4">
      <p className="mb-2">{t("noticeText")}</p>
      <RebuildProgress state={state} />
    </Callout>
  );
}
