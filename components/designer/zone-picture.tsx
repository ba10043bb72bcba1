"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatCount, formatPercent, toLocale } from "#components/format.ts";
import { classNames } from "#components/ui/class-names.ts";
import { ratingText } from "./changes.ts";
import { answersOf, type MomentDraft, zonesOf } from "./draft.ts";

const CELL = { minus: "bg-minus-soft text-minus-ink", standard: "bg-standard-soft text-ink", plus: "bg-plus-soft text-ink" };
const BAR = { minus: "bg-minus", standard: "bg-standard", plus: "bg-plus" };
const ZONES = ["minus", "standard", "plus"] as const;

export interface ZonePictureProps {
  readonly moment: Pick<MomentDraft, "scale" | "standardFrom" | "plusFrom">;
  /** Ratings stored, by the answer's index; empty: none. */
  readonly answers: readonly number[];
}

/** The answers of a scale with their zones, and above each how many of the stored ratings it has. */
export function ZonePicture({ moment, answers }: ZonePictureProps) {
  const t = useTranslations("designer.zones");
  const locale = toLocale(useLocale());
  const ratings = answersOf(moment.scale);
  const zones = zonesOf(moment);
  const counts = ratings.map((_, i) => answers[i] ?? 0);
  const rated = counts.reduce((sum, count) => sum + count, 0);
  const most = Math.max(1, ...counts);
  if (ratings.length === 0) return null;
  const spans = ZONES.map((zone) => {
    const places = zones.flatMap((one, i) => (one === zone ? [i] : []));
    const count = places.reduce((sum, i) => sum + (counts[i] ?? 0), 0);
    return { zone, width: places.length, share: rated === 0 ? null : formatPercent(count / rated, locale, 1) };
  }).filter(({ width }) => width > 0);
  const columns = { gridTemplateColumns: `repeat(${ratings.length}, minmax(0, 1fr))` };
  return (
    <figure className="max-w-md">
      <div aria-hidden="true">
        {rated > 0 ? (
          <div className="grid h-12 items-end gap-0.5" style={columns}>
            {counts.map((count, i) => (
              <span
                key={ratings[i]}
                className={classNames("mx-auto w-3/5 rounded-t-sm", BAR[zones[i] ?? "standard"])}
                style={{ height: `${Math.round((count / most) * 100)}%`, minHeight: count > 0 ? 2 : 0 }}
              />
            ))}
          </div>
        ) : null}
        <div className="numeric grid gap-0.5 text-center text-sm font-medium" style={columns}>
          {ratings.map((rating, i) => (
            <span key={rating} className={classNames("py-1", CELL[zones[i] ?? "standard"])}>
              {ratingText(rating, locale)}
            </span>
          ))}
        </div>
        <div className="mt-1 grid gap-0.5 text-center text-xs text-ink-soft" style={columns}>
          {spans.map(({ zone, width, share }) => (
            <span key={zone} style={{ gridColumn: `span ${width}` }} className="border-t-2 border-line-strong pt-0.5">
              <span className="block">{t(zone)}</span>
              {share === null ? null : <span className="numeric block text-ink">{share}</span>}
            </span>
          ))}
        </div>
      </div>
      <figcaption className="sr-only">
        {spans
          .map(({ zone, share }) => {
            const own = ratings.filter((_, i) => zones[i] === zone).map((rating) => ratingText(rating, locale));
            const range = own.length > 1 ? `${own[0]}–${own.at(-1)}` : (own[0] ?? "");
            return share === null ? t("range", { zone: t(zone), range }) : t("rangeShare", { zone: t(zone), range, share });
          })
          .join("; ")}
        {rated > 0 ? `. ${t("of", { count: formatCount(rated, locale) })}` : ""}
      </figcaption>
    </figure>
  );
}
