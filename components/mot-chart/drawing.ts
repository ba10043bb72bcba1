/**
 * A chart as one drawing, for the paper and for a picture: texts, lines and boxes with their places, in units of its type (body text is 15.5).
 * It is made for an A4 sheet on its side: few lines are drawn on a narrower sheet, which the paper shows larger. Pure.
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
  /** "minus 53%, the rest 5%", "+48.1 pts (+33.5 to +62.2 pts)": what those who mention a line rate beside the rest; empty: too few. */
  readonly sides: (row: FactorRow) => readonly string[];
  readonly unplaced: (rows: readonly FactorRow[]) => string;
  /** What the figures mean, at the foot. */
  readonly notes: readonly string[];
}

/** The narrowest width that the chart fits on is taken; the widest for what fits on none, and then the paper shows it smaller. */
const NARROWER = [920, 1020, 1140, 1260, 1365, 1600];
const WIDEST = 1900;
/** Height of the sheet inside its margins, in parts of its width. */
const SHEET = 178 / 273;
const GAP = 30;
const TREND = { width: 84, height: 22 };
/** Width of a Latin letter in parts of the size of its type: the mean of running text in Noto Sans, bold included, with a little to spare. */
const LETTER = 0.52;

/** How many letters fit. */
function room(width: number, size: number): number {
  return Math.floor(width / (LETTER * size));
}

/** Parts of a line as one text where that fits: broken between them otherwise, and not within an interval. */
function onOneLine(parts: readonly string[], most: number): readonly string[] {
  const whole = parts.join(" ");
  return letters(whole) <= most ? [whole] : parts;
}

/** Collects shapes downwards from a place. */
class Pen {
  readonly shapes: Shape[] = [];
  y: number;

  constructor(y: number) {
    this.y = y;
  }

  /** A thin line across, so far below what is written. */
  rule(x: number, width: number, below: number): void {
    this.y += below;
    this.shapes.push({
      kind: "line",
      thick: 1,
      dashed: false,
      colour: "line",
      points: [
        [x, this.y],
        [x + width, this.y],
      ],
    });
    this.y += 2;
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
  for (const width of NARROWER) {
    const drawing = drawAt(width, view, texts);
    if (drawing.height <= SHEET * width) return drawing;
  }
  return drawAt(WIDEST, view, texts);
}

function drawAt(width: number, view: ChartView, texts: DrawingTexts): Drawing {
  const head = new Pen(0);
  head.write(texts.heading, 0, width, { size: 26, bold: true, lines: 1 });
  head.write(view.title, 0, width, { size: 17, lines: 4 });
  head.write(texts.subheading, 0, width, { size: 13, colour: "soft", lines: 2 });
  const top = head.y + 16;
  const column = (width - 2 * GAP) / 3;
  const columns = view.columns.map(({ place, rows }, i) => drawColumn(place, rows, { x: i * (column + GAP), top, width: column }, texts));
  const foot = new Pen(Math.max(...columns.map(({ y }) => y)) + 14);
  if (view.unplaced.length > 0) foot.write(texts.unplaced(view.unplaced), 0, width, { size: 13, lines: 4 });
  foot.rule(0, width, 8);
  for (const note of texts.notes) foot.write(note, 0, width, { size: 11.5, colour: "soft", lines: 6 });
  return { width, height: Math.ceil(foot.y + 6), shapes: [head, ...columns, foot].flatMap(({ shapes }) => shapes) };
}

interface Strip {
  readonly x: number;
  readonly top: number;
  readonly width: number;
}

function drawColumn(place: FactorPlace, rows: readonly FactorRow[], { x, top, width }: Strip, texts: DrawingTexts): Pen {
  const pen = new Pen(top);
  const colour = place === "unplaced" ? "standard" : place;
  const { name, text } = texts.column(place);
  pen.shapes.push({ kind: "box", x, y: pen.y, width: width, height: 5, colour });
  pen.y += 8;
  pen.write(`${name} · ${rows.length}`, x, width, { size: 17, bold: true, lines: 1 });
  pen.write(text, x, width, { size: 12, colour: "soft", lines: 1 });
  for (const row of rows) {
    pen.rule(x, width, 7);
    const start = pen.y;
    pen.write(row.text, x, width - TREND.width - 12, { size: 15.5, bold: true, lines: 20 });
    if (row.other !== null) pen.write(row.other, x, width - TREND.width - 12, { size: 12, colour: "soft", lines: 20 });
    const evidence = [row.mentions, ...(row.share === null ? [] : [row.share])].join(" · ");
    pen.write(evidence, x, width, { size: 12, colour: "soft", lines: 1 });
    for (const side of onOneLine(texts.sides(row), room(width, 12))) pen.write(side, x, width, { size: 12, colour: "soft" });
    if (row.disagreement !== null) {
      pen.write(`▲ ${row.disagreement}`, x, width, { size: 12.5, bold: true, colour: row.behaves === "minus" ? "minus" : "plus" });
    }
    pen.shapes.push(...drawTrend(row, x + width - TREND.width, start + 4));
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
