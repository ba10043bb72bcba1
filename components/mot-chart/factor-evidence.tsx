import { TriangleAlert } from "lucide-react";
import { SparklineView } from "#components/charts/sparkline/sparkline.tsx";
import type { Words } from "#components/charts/words.ts";
import { Badge } from "#components/ui/badge.tsx";
import { classNames } from "#components/ui/class-names.ts";
import type { Comparison, FactorRow } from "./prepare.ts";

export interface FactorEvidenceProps {
  readonly row: FactorRow;
  /** Bound to the namespace `motChart`. */
  readonly words: Words;
  /** Shows the comments that mention it; null where the viewer may not read comments, or nothing shows them. */
  readonly openComments: ((factor: string) => void) | null;
}

/** What ratings and comments say of a line: mentions, trend, those who mention it beside the rest, and where its column disagrees. */
export function FactorEvidenceView({ row, words: { t }, openComments }: FactorEvidenceProps) {
  const counts = (
    <>
      {row.mentions}
      {row.share === null ? null : <span className="text-ink-faint"> · {row.share}</span>}
    </>
  );
  return (
    <div className="numeric grid gap-1 text-xs text-ink-soft">
      <div className="flex flex-wrap items-center justify-between gap-x-3">
        {openComments !== null && row.mentioned ? (
          <button
            type="button"
            onClick={() => openComments(row.key)}
            className="min-h-6 text-left text-accent underline-offset-2 hover:underline"
          >
            {counts}
            <span className="sr-only"> {t("openComments", { text: row.text })}</span>
          </button>
        ) : (
          <p className="min-h-6 content-center">{counts}</p>
        )}
        {row.line === undefined ? null : <SparklineView line={row.line} />}
      </div>
      {row.minus === null && row.plus === null ? null : (
        <dl className={classNames("grid grid-cols-[auto_1fr] gap-x-2 gap-y-0.5", row.weak && "text-ink-faint")}>
          <Sides name={t("side.minus")} comparison={row.minus} t={t} />
          <Sides name={t("side.plus")} comparison={row.plus} t={t} />
        </dl>
      )}
      {row.disagreement === null ? null : (
        <p>
          <Badge tone={row.behaves === "minus" ? "minus" : "plus"} className="whitespace-normal rounded-control text-left">
            <TriangleAlert aria-hidden="true" className="size-3.5 shrink-0" />
            {row.disagreement}
          </Badge>
        </p>
      )}
      {row.disagreement === null && row.verdict !== null ? <p className="text-ink-faint">{row.verdict}</p> : null}
    </div>
  );
}

function Sides({ name, comparison, t }: { readonly name: string; readonly comparison: Comparison | null; readonly t: Words["t"] }) {
  if (comparison === null) return null;
  const { own, rest, difference, interval, clear } = comparison;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {t("side.beside", { own, rest })}{" "}
        <span className="whitespace-nowrap">
          <span className={clear ? "font-semibold text-ink" : ""}>{difference}</span>{" "}
          <span className="text-ink-faint">
            <span className="sr-only">{t("side.interval")}</span> ({interval})
          </span>
        </span>
      </dd>
    </>
  );
}
