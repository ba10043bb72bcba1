/** Rebuilds one by one; random histories with them are in history.test.ts, and kills of real processes in cli/killed.test.ts. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CheckedTouch } from "#domain/checked-row.ts";
import type { Journey } from "#domain/journey.ts";
import { listAudit } from "./audit.ts";
import { changeSetting } from "./change-setting.ts";
import { exportJourney, putJourney } from "./journey-writer.ts";
import type { JourneyRow } from "./journeys.ts";
import { openStore } from "./open.ts";
import { finishRebuilds, rebuildStore } from "./rebuild.ts";
import { cancelRebuild, definitionVersion, listRebuilds, type RebuildProgress, rebuildProgress } from "./rebuild-rows.ts";
import { RebuildCancelled, type RebuildHooks } from "./rebuild-run.ts";
import { undoRebuild } from "./rebuild-undo.ts";
import { verifyStore } from "./recount.ts";
import { rebuiltVisits } from "./schema/sqlite.ts";
import { readSettings } from "./settings.ts";
import { importRows, journeyFile, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "./test-store.ts";

const NOON = { at: 43_200_000, dateOnly: false };

let opened: TestStore;
let journey: JourneyRow & Journey;
beforeEach(async () => {
  opened = testStore();
  journey = await withJourney(opened.store);
});
afterEach(() => opened.close());

/** The small journey with other cut points, by moment, and in another order. */
function changed(standardFrom: Readonly<Record<string, number>>, order = ["a", "b", "c", "d", "overall"]) {
  const moments = order.flatMap((key) => SMALL_JOURNEY.moments.filter((moment) => moment.key === key));
  return journeyFile({
    ...SMALL_JOURNEY,
    moments: moments.map((moment) => ({ ...moment, standardFrom: standardFrom[moment.key] ?? 3, plusFrom: 5 })),
  });
}

function put(standardFrom: Readonly<Record<string, number>>, hooks: RebuildHooks & { actor?: string } = {}) {
  return putJourney(opened.store, changed(standardFrom), { now: 0, sample: false, ...hooks });
}

function touch(moment: number, channel: string, answer: number | null): CheckedTouch {
  const momentId = journey.moments[moment]?.id ?? 0;
  return { momentId, when: NOON, channel, team: null, answer, comment: null, resolution: null, seconds: null, ratingId: null };
}

/** Visits v1, v2 …, each with touches at noon of the first day: moment, channel, index of the answer. */
async function visits(...touches: readonly (readonly [number, string, number | null][])[]): Promise<void> {
  const rows = touches.map((list, i) =>
    row({ visit: `v${i + 1}`, when: NOON, line: i + 1, touches: list.map((given) => touch(...given)) }),
  );
  await importRows(opened.store, journey, rows, { shape: "wide" });
}

const broken = () => opened.store.driver.prepare<[], number>("select sum(broke) from reach_months where journey_id > 0").pluck().get();
const drafts = () =>
  opened.store.driver
    .prepare<[], number>("select (select count(*) from rebuilt_visits) + (select count(*) from reach_days where journey_id < 0)")
    .pluck()
    .get();
const statuses = () => listRebuilds(opened.store, null).map(({ status }) => status);

class Died extends Error {}
const dying: RebuildHooks = {
  batch: 1,
  onProgress: () => {
    throw new Died();
  },
};

