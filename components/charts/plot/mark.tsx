import type { LineDress, MarkShape, MarkTone } from "./parts.ts";

const TONES: Record<MarkTone, string> = { plain: "text-series-1", neutral: "text-ink-soft", good: "text-plus", bad: "text-minus" };

/** A mark by its shape: dot, ring (few, or not finished), triangle, diamond. */
export function MarkIcon({ shape, tone }: { readonly shape: MarkShape; readonly tone: MarkTone }) {
  const size = shape === "strong" ? "size-3.5" : shape === "mild" ? "size-3" : "size-2.5";
  return (
    <svg viewBox="0 0 12 12" aria-hidden="true" className={`${size} ${shape === "weak" ? "text-standard" : TONES[tone]}`}>
      {shape === "dot" ? <circle cx={6} cy={6} r={3.5} fill="currentColor" /> : null}
      {shape === "weak" ? <circle cx={6} cy={6} r={4} fill="var(--color-surface)" stroke="currentColor" strokeWidth={2} /> : null}
      {shape === "unfinished" ? (
        <circle cx={6} cy={6} r={4.5} fill="var(--color-surface)" stroke="currentColor" strokeWidth={1.8} strokeDasharray="2.4 1.6" />
      ) : null}
      {shape === "mild" ? <path d="M6 0.5 11.5 11 H0.5 Z" fill="currentColor" stroke="var(--color-surface)" strokeWidth={0.8} /> : null}
      {shape === "strong" ? <path d="M6 0 12 6 6 12 0 6 Z" fill="currentColor" stroke="var(--color-surface)" strokeWidth={0.8} /> : null}
    </svg>
  );
}

export const LINES: Record<LineDress, { readonly className: string; readonly width: number; readonly dash?: string }> = {
  main: { className: "stroke-series-1", width: 1.75 },
  weak: { className: "stroke-standard", width: 1.5, dash: "1 3" },
  unfinished: { className: "stroke-series-1", width: 1.75, dash: "4 3" },
  centre: { className: "stroke-ink-soft", width: 1.25 },
  inner: { className: "stroke-ink-faint", width: 1.25, dash: "5 4" },
  outer: { className: "stroke-series-3", width: 1.5 },
};

/** A piece of line for a legend. */
export function LineIcon({ dress }: { readonly dress: LineDress }) {
  const { className, width, dash } = LINES[dress];
  return (
    <svg viewBox="0 0 24 8" aria-hidden="true" className="h-2 w-6">
      <line
        x1={0}
        x2={24}
        y1={4}
        y2={4}
        className={className}
        strokeWidth={width + 0.5}
        {...(dash === undefined ? {} : { strokeDasharray: dash })}
      />
    </svg>
  );
}

export type PlotLegendItem =
  | { readonly shape: MarkShape; readonly tone: MarkTone; readonly text: string }
  | { readonly dress: LineDress; readonly text: string };

/** What the marks and lines of a plot mean. */
export function PlotLegend({ items }: { readonly items: readonly PlotLegendItem[] }) {
  return (
    <ul className="mb-2 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
      {items.map((item) => (
        <li key={item.text} className="inline-flex items-center gap-1.5">
          {"shape" in item ? <MarkIcon shape={item.shape} tone={item.tone} /> : <LineIcon dress={item.dress} />}
          {item.text}
        </li>
      ))}
    </ul>
  );
}
