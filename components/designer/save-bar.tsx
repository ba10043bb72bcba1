"use client";

import { useLocale, useTranslations } from "next-intl";
import { useState } from "react";
import { formatCount, toLocale } from "#components/format.ts";
import { Button } from "#components/ui/button.tsx";
import { Modal } from "#components/ui/modal.tsx";
import type { ChangePreview } from "#domain/designer-document.ts";
import { ChangesList, type KnownChannel } from "./changes-list.tsx";
import type { JourneyDraft } from "./draft.ts";
import { Effects } from "./effects.tsx";
import type { Preview } from "./use-preview.ts";

export interface SaveBarProps extends Preview {
  readonly draft: JourneyDraft;
  readonly channels: readonly KnownChannel[];
  readonly faults: number;
  readonly isBusy: boolean;
  /** Somebody else's change has to be looked at first. */
  readonly isStale: boolean;
  readonly onSave: () => void;
  /** Something has to be put right first: shows what. */
  readonly onFaulty: () => void;
  /** null: there is nothing to go back to. */
  readonly onDiscard: (() => void) | null;
}

/** What is unsaved and what saving it would do; a change of what visits count for is asked about once more. */
export function SaveBar(props: SaveBarProps) {
  const { draft, preview, isPending, faults, isBusy, isStale, onSave, onFaulty, onDiscard } = props;
  const t = useTranslations("designer.save");
  const locale = toLocale(useLocale());
  const [isAsking, setAsking] = useState(false);
  const isReady = preview !== undefined && !isPending && !isStale && !isBusy;
  const derives = preview?.effect === "rebuild";

  function save(): void {
    if (faults > 0) onFaulty();
    else if (derives) setAsking(true);
    else onSave();
  }

  return (
    <>
      <section
        aria-label={t("label")}
        className="no-print sticky bottom-16 z-20 mt-5 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-card border border-line-strong bg-raised px-4 py-3 shadow-raised lg:bottom-4"
      >
        <p role="status" className="min-w-0 flex-1 basis-64 text-sm">
          {sentence()}
        </p>
        <div className="flex flex-wrap gap-2">
          {onDiscard ? (
            <Button size="medium" disabled={isBusy} onClick={onDiscard}>
              {t("discard")}
            </Button>
          ) : null}
          <Button size="medium" variant="primary" disabled={!isReady} onClick={save}>
            {label()}
          </Button>
        </div>
      </section>
      {isAsking && preview ? (
        <SaveQuestion
          {...props}
          preview={preview}
          onClose={() => setAsking(false)}
          onSave={() => {
            setAsking(false);
            onSave();
          }}
        />
      ) : null}
    </>
  );

  function label(): string {
    if (isBusy) return t("saving");
    if (draft.isNew) return t("create");
    return derives ? t("review") : t("save");
  }

  function sentence(): string {
    if (faults > 0) return t("faulty", { count: faults });
    if (preview === undefined || isPending) return t("looking");
    if (draft.isNew) return t("new", { count: draft.moments.filter(({ archived }) => !archived).length });
    const changes = t("changes", { count: preview.changes.length });
    return `${changes} ${derives ? t("derives", { visits: formatCount(preview.visits, locale) }) : t("atOnce")}`;
  }
}

interface SaveQuestionProps extends Omit<SaveBarProps, "preview"> {
  readonly preview: ChangePreview;
  readonly onClose: () => void;
}

/** Before history changes: what exactly, what it touches, and how to get back. */
function SaveQuestion({ preview, draft, channels, onClose, onSave }: SaveQuestionProps) {
  const t = useTranslations("designer.save");
  const locale = toLocale(useLocale());
  return (
    <Modal
      title={t("askTitle", { visits: formatCount(preview.visits, locale) })}
      onClose={onClose}
      actions={
        <>
          <Button size="medium" onClick={onClose}>
            {t("askNo")}
          </Button>
          <Button size="medium" variant="primary" onClick={onSave}>
            {t("askYes")}
          </Button>
        </>
      }
    >
      <ChangesList changes={preview.changes} channels={channels} />
      {preview.moments.length > 0 ? <Effects effects={preview.moments} draft={draft} /> : null}
      <p className="text-sm text-ink-soft">{t("askText")}</p>
    </Modal>
  );
}