describe("a rebuild", () => {
  test("after another cut point: ratings 3 and 4 of 5 are broken below 4 in one of two visits, below 5 in both", async () => {
    await visits([[0, "app", 2]], [[0, "app", 3]]);
    expect(broken()).toBe(0);
    expect(await put({ a: 4 })).toMatchObject({ created: false, recomputed: 2 });
    expect(broken()).toBe(1);
    await put({ a: 5 });
    expect(broken()).toBe(2);
    expect(verifyStore(opened.store)).toMatchObject({ differences: 0 });
  });

  test("is not needed for names, and the change is in effect at once", async () => {
    await visits([[0, "app", 2]]);
    await putJourney(opened.store, { ...changed({}), name: { en: "New", ko: "새" } }, { now: 0, sample: false });
    expect(exportJourney(opened.store, "small")?.name).toEqual({ en: "New", ko: "새" });
    expect(statuses()).toEqual(["done"]);
    expect(listRebuilds(opened.store, null)[0]).toMatchObject({ total: 0, undoes: null, actor: "cli" });
    await putJourney(opened.store, { ...changed({}), name: { en: "New", ko: "새" } }, { now: 0, sample: false });
    expect(statuses()).toEqual(["done"]);
  });

  test("moves answers between cells that keep their number of touches: b before a gives both visits the other's entry channel", async () => {
    await visits(
      [
        [0, "desk", 0],
        [1, "app", 0],
        [2, "app", 4],
      ],
      [
        [0, "app", 0],
        [1, "desk", 0],
        [2, "app", 3],
      ],
    );
    await putJourney(opened.store, changed({}, ["b", "a", "c", "d", "overall"]), { now: 0, sample: false, batch: 1 });
    expect(verifyStore(opened.store)).toMatchObject({ differences: 0 });
  });

  test("tells how far it is: 2 of 5 visits after 1 s are 2 a second and 1.5 s left, 4 after 2 s leave half a second", async () => {
    await visits(...Array.from({ length: 5 }, (): [number, string, number][] => [[0, "app", 2]]));
    const seen: RebuildProgress[] = [];
    let seconds = -1;
    const hooks: RebuildHooks = {
      batch: 2,
      clock: () => 1000 * Math.max(0, seconds++),
      onProgress: (progress) => {
        expect(rebuildProgress(opened.store)).toEqual(progress);
        seen.push(progress);
      },
    };
    await put({ a: 4 }, { ...hooks, actor: "lead@example.org" });
    expect(seen.map(({ done, rate, secondsLeft }) => [done, rate, secondsLeft])).toEqual([
      [2, 2, 1.5],
      [4, 2, 0.5],
      [5, 5 / 3, 0],
    ]);
    expect(seen[0]).toMatchObject({ journey: "small", kind: "journey", total: 5, actor: "lead@example.org" });
    expect(rebuildProgress(opened.store)).toBeNull();
  });

  test("goes on behind the last batch and measures its rate from there: 1 visit before, 2 in 1 s since", async () => {
    await visits(...Array.from({ length: 3 }, (): [number, string, number][] => [[0, "app", 2]]));
    await expect(put({ a: 4 }, dying)).rejects.toThrow(Died);
    expect(rebuildProgress(opened.store)).toMatchObject({ done: 1, total: 3 });
    const seen: RebuildProgress[] = [];
    let seconds = 100;
    const onProgress = (progress: RebuildProgress) => void seen.push(progress);
    expect(await put({ a: 4 }, { onProgress, clock: () => 1000 * seconds++ })).toMatchObject({ recomputed: 3 });
    expect(seen.map(({ done, rate }) => [done, rate])).toEqual([[3, 2]]);
    expect(broken()).toBe(3);
    expect(statuses()).toEqual(["done"]);
  });

  test("gives way to another file for the same journey, which stands in its place", async () => {
    await visits([[0, "app", 2]]);
    await expect(put({ a: 4 }, dying)).rejects.toThrow(Died);
    await put({ b: 4 });
    expect(statuses()).toEqual(["done", "cancelled"]);
    expect(exportJourney(opened.store, "small")?.moments.map((moment) => moment.standardFrom)).toEqual([3, 4, 3, 3, 3]);
    expect(broken()).toBe(0);
  });

  test("is finished before another journey is made, so that moments never share a number", async () => {
    await visits([[0, "app", 2]]);
    const more = { ...SMALL_JOURNEY, moments: [...SMALL_JOURNEY.moments, { key: "e", name: "e", stage: "umot", scale: [1, 5] }] };
    await expect(putJourney(opened.store, journeyFile(more), { now: 0, sample: false, ...dying })).rejects.toThrow(Died);
    await withJourney(opened.store, { ...SMALL_JOURNEY, key: "other" });
    const keys = opened.store.driver.prepare<[], string>("select key from moments where id in (6, 7) order by id").pluck().all();
    expect(keys).toEqual(["e", "a"]);
  });

  test("puts words right that several imports add up to, and keeps none in its drafts", async () => {
    const said = { visit: "v1", when: NOON, line: 1, customer: "kim", comment: "fine" };
    await importRows(opened.store, journey, [row({ ...said, touches: [touch(0, "app", 2)] })], { shape: "wide" });
    await importRows(opened.store, journey, [row({ ...said, comment: "better", touches: [touch(1, "app", 2)] })], { shape: "wide" });
    const words = () => opened.store.driver.prepare("select import_id, customer, comment from visits").all();
    const right = words();
    expect(right).toEqual([{ import_id: null, customer: "hash of kim", comment: "better" }]);
    opened.store.driver.exec("update visits set comment = 'damaged', customer = null, broken = 1");
    expect(await rebuildStore(opened.store)).toEqual({ visits: 1 });
    expect(words()).toEqual(right);
    expect(verifyStore(opened.store)).toMatchObject({ differences: 0 });
    expect(Object.values(rebuiltVisits).filter((column) => column.dataType === "string")).toEqual([]);
  });

  test("is waited for by others who want to write, who are told how far it is", async () => {
    await visits([[0, "app", 2]], [[0, "app", 2]]);
    const other = openStore(opened.url);
    try {
      let waiting: Promise<number> | undefined;
      const told: number[] = [];
      let toldFirst: () => void = () => undefined;
      const isTold = new Promise<void>((resolve) => {
        toldFirst = resolve;
      });
      const onProgress = ({ done }: RebuildProgress) => {
        told.push(done);
        toldFirst();
      };
      await put(
        { a: 4 },
        {
          batch: 1,
          onProgress: async () => {
            waiting ??= changeSetting(other, "timeZone", "Asia/Seoul", { onProgress });
            await isTold;
          },
        },
      );
      expect(await waiting).toBe(2);
      expect(told[0]).toBe(1);
      expect(statuses()).toEqual(["done", "done"]);
    } finally {
      other.close();
    }
  });
});

