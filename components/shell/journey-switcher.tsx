"use client";

import { usePathname, useRouter } from "next/navigation";
import { useLocale, useTranslations } from "next-intl";
import { useFilter } from "#components/filters/use-filter.ts";
import { toLocale } from "#components/format.ts";
import { Select } from "#components/ui/select.tsx";
import { NO_FILTER } from "#domain/filter.ts";
import { formatFilter } from "#domain/filter-codec.ts";
import { type FrameViewer, placeOf, placePath } from "./places.ts";

export interface JourneySwitcherProps {
  readonly journeys: FrameViewer["journeys"];
  /** Key; null where none is open. */
  readonly current: string | null;
}

/** The journey's name, or the choice of several. The period goes along; moments, channels, segments and teams are each journey's own. */
export function JourneySwitcher({ journeys, current }: JourneySwitcherProps) {
  const t = useTranslations("shell");
  const locale = toLocale(useLocale());
  const router = useRouter();
  const { place } = placeOf(usePathname());
  const { filter } = useFilter();
  const [only] = journeys;
  if (journeys.length === 0 || current === null) return null;
  if (journeys.length === 1 && only) return <p className="truncate text-sm font-medium text-ink-soft">{only.name[locale]}</p>;

  function open(key: string): void {
    const { from, to, compare, grain } = filter;
    router.push(placePath(key, place ?? "overview", formatFilter({ ...NO_FILTER, from, to, compare, grain })));
  }

  return (
    <Select
      label={t("journey")}
      labelHidden
      options={journeys.map((journey) => ({ value: journey.key, label: journey.name[locale] }))}
      value={current}
      onValueChange={open}
    />
  );
}
