/** Imports, undos and rebuilds killed at random moments: the store stays sound, and the same command goes on to the same end. */
import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openReader, openStore } from "#db/open.ts";
import { rebuildProgress } from "#db/rebuild-rows.ts";
import { verifyStore } from "#db/recount.ts";
import { operatorScope } from "#db/scope.ts";
import { NO_FILTER } from "#domain/filter.ts";
import { REPORTS } from "#reports/registry.ts";
import { runs } from "../scripts/property-runs.ts";
import { type TestCli, testCli } from "./test-cli.ts";
import { type ImportCounts, longFile, openShop, SHOP, SHOP_JOURNEY } from "./test-shop.ts";

const PAGES = ["search", "pay", "deliver"];
/** Somewhat longer than a rebuild of the store below takes, on a machine that has nothing else to do. */
const REBUILD_MS = 400;
/** How many kills have to meet their command before its end: 15 in all, and over a hundred in the long tests. */
const KILLS = { imports: runs(9, 7), rebuilds: runs(6, 7) };
const START = Date.parse("2026-01-01T00:00:00Z");

/** Rows of visits `from` to `to`, three each; every 97th is a reject. `seed` moves the scores, so that a second file corrects the first. */
function rowsOf(from: number, to: number, seed: number): string[] {
  return Array.from({ length: (to - from) * 3 }, (_, i) => {
    const visit = from + Math.floor(i / 3);
    const at = new Date(START + visit * 600_000 + (i % 3) * 60_000).toISOString();
    const score = i % 97 === 96 ? 9 : 1 + ((visit * 7 + i + seed) % 5);
    return `v${visit},${PAGES[i % 3]},${at},${score},${visit % 4 ? "" : "vip"},device ${(visit + seed) % 3},crew ${visit % 5},c${visit % 1000}`;
  });
}

let template: TestCli;
let undone: string[];
let whole: { counts: ImportCounts; reports: string[]; rejects: string; importMs: number; undoMs: number };

/** What the store answers, and that everything stored twice agrees. */
async function answers(cli: TestCli): Promise<string[]> {
  const store = openStore(cli.url);
  try {
    expect(verifyStore(store)).toMatchObject({ differences: 0 });
    const documents: string[] = [];
    for (const name of ["moment-scores", "survival", "funnel", "trend"] as const) {
      const report = await REPORTS[name].run(store, operatorScope(), SHOP, { filter: NO_FILTER, extra: {} });
      if (!report.ok) throw new Error(JSON.stringify(report.problem));
      documents.push(JSON.stringify(report.value));
    }
    return documents;
  } finally {
    store.close();
  }
}

function copyOf(other: TestCli): TestCli {
  const cli = testCli();
  for (const file of ["verdad.db", "secret"]) copyFileSync(join(other.folder, file), join(cli.folder, file));
  return cli;
}
const copyOfTemplate = () => copyOf(template);

const args = () => ["import", join(template.folder, "second.csv"), "--journey", SHOP, "--mapping", join(template.folder, "long.json")];
const rejectsOf = (cli: TestCli, counts: ImportCounts) => {
  expect(counts.rejectsFile).toBe(join(cli.folder, "rejects", `import-${counts.importId}.csv`));
  return readFileSync(counts.rejectsFile ?? "", "utf8");
};

beforeAll(async () => {
  template = testCli();
  openShop(template).take(template.write("first.csv", longFile(...rowsOf(0, 3_000, 0))));
  template.write("second.csv", longFile(...rowsOf(1_500, 14_000, 2)));
  undone = await answers(template);
  const cli = copyOfTemplate();
  const start = Date.now();
  const counts = cli.json<ImportCounts>(...args());
  const importMs = Date.now() - start;
  const reports = await answers(cli);
  const later = Date.now();
  cli.json("import", "undo", String(counts.importId));
  whole = { counts, reports, rejects: rejectsOf(cli, counts), importMs, undoMs: Date.now() - later };
  expect(await answers(cli)).toEqual(undone);
  cli.close();
}, 300_000);
afterAll(() => template.close());

/** Checks the property again and again until so many kills have met their command. Each run brings one at least, unless chance is against it. */
async function untilKilled<T>(property: fc.IAsyncProperty<T>, wanted: number, kills: () => number): Promise<void> {
  for (let run = 1; kills() < wanted; run += 1) {
    expect(run, `runs for ${wanted} kills, ${kills()} of them so far`).toBeLessThanOrEqual(2 * wanted);
    await fc.assert(property, { numRuns: 1, endOnFailure: true });
  }
}

