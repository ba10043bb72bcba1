"use client";

import { useLocale, useTranslations } from "next-intl";
import { useMemo } from "react";
import { namesOf } from "#components/filters/chips.ts";
import { reasonKey, toLocale } from "#components/format.ts";
import type { ChoicesDocument } from "#domain/documents.ts";
import type { Words } from "./words.ts";

/** The words of one namespace in the reader's language. */
export function useWords(namespace: "charts" | "overview" | "funnel" | "moments" | "visits", choices: ChoicesDocument | undefined): Words {
  const t = useTranslations(namespace);
  const common = useTranslations("common");
  const locale = toLocale(useLocale());
  return useMemo(
    () => ({ t, locale, names: namesOf(choices, locale), reason: (reason) => common(reasonKey(reason)) }),
    [t, common, locale, choices],
  );
}
