"use client";

import { useTranslations } from "next-intl";
import { RebuildProgress } from "#components/rebuild/progress.tsx";
import { Button } from "#components/ui/button.tsx";
import { Card, CardHeader } from "#components/ui/card.tsx";
import type { PastChange, RebuildState } from "#domain/designer-document.ts";
import { ChangesList, type KnownChannel } from "./changes-list.tsx";

export interface ProgressCardProps {
  readonly state: RebuildState;
  /** The change under way, where it is one of this journey. */
  readonly change: PastChange | undefined;
  readonly channels: readonly KnownChannel[];
  readonly isBusy: boolean;
  readonly onCancel: () => void;
  readonly onResume: () => void;
}

/** A change that is not in effect yet: what, how far, and the way out. */
export function ProgressCard({ state, change, channels, isBusy, onCancel, onResume }: ProgressCardProps) {
  const t = useTranslations("designer.progress");
  const isOwn = state.journey !== null;
  return (
    <Card aria-label={t("label")}>
      <CardHeader title={t(state.working ? "title" : "stalledTitle")} description={t(state.working ? "text" : "stalledText")} />
      <div className="grid gap-3">
        {change?.changes && change.changes.length > 0 ? <ChangesList changes={change.changes} channels={channels} /> : null}
        <RebuildProgress state={state} />
        {isOwn ? (
          <div className="flex flex-wrap gap-2">
            {state.working ? null : (
              <Button size="medium" variant="primary" disabled={isBusy} onClick={onResume}>
                {t("resume")}
              </Button>
            )}
            <Button size="medium" disabled={isBusy} onClick={onCancel}>
              {t("cancel")}
            </Button>
          </div>
        ) : null}
      </div>
    </Card>
  );
}
