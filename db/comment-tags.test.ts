import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { CheckedRow } from "#domain/checked-row.ts";
import type { Journey } from "#domain/journey.ts";
import { listAudit } from "./audit.ts";
import { type CommentPlace, tagComment } from "./comment-tags.ts";
import { eraseCustomer } from "./erase.ts";
import { editChart } from "./factor-edits.ts";
import { undoImport } from "./import-undo.ts";
import type { JourneyRow } from "./journeys.ts";
import { rebuildStore } from "./rebuild.ts";
import { verifyStore } from "./recount.ts";
import { importRows, row, type TestStore, testStore, withJourney } from "./test-store.ts";

const HOUR = 3_600_000;
let opened: TestStore;
let journey: JourneyRow & Journey;

beforeEach(async () => {
  opened = testStore();
  journey = await withJourney(opened.store);
  const edit = { kind: "add" as const, place: "minus" as const, text: { en: "Slow", ko: "느리다" }, key: "slow" };
  editChart(opened.store, { journeyId: journey.id, momentId: momentId(), version: 0, edit, actor: "ann", now: 0 });
});
afterEach(() => {
  expect(verifyStore(opened.store)).toMatchObject({ differences: 0 });
  opened.close();
});

const momentId = () => journey.moments[0]?.id ?? 0;

function touchRow(visit: string, hour: number, answer: number, comment: string | null): CheckedRow {
  const when = { at: hour * HOUR, dateOnly: false };
  const touch = { momentId: momentId(), when, channel: null, team: null, answer, comment, resolution: null, seconds: null, ratingId: null };
  return row({ visit, when, line: 2, customer: `customer of ${visit}`, touches: [touch] });
}
const take = (...rows: CheckedRow[]) =>
  importRows(
    opened.store,
    journey,
    rows.map((one, i) => ({ ...one, line: i + 2 })),
    { shape: "long" },
  );
const tag = (place: CommentPlace, on = true, factor = "slow") =>
  tagComment(opened.store, { ...place, journeyId: journey.id, momentId: momentId(), factor, on, actor: "ann@example.org", now: 7 });
/** Mentions in all, and the ratings that go with them, 1 to 5. */
const counted = () =>
  opened.store.driver.prepare("select sum(mentioned), sum(a0), sum(a1), sum(a2), sum(a3), sum(a4) from factor_months").raw().get();
const tags = () => opened.store.driver.prepare("select visit_id, seq, text, actor from comment_tags").raw().all();

describe("a tag", () => {
  test("counts as a mention with the rating of its touch, is a mark once, and can be taken off", async () => {
    await take(touchRow("v", 1, 1, "so slow"), touchRow("w", 2, 4, "fine"));
    expect(tag({ visitId: 1, seq: 1 })).toEqual({ changed: true });
    expect(tag({ visitId: 1, seq: 1 })).toEqual({ changed: false });
    expect(counted()).toEqual([1, 0, 1, 0, 0, 0]);
    expect(tag({ visitId: 1, seq: 1 }, false)).toEqual({ changed: true });
    expect(counted()).toEqual([null, null, null, null, null, null]);
    expect(listAudit(opened.store).map(({ action, actor }) => [action, actor])).toEqual([
      ["comment:untag", "ann@example.org"],
      ["comment:tag", "ann@example.org"],
    ]);
  });

  test("survives the same file, a file about the visit's other touches, and a rebuild", async () => {
    const rows = [touchRow("v", 1, 1, "so slow"), touchRow("v", 3, 4, null)];
    await take(...rows);
    tag({ visitId: 1, seq: 1 });
    expect(await take(...rows)).toMatchObject({ unchanged: 2 });
    await take(touchRow("v", 0, 3, "earlier"));
    await rebuildStore(opened.store);
    expect(tags()).toEqual([[1, 1, "so slow", "ann@example.org"]]);
    expect(counted()).toEqual([1, 0, 1, 0, 0, 0]);
  });

  test("a corrected rating goes on with it; other words are not what was read, until the correction is undone", async () => {
    await take(touchRow("v", 1, 1, "so slow"));
    tag({ visitId: 1, seq: 1 });
    await take(touchRow("v", 1, 0, "so slow"));
    expect(counted()).toEqual([1, 1, 0, 0, 0, 0]);
    const other = await take(touchRow("v", 1, 0, "so quick"));
    expect(counted()).toEqual([null, null, null, null, null, null]);
    await undoImport(opened.store, other.importId, () => 0);
    expect(counted()).toEqual([1, 1, 0, 0, 0, 0]);
  });

  test("goes with its touch, and with its customer", async () => {
    const first = await take(touchRow("v", 1, 1, "so slow"));
    await take(touchRow("v", 2, 4, "fine"), touchRow("w", 2, 4, "slow too"));
    tag({ visitId: 1, seq: 1 });
    tag({ visitId: 2, seq: 1 });
    await undoImport(opened.store, first.importId, () => 0);
    expect(tags()).toEqual([[2, 1, "slow too", "ann@example.org"]]);
    await eraseCustomer(opened.store, "hash of customer of w", () => 0);
    expect(tags()).toEqual([]);
    const words = opened.store.driver.prepare("select count(*) from comment_words where comment_words match '\"slow\"'").pluck();
    expect(words.get()).toBe(0);
  });

  test("on the comment of a whole visit: with the rating of the factor's moment", async () => {
    const when = { at: HOUR, dateOnly: false };
    const touch = {
      momentId: momentId(),
      when,
      channel: null,
      team: null,
      answer: 0,
      comment: null,
      resolution: null,
      seconds: null,
      ratingId: null,
    };
    const wide = row({ visit: "v", when, startedAt: when, line: 2, knowledge: "ratings-only", comment: "all slow", touches: [touch] });
    await importRows(opened.store, journey, [wide], { shape: "wide" });
    expect(tag({ visitId: 1, seq: 0 })).toEqual({ changed: true });
    expect(counted()).toEqual([1, 1, 0, 0, 0, 0]);
  });

  test("needs a comment and a factor that is not archived, of this journey", async () => {
    await take(touchRow("v", 1, 1, "so slow"), touchRow("v", 2, 1, null));
    expect(tag({ visitId: 1, seq: 2 })).toBe("unknown-comment");
    expect(tag({ visitId: 9, seq: 1 })).toBe("unknown-comment");
    expect(tag({ visitId: 1, seq: 1 }, true, "quick")).toBe("unknown-factor");
    const edit = { kind: "archive" as const, factor: "slow" };
    editChart(opened.store, { journeyId: journey.id, momentId: momentId(), version: 1, edit, actor: "ann", now: 0 });
    expect(tag({ visitId: 1, seq: 1 })).toBe("unknown-factor");
    expect(tag({ visitId: 1, seq: 1 }, false)).toEqual({ changed: false });
  });
});
