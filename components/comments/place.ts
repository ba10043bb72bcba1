/** What the list of comments shows, in the address: words looked for, a factor, and from which comment on. Pure. */

/** How many comments a page of the list holds. */
export const PAGE_SIZE = 50;

export interface CommentsPlace {
  /** Words that all occur; "": any comment. */
  readonly q: string;
  /** Key of a factor that is mentioned; null: none needs to be. */
  readonly factor: string | null;
  /** Place of the first comment shown, from 0. */
  readonly offset: number;
}

/** Reads it out of an address's query (without "?"); what cannot be read is the beginning of the list. */
export function readCommentsPlace(text: string): CommentsPlace {
  const params = new URLSearchParams(text);
  const offset = params.get("offset") ?? "";
  return { q: params.get("q") ?? "", factor: params.get("factor"), offset: /^\d{1,9}$/.test(offset) ? Number(offset) : 0 };
}

/** The query with another place; everything else in it stays. */
export function writeCommentsPlace({ q, factor, offset }: CommentsPlace, text: string): string {
  const params = new URLSearchParams([...new URLSearchParams(text)].filter(([name]) => !["q", "factor", "offset"].includes(name)));
  if (q !== "") params.set("q", q);
  if (factor !== null) params.set("factor", factor);
  if (offset > 0) params.set("offset", String(offset));
  return params.toString();
}
