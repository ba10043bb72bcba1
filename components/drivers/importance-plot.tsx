import Link from "next/link";
import type { Words } from "#components/charts/words.ts";
import { classNames } from "#components/ui/class-names.ts";
import type { Plot, PlotPoint } from "./importance.ts";
import { LABEL_SIZE } from "./spread-labels.ts";

export interface ImportancePlotProps {
  readonly plot: Plot;
  readonly words: Words;
  readonly linkTo: (moment: string) => string;
}

const QUADRANTS = [
  { key: "possible-overkill", x: "start", y: "top" },
  { key: "keep", x: "end", y: "top" },
  { key: "low-priority", x: "start", y: "bottom" },
  { key: "act", x: "end", y: "bottom" },
] as const;

/** Points with their numbers, interval ellipses and the lines of the quadrants; beside it the list of what the numbers stand for. */
export function ImportancePlot({ plot, words: { t }, linkTo }: ImportancePlotProps) {
  const { width, height, band } = plot;
  return (
    <div className="grid gap-4 xl:grid-cols-[minmax(0,34rem)_minmax(0,1fr)]">
      <div className="min-w-0 max-w-[34rem]">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          className="block h-auto w-full rounded-control border border-line bg-canvas"
          aria-hidden="true"
        >
          {plot.points.map((point) => (
            <ellipse
              key={point.moment}
              cx={point.cx}
              cy={point.cy}
              rx={point.rx}
              ry={point.ry}
              className={classNames("stroke-series-1", point.quadrant === "act" ? "fill-minus-soft" : "fill-plus-soft")}
              fillOpacity={0.45}
              strokeOpacity={0.5}
            />
          ))}
          <line x1={plot.importance} x2={plot.importance} y1={band} y2={height - band} className="stroke-ink-faint" strokeDasharray="4 3" />
          <line x1={0} x2={width} y1={plot.performance} y2={plot.performance} className="stroke-ink-faint" strokeDasharray="4 3" />
          {QUADRANTS.map(({ key, x, y }) => (
            <text
              key={key}
              x={x === "start" ? 4 : width - 4}
              y={y === "top" ? 13 : height - 6}
              textAnchor={x}
              className="fill-ink-soft text-[12px] font-semibold"
            >
              {t(`quadrant.${key}`)}
            </text>
          ))}
          {plot.points.map((point) => (
            <Numbered key={point.moment} point={point} />
          ))}
        </svg>
        <p className="mt-1 flex justify-between gap-3 text-xs text-ink-soft">
          <span>{plot.down}</span>
          <span className="text-right">{plot.across}</span>
        </p>
      </div>
      <ol className="grid content-start gap-x-6 gap-y-1.5 text-sm sm:max-xl:grid-cols-2">
        {plot.points.map((point) => (
          <li key={point.moment} className="grid grid-cols-[1.75rem_minmax(0,1fr)] gap-x-1">
            <span className="numeric font-semibold text-ink-faint">{point.number}</span>
            <span>
              <Link href={linkTo(point.moment)} className="font-semibold underline-offset-2 hover:underline">
                {point.name}
              </Link>{" "}
              <span className="numeric text-xs text-ink-soft">{point.sentence}</span>
            </span>
          </li>
        ))}
      </ol>
    </div>
  );
}

function Numbered({ point: { x, y, label, number, quadrant, clear } }: { readonly point: PlotPoint }) {
  const act = quadrant === "act";
  return (
    <g>
      <line x1={x} y1={y} x2={label.x} y2={label.y} className="stroke-ink-soft" />
      <circle cx={x} cy={y} r={2} className="fill-ink" />
      <circle
        cx={label.x}
        cy={label.y}
        r={LABEL_SIZE / 2 - 1}
        className={act ? "fill-surface stroke-minus" : "fill-surface stroke-plus"}
        strokeWidth={act ? 2 : 1.25}
        {...(clear ? {} : { strokeDasharray: "3 2" })}
      />
      <text x={label.x} y={label.y} dy="0.35em" textAnchor="middle" className="fill-ink text-[11px] font-semibold">
        {number}
      </text>
    </g>
  );
}
