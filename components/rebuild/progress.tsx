"use client";

import { useLocale, useTranslations } from "next-intl";
import { useId } from "react";
import { formatCount, toLocale } from "#components/format.ts";
import type { RebuildState } from "#domain/designer-document.ts";

/** From how many seconds on minutes are told. */
const MINUTES_FROM = 90;

/** How far, how fast, how long still: a bar and a sentence. */
export function RebuildProgress({ state }: { readonly state: RebuildState }) {
  const t = useTranslations("designer.progress");
  const locale = toLocale(useLocale());
  const id = useId();
  const { done, total, rate, secondsLeft, working } = state;
  const left = (seconds: number) =>
    seconds >= MINUTES_FROM ? t("minutesLeft", { minutes: Math.round(seconds / 60) }) : t("secondsLeft", { seconds: Math.ceil(seconds) });
  const parts = [
    t("done", { done: formatCount(done, locale), total: formatCount(total, locale) }),
    working && rate !== null ? t("rate", { rate: formatCount(rate, locale) }) : null,
    working && secondsLeft !== null ? left(secondsLeft) : null,
  ];
  return (
    <div className="grid gap-1">
      <progress aria-labelledby={id} value={done} max={Math.max(total, 1)} className="rebuild-bar h-2 w-full" />
      <p id={id} className="numeric text-sm text-ink-soft">
        {parts.filter((part) => part !== null).join(" · ")}
      </p>
    </div>
  );
}
