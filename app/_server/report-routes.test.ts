import { sql } from "drizzle-orm";
import { afterAll, describe, expect, test, vi } from "vitest";
import { GET as getExport } from "../api/journeys/[journey]/[report]/export/route.ts";
import { GET as getReport } from "../api/journeys/[journey]/[report]/route.ts";
import { GET as getEvents } from "../api/journeys/[journey]/events/route.ts";
import { GET as getJourneys } from "../api/journeys/route.ts";
import { KEY, openRoutes, report } from "./routes.fixture.ts";

// Before anything makes the log.
vi.hoisted(() => {
  process.env.VERDAD_LOG_LEVEL = "silent";
});

/** Each thread loads the code of the store anew, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

const { store, get, close } = await openRoutes();
afterAll(close);

describe("a report over HTTP", () => {
  test("carries a strong tag; asked again with it: 304 and no body; after new data: 200", async () => {
    const first = await getReport(get(report("choices"), "lead"));
    const etag = first.headers.get("etag") ?? "";
    expect(etag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers.get("cache-control")).toBe("private, no-cache");
    const again = await getReport(get(report("choices"), "lead", { "if-none-match": `"x", W/${etag}` }));
    expect([again.status, await again.text()]).toEqual([304, ""]);
    store.orm.run(sql`update journeys set data_version = data_version + 1`);
    const later = await getReport(get(report("choices"), "lead", { "if-none-match": etag }));
    expect([later.status, later.headers.get("etag") === etag]).toEqual([200, false]);
    expect(await later.json()).toMatchObject({ journey: { key: KEY }, dataVersion: 2 });
  });

  test("live events tell the version at once, then when it moves, and end for who is disabled", async () => {
    const response = await getEvents(get(report("events"), "lead"));
    expect(response.headers.get("cache-control")).toContain("no-transform");
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    const first = await reader?.read();
    expect(first?.value).toMatch(/^event: data\ndata: .+\n\n$/);
    store.orm.run(sql`update journeys set data_version = data_version + 1`);
    const second = await reader?.read();
    expect(second?.value).toMatch(/^event: data\n/);
    expect(second?.value).not.toBe(first?.value);
    await reader?.cancel();
  });

  test("tags differ where what may be seen differs, and not where it does not", async () => {
    const tag = async (who: string, query = "") => (await getReport(get(report("moment-scores", query), who))).headers.get("etag");
    expect(await tag("lead")).toBe(await tag("admin"));
    const all = [await tag("lead"), await tag("executive"), await tag("gate"), await tag("cabin"), await tag("lead", "?team=gate")];
    expect(new Set(all).size).toBe(5);
  });

  test("the same question in another order is the same question", async () => {
    const tag = async (query: string) => (await getReport(get(report("visits", query), "lead"))).headers.get("etag");
    expect(await tag("?at=call&outcome=broke")).toBe(await tag("?outcome=broke&at=call"));
  });

  test("prolongs a session that was used 16 minutes after it began, not one used after 14", async () => {
    const renewed = async (minutes: number) => {
      vi.useFakeTimers({ toFake: ["Date"], now: Date.now() + minutes * 60_000 });
      try {
        return (await getJourneys(get("/api/journeys", "gate"))).headers.get("set-cookie");
      } finally {
        vi.useRealTimers();
      }
    };
    expect(await renewed(14)).toBeNull();
    expect(await renewed(16)).toMatch(/^verdad-session=[^;]+; Path=\/; Max-Age=43200; HttpOnly; SameSite=Lax$/);
    expect(await renewed(12 * 60 + 2)).toBeNull();
  });

  test("keys come out of the path exactly, a damaged one is a 404", async () => {
    const list = await (await getJourneys(get("/api/journeys", "gate"))).json();
    expect(list).toEqual({ journeys: [{ key: KEY, name: { en: "Air", ko: "항공" }, sample: true }] });
    expect((await getReport(get("/api/journeys/%E0%A4%A/choices", "lead"))).status).toBe(404);
  });

  test("a CSV file says what it is, and is named after journey, report and days", async () => {
    const response = await getExport(get(report("moment-scores/export"), "executive", { "accept-language": "ko" }));
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("content-disposition")).toBe(
      `attachment; filename="verdad-air_100_ __-moment-scores.csv"; filename*=UTF-8''verdad-air_100%25%20${encodeURIComponent("항공")}-moment-scores.csv`,
    );
    const [head = "", whole = "", call = ""] = Buffer.from(await response.arrayBuffer())
      .toString("utf8")
      .split("\r\n");
    expect(head.startsWith("\uFEFFjourney,filter,period.from,period.to,period.timeZone,side,level,moment,momentName,")).toBe(true);
    expect(whole.split(",").slice(5, 8)).toEqual(["now", "journey", ""]);
    expect(call.split(",").slice(5, 9)).toEqual(["now", "moment", "call", "전화"]);
  });
});

describe("a picture's document", () => {
  const path = report("mot-chart/export", "?moment=call");
  const asJson = { accept: "application/json" };

  test("is what the CSV file says, as JSON, where JSON is asked for; a link's own headers get the file", async () => {
    const response = await getExport(get(path, "lead", asJson));
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("content-disposition")).toBeNull();
    expect(await response.json()).toMatchObject({ moment: "call", factors: [] });
    const link = await getExport(get(path, "lead", { accept: "text/html,application/xhtml+xml,*/*;q=0.8" }));
    expect(link.headers.get("content-type")).toBe("text/csv; charset=utf-8");
  });

  test("leaves under the same rule as the file: no manager gets it, and a lead gets it with small numbers hidden", async () => {
    expect((await getExport(get(path, "gate", asJson))).status).toBe(403);
    store.orm.run(sql`insert into score_days values (1, 20458, 1, 0, 0, 0, 1, 3, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0)`);
    const days = "from=2026-01-05&to=2026-01-05";
    const shown = await (await getReport(get(report("moment-scores", `?${days}`), "lead"))).json();
    const left = await (await getExport(get(report("moment-scores/export", `?${days}`), "lead", asJson))).json();
    store.orm.run(sql`delete from score_days`);
    expect(shown.moments[0].broken).toMatchObject({ value: 1 / 3, n: 3 });
    expect(left.moments[0].broken).toEqual({ value: null, low: null, high: null, n: 3, reason: "too-few" });
  });
});
