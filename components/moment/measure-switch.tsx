"use client";

import { useTranslations } from "next-intl";
import { useFilter } from "#components/filters/use-filter.ts";
import { Segmented } from "#components/ui/segmented.tsx";
import { SCORE_MEASURES } from "#domain/score-measure.ts";

/** Which of the moment's two shares control chart, channels and teams show. */
export function MeasureSwitch() {
  const t = useTranslations("moment");
  const { view, setView } = useFilter();
  return (
    <div className="no-print flex flex-wrap items-center gap-x-3 gap-y-1 text-sm text-ink-soft">
      <span aria-hidden="true">{t("measure.label")}</span>
      <Segmented
        label={t("measure.label")}
        value={view.measure}
        onValueChange={(measure) => setView({ measure })}
        options={SCORE_MEASURES.map((value) => ({ value, label: t(`measure.${value}`) }))}
      />
    </div>
  );
}
