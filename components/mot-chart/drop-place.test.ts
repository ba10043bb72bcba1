import { expect, test } from "vitest";
import { placeAt } from "./drop-place.ts";

const box = (left: number, top: number, height: number) => ({ left, top, width: 100, height });
const columns = [
  { place: "plus" as const, box: box(0, 0, 300), lines: [box(0, 40, 50), box(0, 100, 50)] },
  { place: "minus" as const, box: box(120, 0, 300), lines: [] },
];

test.each([
  ["above the first line's middle at 65: first", 10, 60, { place: "plus", at: 0 }],
  ["below it, above the second's at 125: between them", 10, 70, { place: "plus", at: 1 }],
  ["below both: last", 10, 290, { place: "plus", at: 2 }],
  ["an empty column: its only line", 130, 200, { place: "minus", at: 0 }],
  ["between the columns: nowhere", 110, 100, null],
  ["below them: nowhere", 10, 301, null],
])("%s", (_name, x, y, place) => {
  expect(placeAt({ x, y }, columns)).toEqual(place);
});
