import type { LineDress, Sparkline } from "./prepare.ts";

const WIDTH = 120;
const HEIGHT = 32;
const EDGE = 3;

const DRESS: Record<LineDress, { readonly stroke: string; readonly dash?: string }> = {
  full: { stroke: "var(--color-series-1)" },
  weak: { stroke: "var(--color-standard)", dash: "1 2" },
  unfinished: { stroke: "var(--color-series-1)", dash: "4 3" },
};

/** A small trend line without axes; what it says is its text. */
export function SparklineView({ line }: { readonly line: Sparkline | undefined }) {
  if (line === undefined) return <span className="text-ink-faint">—</span>;
  const { values, runs, low, high, sentence } = line;
  const x = (i: number) => EDGE + (i * (WIDTH - 2 * EDGE)) / Math.max(1, values.length - 1);
  const y = (value: number) => EDGE + (1 - (value - low) / Math.max(1e-9, high - low)) * (HEIGHT - 2 * EDGE);
  const pointsOf = (first: number, last: number) =>
    values
      .slice(first, last + 1)
      .map((value, i) => `${x(first + i).toFixed(1)},${y(value ?? low).toFixed(1)}`)
      .join(" ");
  return (
    <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={sentence} className="h-8 w-30">
      <title>{sentence}</title>
      {runs.map((run) => {
        const { stroke, dash } = DRESS[run.dress];
        if (run.first === run.last)
          return <circle key={run.first} cx={x(run.first)} cy={y(values[run.first] ?? low)} r={2} fill={stroke} />;
        return (
          <polyline
            key={run.first}
            points={pointsOf(run.first, run.last)}
            fill="none"
            stroke={stroke}
            strokeWidth={1.75}
            {...(dash === undefined ? {} : { strokeDasharray: dash })}
          />
        );
      })}
    </svg>
  );
}
