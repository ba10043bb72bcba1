/** Where a dragged line would fall: the column under the pointer, and its place among that column's other lines. */
import type { CollisionDetection } from "@dnd-kit/core";
import { FACTOR_PLACES, type FactorPlace } from "#domain/factor.ts";
import type { LinePlace } from "./pending.ts";

export interface Box {
  readonly top: number;
  readonly left: number;
  readonly width: number;
  readonly height: number;
}

/** The place at a point: above every line whose middle is below it. A point outside every column falls nowhere. */
export function placeAt(
  point: { readonly x: number; readonly y: number },
  columns: readonly { readonly place: FactorPlace; readonly box: Box; readonly lines: readonly Box[] }[],
): LinePlace | null {
  const under = columns.find(
    ({ box }) => point.x >= box.left && point.x <= box.left + box.width && point.y >= box.top && point.y <= box.top + box.height,
  );
  if (under === undefined) return null;
  return { place: under.place, at: under.lines.filter(({ top, height }) => top + height / 2 < point.y).length };
}

/** The id of a column as a place to drop on. */
export function columnId(place: FactorPlace): string {
  return `column ${place}`;
}

/** The same for the drag library: its one collision is the column, with the place as its data. */
export const detectPlace: CollisionDetection = ({ active, droppableRects, droppableContainers, pointerCoordinates }) => {
  if (pointerCoordinates === null) return [];
  const columns = FACTOR_PLACES.flatMap((place) => {
    const box = droppableRects.get(columnId(place));
    const lines = droppableContainers.flatMap(({ id, data }) => {
      const rect = droppableRects.get(id);
      return data.current?.place === place && data.current.factor !== active.id && rect !== undefined ? [rect] : [];
    });
    return box === undefined ? [] : [{ place, box, lines }];
  });
  const found = placeAt(pointerCoordinates, columns);
  return found === null ? [] : [{ id: columnId(found.place), data: { found } }];
};
