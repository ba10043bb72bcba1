/** Values in the SQL text that DuckDB and PostgreSQL are asked with. */

/** A string literal. */
export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** String literals with commas between them. */
export function list(values: readonly string[]): string {
  return values.map(text).join(", ");
}

/** A condition that an empty list does not restrict. */
export function among(column: string, values: readonly string[]): string {
  return values.length === 0 ? "true" : `${column} in (${list(values)})`;
}
