/** What somebody types to find comments, as the terms that must all occur. Pure. */
import { badParameter, ok, type Result } from "./problem.ts";

const LONGEST_QUERY = 200;
const MOST_TERMS = 10;
/** The index is over runs of three characters (code points): shorter terms it does not know. */
const INDEXED_LENGTH = 3;

export interface CommentTerms {
  /** Of three characters or more. */
  readonly indexed: readonly string[];
  /** Of one or two: most Korean words are. */
  readonly short: readonly string[];
}

/** Terms are separated by white space; every other character is looked for as it is. None: everything is found. */
export function commentTerms(query: string | undefined): Result<CommentTerms> {
  const text = (query ?? "").normalize("NFC");
  if ([...text].length > LONGEST_QUERY) return badParameter("q", text, `has at most ${LONGEST_QUERY} characters.`);
  const terms = [...new Set(text.split(/[\s\0]+/u).filter((term) => term !== ""))];
  if (terms.length > MOST_TERMS) return badParameter("q", text, `has at most ${MOST_TERMS} words.`);
  const isIndexed = (term: string) => [...term].length >= INDEXED_LENGTH;
  return ok({ indexed: terms.filter(isIndexed), short: terms.filter((term) => !isIndexed(term)) });
}
