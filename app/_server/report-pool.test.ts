import { Worker } from "node:worker_threads";
import { afterEach, describe, expect, test } from "vitest";
import { NO_FILTER } from "#domain/filter.ts";
import type { ReportJob } from "./report-job.ts";
import { Abandoned, type PoolSetting, ReportPool } from "./report-pool.ts";
import { makeReports, readReport } from "./reports.ts";

/** A worker that does what the journey's key says. */
const SCRIPT = `
  const { parentPort, threadId } = require("node:worker_threads");
  let count = 0;
  parentPort.on("message", ({ journey }) => {
    count += 1;
    const [what, ms] = journey.split(":");
    if (what === "die") process.exit(1);
    if (what === "throw") throw new Error("thrown");
    if (what === "spin") for (;;);
    const answer = {
      wait: { kind: "document", json: JSON.stringify({ thread: threadId, count }) },
      problem: { kind: "problem", problem: { code: "unknown-journey", key: journey } },
      bug: { kind: "bug", message: "broken", stack: "at somewhere" },
    }[what];
    setTimeout(() => parentPort.postMessage(answer), Number(ms ?? 0));
  });
`;

let pool: ReportPool;
afterEach(() => pool.close());

function makePool(setting: Partial<PoolSetting> = {}): ReportPool {
  pool = new ReportPool({ threads: 2, waiting: 2, limitMs: 20_000, start: () => new Worker(SCRIPT, { eval: true }), ...setting });
  return pool;
}

function job(journey: string): ReportJob {
  const grant = { journeys: "all", teams: "all", small: "shown", comments: true, visits: true } as const;
  return { databaseUrl: "file:x", report: "funnel", journey, question: { filter: NO_FILTER, extra: {} }, grant };
}

describe("the pool", () => {
  test("two threads answer what waits; a fifth question does not fit into 2 + 2 and is refused", async () => {
    makePool();
    const four = ["wait:50", "wait:50", "wait:0", "wait:0"].map((key) => pool.ask(job(key)));
    expect(await pool.ask(job("wait:0"))).toEqual({ ok: false, problem: { code: "too-busy", seconds: 2 } });
    const answers = (await Promise.all(four)).map((answer) => (answer.ok ? JSON.parse(answer.value) : null));
    expect(new Set(answers.map((answer) => answer.thread)).size).toBe(2);
    expect(answers.filter((answer) => answer.count === 1)).toHaveLength(2);
    expect((await pool.ask(job("wait:0"))).ok).toBe(true);
  });

  test("warmed up it has all its threads and starts no more", async () => {
    let started = 0;
    const start = () => {
      started += 1;
      return new Worker(SCRIPT, { eval: true });
    };
    makePool({ start }).warm();
    expect(started).toBe(2);
    await Promise.all([pool.ask(job("wait:20")), pool.ask(job("wait:20"))]);
    expect(started).toBe(2);
  });

  test("a problem is an answer, a bug rejects with the worker's own stack", async () => {
    makePool();
    expect(await pool.ask(job("problem"))).toEqual({ ok: false, problem: { code: "unknown-journey", key: "problem" } });
    await expect(pool.ask(job("bug"))).rejects.toMatchObject({ message: "broken", stack: "at somewhere" });
  });

  test("a thread that dies takes only its own question with it", async () => {
    makePool({ threads: 1, waiting: 5 });
    const [died, thrown, fine] = await Promise.allSettled([pool.ask(job("die")), pool.ask(job("throw")), pool.ask(job("wait:0"))]);
    expect(died).toMatchObject({ status: "rejected", reason: { message: "a report worker ended with code 1" } });
    expect(thrown).toMatchObject({ status: "rejected", reason: { message: "thrown" } });
    expect(fine).toMatchObject({ status: "fulfilled", value: { ok: true } });
  });

  test("a question that takes too long is a problem, and the next gets a new thread", async () => {
    makePool({ threads: 1, limitMs: 1000 });
    const [slow, next] = await Promise.all([pool.ask(job("spin")), pool.ask(job("wait:0"))]);
    expect(slow).toEqual({ ok: false, problem: { code: "took-too-long", seconds: 1 } });
    expect(next.ok && JSON.parse(next.value).count).toBe(1);
  });
});

describe("questions that nobody waits for any more", () => {
  test("one that waits leaves the queue and is never computed; one that is computed gives up its thread", async () => {
    makePool({ threads: 1, waiting: 5 });
    const spinning = new AbortController();
    const waiting = new AbortController();
    const first = pool.ask(job("spin"), spinning.signal);
    const second = pool.ask(job("die"), waiting.signal);
    const third = pool.ask(job("wait:0"));
    waiting.abort();
    await expect(second).rejects.toThrow(Abandoned);
    spinning.abort();
    await expect(first).rejects.toThrow(Abandoned);
    expect(await third).toMatchObject({ ok: true });
    await expect(pool.ask(job("wait:0"), AbortSignal.abort())).rejects.toThrow(Abandoned);
  });

  test("of two who ask the same one may go; when both have gone the thread is free for others", async () => {
    const reports = makeReports(makePool({ threads: 1, waiting: 5 }));
    const [one, two] = [new AbortController(), new AbortController()];
    const answers = [one, two].map((who) => readReport(reports, "k", job("wait:300"), who.signal));
    one.abort();
    await expect(answers[0]).rejects.toThrow(Abandoned);
    expect(await answers[1]).toMatchObject({ ok: true });

    const [three, four] = [new AbortController(), new AbortController()];
    const spun = [three, four].map((who) => readReport(reports, "endless", job("spin"), who.signal));
    three.abort();
    four.abort();
    for (const answer of spun) await expect(answer).rejects.toThrow(Abandoned);
    const other = await readReport(reports, "other", job("wait:0"));
    expect(other.ok && JSON.parse(other.value).count).toBe(1);
  });

  test("who asks again after all have gone gets a computation of their own", async () => {
    const reports = makeReports(makePool({ threads: 1, waiting: 5 }));
    const who = new AbortController();
    const gone = readReport(reports, "k", job("spin"), who.signal);
    who.abort();
    const again = readReport(reports, "k", job("wait:0"));
    await expect(gone).rejects.toThrow(Abandoned);
    expect(await again).toMatchObject({ ok: true });
    await expect(readReport(reports, "other", job("wait:0"), AbortSignal.abort())).rejects.toThrow(Abandoned);
  });
});

describe("finished reports", () => {
  test("equal questions at once are computed once, finished ones not again, other ones are", async () => {
    const reports = makeReports(makePool({ threads: 1, waiting: 10 }));
    const ask = (key: string) => readReport(reports, key, job("wait:20"));
    const [one, two] = await Promise.all([ask("version 1"), ask("version 1")]);
    expect([one, two, await ask("version 1")].map((answer) => answer.ok && JSON.parse(answer.value).count)).toEqual([1, 1, 1]);
    const other = await ask("version 2");
    expect(other.ok && JSON.parse(other.value).count).toBe(2);
  });

  test("problems and bugs are not kept", async () => {
    const reports = makeReports(makePool({ threads: 1, waiting: 10 }));
    expect((await readReport(reports, "k", job("problem"))).ok).toBe(false);
    await expect(readReport(reports, "k", job("bug"))).rejects.toThrow("broken");
    expect((await readReport(reports, "k", job("wait:0"))).ok).toBe(true);
  });
});
