"use client";

import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import { SidesText } from "#components/beside/sides-text.tsx";
import { DistributionBar } from "#components/charts/distribution/distribution.tsx";
import type { Words } from "#components/charts/words.ts";
import { formatCount } from "#components/format.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Definition } from "#components/ui/definition.tsx";
import { ShareText } from "#components/ui/share-text.tsx";
import { Cell, HeadCell, RowHead, Table } from "#components/ui/table.tsx";
import { ChangeCell } from "./change-cell.tsx";
import { ChartLink, type ChartPlace } from "./chart-link.tsx";
import { MomentLink } from "./moment-link.tsx";
import type { MomentRow, Sort, SortKey } from "./prepare.ts";
import { type Lines, TrendLines } from "./trend-lines.tsx";

export interface MomentRowsProps {
  readonly journey: string;
  readonly rows: readonly MomentRow[];
  /** Bound to the namespace `moments`. */
  readonly words: Words;
  /** By moment, of everybody or of either side. */
  readonly lines: Lines;
  readonly compared: boolean;
  readonly sort: Sort;
  /** Where a moment's chart is, by moment: of those that have one. */
  readonly chartLinks: ReadonlyMap<string, ChartPlace>;
  /** null: this list has its own order. */
  readonly setSort: ((sort: Sort) => void) | null;
}

interface Column {
  readonly key: SortKey | "sides" | "distribution" | "trend";
  readonly sorts: SortKey | null;
  /** Key in `definitions`. */
  readonly measure: string | null;
}

const COLUMNS: readonly Column[] = [
  { key: "name", sorts: "name", measure: null },
  { key: "satisfaction", sorts: "satisfaction", measure: "satisfaction" },
  { key: "sides", sorts: null, measure: "priority" },
  { key: "broken", sorts: "broken", measure: "broken" },
  { key: "distribution", sorts: null, measure: "distribution" },
  { key: "mean", sorts: "mean", measure: "mean" },
  { key: "change", sorts: "change", measure: "change" },
  { key: "trend", sorts: null, measure: "trend" },
  { key: "coverage", sorts: "coverage", measure: "coverage" },
];

/** The moments as a table, its columns sortable. */
export function MomentTable({ journey, rows, words, lines, compared, chartLinks, sort, setSort }: MomentRowsProps) {
  const { t, locale } = words;
  const beside = rows.some((row) => row.sides !== null);
  const columns = COLUMNS.filter((column) => (compared || column.key !== "change") && column.key !== (beside ? "distribution" : "sides"));
  return (
    <Table caption={t("caption")}>
      <thead>
        <tr>
          {setSort === null ? null : (
            <SortHead column={{ key: "place", sorts: "place", measure: null }} t={t} sort={sort} setSort={setSort} />
          )}
          {columns.map((column) => (
            <SortHead key={column.key} column={column} t={t} sort={sort} setSort={setSort} />
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} className="align-top">
            {setSort === null ? null : <Cell className="text-ink-faint">{row.place ?? ""}</Cell>}
            <RowHead className="min-w-40">
              <MomentLink journey={journey} moment={row.key}>
                {row.name}
              </MomentLink>{" "}
              <Badge tone="outline">{row.stageLabel}</Badge>
              <span className="block text-xs font-normal text-ink-faint">{row.cuts}</span>
              <ChartLink link={chartLinks.get(row.key)} words={words} name={row.name} />
            </RowHead>
            <Cell>
              <ShareText share={row.satisfaction} />
            </Cell>
            {beside ? <Cell className="min-w-56">{row.sides === null ? null : <SidesText sides={row.sides} />}</Cell> : null}
            <Cell>
              <ShareText share={row.broken} withoutN />
            </Cell>
            {beside ? null : (
              <Cell className="min-w-28">
                <DistributionBar distribution={row.distribution} />
              </Cell>
            )}
            <Cell className="whitespace-nowrap">
              {row.meanText}
              {row.npsText === null ? null : <span className="block text-xs text-ink-soft">{row.npsText}</span>}
            </Cell>
            {compared ? (
              <Cell>
                <ChangeCell change={row.change} t={t} />
              </Cell>
            ) : null}
            <Cell>
              <TrendLines row={row} lines={lines} />
            </Cell>
            <Cell>
              <ShareText share={row.coverage} withoutN withoutInterval />
              <span className="block text-xs text-ink-faint">
                {t("rated", { rated: formatCount(row.rated, locale), touched: formatCount(row.touched, locale) })}
              </span>
            </Cell>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

interface SortHeadProps {
  readonly column: Column;
  readonly t: Words["t"];
  readonly sort: Sort;
  readonly setSort: MomentRowsProps["setSort"];
}

function SortHead({ column, t, sort, setSort }: SortHeadProps) {
  const label = t(`column.${column.key}`);
  const definition = column.measure === null ? null : <Definition name={label} measure={column.measure} />;
  const { sorts } = column;
  if (setSort === null || sorts === null) {
    return (
      <HeadCell>
        {label}
        {definition}
      </HeadCell>
    );
  }
  const active = sort.key === sorts;
  const Icon = active ? (sort.descending ? ArrowDown : ArrowUp) : ArrowUpDown;
  return (
    <HeadCell aria-sort={active ? (sort.descending ? "descending" : "ascending") : "none"}>
      <button
        type="button"
        onClick={() => setSort({ key: sorts, descending: active ? !sort.descending : sorts !== "place" && sorts !== "name" })}
        className="inline-flex min-h-6 items-center gap-1 whitespace-nowrap hover:text-ink"
      >
        {label}
        <Icon aria-hidden="true" className="no-print size-3.5" />
      </button>
      {definition}
    </HeadCell>
  );
}
