import type { Sides } from "#components/beside/split.ts";
import type { Sparkline } from "#components/charts/sparkline/prepare.ts";
import { SparklineView } from "#components/charts/sparkline/sparkline.tsx";
import type { MomentRow } from "./prepare.ts";

/** Trend lines by moment: one for everybody, or one a side. */
export type Lines =
  | { readonly kind: "all"; readonly all: ReadonlyMap<string, Sparkline> }
  | { readonly kind: "sides"; readonly sides: Sides<ReadonlyMap<string, Sparkline>> };

/** The trend of a moment; where the priority segment stands beside all others, both on one scale. */
export function TrendLines({ row, lines }: { readonly row: MomentRow; readonly lines: Lines }) {
  if (lines.kind === "all" || row.sides === null) return <SparklineView line={lines.kind === "all" ? lines.all.get(row.key) : undefined} />;
  const { labels } = row.sides;
  return (
    <dl className="grid gap-0.5 text-xs">
      {(["priority", "others"] as const).map((side) => (
        <div key={side}>
          <dt className="text-ink-soft">{labels[side]}</dt>
          <dd>
            <SparklineView line={lines.sides[side].get(row.key)} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
