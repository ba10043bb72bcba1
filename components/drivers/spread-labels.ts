/** Where the numbers of points stand so that none lies on another. Pure. */

interface Place {
  readonly x: number;
  readonly y: number;
}

/** Where numbers may stand, edges included. */
export interface Area {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Numbers are discs of this diameter, in units of the picture. */
export const LABEL_SIZE = 21;
/** Rings around a point that are tried, one every 7 units, and places on each. */
const RINGS = 45;
const PLACES = 24;

/**
 * One after the other, from the top of the picture down, each number takes the free place nearest to its point: on it, else on the nearest
 * ring around it that keeps a disc's diameter from all numbers placed so far and lies inside the area. In the order of the points.
 */
export function spreadLabels(points: readonly Place[], { left, right, top, bottom }: Area): Place[] {
  const order = Array.from(points, (_, i) => i).sort((a, b) => (points[a]?.y ?? 0) - (points[b]?.y ?? 0) || a - b);
  const taken = new Map<number, Place>();
  for (const i of order) {
    const point = points[i];
    if (point === undefined) continue;
    const edge = LABEL_SIZE / 2;
    const inside = ({ x, y }: Place) => x >= left + edge && y >= top + edge && x <= right - edge && y <= bottom - edge;
    const isFree = (place: Place) =>
      inside(place) && [...taken.values()].every((other) => Math.hypot(other.x - place.x, other.y - place.y) >= LABEL_SIZE);
    taken.set(i, around(point).find(isFree) ?? point);
  }
  return points.map((point, i) => taken.get(i) ?? point);
}

/** The point itself, then places around it, nearest first. */
function around(point: Place): Place[] {
  const places: Place[] = [point];
  for (let ring = 1; ring <= RINGS; ring++) {
    for (let k = 0; k < PLACES; k++) {
      const angle = (2 * Math.PI * k) / PLACES;
      places.push({ x: point.x + ring * 7 * Math.cos(angle), y: point.y + ring * 7 * Math.sin(angle) });
    }
  }
  return places;
}
