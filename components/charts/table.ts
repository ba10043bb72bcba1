/** The table behind a chart: what the picture shows, in words and numbers already written out. */
export interface ChartTable {
  readonly caption: string;
  readonly columns: readonly { readonly key: string; readonly label: string; readonly numeric: boolean }[];
  /** One cell a column; the first is the row's header. */
  readonly rows: readonly { readonly key: string; readonly weak: boolean; readonly cells: readonly string[] }[];
}

/** Whether there is a picture to draw, and if not, why. */
export type ChartState = "ready" | "empty" | "too-few";
