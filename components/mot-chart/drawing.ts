/**
 * A chart as one drawing, for the paper and for a picture: texts, lines and boxes with their places. 5 units are a millimetre on the paper;
 * the drawing is as wide as an A4 sheet on its side without its margins, and as high as it needs. Pure.
 */
import { letters, wrapLabel } from "#components/charts/wrap-label.ts";
import type { FactorPlace } from "#domain/factor.ts";
import type { ChartView, FactorRow } from "./prepare.ts";

export type Colour = "ink" | "soft" | "line" | "plus" | "standard" | "minus" | "trend";

export type Shape =
  | {
      readonly kind: "text";
      readonly x: number;
      readonly y: number;
      readonly text: string;
      readonly size: number;
      readonly bold: boolean;
      readonly colour: Colour;
    }
  | {
      readonly kind: "box";
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
      readonly colour: Colour;
    }
  | {
      readonly kind: "line";
      readonly points: readonly (readonly [number, number])[];
      readonly thick: number;
      readonly dashed: boolean;
      readonly colour: Colour;
    };

export interface Drawing {
  readonly width: number;
  readonly height: number;
  readonly shapes: readonly Shape[];
}

/** Dark on white, whatever the reader's theme: paper is white. The same hues as on the screen. */
export const COLOURS: Readonly<Record<Colour, string>> = {
  ink: "#161b24",
  soft: "#465063",
  line: "#c3cad4",
  plus: "#2468ad",
  standard: "#7f8a9a",
  minus: "#b8500c",
  trend: "#2468ad",
};

export interface DrawingTexts {
  readonly heading: string;
  /** What is under the heading: filter, period, that it is a sample. */
  readonly subheading: string;
  readonly column: (place: FactorPlace) => { readonly name: string; readonly text: string };
  /** "minus 53% beside 5% …" of a line. */
  readonly sides: (row: FactorRow) => string | null;
  readonly unplaced: (rows: readonly FactorRow[]) => string;
  /** What the figures mean, at the foot. */
  readonly notes: readonly string[];
}

const WIDTH = 1365;
const GAP = 30;
const COLUMN = (WIDTH - 2 * GAP) / 3;
const TREND = { width: 84, height: 22 };
/** Width of a Latin letter in parts of the size of its type, a little generous. */
const LETTER = 0.56;

/** How many letters fit. */
function room(width: number, size: number): number {
  return Math.floor(width / (LETTER * size));
}

/** Collects shapes downwards from a place. */
class Pen {
  readonly shapes: Shape[] = [];
  y: number;

  constructor(y: number) {
    this.y = y;
  }

  write(
    text: string,
    x: number,
    width: number,
    style: { readonly size: number; readonly bold?: boolean; readonly colour?: Colour; readonly lines?: number },
  ): void {
    const { size, bold = false, colour = "ink", lines = 2 } = style;
    for (const part of wrapLabel(text, room(width, size), lines)) {
      this.y += size * 1.32;
      this.shapes.push({ kind: "text", x, y: this.y - size * 0.3, text: part, size, bold, colour });
    }
  }
}

export function drawChart(view: ChartView, texts: DrawingTexts): Drawing {
  const head = new Pen(0);
  head.write(texts.heading, 0, WIDTH, { size: 26, bold: true, lines: 1 });
  head.write(view.title, 0, WIDTH, { size: 17, lines: 2 });
  head.write(texts.subheading, 0, WIDTH, { size: 13, colour: "soft", lines: 2 });
  const top = head.y + 16;
  const columns = view.columns.map(({ place, rows }, i) => drawColumn(place, rows, i * (COLUMN + GAP), top, texts));
  const foot = new Pen(Math.max(...columns.map(({ y }) => y)) + 14);
  if (view.unplaced.length > 0) foot.write(texts.unplaced(view.unplaced), 0, WIDTH, { size: 13, lines: 2 });
  foot.shapes.push({
    kind: "line",
    points: [
      [0, foot.y + 8],
      [WIDTH, foot.y + 8],
    ],
    thick: 1,
    dashed: false,
    colour: "line",
  });
  foot.y += 10;
  for (const note of texts.notes) foot.write(note, 0, WIDTH, { size: 11.5, colour: "soft", lines: 3 });
  return { width: WIDTH, height: Math.ceil(foot.y + 6), shapes: [head, ...columns, foot].flatMap(({ shapes }) => shapes) };
}

function drawColumn(place: FactorPlace, rows: readonly FactorRow[], x: number, top: number, texts: DrawingTexts): Pen {
  const pen = new Pen(top);
  const colour = place === "unplaced" ? "standard" : place;
  const { name, text } = texts.column(place);
  pen.shapes.push({ kind: "box", x, y: pen.y, width: COLUMN, height: 5, colour });
  pen.y += 8;
  pen.write(`${name} · ${rows.length}`, x, COLUMN, { size: 17, bold: true, lines: 1 });
  pen.write(text, x, COLUMN, { size: 12, colour: "soft", lines: 1 });
  for (const row of rows) {
    pen.y += 7;
    pen.shapes.push({
      kind: "line",
      points: [
        [x, pen.y],
        [x + COLUMN, pen.y],
      ],
      thick: 1,
      dashed: false,
      colour: "line",
    });
    pen.y += 2;
    const start = pen.y;
    pen.write(row.text, x, COLUMN - TREND.width - 12, { size: 15.5, bold: true, lines: 3 });
    if (row.other !== null) pen.write(row.other, x, COLUMN - TREND.width - 12, { size: 12, colour: "soft" });
    const evidence = [row.mentions, ...(row.share === null ? [] : [row.share])].join(" · ");
    pen.write(evidence, x, COLUMN, { size: 12, colour: "soft", lines: 1 });
    const sides = texts.sides(row);
    if (sides !== null) pen.write(sides, x, COLUMN, { size: 12, colour: "soft" });
    if (row.disagreement !== null) {
      pen.write(`▲ ${row.disagreement}`, x, COLUMN, { size: 12.5, bold: true, colour: row.behaves === "minus" ? "minus" : "plus" });
    }
    pen.shapes.push(...drawTrend(row, x + COLUMN - TREND.width, start + 4));
  }
  return pen;
}

function drawTrend({ line }: FactorRow, x: number, y: number): Shape[] {
  if (line === undefined) return [];
  const { values, runs, low, high } = line;
  const place = (i: number): readonly [number, number] => [
    x + (i * TREND.width) / Math.max(1, values.length - 1),
    y + TREND.height * (1 - ((values[i] ?? low) - low) / Math.max(1e-9, high - low)),
  ];
  return runs.flatMap(({ first, last, dress }): Shape[] => {
    const points = Array.from({ length: last - first + 1 }, (_, i) => place(first + i));
    const [only] = points;
    if (only !== undefined && points.length === 1)
      return [{ kind: "box", x: only[0] - 1.5, y: only[1] - 1.5, width: 3, height: 3, colour: "trend" }];
    return [{ kind: "line", points, thick: 1.6, dashed: dress === "unfinished", colour: dress === "weak" ? "standard" : "trend" }];
  });
}

/** Width of a text as the drawing reckons it, for those who have to know whether it fits. */
export function textWidth({ text, size }: { readonly text: string; readonly size: number }): number {
  return letters(text) * LETTER * size;
}
