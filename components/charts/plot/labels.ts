/** Where the names of marks stand so that none lies on another, or on a mark. */
import type { LabelPlace, PlotMark } from "./parts.ts";

/** Hundredths of the plot that a letter and a line take on a phone, the narrowest plot there is. */
const LETTER = 2.2;
const LINE = 6;
/** Half a mark. */
const MARK = { x: 2, y: 2.5 };

interface Box {
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

const PLACES: readonly LabelPlace[] = ["above-right", "above-left", "below-right", "below-left"];

/** Gives the marks with a name (`nameOf`, the more important ones first) a place for it; the others, and where there is no room, none. */
export function placeLabels(marks: readonly PlotMark[], wanted: readonly { readonly key: string; readonly name: string }[]): PlotMark[] {
  const taken: Box[] = marks.map(({ x, y }) => ({ left: x - MARK.x, right: x + MARK.x, low: y - MARK.y, high: y + MARK.y }));
  const labels = new Map<string, { text: string; place: LabelPlace }>();
  for (const { key, name } of wanted) {
    const mark = marks.find((one) => one.key === key);
    if (mark === undefined) continue;
    const place = PLACES.find((one) => {
      const box = boxOf(mark, name, one);
      return box.left >= 0 && box.right <= 100 && box.low >= -LINE && box.high <= 100 + LINE && !taken.some((other) => overlap(box, other));
    });
    if (place === undefined) continue;
    labels.set(key, { text: name, place });
    taken.push(boxOf(mark, name, place));
  }
  return marks.map((mark) => ({ ...mark, label: labels.get(mark.key) ?? null }));
}

function boxOf({ x, y }: PlotMark, name: string, place: LabelPlace): Box {
  const width = widthOf(name);
  const left = place.endsWith("right") ? x + MARK.x : x - MARK.x - width;
  const low = place.startsWith("above") ? y + MARK.y : y - MARK.y - LINE;
  return { left, right: left + width, low, high: low + LINE };
}

/** Korean letters are twice as wide. */
function widthOf(name: string): number {
  return [...name].reduce((sum, letter) => sum + (/[\u1100-\uffff]/.test(letter) ? 2 * LETTER : LETTER), 0);
}

function overlap(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.low < b.high && b.low < a.high;
}
