"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { toLocale } from "#components/format.ts";
import type { JourneyChange } from "#domain/journey-changes.ts";
import { type ChangeWords, changeText } from "./changes.ts";

export interface KnownChannel {
  readonly key: string;
  readonly name: { readonly en: string; readonly ko: string };
}

/** What sentences about changes are made of. */
export function useChangeWords(channels: readonly KnownChannel[]): ChangeWords {
  const t = useTranslations("designer");
  const charts = useTranslations("charts");
  const locale = toLocale(useLocale());
  return useMemo(() => {
    const channel = (key: string) => channels.find((one) => one.key === key)?.name[locale] ?? key;
    return { t, charts, locale, channel };
  }, [t, charts, locale, channels]);
}

export interface ChangesListProps {
  readonly changes: readonly JourneyChange[];
  readonly channels: readonly KnownChannel[];
}

export function ChangesList({ changes, channels }: ChangesListProps) {
  const words = useChangeWords(channels);
  return (
    <ul className="grid list-disc gap-1 pl-5 text-sm">
      {changes.map((change) => {
        const text = changeText(change, words);
        return <li key={text}>{text}</li>;
      })}
    </ul>
  );
}
