"use client";

import { useTranslations } from "next-intl";

/** The definitions of a page's measures, at the foot of the paper: there is nothing to tap there. */
export function PrintDefinitions({ measures }: { readonly measures: readonly string[] }) {
  const t = useTranslations("definitions");
  const charts = useTranslations("charts");
  if (measures.length === 0) return null;
  return (
    <footer className="print-only mt-6 border-t border-line pt-2 text-xs">
      <h2 className="font-semibold">{charts("definitions")}</h2>
      <ul>
        {measures.map((measure) => (
          <li key={measure} className="mt-1">
            <strong className="font-semibold">{charts(`measure.${measure}`)}</strong> {t(measure)}
          </li>
        ))}
      </ul>
    </footer>
  );
}
