"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatDifference, formatInterval, toLocale } from "#components/format.ts";
import { ShareText } from "#components/ui/share-text.tsx";
import { isKnown } from "#domain/share.ts";
import type { MomentSides } from "./moment-sides.ts";

export interface SidesTextProps {
  readonly sides: MomentSides;
  /** The sides by their marks, which a legend explains, where there is no room for names. */
  readonly marked?: boolean;
}

const MARKS = { priority: "◆", others: "○" } as const;

/** Either side's satisfaction with interval and n, and whether they differ by more than noise. */
export function SidesText({ sides, marked = false }: SidesTextProps) {
  const t = useTranslations("beside");
  const locale = toLocale(useLocale());
  const { labels, satisfaction, difference, apart } = sides;
  const sentence = t(apart === "none" ? "noDifference" : apart, { priority: labels.priority });
  return (
    <dl className="grid grid-cols-1 gap-0.5 text-xs">
      {(["priority", "others"] as const).map((side) => (
        <div key={side}>
          <dt className={marked ? "sr-only" : "text-ink-soft"}>{labels[side]}</dt>
          <dd className={marked ? "flex gap-1" : undefined}>
            {marked ? <span aria-hidden="true">{MARKS[side]}</span> : null}
            <ShareText share={satisfaction[side]} />
          </dd>
        </div>
      ))}
      <div>
        <dt className="sr-only">{t("column")}</dt>
        <dd className={apart === "none" ? "text-ink-faint" : "font-semibold"}>
          <span className={marked ? "sr-only" : undefined}>{sentence}</span>
          {marked ? <span aria-hidden="true">{apart === "none" ? sentence : t(`marked.${apart}`)}</span> : null}
          {apart !== "none" && isKnown(difference) ? (
            <span className="numeric block font-normal text-ink-soft">
              {marked
                ? formatDifference(difference.value, locale)
                : t("difference", {
                    difference: formatDifference(difference.value, locale),
                    interval: formatInterval(difference.low, difference.high, locale, "difference"),
                  })}
            </span>
          ) : null}
        </dd>
      </div>
    </dl>
  );
}
