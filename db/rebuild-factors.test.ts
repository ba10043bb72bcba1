/** What a rebuild does to mentions, comments and charts. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CheckedTouch } from "#domain/checked-row.ts";
import type { Journey } from "#domain/journey.ts";
import { changeSetting } from "./change-setting.ts";
import { tagComment } from "./comment-tags.ts";
import { editChart, readEdits } from "./factor-edits.ts";
import { exportJourney, putJourney } from "./journey-writer.ts";
import type { JourneyRow } from "./journeys.ts";
import { finishRebuilds, rebuildStore } from "./rebuild.ts";
import { unfinishedRebuild } from "./rebuild-rows.ts";
import type { RebuildHooks } from "./rebuild-run.ts";
import { undoRebuild } from "./rebuild-undo.ts";
import { verifyStore } from "./recount.ts";
import { removeJourney } from "./remove-journey.ts";
import { importRows, journeyFile, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "./test-store.ts";

/** 31 January 1970, 23:00 UTC, which is 1 February in Seoul. */
const LATE = { at: (30 * 24 + 23) * 3_600_000, dateOnly: false };

let opened: TestStore;
let journey: JourneyRow & Journey;
beforeEach(async () => {
  opened = testStore();
  journey = await withJourney(opened.store);
});
afterEach(() => opened.close());

class Died extends Error {}
const dying: RebuildHooks = {
  batch: 1,
  onProgress: () => {
    throw new Died();
  },
};

const rows = (text: string) => opened.store.driver.prepare(text).raw().all();
const momentId = (place: number) => journey.moments[place]?.id ?? 0;

function touch(moment: number, channel: string, more: Partial<CheckedTouch> = {}): CheckedTouch {
  const shared = { momentId: momentId(moment), when: LATE, channel, team: null, answer: 1, comment: null };
  return { ...shared, resolution: null, seconds: null, ratingId: null, ...more };
}

/** One visit that touches a at the desk and b by app at the same time, comments on the whole and mentions a factor of c, which it did not rate. */
async function visit(): Promise<void> {
  const touches = [touch(0, "desk", { comment: "so slow", factors: ["slow"] }), touch(1, "app")];
  const said = { visit: "v", when: LATE, line: 1, comment: "all slow", mentions: [{ momentId: momentId(2), factors: ["dirty"] }], touches };
  await importRows(opened.store, journey, [row(said)], { shape: "wide" });
}

const channel = (key: string) => opened.store.driver.prepare<[string], number>("select id from channels where key = ?").pluck().get(key);
const cells = (table: string) =>
  rows(`select f.key, t.bucket, t.entry_channel_id, t.channel_id, t.mentioned, t.a1 from ${table} t join factors f on f.id = t.factor_id
    where t.journey_id > 0 order by 1 desc`);
const comments = () => rows("select seq, channel_id, text from comments order by seq");

function changed(order: readonly string[], first: Readonly<Record<string, unknown>> = {}) {
  const moments = order.flatMap((key) => SMALL_JOURNEY.moments.filter((moment) => moment.key === key));
  return journeyFile({ ...SMALL_JOURNEY, moments: moments.map((moment) => (moment.key === "a" ? { ...moment, ...first } : moment)) });
}
const BEHIND = ["b", "a", "c", "d", "overall"];
const IN_ORDER = ["a", "b", "c", "d", "overall"];

