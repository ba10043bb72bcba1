import { setTimeout as sleep } from "node:timers/promises";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { exportJourney, putJourney } from "#db/journey-writer.ts";
import { readJourney } from "#db/journeys.ts";
import { rebuildProgress, unfinishedRebuild } from "#db/rebuild-rows.ts";
import { verifyStore } from "#db/recount.ts";
import { operatorScope } from "#db/scope.ts";
import { importRows, journeyFile, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "#db/test-store.ts";
import type { JourneyFile } from "#domain/journey-file.ts";
import type { RebuildMessage } from "./rebuild-job.ts";
import { Rebuilds, startRebuildWorker } from "./rebuilds.ts";

/** Each thread loads the store's code anew. */
vi.setConfig({ testTimeout: 120_000 });

let opened: TestStore;
let rebuilds: Rebuilds;
let told: RebuildMessage["kind"][];
beforeEach(async () => {
  opened = testStore();
  told = [];
  rebuilds = new Rebuilds(startRebuildWorker, ({ kind }) => void told.push(kind));
  const journey = await withJourney(opened.store);
  const when = { at: 0, dateOnly: false };
  const rows = Array.from({ length: 3 }, (_, i) =>
    row({
      visit: `v${i}`,
      when,
      line: i + 1,
      touches: [
        {
          momentId: journey.moments[0]?.id ?? 0,
          when,
          channel: null,
          team: null,
          answer: 2,
          comment: null,
          resolution: null,
          seconds: null,
          ratingId: null,
        },
      ],
    }),
  );
  await importRows(opened.store, journey, rows, { shape: "wide" });
});
afterEach(async () => {
  await rebuilds.close();
  opened.close();
});

const cutAt = (standardFrom: number): JourneyFile =>
  journeyFile({ ...SMALL_JOURNEY, moments: SMALL_JOURNEY.moments.map((moment) => ({ ...moment, standardFrom, plusFrom: 5 })) });
const begin = (job: Parameters<Rebuilds["begin"]>[0]["job"]) => rebuilds.begin({ databaseUrl: opened.url, job });
const cut = () => readJourney(opened.store, operatorScope(), "small")?.moments[0]?.standardFrom;

test("a change of what counts has begun at the first answer and is in effect at the end, while this thread goes on", async () => {
  const begun = begin({ kind: "journey", file: cutAt(4), version: 0, actor: "lead@example.org" });
  let turns = 0;
  const timer = setInterval(() => {
    turns += 1;
  }, 1);
  expect(await begin({ kind: "time-zone", timeZone: "Asia/Seoul", actor: "x" }).answer).toEqual({ kind: "busy" });
  expect(await begun.answer).toEqual({ kind: "begun", rebuildId: 1 });
  expect(await begun.end).toEqual({ kind: "done", recomputed: 3 });
  clearInterval(timer);
  expect(turns).toBeGreaterThan(0);
  expect(cut()).toBe(4);
  expect(verifyStore(opened.store)).toMatchObject({ differences: 0 });
  expect(rebuilds.isBusy).toBe(false);

  expect(await begin({ kind: "undo", rebuildId: 1, actor: "lead@example.org" }).end).toEqual({ kind: "done", recomputed: 3 });
  expect(cut()).toBe(3);
  expect(await begin({ kind: "undo", rebuildId: 1, actor: "lead@example.org" }).answer).toEqual({
    kind: "not-undone",
    reason: "changed-since",
  });
});

test("names are in effect at the first answer; a scale that ratings forbid is refused with its place", async () => {
  const named = { ...cutAt(3), name: { en: "New", ko: "새" } };
  expect(await begin({ kind: "journey", file: named, version: 0, actor: "x" }).end).toEqual({ kind: "done", recomputed: 0 });
  expect(exportJourney(opened.store, "small")?.name.en).toBe("New");
  const scale = { ...SMALL_JOURNEY, moments: SMALL_JOURNEY.moments.map((moment) => ({ ...moment, scale: [1, 7] })) };
  expect(await begin({ kind: "journey", file: journeyFile(scale), version: 1, actor: "x" }).answer).toMatchObject({
    kind: "refused",
    path: "moments[0].scale",
  });
});

test("what a process has left unfinished is gone on with; with nothing left, and without a store, nothing happens", async () => {
  const dying = {
    batch: 1,
    onProgress: () => {
      throw new Error("killed");
    },
  };
  await expect(putJourney(opened.store, cutAt(4), { now: 0, sample: false, ...dying })).rejects.toThrow("killed");
  expect(rebuildProgress(opened.store)).toMatchObject({ done: 1, total: 3 });
  expect(await begin({ kind: "resume" }).end).toEqual({ kind: "done", recomputed: 3 });
  expect(unfinishedRebuild(opened.store)).toBeNull();
  expect(cut()).toBe(4);
  expect(await begin({ kind: "resume" }).end).toEqual({ kind: "done", recomputed: 0 });
  expect(await rebuilds.begin({ databaseUrl: `${opened.url}.none`, job: { kind: "resume" } }).end).toEqual({ kind: "done", recomputed: 0 });
  expect(told).toEqual(["begun", "done", "done", "done"]);
});

test("a store that cannot be written is said in a sentence; a thread that ends in the middle is a bug", async () => {
  const answer = await rebuilds.begin({ databaseUrl: "file:/proc/none/verdad.db", job: { kind: "time-zone", timeZone: "UTC", actor: "x" } })
    .end;
  expect(answer).toMatchObject({ kind: "unavailable" });
  const begun = begin({ kind: "journey", file: cutAt(5), version: 0, actor: "x" });
  await sleep(1);
  await rebuilds.close();
  expect(await begun.end).toMatchObject({ kind: "bug" });
});
