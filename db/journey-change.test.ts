import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CheckedTouch } from "#domain/checked-row.ts";
import type { Journey } from "#domain/journey.ts";
import { changeJourney, previewChange } from "./journey-change.ts";
import { exportJourney, putJourney } from "./journey-writer.ts";
import type { JourneyRow } from "./journeys.ts";
import { definitionVersion } from "./rebuild-rows.ts";
import { undoRebuild } from "./rebuild-undo.ts";
import { importRows, journeyFile, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "./test-store.ts";

const NOON = { at: 43_200_000, dateOnly: false };

let opened: TestStore;
let journey: JourneyRow & Journey;
beforeEach(async () => {
  opened = testStore();
  journey = await withJourney(opened.store);
});
afterEach(() => opened.close());

/** The small journey with fields of moments changed, by key, in an order, and those left out that the order lacks. */
function file(fields: Readonly<Record<string, object>> = {}, order = ["a", "b", "c", "d", "overall"]) {
  const moments = order.flatMap((key) => SMALL_JOURNEY.moments.filter((moment) => moment.key === key));
  return journeyFile({ ...SMALL_JOURNEY, moments: moments.map((moment) => ({ ...moment, ...fields[moment.key] })) });
}

/** One visit for each list: ratings of the moments a, b … in order, null: no touch. */
async function visits(...ratings: readonly (readonly (number | null)[])[]): Promise<void> {
  const touch = (momentId: number, rating: number): CheckedTouch => {
    const touched = { momentId, when: NOON, channel: null, team: null, answer: rating - 1 };
    return { ...touched, comment: null, resolution: null, seconds: null, ratingId: null };
  };
  const rows = ratings.map((list, i) => {
    const touches = list.flatMap((rating, at) => (rating === null ? [] : [touch(journey.moments[at]?.id ?? 0, rating)]));
    return row({ visit: `v${i}`, when: NOON, line: i + 1, touches });
  });
  await importRows(opened.store, journey, rows, { shape: "wide" });
}

describe("before a change", () => {
  test("of the standard of a from 3 to 4: of ratings 2, 3, 3, 5 two more are minus (1 to 3), and all 4 visits are derived anew", async () => {
    await visits([2, 5], [3], [3], [5]);
    expect(previewChange(opened.store, file({ a: { standardFrom: 4, plusFrom: 4 } }))).toEqual({
      effect: "rebuild",
      changes: [{ kind: "standardFrom", moment: { key: "a", name: { en: "a", ko: "a" } }, from: 3, to: 4 }],
      visits: 4,
      moments: [{ moment: "a", touches: 4, rated: 4, minus: [1, 3], plus: [1, 1] }],
      errors: [],
    });
  });

  test("of where plus begins: the ratings change zones, the visits stay as they are", async () => {
    await visits([4], [5], [4, 4]);
    expect(previewChange(opened.store, file({ a: { plusFrom: 5 } }))).toMatchObject({
      effect: "at-once",
      visits: 0,
      moments: [{ moment: "a", touches: 3, rated: 3, minus: [0, 0], plus: [3, 1] }],
    });
  });

  test("of the order: one moment has moved, both visits are derived anew; of a name: nothing is", async () => {
    await visits([4], [5]);
    expect(previewChange(opened.store, file({}, ["d", "a", "b", "c", "overall"]))).toMatchObject({
      effect: "rebuild",
      visits: 2,
      changes: [{ kind: "moved", from: 4, to: 1 }],
      moments: [],
    });
    expect(previewChange(opened.store, file({ a: { name: "A" } }))).toMatchObject({ effect: "at-once", visits: 0, moments: [] });
    expect(previewChange(opened.store, file())).toMatchObject({ effect: "none", changes: [] });
  });

  test("that leaves out a moment: it is archived, and its 2 touches are told, also once it is archived", async () => {
    await visits([4, 4], [5], [1, 1]);
    expect(previewChange(opened.store, file({}, ["a", "c", "d", "overall"]))).toMatchObject({
      effect: "rebuild",
      visits: 3,
      changes: [{ kind: "archived", moment: { key: "b" } }],
      moments: [{ moment: "b", touches: 2, rated: 2 }],
    });
    await putJourney(opened.store, file({}, ["a", "c", "d", "overall"]), { now: 0, sample: false });
    expect(previewChange(opened.store, file())).toMatchObject({
      effect: "rebuild",
      changes: [{ kind: "restored", moment: { key: "b" } }],
      moments: [{ moment: "b", touches: 2, rated: 2 }],
    });
  });

  test("that ratings forbid: where, and why; of a new journey: all its moments come", async () => {
    await visits([4]);
    const scale = { scale: [1, 7], standardFrom: 4, plusFrom: 6 };
    expect(previewChange(opened.store, file({ a: scale })).errors).toMatchObject([{ path: "moments[0].scale", fault: "rated-scale" }]);
    const other = previewChange(opened.store, { ...file({}, ["a", "b"]), key: "other" });
    expect(other).toMatchObject({ effect: "at-once", visits: 0, changes: [{ kind: "added" }, { kind: "added" }] });
  });
});

describe("a change", () => {
  const change = (version: number | null, changed = file({ a: { standardFrom: 4, plusFrom: 5 } })) =>
    changeJourney(opened.store, changed, { version, now: 0, actor: "lead@example.org" });

  test("is made on the version that was seen, which it moves; the second author of the same version is told the present one", async () => {
    await visits([3]);
    expect(await change(0)).toMatchObject({ recomputed: 1 });
    expect(definitionVersion(opened.store, journey.id)).toBe(1);
    expect(await change(0, file({ b: { name: "B" } }))).toEqual({ stale: 1 });
    expect(await change(1, file({ b: { name: "B" } }))).toMatchObject({ recomputed: 1 });
    expect(definitionVersion(opened.store, journey.id)).toBe(2);
  });

  test("is stale after a change on the command line, and after an undo", async () => {
    await putJourney(opened.store, file({ a: { name: "A" } }), { now: 0, sample: false });
    expect(await change(0)).toEqual({ stale: 1 });
    await undoRebuild(opened.store, 1);
    expect(await change(1)).toEqual({ stale: 2 });
  });

  test("makes a new journey, and no other in the place of one that is there", async () => {
    expect(await change(null)).toBe("taken");
    expect(await change(null, { ...file(), key: "other" })).toMatchObject({ created: true });
    expect(await change(0, { ...file(), key: "third" })).toBe("gone");
    expect(exportJourney(opened.store, "other")?.moments).toHaveLength(5);
  });

  test("waits for one that is not in effect yet", async () => {
    await visits([3], [3]);
    const dying = () => {
      throw new Error("killed");
    };
    await expect(
      putJourney(opened.store, file({ a: { standardFrom: 4 } }), { now: 0, sample: false, batch: 1, onProgress: dying }),
    ).rejects.toThrow();
    expect(await change(0)).toBe("rebuilding");
  });
});
