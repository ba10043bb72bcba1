"use client";

import { Area, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, type TooltipContentProps, XAxis, YAxis } from "recharts";
import { formatPercent, type Locale } from "#components/format.ts";
import { wrapLabel } from "../wrap-label.ts";
import type { CurvePoint, SurvivalCurve } from "./prepare.ts";

/** Under this width a tick has no room for a name: its number stands alone. */
const NAMED_TICK = 58;
/** Width of a Latin letter at the ticks' size. */
const LETTER = 6;
const LEFT = 44;
/** Half a name hangs over the last tick. */
const RIGHT = 32;

export interface SurvivalCurveChartProps {
  readonly curve: SurvivalCurve;
  readonly title: string;
  readonly locale: Locale;
}

/** Draws a prepared curve: a step line with its band, the other period as a thin dashed line. */
export default function SurvivalCurveChart({ curve, title, locale }: SurvivalCurveChartProps) {
  const { points, runs, hasBefore } = curve;
  const data = points.map((point, i) => ({
    ...point,
    ...Object.fromEntries(runs.map((run) => [run.key, i >= run.first && i <= run.last ? point.value : null])),
  }));
  return (
    <div className="h-80 print:[&_.recharts-responsive-container>div]:h-auto! print:[&_.recharts-responsive-container>div]:w-full! print:[&_.recharts-wrapper]:h-auto! print:[&_.recharts-wrapper]:w-full! print:[&_svg]:h-auto! print:[&_svg]:w-full!">
      <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 640, height: 320 }}>
        <ComposedChart data={data} margin={{ top: 8, right: RIGHT, bottom: 0, left: 0 }} title={title} accessibilityLayer>
          <CartesianGrid vertical={false} stroke="var(--color-line)" />
          <XAxis
            dataKey="place"
            type="number"
            domain={[0, points.length - 1]}
            ticks={points.map((point) => point.place)}
            interval={0}
            height={72}
            tickLine={false}
            stroke="var(--color-line-strong)"
            tick={<MomentTick points={points} />}
          />
          <YAxis
            domain={[0, 1]}
            ticks={[0, 0.25, 0.5, 0.75, 1]}
            width={LEFT}
            tickLine={false}
            axisLine={false}
            tick={{ fill: "var(--color-ink-soft)", fontSize: 12 }}
            tickFormatter={(value: number) => formatPercent(value, locale)}
          />
          <Tooltip content={PointTooltip} cursor={{ stroke: "var(--color-line-strong)" }} isAnimationActive={false} />
          <Area
            dataKey="band"
            type="stepAfter"
            stroke="none"
            fill="var(--color-series-1)"
            fillOpacity={0.16}
            isAnimationActive={false}
            activeDot={false}
            legendType="none"
          />
          {hasBefore ? (
            <Line
              dataKey="before"
              type="stepAfter"
              stroke="var(--color-ink-faint)"
              strokeWidth={1.5}
              strokeDasharray="2 3"
              dot={false}
              activeDot={false}
              isAnimationActive={false}
            />
          ) : null}
          {runs.map((run) => (
            <Line
              key={run.key}
              dataKey={run.key}
              type="stepAfter"
              stroke={run.weak ? "var(--color-standard)" : "var(--color-series-1)"}
              strokeWidth={2.5}
              {...(run.weak ? { strokeDasharray: "5 4" } : {})}
              dot={{
                r: 3,
                fill: "var(--color-surface)",
                stroke: run.weak ? "var(--color-standard)" : "var(--color-series-1)",
                strokeDasharray: "",
              }}
              isAnimationActive={false}
            />
          ))}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}

interface MomentTickProps {
  readonly points: readonly CurvePoint[];
  readonly x?: number | string;
  readonly y?: number | string;
  readonly width?: number | string;
  readonly payload?: { readonly value: number };
}

function MomentTick({ points, x = 0, y = 0, width = 0, payload }: MomentTickProps) {
  const point = points.find((one) => one.place === payload?.value);
  if (point === undefined) return null;
  const room = Number(width) / Math.max(1, points.length - 1);
  const names = room < NAMED_TICK || point.place === 0 ? [] : wrapLabel(point.label, Math.floor((room - 4) / LETTER), 3);
  const lines = names.map((text, line) => ({ key: `line ${line}`, text }));
  return (
    <text x={Number(x)} y={Number(y) + 4} textAnchor="middle" fontSize={11} fill="var(--color-ink-soft)">
      <tspan x={Number(x)} dy={13} fontWeight={600}>
        {point.place === 0 ? "" : point.place}
      </tspan>
      {lines.map((line) => (
        <tspan key={line.key} x={Number(x)} dy={13}>
          {line.text}
        </tspan>
      ))}
    </text>
  );
}

function PointTooltip({ active, payload }: TooltipContentProps) {
  const point: CurvePoint | undefined = payload?.[0]?.payload;
  if (!active || point === undefined) return null;
  return (
    <p className="max-w-64 rounded-card border border-line bg-raised px-2.5 py-1.5 text-xs text-ink shadow-raised">{point.sentence}</p>
  );
}
