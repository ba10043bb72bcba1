/** Breaks a moment's name into lines for an axis. A Korean letter is about two Latin ones wide. */

const WIDE = /[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]/;

/** Width of a text in Latin letters. */
export function letters(text: string): number {
  return [...text].reduce((sum, letter) => sum + (WIDE.test(letter) ? 2 : 1), 0);
}

/**
 * At most `lines` lines of at most `width` letters, broken between words. A word that is too long is cut, and so is what does not fit;
 * an ellipsis stands for the rest.
 */
export function wrapLabel(text: string, width: number, lines: number): string[] {
  const wrapped: string[] = [];
  for (const word of text.split(/\s+/).filter((part) => part !== "")) {
    const last = wrapped.at(-1);
    if (last !== undefined && letters(`${last} ${word}`) <= width) wrapped[wrapped.length - 1] = `${last} ${word}`;
    else wrapped.push(word);
  }
  const kept = wrapped.slice(0, lines).map((line) => cut(line, width));
  const last = kept.at(-1);
  if (wrapped.length > lines && last !== undefined && !last.endsWith("…")) kept[kept.length - 1] = cut(`${last}…`, width);
  return kept;
}

function cut(line: string, width: number): string {
  if (letters(line) <= width) return line;
  let kept = "";
  for (const letter of line) {
    if (letters(`${kept}${letter}…`) > width) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}
