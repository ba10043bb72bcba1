import fc from "fast-check";
import { expect, test } from "vitest";
import { LABEL_SIZE, spreadLabels } from "./spread-labels.ts";

const SIZE = { width: 360, height: 340 };
const anyPoint = fc.record({ x: fc.integer({ min: 0, max: SIZE.width }), y: fc.integer({ min: 0, max: SIZE.height }) });

test("no two of up to 50 numbers lie on each other, also where all points are the same, and none leaves the picture", () => {
  const anyPoints = fc.oneof(
    fc.array(anyPoint, { maxLength: 50 }),
    anyPoint.map((point) => Array.from({ length: 20 }, () => point)),
  );
  fc.assert(
    fc.property(anyPoints, (points) => {
      const labels = spreadLabels(points, SIZE);
      expect(labels).toHaveLength(points.length);
      labels.forEach((label, i) => {
        expect(Math.min(label.x, SIZE.width - label.x, label.y, SIZE.height - label.y)).toBeGreaterThanOrEqual(LABEL_SIZE / 2);
        for (const other of labels.slice(i + 1)) {
          expect(Math.hypot(label.x - other.x, label.y - other.y)).toBeGreaterThanOrEqual(LABEL_SIZE);
        }
      });
    }),
  );
});

test("a point that is alone keeps its number on it", () => {
  expect(
    spreadLabels(
      [
        { x: 100, y: 100 },
        { x: 200, y: 100 },
      ],
      SIZE,
    ),
  ).toEqual([
    { x: 100, y: 100 },
    { x: 200, y: 100 },
  ]);
});
