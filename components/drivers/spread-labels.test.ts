import fc from "fast-check";
import { expect, test } from "vitest";
import { LABEL_SIZE, spreadLabels } from "./spread-labels.ts";

const AREA = { left: 0, right: 360, top: 20, bottom: 320 };
const anyPoint = fc.record({ x: fc.integer({ min: AREA.left, max: AREA.right }), y: fc.integer({ min: AREA.top, max: AREA.bottom }) });

test("no two of up to 50 numbers lie on each other, also where all points are the same, and none leaves the area", () => {
  const anyPoints = fc.oneof(
    fc.array(anyPoint, { maxLength: 50 }),
    anyPoint.map((point) => Array.from({ length: 20 }, () => point)),
  );
  fc.assert(
    fc.property(anyPoints, (points) => {
      const labels = spreadLabels(points, AREA);
      expect(labels).toHaveLength(points.length);
      labels.forEach((label, i) => {
        const toEdges = [label.x - AREA.left, AREA.right - label.x, label.y - AREA.top, AREA.bottom - label.y];
        expect(Math.min(...toEdges)).toBeGreaterThanOrEqual(LABEL_SIZE / 2);
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
      AREA,
    ),
  ).toEqual([
    { x: 100, y: 100 },
    { x: 200, y: 100 },
  ]);
});
