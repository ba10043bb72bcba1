import { classNames } from "#components/ui/class-names.ts";
import type { CurvePoint } from "./prepare.ts";

export interface StationCurveProps {
  readonly before: CurvePoint | null;
  readonly here: CurvePoint | null;
  readonly after: CurvePoint | null;
  readonly low: number;
  readonly high: number;
  /** Across: the journey runs to the right. Down: it runs to the foot of the page. */
  readonly runs: "across" | "down";
  readonly tone: "all" | "priority" | "others";
}

const STROKE = { all: "stroke-series-1", priority: "stroke-series-4", others: "stroke-series-3" } as const;
const DOT = {
  all: "bg-series-1 rounded-full",
  priority: "bg-series-4 rotate-45",
  others: "border-2 border-series-3 bg-surface rounded-full",
} as const;

/**
 * The piece of the curve that belongs to one station: from half-way before it to half-way behind it, so that the pieces of neighbours meet
 * whatever their size. A gap breaks the line. The picture stretches; the dot, which must stay round, is no part of it.
 */
export function StationCurve({ before, here, after, low, high, runs, tone }: StationCurveProps) {
  if (here === null) return null;
  const place = (value: number) => ((value - low) / (high - low)) * 100;
  const point = (along: number, value: number) => (runs === "across" ? `${along},${100 - place(value)}` : `${place(value)},${along}`);
  const middle = place(here.value);
  const limits = [place(here.low), place(here.high)] as const;
  const line = [
    ...(before === null ? [] : [point(0, (before.value + here.value) / 2)]),
    point(50, here.value),
    ...(after === null ? [] : [point(100, (here.value + after.value) / 2)]),
  ];
  const bar =
    runs === "across"
      ? { bottom: `${limits[0]}%`, height: `${limits[1] - limits[0]}%`, left: "50%" }
      : { left: `${limits[0]}%`, width: `${limits[1] - limits[0]}%`, top: "50%" };
  const dot = runs === "across" ? { bottom: `${middle}%`, left: "50%" } : { left: `${middle}%`, top: "50%" };
  return (
    <>
      <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" className="absolute inset-0 size-full overflow-visible">
        <polyline
          points={line.join(" ")}
          fill="none"
          className={STROKE[tone]}
          strokeWidth={2}
          vectorEffect="non-scaling-stroke"
          {...(tone === "others" ? { strokeDasharray: "5 3" } : {})}
        />
      </svg>
      <span
        aria-hidden="true"
        style={bar}
        className={classNames("absolute rounded-full bg-standard", runs === "across" ? "w-0.5 -translate-x-1/2" : "h-0.5 -translate-y-1/2")}
      />
      <span
        aria-hidden="true"
        style={dot}
        className={classNames(
          "absolute size-3 -translate-x-1/2",
          runs === "across" ? "translate-y-1/2" : "-translate-y-1/2",
          here.weak ? "rounded-full border-2 border-standard bg-surface" : DOT[tone],
        )}
      />
    </>
  );
}

/** Where plus and minus balance. */
export function BalanceLine({ low, high, runs }: Pick<StationCurveProps, "low" | "high" | "runs">) {
  const at = `${((0 - low) / (high - low)) * 100}%`;
  return (
    <span
      aria-hidden="true"
      style={runs === "across" ? { bottom: at } : { left: at }}
      className={classNames("absolute border-dashed border-ink-faint", runs === "across" ? "inset-x-0 border-t" : "inset-y-0 border-l")}
    />
  );
}
