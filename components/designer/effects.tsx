"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatCount, formatPercent, toLocale } from "#components/format.ts";
import type { MomentEffect } from "#domain/designer-document.ts";
import type { JourneyDraft } from "./draft.ts";
import { nameOf } from "./moment-row.tsx";

export interface EffectsProps {
  readonly effects: readonly MomentEffect[];
  readonly draft: JourneyDraft;
}

/** What becomes of the stored ratings, moment by moment. */
export function Effects({ effects, draft }: EffectsProps) {
  const t = useTranslations("designer.effects");
  const locale = toLocale(useLocale());
  const share = (count: number, of: number) => formatPercent(of === 0 ? null : count / of, locale, 1);
  return (
    <ul className="grid gap-2">
      {effects.map(({ moment, touches, rated, minus, plus }) => {
        const known = draft.moments.find(({ key }) => key === moment);
        const zones = ([["minus", minus] as const, ["plus", plus] as const] as const).filter(([, [before, after]]) => before !== after);
        return (
          <li key={moment} className="rounded-control bg-sunken px-3 py-2 text-sm">
            <p>
              <span className="font-medium">{known ? nameOf(known.name, locale) : moment}</span>{" "}
              <span className="numeric text-ink-soft">
                {t("touched", { contacts: formatCount(touches, locale), ratings: formatCount(rated, locale) })}
              </span>
            </p>
            {zones.map(([zone, [before, after]]) => (
              <p key={zone} className="numeric">
                {t(zone, {
                  before: formatCount(before, locale),
                  after: formatCount(after, locale),
                  shareBefore: share(before, rated),
                  shareAfter: share(after, rated),
                })}
              </p>
            ))}
          </li>
        );
      })}
    </ul>
  );
}
