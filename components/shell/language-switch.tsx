"use client";

import { useLocale, useTranslations } from "next-intl";
import { useTransition } from "react";
import { LOCALES, type Locale, toLocale } from "#components/format.ts";
import { Segmented } from "#components/ui/segmented.tsx";

/** `keep` remembers the choice on the server, which then draws the page anew. */
export function LanguageSwitch({ keep }: { readonly keep: (locale: Locale) => Promise<void> }) {
  const t = useTranslations("common");
  const locale = toLocale(useLocale());
  const [, startTransition] = useTransition();
  return (
    <Segmented
      label={t("language")}
      options={LOCALES.map((each) => ({ value: each, label: <span lang={each}>{t(`languages.${each}`)}</span> }))}
      value={locale}
      onValueChange={(next) => startTransition(() => keep(next))}
    />
  );
}
