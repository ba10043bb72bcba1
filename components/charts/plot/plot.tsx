"use client";

import { type KeyboardEvent, type PointerEvent, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { LINES, MarkIcon } from "./mark.tsx";
import type { LabelPlace, PlotMark, PlotParts } from "./parts.ts";

/** More dots than this are a smear: the line says it, and only marks that say more are drawn. */
const MOST_DOTS = 250;

const PLACES: Record<LabelPlace, string> = {
  "above-right": "bottom-1 left-1.5",
  "above-left": "bottom-1 right-1.5",
  "below-right": "top-1 left-1.5",
  "below-left": "top-1 right-1.5",
};

export interface PlotProps {
  readonly parts: PlotParts;
  /** What the plot is of: read before the mark that is looked at. */
  readonly label: string;
  /** Under the x axis. */
  readonly xLabel?: string;
}

/**
 * Lines and marks on two axes. It is in the server's first answer, stretches with the page and prints; the arrow keys, Home and End, or the
 * pointer, go from mark to mark and show what each says.
 */
export function Plot({ parts, label, xLabel }: PlotProps) {
  const { xTicks, yTicks, lines, marks, stretch } = parts;
  const [looked, setLooked] = useState<number | null>(null);
  const at = looked === null ? null : (marks[Math.min(looked, marks.length - 1)] ?? null);
  const drawn = marks.length > MOST_DOTS ? marks.filter((mark) => mark.shape !== "dot") : marks;
  return (
    <div className="grid grid-cols-[auto_1fr] gap-x-2 text-xs text-ink-soft">
      <div aria-hidden="true" className="relative h-64 w-10 sm:h-72">
        {yTicks.map((tick) => (
          <span key={tick.at} style={{ bottom: `${tick.at}%` }} className="numeric absolute right-0 translate-y-1/2">
            {tick.text}
          </span>
        ))}
      </div>
      <div className="relative h-64 sm:h-72">
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true" className="absolute inset-0 size-full overflow-visible">
          {stretch === null ? null : (
            <rect x={stretch.from} width={stretch.to - stretch.from} y={0} height={100} className="fill-accent-soft" opacity={0.6} />
          )}
          {yTicks.map((tick) => (
            <line
              key={tick.at}
              x1={0}
              x2={100}
              y1={100 - tick.at}
              y2={100 - tick.at}
              className="stroke-line"
              vectorEffect="non-scaling-stroke"
            />
          ))}
          {lines.map(({ key, dress, points }) => {
            const { className, width, dash } = LINES[dress];
            return (
              <polyline
                key={key}
                points={points.map(([x, y]) => `${x.toFixed(2)},${(100 - y).toFixed(2)}`).join(" ")}
                fill="none"
                className={className}
                strokeWidth={width}
                vectorEffect="non-scaling-stroke"
                {...(dash === undefined ? {} : { strokeDasharray: dash })}
              />
            );
          })}
        </svg>
        {drawn.map((mark) => (
          <span key={mark.key} aria-hidden="true" style={{ left: `${mark.x}%`, bottom: `${mark.y}%` }} className="absolute">
            <span className="absolute -translate-1/2">
              <MarkIcon shape={mark.shape} tone={mark.tone} />
            </span>
            {mark.label === null ? null : (
              <span
                className={classNames(
                  "absolute rounded-xs bg-surface/75 px-0.5 whitespace-nowrap font-medium text-ink",
                  PLACES[mark.label.place],
                )}
              >
                {mark.label.text}
              </span>
            )}
          </span>
        ))}
        <Cursor marks={marks} label={label} looked={looked} setLooked={setLooked} />
        {at === null ? null : <Note mark={at} />}
      </div>
      <div aria-hidden="true" className="relative col-start-2 h-6">
        {xTicks.map((tick) => (
          <span
            key={tick.at}
            style={{ left: `${tick.at}%`, transform: `translateX(-${Math.min(100, Math.max(0, tick.at))}%)` }}
            className="numeric absolute top-2 whitespace-nowrap"
          >
            {tick.text}
          </span>
        ))}
      </div>
      {xLabel === undefined ? null : (
        <p aria-hidden="true" className="col-start-2 text-center text-ink-faint">
          {xLabel}
        </p>
      )}
    </div>
  );
}

interface CursorProps {
  readonly marks: readonly PlotMark[];
  readonly label: string;
  readonly looked: number | null;
  readonly setLooked: (mark: number | null) => void;
}

/** Goes from mark to mark, as a slider does: one stop of the Tab key however many there are. */
function Cursor({ marks, label, looked, setLooked }: CursorProps) {
  const last = marks.length - 1;
  if (last < 0) return null;
  const now = Math.min(looked ?? last, last);

  function onKeyDown(event: KeyboardEvent): void {
    const next = nextMark(event.key, looked === null ? null : now, last);
    if (next === undefined) return;
    event.preventDefault();
    setLooked(next);
  }

  function onPointerMove({ currentTarget, clientX, clientY }: PointerEvent<HTMLDivElement>): void {
    const { left, bottom, width, height } = currentTarget.getBoundingClientRect();
    const away = marks.map(({ x, y }) => Math.hypot(clientX - left - (x / 100) * width, ((bottom - clientY - (y / 100) * height) * 1) / 3));
    setLooked(away.indexOf(Math.min(...away)));
  }

  return (
    <div
      role="slider"
      tabIndex={0}
      aria-label={label}
      aria-valuemin={1}
      aria-valuemax={last + 1}
      aria-valuenow={now + 1}
      aria-valuetext={marks[now]?.sentence}
      onKeyDown={onKeyDown}
      onFocus={() => setLooked(now)}
      onBlur={() => setLooked(null)}
      onPointerMove={onPointerMove}
      onPointerLeave={() => setLooked(null)}
      className="absolute inset-0 touch-pan-y rounded-xs"
    />
  );
}

/** Where a key leads from a mark (null: none is looked at yet); null closes, undefined is no key of ours. */
function nextMark(key: string, now: number | null, last: number): number | null | undefined {
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return now === null ? last : Math.min(last, now + 1);
    case "ArrowLeft":
    case "ArrowDown":
      return now === null ? last : Math.max(0, now - 1);
    case "Home":
      return 0;
    case "End":
      return last;
    case "Escape":
      return null;
    default:
      return undefined;
  }
}

/** What a mark says, beside it: above where there is room, and never beyond the plot's sides. */
function Note({ mark }: { readonly mark: PlotMark }) {
  const below = mark.y > 60;
  return (
    <span style={{ left: `${mark.x}%`, bottom: `${mark.y}%` }} className="pointer-events-none absolute z-10">
      <span aria-hidden="true" className="absolute size-5 -translate-1/2 rounded-full border-2 border-accent" />
      <span
        aria-hidden="true"
        style={{ transform: `translateX(-${mark.x}%)` }}
        className={classNames(
          "absolute w-max max-w-60 rounded-card border border-line bg-raised px-2.5 py-1.5 text-xs text-ink shadow-raised",
          below ? "top-4" : "bottom-4",
        )}
      >
        {mark.sentence}
      </span>
    </span>
  );
}
