/** A stored time as text: an instant in ISO 8601, a calendar day as `YYYY-MM-DD`. */
export function timeText(at: number, dateOnly: boolean): string {
  const text = new Date(at).toISOString();
  return dateOnly ? text.slice(0, 10) : text;
}
