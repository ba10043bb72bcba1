/** Texts of a column repeat: what was read from one lately is not read again. */

const MOST = 4096;
/** What is longer is hardly ever the same again, and would fill the memory. */
const LONGEST = 256;
/** Up to this length the engine copies a slice instead of pointing into the chunk that it was cut from. */
const COPIED_LENGTH = 12;

/** A function that keeps its last answers by text, up to a few thousand. */
export function remembered<T>(read: (text: string) => T): (text: string) => T {
  const seen = new Map<string, { readonly answer: T }>();
  return (text) => {
    if (text.length > LONGEST) return read(text);
    const known = seen.get(text);
    if (known !== undefined) return known.answer;
    if (seen.size >= MOST) seen.clear();
    const own = detached(text);
    const entry = { answer: read(own) };
    seen.set(own, entry);
    return entry.answer;
  };
}

/** The same text without a hold on the chunk of the file that it was cut from: what is kept for long must not keep the file in memory. */
function detached(text: string): string {
  return text.length <= COPIED_LENGTH ? text : Buffer.from(text, "utf8").toString("utf8");
}