describe("cancelling", () => {
  test("before the end drops the change: nothing else has happened, and what was found is forgotten", async () => {
    await visits([[0, "app", 2]], [[0, "app", 2]]);
    const before = exportJourney(opened.store, "small");
    const onProgress = ({ id }: RebuildProgress) => void cancelRebuild(opened.store, id, "admin@example.org", 5);
    await expect(put({ a: 4 }, { batch: 1, onProgress })).rejects.toThrow(RebuildCancelled);
    expect(exportJourney(opened.store, "small")).toEqual(before);
    expect([broken(), drafts(), statuses()]).toEqual([0, 0, ["cancelled"]]);
    expect(listAudit(opened.store).map(({ actor, action, detail }) => [actor, action, detail.id])).toEqual([
      ["admin@example.org", "rebuild:cancel", 1],
      ["cli", "rebuild:start", 1],
    ]);
  });

  test("after the end is too late", async () => {
    await put({ a: 4 });
    expect(cancelRebuild(opened.store, 1, "cli", 0)).toBe(false);
    expect(statuses()).toEqual(["done"]);
  });
});

describe("taking back", () => {
  test("a cut point: the old one and its figures are in effect again, and the audit has both", async () => {
    await visits([[0, "app", 2]]);
    const before = exportJourney(opened.store, "small");
    await put({ a: 4 });
    expect(broken()).toBe(1);
    expect(await undoRebuild(opened.store, 1, { actor: "lead@example.org" })).toEqual({ recomputed: 1 });
    expect(exportJourney(opened.store, "small")).toEqual(before);
    expect(broken()).toBe(0);
    expect(listAudit(opened.store).map(({ actor, action, detail }) => [actor, action, detail.id, detail.undoes])).toEqual([
      ["lead@example.org", "rebuild:done", 2, 1],
      ["lead@example.org", "rebuild:start", 2, 1],
      ["cli", "rebuild:done", 1, null],
      ["cli", "rebuild:start", 1, null],
    ]);
  });

  test("a new moment archives it", async () => {
    const more = { ...SMALL_JOURNEY, moments: [{ key: "e", name: "e", stage: "umot", scale: [1, 5] }, ...SMALL_JOURNEY.moments] };
    await putJourney(opened.store, journeyFile(more), { now: 0, sample: false });
    expect(await undoRebuild(opened.store, 1)).toEqual({ recomputed: 0 });
    const listed = exportJourney(opened.store, "small")?.moments.map(({ key, archived }) => [key, archived]);
    expect(listed).toEqual([
      ["a", false],
      ["b", false],
      ["c", false],
      ["d", false],
      ["overall", false],
      ["e", true],
    ]);
  });

  test("a name, which needed no rebuild, and taking that back brings the name again", async () => {
    const name = () => exportJourney(opened.store, "small")?.name.en;
    await putJourney(opened.store, { ...changed({}), name: { en: "New", ko: "새" } }, { now: 0, sample: false });
    expect(await undoRebuild(opened.store, 1, { actor: "lead@example.org" })).toEqual({ recomputed: 0 });
    expect([name(), definitionVersion(opened.store, journey.id)]).toEqual(["Small", 2]);
    expect(await undoRebuild(opened.store, 2)).toEqual({ recomputed: 0 });
    expect([name(), definitionVersion(opened.store, journey.id)]).toEqual(["New", 3]);
    expect(listRebuilds(opened.store, journey.id).map(({ id, undoes }) => [id, undoes])).toEqual([
      [3, 2],
      [2, 1],
      [1, null],
    ]);
  });

  test("a time zone, unless it has changed again", async () => {
    await changeSetting(opened.store, "timeZone", "Asia/Seoul");
    await changeSetting(opened.store, "timeZone", "Asia/Tokyo");
    expect(await undoRebuild(opened.store, 1)).toBe("changed-since");
    expect(await undoRebuild(opened.store, 2)).toEqual({ recomputed: 0 });
    expect(readSettings(opened.store).timeZone).toBe("Asia/Seoul");
  });

  test("is refused where there is nothing to go back to, or where it would take a later change with it", async () => {
    await rebuildStore(opened.store);
    await put({ a: 4 });
    const later = { ...changed({ a: 4 }), name: { en: "Later", ko: "나중" } };
    await putJourney(opened.store, later, { now: 0, sample: false });
    await expect(put({ b: 4 }, dying)).rejects.toThrow(Died);
    cancelRebuild(opened.store, 4, "cli", 0);
    expect(await undoRebuild(opened.store, 1)).toBe("nothing-to-undo");
    expect(await undoRebuild(opened.store, 2)).toBe("changed-since");
    expect(await undoRebuild(opened.store, 4)).toBe("not-done");
    expect(await undoRebuild(opened.store, 5)).toBe("unknown-rebuild");
    expect(await finishRebuilds(opened.store)).toBe(false);
  });
});
