import { COLOURS, type Drawing, type Shape } from "./drawing.ts";

/** The drawing on paper: scaled to one sheet, however many lines the chart has. */
export function ChartSheet({ drawing, label }: { readonly drawing: Drawing; readonly label: string }) {
  return (
    <svg
      viewBox={`0 0 ${drawing.width} ${drawing.height}`}
      role="img"
      aria-label={label}
      preserveAspectRatio="xMidYMin meet"
      className="print-only one-sheet"
    >
      {drawing.shapes.map((shape) => (
        <ShapeView key={keyOf(shape)} shape={shape} />
      ))}
    </svg>
  );
}

/** No two shapes of a kind stand in the same place. */
function keyOf(shape: Shape): string {
  return shape.kind === "line" ? `line ${shape.points.join(" ")}` : `${shape.kind} ${shape.x} ${shape.y}`;
}

function ShapeView({ shape }: { readonly shape: Shape }) {
  const colour = COLOURS[shape.colour];
  switch (shape.kind) {
    case "text":
      return (
        <text x={shape.x} y={shape.y} fontSize={shape.size} fontWeight={shape.bold ? 600 : 400} fill={colour}>
          {shape.text}
        </text>
      );
    case "box":
      return <rect x={shape.x} y={shape.y} width={shape.width} height={shape.height} fill={colour} />;
    case "line":
      return (
        <polyline
          points={shape.points.map(([x, y]) => `${x.toFixed(1)},${y.toFixed(1)}`).join(" ")}
          fill="none"
          stroke={colour}
          strokeWidth={shape.thick}
          {...(shape.dashed ? { strokeDasharray: "4 3" } : {})}
        />
      );
  }
}
