"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useChoices } from "#components/filters/use-choices.ts";
import { reasonKey } from "#components/format.ts";
import type { Words } from "./words.ts";

/** The words of one namespace in the reader's language, with the journey's names. */
export function useWords(
  namespace: "charts" | "overview" | "map" | "funnel" | "moment" | "moments" | "visits" | "beside" | "drivers" | "motChart" | "comments",
  journey: string,
): Words {
  const t = useTranslations(namespace);
  const common = useTranslations("common");
  const { names, locale } = useChoices(journey);
  return useMemo(() => ({ t, locale, names, reason: (reason) => common(reasonKey(reason)) }), [t, common, locale, names]);
}
