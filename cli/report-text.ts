/** A report's document as aligned text for a terminal: its rows as a table, shares with interval and n, everything else as lines. */

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export function toText(document: object): string {
  return linesOf(document as { readonly [key: string]: Json }).join("\n");
}

function linesOf(value: { readonly [key: string]: Json }): string[] {
  return Object.entries(value).flatMap(([name, field]) => {
    if (isRows(field)) return ["", `${name}:`, ...table(field)];
    if (isObject(field) && !isShare(field)) return ["", `${name}:`, ...linesOf(field).map((line) => `  ${line}`)];
    return [`${name}: ${cell(field)}`];
  });
}

function table(rows: readonly { readonly [key: string]: Json }[]): string[] {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))].filter((column) => rows.some((row) => isCell(row[column] ?? null)));
  const body = [columns, ...rows.map((row) => columns.map((column) => cell(row[column] ?? null)))];
  const widths = columns.map((_, i) => Math.max(...body.map((line) => line[i]?.length ?? 0)));
  const text = body.map((line) => `  ${line.map((part, i) => part.padEnd(widths[i] ?? 0)).join("  ")}`.trimEnd());
  const nested = rows.flatMap((row) =>
    Object.entries(row).flatMap(([name, field]) =>
      isRows(field) && field.length > 0 ? ["", `  ${titleOf(row)} ${name}:`, ...table(field)] : [],
    ),
  );
  return [...text, ...nested];
}

function titleOf(row: { readonly [key: string]: Json }): string {
  return cell(Object.values(row)[0] ?? null);
}

function cell(value: Json): string {
  if (value === null) return "-";
  if (typeof value === "number") return Number.isInteger(value) ? String(value) : value.toFixed(4);
  if (isShare(value)) return shareText(value);
  if (Array.isArray(value)) return value.map((item: Json) => cell(item)).join(" ");
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function shareText(share: { readonly [key: string]: Json }): string {
  if (share.value === null) return `- (${String(share.reason)}, n ${String(share.n)})`;
  return `${cell(share.value ?? null)} [${cell(share.low ?? null)}, ${cell(share.high ?? null)}] n ${String(share.n)}`;
}

function isObject(value: Json): value is { readonly [key: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isShare(value: Json): value is { readonly [key: string]: Json } {
  return isObject(value) && "value" in value && "low" in value && "high" in value && "n" in value;
}

function isRows(value: Json): value is readonly { readonly [key: string]: Json }[] {
  return Array.isArray(value) && value.some(isObject);
}

function isCell(value: Json): boolean {
  return !isRows(value);
}