describe("mentions and comments", () => {
  test("another time zone moves mentions from day 30 to day 31 and from January to February, at the end and not before", async () => {
    await visit();
    const [desk] = [channel("desk")];
    const before = [cells("factor_days"), cells("factor_months")];
    expect(before).toEqual([
      [
        ["slow", 30, desk, desk, 1, 1],
        ["dirty", 30, desk, desk, 1, 0],
      ],
      [
        ["slow", 1970 * 12, desk, desk, 1, 1],
        ["dirty", 1970 * 12, desk, desk, 1, 0],
      ],
    ]);
    await expect(changeSetting(opened.store, "timeZone", "Asia/Seoul", dying)).rejects.toThrow(Died);
    expect([cells("factor_days"), cells("factor_months")]).toEqual(before);
    expect(rows("select count(*) from factor_days where journey_id < 0")).toEqual([[2]]);
    await finishRebuilds(opened.store);
    expect([cells("factor_days"), cells("factor_months")]).toEqual([
      [
        ["slow", 31, desk, desk, 1, 1],
        ["dirty", 31, desk, desk, 1, 0],
      ],
      [
        ["slow", 1970 * 12 + 1, desk, desk, 1, 1],
        ["dirty", 1970 * 12 + 1, desk, desk, 1, 0],
      ],
    ]);
    expect(rows("select count(*) from factor_days where journey_id < 0")).toEqual([[0]]);
    expect(verifyStore(opened.store)).toMatchObject({ differences: 0 });
  });

  test("b before a makes the app the entry channel: of the mentions, and of the comment on the whole visit, not of that on the touch", async () => {
    await visit();
    const [desk, app] = [channel("desk"), channel("app")];
    expect(comments()).toEqual([
      [0, desk, "all slow"],
      [1, desk, "so slow"],
    ]);
    await putJourney(opened.store, changed(BEHIND), { now: 0, sample: false });
    expect(comments()).toEqual([
      [0, app, "all slow"],
      [1, desk, "so slow"],
    ]);
    expect(cells("factor_days")).toEqual([
      ["slow", 30, app, desk, 1, 1],
      ["dirty", 30, app, app, 1, 0],
    ]);
    expect(rows(`select count(*) from comment_words where comment_words match '"slow"'`)).toEqual([[2]]);
    expect(verifyStore(opened.store)).toMatchObject({ differences: 0 });
  });

  test.each([
    ["cells of mentions", "update factor_days set mentioned = 5; delete from factor_months"],
    ["what a search filters by", "update comments set channel_id = 7, at = 0, segment_id = 3"],
    ["the comment on a visit", "update comments set text = 'damaged' where seq = 0"],
    [
      "a comment that is no more",
      "insert into comments select 99, visit_id, 9, journey_id, 1, 0, 0, 0, 0, 0, null, 'none' from comments limit 1",
    ],
    ["the index of words", "update comments set id = id + 10"],
  ])("a recount puts right: %s", async (_name, damage) => {
    await visit();
    const before = [comments(), cells("factor_days"), cells("factor_months")];
    opened.store.driver.exec(damage);
    expect(verifyStore(opened.store).differences).toBeGreaterThan(0);
    await rebuildStore(opened.store);
    expect(verifyStore(opened.store)).toMatchObject({ differences: 0 });
    expect([comments(), cells("factor_days"), cells("factor_months")]).toEqual(before);
    expect(() => opened.store.driver.exec("insert into comment_words (comment_words, rank) values ('integrity-check', 1)")).not.toThrow();
  });

  test("no tag changes while visits are derived, because their mentions may have been counted already", async () => {
    await visit();
    const tag = () =>
      tagComment(opened.store, {
        ...{ journeyId: journey.id, visitId: 1, seq: 0, momentId: momentId(0), factor: "slow" },
        ...{ on: true, actor: "ann@example.org", now: 0 },
      });
    await expect(changeSetting(opened.store, "timeZone", "Asia/Seoul", dying)).rejects.toThrow(Died);
    expect(tag()).toBe("rebuilding");
    await finishRebuilds(opened.store);
    expect(tag()).toEqual({ changed: true });
    expect(verifyStore(opened.store)).toMatchObject({ differences: 0 });
  });

  test("go with their journey", async () => {
    await visit();
    await removeJourney(opened.store, journey.id);
    const tables = ["factor_days", "factor_months", "mentions", "comments", "comment_words", "comment_tags", "factors", "factor_edits"];
    for (const table of tables) expect([table, rows(`select count(*) from ${table}`)]).toEqual([table, [[0]]]);
  });
});

describe("a chart", () => {
  const minus = () =>
    exportJourney(opened.store, "small")
      ?.moments.find(({ key }) => key === "a")
      ?.factors.minus.map(({ en }) => en);
  const edits = () => readEdits(opened.store, momentId(0)).map(({ kind, actor, at }) => [kind, actor, at]);
  const put = (order: readonly string[], lines: readonly string[], hooks: RebuildHooks = {}) => {
    const options = { now: 3, sample: false, actor: "lead@example.org", clock: () => 7, ...hooks };
    return putJourney(opened.store, changed(order, { factors: { minus: lines } }), options);
  };

  test("of a file is in effect at the end of its rebuild, under the name of who wanted it and the time of its end", async () => {
    await visit();
    await expect(put(BEHIND, ["slow"], dying)).rejects.toThrow(Died);
    expect([minus(), edits()]).toEqual([[], []]);
    await put(BEHIND, ["slow"]);
    expect([minus(), edits()]).toEqual([["slow"], [["file", "lead@example.org", 7]]]);
    await put(BEHIND, ["slow", "noisy"]);
    expect([minus(), edits()[1]]).toEqual([
      ["slow", "noisy"],
      ["file", "lead@example.org", 3],
    ]);
  });

  test("stays as it is now when the change that came with it is taken back", async () => {
    await visit();
    await put(BEHIND, ["slow"]);
    const edit = { kind: "add" as const, place: "minus" as const, text: { en: "Noisy", ko: "시끄럽다" }, key: "noisy" };
    editChart(opened.store, { journeyId: journey.id, momentId: momentId(0), version: 1, edit, actor: "ann", now: 8 });
    expect(await undoRebuild(opened.store, 1)).toEqual({ recomputed: 1 });
    expect(exportJourney(opened.store, "small")?.moments.map(({ key }) => key)).toEqual(IN_ORDER);
    expect(minus()).toEqual(["slow", "Noisy"]);
    expect(edits()).toHaveLength(2);
    expect(unfinishedRebuild(opened.store)).toBeNull();
  });
});
