"use client";

import { useTranslations } from "next-intl";
import { useMemo } from "react";
import type { Words } from "#components/charts/words.ts";
import { useChoices } from "#components/filters/use-choices.ts";
import { useFilterSentence } from "#components/filters/use-filter-sentence.ts";
import { formatPeriod } from "#components/format.ts";
import type { MotChartDocument } from "#domain/chart-documents.ts";
import { type Drawing, type DrawingTexts, drawChart } from "./drawing.ts";
import { type Comparison, type FactorRow, prepareChart } from "./prepare.ts";

/** Makes the drawing of a chart's document, for the paper and for a picture alike. */
export function useDrawing(journey: string, moment: string, words: Words): (document: MotChartDocument) => Drawing {
  const common = useTranslations("shell");
  const { choices, locale } = useChoices(journey);
  const sentence = useFilterSentence(journey, { moments: [], compare: null });
  const { names, t } = words;
  return useMemo(() => {
    const comparison = (name: string, { own, rest, difference, interval }: Comparison) => [
      `${name} ${t("side.beside", { own, rest })}`,
      `${difference} (${interval})`,
    ];
    return (document) => {
      const texts: DrawingTexts = {
        heading: t("sheet.heading", { moment: names.moment(moment) }),
        subheading: [
          choices?.journey.name[locale] ?? journey,
          sentence,
          formatPeriod(document.period, locale),
          ...(choices?.journey.sample ? [common("sample")] : []),
        ]
          .filter((part, i, parts) => part !== "" && parts.indexOf(part) === i)
          .join(" · "),
        column: (place) => ({ name: t(`heading.${place}`), text: t(`headingText.${place}`) }),
        sides: (row) => sidesText(row, comparison, t),
        unplaced: (rows) =>
          `${t("heading.unplaced")} (${rows.length}): ${rows.map(({ text, mentions }) => `${text} (${mentions})`).join(" · ")}`,
        notes: [prepareChart(document, words).summary, t("sheet.note")],
      };
      return drawChart(prepareChart(document, words), texts);
    };
  }, [journey, moment, words, names, t, common, choices, locale, sentence]);
}

type WriteSide = (name: string, comparison: Comparison) => readonly string[];

/** The side that says more: good ratings where they make a plus of it, else bad ones. */
function sidesText({ behaves, minus, plus }: FactorRow, write: WriteSide, t: Words["t"]): readonly string[] {
  if (behaves === "plus" && plus !== null) return write(t("side.plus"), plus);
  return minus === null ? [] : write(t("side.minus"), minus);
}
