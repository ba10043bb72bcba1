"use client";

import { useTranslations } from "next-intl";
import { Button } from "#components/ui/button.tsx";
import { Callout } from "#components/ui/callout.tsx";
import type { FileError } from "#domain/journey-file.ts";
import type { Refusal } from "./use-saving.ts";

/** Faults of a file that are shown; a file of another kind has very many. */
const FAULTS_SHOWN = 10;

/** Why something was not done. */
export function RefusalNotice({ refused }: { readonly refused: Refusal }) {
  const t = useTranslations("designer");
  return (
    <Callout tone="warning" role="alert" title={t(`refusals.${refused.key}`, { ...refused.values })}>
      {refused.errors.length > 0 ? <FileErrors errors={refused.errors} /> : null}
    </Callout>
  );
}

/** Faults with their places, as a file has them. */
export function FileErrors({ errors }: { readonly errors: readonly FileError[] }) {
  const t = useTranslations("designer");
  return (
    <ul className="mt-1 grid list-disc gap-0.5 pl-5">
      {errors.slice(0, FAULTS_SHOWN).map(({ path, fault }) => (
        <li key={`${path} ${fault}`}>
          {path === "" ? "" : `${path}: `}
          {t(`faults.${fault}`)}
        </li>
      ))}
      {errors.length > FAULTS_SHOWN ? <li>{t("file.more", { count: errors.length - FAULTS_SHOWN })}</li> : null}
    </ul>
  );
}

export interface StaleNoticeProps {
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

/** Somebody else was faster: nothing is overwritten before it was seen. */
export function StaleNotice({ onKeep, onTake }: StaleNoticeProps) {
  const t = useTranslations("designer");
  return (
    <Callout
      tone="warning"
      role="alert"
      title={t("stale.title")}
      actions={
        <>
          <Button size="medium" onClick={onKeep}>
            {t("stale.keep")}
          </Button>
          <Button size="medium" onClick={onTake}>
            {t("stale.take")}
          </Button>
        </>
      }
    >
      {t("stale.text")}
    </Callout>
  );
}

export function RestoredNotice({ onDiscard }: { readonly onDiscard: () => void }) {
  const t = useTranslations("designer");
  return (
    <Callout
      role="status"
      title={t("restored.title")}
      actions={
        <Button size="medium" onClick={onDiscard}>
          {t("restored.discard")}
        </Button>
      }
    >
      {t("restored.text")}
    </Callout>
  );
}
