"use client";

import { SidesText } from "#components/beside/sides-text.tsx";
import { DistributionBar } from "#components/charts/distribution/distribution.tsx";
import { formatCount } from "#components/format.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { Select } from "#components/ui/select.tsx";
import { ShareText } from "#components/ui/share-text.tsx";
import { ChangeCell } from "./change-cell.tsx";
import { ChartLink } from "./chart-link.tsx";
import { MomentLink } from "./moment-link.tsx";
import type { MomentRowsProps } from "./moment-table.tsx";
import { SORTS } from "./prepare.ts";
import { TrendLines } from "./trend-lines.tsx";

/** The moments one below the other, for a narrow page. */
export function MomentCards({ journey, rows, words, lines, compared, chartLinks, sort, setSort }: MomentRowsProps) {
  const { t, locale } = words;
  const sorts = SORTS.filter((key) => compared || key !== "change");
  return (
    <div className="grid gap-3">
      {setSort === null ? null : (
        <div className="flex items-end gap-2">
          <Select
            label={t("sortBy")}
            value={sort.key}
            onValueChange={(key) => setSort({ key, descending: key !== "place" && key !== "name" })}
            options={sorts.map((key) => ({ value: key, label: t(`column.${key}`) }))}
            className="max-w-xs flex-1"
          />
          <Button onClick={() => setSort({ ...sort, descending: !sort.descending })}>
            {t(sort.descending ? "descending" : "ascending")}
          </Button>
        </div>
      )}
      <ol className="grid gap-3 md:grid-cols-2 md:gap-x-10">
        {rows.map((row) => (
          <li key={row.key} className="keep-whole grid gap-2 border-t border-line pt-3">
            <p className="font-semibold">
              {row.place === null ? null : <span className="text-ink-faint">{row.place}. </span>}
              <MomentLink journey={journey} moment={row.key}>
                {row.name}
              </MomentLink>{" "}
              <Badge tone="outline">{row.stageLabel}</Badge>
            </p>
            <DistributionBar distribution={row.distribution} />
            <dl className="grid grid-cols-[auto_1fr] items-baseline gap-x-3 gap-y-1 text-sm">
              <dt className="text-ink-soft">
                {t("column.satisfaction")}
                <Definition name={t("column.satisfaction")} measure="satisfaction" />
              </dt>
              <dd>
                <ShareText share={row.satisfaction} />
              </dd>
              {row.sides === null ? null : (
                <>
                  <dt className="text-ink-soft">
                    {t("column.sides")}
                    <Definition name={t("column.sides")} measure="priority" />
                  </dt>
                  <dd>
                    <SidesText sides={row.sides} />
                  </dd>
                </>
              )}
              <dt className="text-ink-soft">
                {t("column.broken")}
                <Definition name={t("column.broken")} measure="broken" />
              </dt>
              <dd>
                <ShareText share={row.broken} withoutN />
              </dd>
              <dt className="text-ink-soft">{t("column.mean")}</dt>
              <dd className="numeric">
                {row.meanText} {row.npsText}
              </dd>
              {compared ? (
                <>
                  <dt className="text-ink-soft">{t("column.change")}</dt>
                  <dd>
                    <ChangeCell change={row.change} t={t} />
                  </dd>
                </>
              ) : null}
              <dt className="self-center text-ink-soft">{t("column.trend")}</dt>
              <dd className="self-center">
                <TrendLines row={row} lines={lines} />
              </dd>
              <dt className="text-ink-soft">{t("column.coverage")}</dt>
              <dd className="numeric text-xs text-ink-soft">
                {t("rated", { rated: formatCount(row.rated, locale), touched: formatCount(row.touched, locale) })}
              </dd>
            </dl>
            <p className="text-xs text-ink-faint">{row.cuts}</p>
            <p className="empty:hidden">
              <ChartLink link={chartLinks.get(row.key)} words={words} name={row.name} />
            </p>
          </li>
        ))}
      </ol>
    </div>
  );
}
