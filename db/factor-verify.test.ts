import { readFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test } from "vitest";
import { eraseCustomer } from "./erase.ts";
import { verifyStore } from "./recount.ts";
import { importRows, row, type TestStore, testStore, withJourney } from "./test-store.ts";

let opened: TestStore;
beforeEach(async () => {
  opened = testStore();
  const journey = await withJourney(opened.store);
  const when = { at: 3_600_000, dateOnly: false };
  const shared = {
    momentId: journey.moments[0]?.id ?? 0,
    when,
    channel: null,
    team: null,
    resolution: null,
    seconds: null,
    ratingId: null,
  };
  const touch = { ...shared, answer: 1, comment: "zanzibar queue", factors: ["slow"] };
  await importRows(opened.store, journey, [row({ visit: "v", when, line: 2, customer: "k", touches: [touch] })], { shape: "long" });
});
afterEach(() => opened.close());

test.each([
  ["a mention more in a day's cell", "update factor_days set mentioned = 2", 1],
  ["a month's cell that is gone", "delete from factor_months", 1],
  ["a comment filed under another channel than its touch", "update comments set channel_id = 7", 1],
  ["a comment that the index does not know", "update comments set id = id + 1", 1],
  ["a mention that is gone: both cells count one too many", "delete from mentions", 2],
])("verify finds %s", (_name, damage, differences) => {
  expect(verifyStore(opened.store)).toMatchObject({ differences: 0 });
  opened.store.driver.exec(damage);
  expect(verifyStore(opened.store)).toMatchObject({ differences });
});

test("verify only reads: it does not wait for a writer", () => {
  const { store } = opened;
  store.driver.pragma("query_only = ON");
  expect(verifyStore(store)).toMatchObject({ differences: 0 });
  store.driver.pragma("query_only = OFF");
});

test("an erased customer's words are in no file of the store, nor is the index told to keep them", async () => {
  const { store } = opened;
  const holds = () => ["", "-wal"].some((end) => readFileSync(`${store.path}${end}`).includes("zanzibar"));
  expect(holds()).toBe(true);
  await eraseCustomer(store, "hash of k", () => 0);
  expect(holds()).toBe(false);
  expect(store.driver.prepare("select v from comment_words_config where k = 'secure-delete'").pluck().get()).toBe(1);
  expect(store.driver.prepare("select count(*) from mentions").pluck().get()).toBe(0);
  expect(store.driver.prepare("select count(*) from factor_months").pluck().get()).toBe(0);
});