describe("kill -9", () => {
  test("at any moment of an import, then of its undo: sound at once, and finished by the same command to the same end", {
    timeout: 6 * 3_600_000,
  }, async () => {
    const moments = fc.array(fc.double({ min: 0.2, max: 1, noNaN: true }), { minLength: 1, maxLength: 2 });
    let kills = 0;
    await untilKilled(
      fc.asyncProperty(moments, moments, async (imports, undos) => {
        const cli = copyOfTemplate();
        try {
          for (const moment of imports) {
            const killed = await cli.kill(() => sleep(moment * whole.importMs), ...args());
            await answers(cli);
            if (!killed) break;
            kills += 1;
          }
          const [last] = cli.json<(ImportCounts & { status: string })[]>("import", "list");
          const finished = last?.importId === 2 && last.status === "done";
          const counts = finished ? { ...last, rejectsFile: whole.counts.rejectsFile } : cli.json<ImportCounts>(...args());
          const { rejectsFile: _, ...expected } = whole.counts;
          expect(counts).toMatchObject(expected);
          expect(await answers(cli)).toEqual(whole.reports);
          if (!finished) expect(rejectsOf(cli, counts)).toBe(whole.rejects);

          for (const moment of undos) {
            if (await cli.kill(() => sleep(moment * whole.undoMs), "import", "undo", "2")) kills += 1;
            await answers(cli);
          }
          const done = cli.run("import", "undo", "2");
          expect([0, 2]).toContain(done.code);
          expect(await answers(cli)).toEqual(undone);
          const listed = cli.json<{ importId: number; status: string }[]>("import", "list");
          expect(listed.find(({ importId }) => importId === 2)?.status).toBe("undone");
        } finally {
          cli.close();
        }
      }),
      KILLS.imports,
      () => kills,
    );
  });

  test("at any moment of a rebuild: at once the old figures or the new ones, and finished by the same command", {
    timeout: 6 * 3_600_000,
  }, async () => {
    const [search, pay, ...others] = SHOP_JOURNEY.moments;
    const moved = { ...SHOP_JOURNEY, moments: [pay, { ...search, standardFrom: 4, plusFrom: 5 }, ...others] };
    const cli = copyOfTemplate();
    const files = { old: cli.write("old.json", SHOP_JOURNEY), moved: cli.write("moved.json", moved) };
    const changes: readonly (readonly string[])[][] = [
      [
        ["journey", "put", files.moved],
        ["journey", "put", files.old],
      ],
      [
        ["settings", "set", "timeZone", "Asia/Seoul"],
        ["settings", "set", "timeZone", "UTC"],
      ],
      [["rebuild"], ["rebuild"]],
    ];
    const times = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 2 });
    let kills = 0;
    let interrupted = 0;
    const killAndFinish = async (command: readonly string[], moments: readonly number[], before: string[]): Promise<string[]> => {
      const reference = copyOf(cli);
      expect(reference.run(...command).code).toBe(0);
      const after = await answers(reference);
      reference.close();
      for (const moment of moments) {
        if (await cli.kill((ended) => intoRebuild(cli, ended, moment), ...command)) kills += 1;
        expect([before, after]).toContainEqual(await answers(cli));
        if (isInterrupted(cli)) interrupted += 1;
      }
      expect(cli.run(...command).code).toBe(0);
      expect(isInterrupted(cli)).toBe(false);
      expect(await answers(cli)).toEqual(after);
      return after;
    };
    try {
      expect(cli.json<ImportCounts>(...args()).visits).toBeGreaterThan(0);
      const figures = await answers(cli);
      await untilKilled(
        fc.asyncProperty(fc.constantFrom(...changes), times, times, async ([there = [], back = []], going, coming) => {
          const away = await killAndFinish(there, going, figures);
          expect(await killAndFinish(back, coming, away)).toEqual(figures);
        }),
        KILLS.rebuilds,
        () => kills,
      );
    } finally {
      cli.close();
    }
    expect(interrupted).toBeGreaterThan(0);
  });
});

/** Waits until a rebuild has begun, and then for a part of the time that one takes at most. */
async function intoRebuild(cli: TestCli, ended: AbortSignal, part: number): Promise<void> {
  const store = openReader(cli.url);
  try {
    while (!ended.aborted && rebuildProgress(store) === null) await sleep(1);
  } finally {
    store.close();
  }
  await sleep(part * REBUILD_MS);
}

function isInterrupted(cli: TestCli): boolean {
  const store = openReader(cli.url);
  try {
    return rebuildProgress(store) !== null;
  } finally {
    store.close();
  }
}
