/** `1M` or `250k` or `5000` ratings as a number; null for anything else and for fewer than 1,000 or more than 200 million. */
export function parseSize(text: string): number | null {
  const match = /^([1-9]\d{0,8})([kM]?)$/.exec(text);
  if (match === null) return null;
  const ratings = Number(match[1]) * (match[2] === "M" ? 1_000_000 : match[2] === "k" ? 1_000 : 1);
  return ratings >= 1_000 && ratings <= 200_000_000 ? ratings : null;
}

/** The shortest text that `parseSize` reads back. */
export function formatSize(ratings: number): string {
  if (ratings % 1_000_000 === 0) return `${ratings / 1_000_000}M`;
  return ratings % 1_000 === 0 ? `${ratings / 1_000}k` : String(ratings);
}
