/** Every route x everybody who may ask: handlers called with real requests, minted cookies, the real reports in their worker threads. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { mintSession } from "#auth/session-token.ts";
import { listAudit } from "#db/audit.ts";
import { changeSetting } from "#db/change-setting.ts";
import { putJourney } from "#db/journey-writer.ts";
import { openStore, type Store } from "#db/open.ts";
import { unfinishedRebuild } from "#db/rebuild-rows.ts";
import { readSettings } from "#db/settings.ts";
import { journeyFile, SMALL_JOURNEY } from "#db/test-store.ts";
import { addUser, disableUser, findById } from "#db/users.ts";
import type { Role } from "#domain/role.ts";
import { GET as getUnknown } from "../api/[...path]/route.ts";
import { POST as postLocale } from "../api/account/locale/route.ts";
import { POST as postPassword } from "../api/account/password/route.ts";
import { GET as getHealth } from "../api/health/route.ts";
import { POST as postFile } from "../api/journey-files/route.ts";
import { GET as getExport } from "../api/journeys/[journey]/[report]/export/route.ts";
import { GET as getReport } from "../api/journeys/[journey]/[report]/route.ts";
import { POST as postChartEdit } from "../api/journeys/[journey]/chart-edits/route.ts";
import { POST as postCommentTag } from "../api/journeys/[journey]/comment-tags/route.ts";
import { GET as getJourneyFile } from "../api/journeys/[journey]/definition/file/route.ts";
import { POST as postPreview } from "../api/journeys/[journey]/definition/preview/route.ts";
import { GET as getDefinition, POST as postDefinition } from "../api/journeys/[journey]/definition/route.ts";
import { GET as getEvents } from "../api/journeys/[journey]/events/route.ts";
import { GET as getVisit } from "../api/journeys/[journey]/visits/[id]/route.ts";
import { GET as getJourneys } from "../api/journeys/route.ts";
import { POST as postRebuild } from "../api/rebuilds/route.ts";
import { GET as getSample, POST as postSample } from "../api/sample/route.ts";
import { POST as postPriority } from "../api/segments/priority/route.ts";
import { serverReports } from "./reports.ts";

// Before anything makes the log.
vi.hoisted(() => {
  process.env.VERDAD_LOG_LEVEL = "silent";
});

/** Each thread loads the code of the store anew, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

const SECRET = "a secret of the tests, long enough";
const HERE = "http://127.0.0.1:3000";
/** A key that has to survive the path: slash, per cent, blank, Korean. */
const KEY = "air/100% 항공";
const JOURNEY = encodeURIComponent(KEY);

let folder: string;
let store: Store;
const cookies = new Map<string, string>();

async function person(name: string, role: Role, teams: string[] = []): Promise<number> {
  const user = addUser(store, { email: `${name}@example.org`, name, passwordHash: "x", role, teams, sample: false, createdAt: 1 });
  if (!user.ok) throw new Error(JSON.stringify(user.problem));
  const cookie = await mintSession({ secret: SECRET, userId: user.value.id, sessionVersion: 1, url: undefined });
  cookies.set(name, `${cookie.name}=${cookie.value}`);
  return user.value.id;
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "verdad-routes-"));
  const url = `file:${join(folder, "t.db")}`;
  vi.stubEnv("DATABASE_URL", url);
  vi.stubEnv("VERDAD_SECRET", SECRET);
  vi.stubEnv("NEXTAUTH_URL", "");
  store = openStore(url);
  store.orm.run(sql`insert into teams (id, key, name_en, name_ko) values (1, 'gate', 'Gate', '게이트'), (2, 'cabin', 'Cabin', '객실')`);
  store.orm.run(sql`insert into journeys (id, key, name_en, name_ko, mode, window_ms, sample, data_version, created_at)
    values (1, ${KEY}, 'Air', '항공', 'touches', 604800000, 1, 1, 1)`);
  store.orm.run(sql`insert into moments (id, journey_id, key, name_en, name_ko, stage, role, ordinal, bit, scale_min, scale_max, scale_step,
    scale_best, standard_from, plus_from, recommend, archived)
    values (1, 1, 'call', 'Call', '전화', 'fmot', 'touchpoint', 1, 0, 1, 5, 1, 'high', 3, 4, 0, 0)`);
  await person("admin", "admin");
  await person("lead", "lead");
  await person("executive", "executive");
  await person("gate", "manager", ["gate"]);
  await person("cabin", "manager", ["cabin"]);
  disableUser(store, await person("disabled", "admin"));
});
afterAll(async () => {
  await serverReports().pool.close();
  store.close();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const PEOPLE = ["nobody", "admin", "lead", "executive", "gate", "cabin", "disabled"] as const;

function get(path: string, who: string, headers: Record<string, string> = {}): Request {
  const cookie = cookies.get(who);
  return new Request(`${HERE}${path}`, { headers: { ...headers, ...(cookie === undefined ? {} : { cookie }) } });
}

function post(path: string, who: string, body: string, headers: Record<string, string> = {}): Request {
  const cookie = cookies.get(who);
  const own = { origin: HERE, host: "127.0.0.1:3000", "content-type": "application/json", ...(cookie === undefined ? {} : { cookie }) };
  return new Request(`${HERE}${path}`, { method: "POST", body, headers: { ...own, ...headers } });
}

type Handler = (request: Request) => Promise<Response> | Response;
const report = (name: string, query = "") => `/api/journeys/${JOURNEY}/${name}${query}`;

describe("who gets what", () => {
  const table: readonly (readonly [string, Handler, string, readonly number[]])[] = [
    ["the list of journeys", getJourneys, "/api/journeys", [401, 200, 200, 200, 200, 200, 401]],
    ["scores", getReport, report("moment-scores"), [401, 200, 200, 200, 200, 200, 401]],
    ["trend", getReport, report("trend"), [401, 200, 200, 200, 200, 200, 401]],
    ["choices", getReport, report("choices"), [401, 200, 200, 200, 200, 200, 401]],
    ["survival", getReport, report("survival"), [401, 200, 200, 200, 403, 403, 401]],
    ["ledger", getReport, report("ledger"), [401, 200, 200, 200, 403, 403, 401]],
    ["funnel", getReport, report("funnel"), [401, 200, 200, 200, 403, 403, 401]],
    ["visits", getReport, report("visits", "?at=call&outcome=reached"), [401, 200, 200, 403, 403, 403, 401]],
    ["a visit that is none", getVisit, report("visits/1"), [401, 404, 404, 403, 403, 403, 401]],
    ["a visit by the report's name", getReport, report("visit", "?id=1"), [401, 404, 404, 403, 403, 403, 401]],
    ["a chart", getReport, report("mot-chart", "?moment=call"), [401, 200, 200, 200, 200, 200, 401]],
    ["a chart of no moment", getReport, report("mot-chart"), [401, 400, 400, 400, 400, 400, 401]],
    ["a chart of an unknown moment", getReport, report("mot-chart", "?moment=x"), [401, 400, 400, 400, 400, 400, 401]],
    ["another team's chart", getReport, report("mot-chart", "?moment=call&team=gate"), [401, 200, 200, 200, 200, 404, 401]],
    ["a chart as CSV", getExport, report("mot-chart/export", "?moment=call"), [401, 200, 200, 200, 403, 403, 401]],
    ["comments", getReport, report("comments", `?q=${encodeURIComponent('"%_ 줄')}`), [401, 200, 200, 403, 200, 200, 401]],
    ["another team's comments", getReport, report("comments", "?team=gate"), [401, 200, 200, 403, 200, 404, 401]],
    ["comments as CSV", getExport, report("comments/export"), [401, 403, 403, 403, 403, 403, 401]],
    ["scores of the team gate", getReport, report("moment-scores", "?team=gate"), [401, 200, 200, 200, 200, 404, 401]],
    ["scores of no known team", getReport, report("moment-scores", "?team=tower"), [401, 404, 404, 404, 404, 404, 401]],
    ["scores of an unknown moment", getReport, report("moment-scores", "?moment=x"), [401, 400, 400, 400, 400, 400, 401]],
    ["an unknown parameter", getReport, report("moment-scores", "?form=2026-01-01"), [401, 400, 400, 400, 400, 400, 401]],
    ["from after to", getReport, report("trend", "?from=2026-02-01&to=2026-01-01"), [401, 400, 400, 400, 400, 400, 401]],
    ["a funnel of a team", getReport, report("funnel", "?team=gate"), [401, 400, 400, 400, 403, 403, 401]],
    ["an unknown journey", getReport, "/api/journeys/air/moment-scores", [401, 404, 404, 404, 404, 404, 401]],
    ["an unknown report", getReport, report("weather"), [401, 404, 404, 404, 404, 404, 401]],
    ["a path of Object.prototype", getReport, report("constructor"), [401, 404, 404, 404, 404, 404, 401]],
    ["scores as CSV", getExport, report("moment-scores/export"), [401, 200, 200, 200, 403, 403, 401]],
    ["the funnel as CSV", getExport, report("funnel/export"), [401, 200, 200, 200, 403, 403, 401]],
    ["visits as CSV", getExport, report("visits/export"), [401, 403, 403, 403, 403, 403, 401]],
    ["live events", getEvents, report("events"), [401, 200, 200, 200, 200, 200, 401]],
    ["live events of an unknown journey", getEvents, "/api/journeys/air/events", [401, 404, 404, 404, 404, 404, 401]],
    ["a definition", getDefinition, report("definition"), [401, 200, 200, 403, 403, 403, 401]],
    ["the definition of an unknown journey", getDefinition, "/api/journeys/air/definition", [401, 404, 404, 403, 403, 403, 401]],
    ["how far the sample is", getSample, "/api/sample", [401, 200, 200, 403, 403, 403, 401]],
    ["a journey's file", getJourneyFile, report("definition/file"), [401, 200, 200, 403, 403, 403, 401]],
    ["the file of an unknown journey", getJourneyFile, "/api/journeys/air/definition/file", [401, 404, 404, 403, 403, 403, 401]],
    ["an unknown address", getUnknown, "/api/nothing", [404, 404, 404, 404, 404, 404, 404]],
    ["health", getHealth, "/api/health", [200, 200, 200, 200, 200, 200, 200]],
  ];

  test.each(table)("%s", async (_name, handler, path, expected) => {
    const seen: number[] = [];
    for (const who of PEOPLE) {
      const response = await handler(get(path, who));
      seen.push(response.status);
      const type = response.headers.get("content-type");
      if (response.status >= 400) {
        const body = await response.json();
        expect(type).toBe("application/problem+json");
        expect(body).toMatchObject({ status: response.status, type: `urn:verdad:problem:${body.code}` });
        expect(body.detail).toMatch(/^.+\.$/);
      } else {
        await response.body?.cancel();
      }
    }
    expect(Object.fromEntries(PEOPLE.map((who, index) => [who, seen[index]]))).toEqual(
      Object.fromEntries(PEOPLE.map((who, index) => [who, expected[index]])),
    );
  });

  test.each([
    ["the language", postLocale, '{"locale":"ko"}', [401, 204, 204, 204, 204, 204, 401]],
    ["an unknown language", postLocale, '{"locale":"de"}', [401, 400, 400, 400, 400, 400, 401]],
    ["a password without the current one", postPassword, '{"next":"a long password"}', [401, 400, 400, 400, 400, 400, 401]],
    ["a body that is no JSON", postLocale, "locale=ko", [401, 400, 400, 400, 400, 400, 401]],
  ] as const)("changing %s", async (_name, handler, body, expected) => {
    const seen: number[] = [];
    for (const who of PEOPLE) seen.push((await handler(post("/api/account/x", who, body))).status);
    expect(seen).toEqual(expected);
  });

  const file = JSON.stringify({ key: KEY, name: "Air", moments: [{ key: "call", name: "Call", stage: "fmot", scale: [1, 5] }] });
  const faulty = JSON.stringify({ key: KEY, name: "", moments: [] });
  test.each([
    ["a preview", postPreview, JOURNEY, `{"version":0,"journey":${file}}`, [401, 200, 200, 403, 403, 403, 401]],
    ["a preview of a faulty journey", postPreview, JOURNEY, `{"version":0,"journey":${faulty}}`, [401, 200, 200, 403, 403, 403, 401]],
    ["a preview of another key", postPreview, "air", `{"version":0,"journey":${file}}`, [401, 400, 400, 403, 403, 403, 401]],
    ["a faulty journey", postDefinition, JOURNEY, `{"version":0,"journey":${faulty}}`, [401, 400, 400, 403, 403, 403, 401]],
    ["a journey without a version", postDefinition, JOURNEY, `{"journey":${file}}`, [401, 400, 400, 403, 403, 403, 401]],
    ["a journey of another key", postDefinition, "air", `{"version":0,"journey":${file}}`, [401, 400, 400, 403, 403, 403, 401]],
    ["what a file means", postFile, "", `{"journey":${file}}`, [401, 200, 200, 403, 403, 403, 401]],
    ["the sample in an unknown way", postSample, "", '{"do":"drop"}', [401, 400, 400, 403, 403, 403, 401]],
    ["an unknown change", postRebuild, "", '{"rebuild":99,"do":"undo"}', [401, 404, 404, 403, 403, 403, 401]],
    ["a change without a number", postRebuild, "", '{"do":"undo"}', [401, 400, 400, 403, 403, 403, 401]],
  ] as const)("asking for %s", async (_name, handler, journey, body, expected) => {
    const seen: number[] = [];
    for (const who of PEOPLE) seen.push((await handler(post(`/api/journeys/${journey}/definition`, who, body))).status);
    expect(seen).toEqual(expected);
  });

  const undo = '"version":0,"kind":"undo"';
  const tag = '"visit":1,"touch":1,"factor":"x","on":true';
  test.each([
    // Nothing has been edited yet: who may gets as far as there being nothing to undo.
    ["a chart", postChartEdit, JOURNEY, `{"moment":"call",${undo}}`, [401, 400, 400, 403, 403, 403, 401]],
    ["the chart of an unknown moment", postChartEdit, JOURNEY, `{"moment":"x",${undo}}`, [401, 404, 404, 403, 403, 403, 401]],
    ["the chart of an unknown journey", postChartEdit, "air", `{"moment":"call",${undo}}`, [401, 404, 404, 403, 403, 403, 401]],
    [
      "a chart of another version",
      postChartEdit,
      JOURNEY,
      '{"moment":"call","version":7,"kind":"undo"}',
      [401, 409, 409, 403, 403, 403, 401],
    ],
    ["a chart without a version", postChartEdit, JOURNEY, '{"moment":"call","kind":"undo"}', [401, 400, 400, 403, 403, 403, 401]],
    [
      "a chart in an unknown way",
      postChartEdit,
      JOURNEY,
      '{"moment":"call","version":0,"kind":"drop"}',
      [401, 400, 400, 403, 403, 403, 401],
    ],
    ["a comment's tags by an unknown factor", postCommentTag, JOURNEY, `{"moment":"call",${tag}}`, [401, 400, 400, 403, 403, 403, 401]],
    ["the tags of no comment", postCommentTag, JOURNEY, '{"moment":"call","visit":"1"}', [401, 404, 404, 403, 403, 403, 401]],
  ] as const)("changing %s", async (_name, handler, journey, body, expected) => {
    const seen: number[] = [];
    for (const who of PEOPLE) seen.push((await handler(post(`/api/journeys/${journey}/edits`, who, body))).status);
    expect(seen).toEqual(expected);
  });
});

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

describe("edits of a chart", () => {
  const edit = (who: string, body: object) =>
    postChartEdit(post(`/api/journeys/${JOURNEY}/chart-edits`, who, JSON.stringify({ moment: "call", ...body })));
  const chart = async () => (await getReport(get(report("mot-chart", "?moment=call"), "executive"))).json();

  test("a line added by one, moved by another, taken back: each on the version that it names, with who did it", async () => {
    const added = await edit("lead", {
      version: 0,
      kind: "add",
      place: "minus",
      en: "Calls hardly get through",
      ko: "전화 연결이 잘 안 된다",
    });
    expect([added.status, await added.json()]).toEqual([200, { version: 1 }]);
    const stale = await edit("admin", { version: 0, kind: "archive", factor: "Calls hardly get through" });
    expect([stale.status, await stale.json()]).toMatchObject([409, { code: "stale", version: 1 }]);
    await edit("admin", { version: 1, kind: "move", factor: "Calls hardly get through", place: "standard", at: 0 });
    expect(await chart()).toMatchObject({
      version: 2,
      canUndo: true,
      canRedo: false,
      factors: [
        {
          column: "standard",
          text: { en: "Calls hardly get through", ko: "전화 연결이 잘 안 된다" },
          mentioned: 0,
          behaves: "cannot-tell",
        },
      ],
      edits: [
        { n: 2, kind: "move", actor: "admin@example.org", factors: ["Calls hardly get through"] },
        { n: 1, kind: "add", actor: "lead@example.org" },
      ],
    });
    await edit("lead", { version: 2, kind: "undo" });
    expect(await chart()).toMatchObject({ version: 3, canUndo: true, canRedo: true, factors: [{ column: "minus" }] });
  });
});

describe("changes of a journey", () => {
  const change = async (who: string, body: object) => {
    const response = await postDefinition(post(`/api/journeys/${JOURNEY}/definition`, who, JSON.stringify(body)));
    return [response.status, await response.json()] as const;
  };
  const rebuild = async (who: string, body: object) => {
    const response = await postRebuild(post("/api/rebuilds", who, JSON.stringify(body)));
    return [response.status, await response.json()] as const;
  };
  const definition = async () => (await getDefinition(get(report("definition"), "lead"))).json();
  const call = { key: "call", name: { en: "Call", ko: "전화" }, stage: "fmot", scale: [1, 5], standardFrom: 3, plusFrom: 4 };
  const air = (moment: object = {}) => ({
    key: KEY,
    name: { en: "Air", ko: "항공" },
    moments: [{ ...call, ...moment }],
  });
  const settled = async () => {
    await vi.waitFor(async () => expect((await definition()).history[0].status).toBe("done"), { timeout: 60_000, interval: 50 });
  };

  test("a name at once, a cut point by a rebuild; each on the version that was read, in the history, and taken back", async () => {
    expect(await definition()).toMatchObject({ version: 0, journey: { key: KEY }, history: [], undo: null, sample: true });
    expect(await change("lead", { version: 0, journey: air({ name: { en: "Ring", ko: "전화" } }) })).toEqual([200, { recomputed: 0 }]);
    expect(await change("admin", { version: 0, journey: air() })).toMatchObject([409, { code: "stale", version: 1 }]);
    expect(await change("admin", { version: 1, journey: air({ standardFrom: 4 }) })).toEqual([202, { rebuild: 2 }]);
    await settled();
    expect(await definition()).toMatchObject({
      version: 2,
      undo: 2,
      history: [
        {
          id: 2,
          actor: "admin@example.org",
          status: "done",
          changes: [
            { kind: "standardFrom", from: 3, to: 4 },
            { kind: "name", from: { en: "Ring" }, to: { en: "Call" } },
          ],
        },
        { id: 1, actor: "lead@example.org", changes: [{ kind: "name", to: { en: "Ring" } }] },
      ],
    });
    expect(await rebuild("lead", { rebuild: 1, do: "undo" })).toMatchObject([409, { code: "not-undone", reason: "changed-since" }]);
    expect(await rebuild("lead", { rebuild: 2, do: "cancel" })).toEqual([200, { cancelled: false }]);
    expect(await rebuild("lead", { rebuild: 2, do: "drop" })).toMatchObject([400, { parameter: "do" }]);
    expect(await rebuild("lead", { rebuild: 2, do: "undo" })).toEqual([202, { rebuild: 3 }]);
    await settled();
    expect(await definition()).toMatchObject({
      version: 3,
      journey: { moments: [{ standardFrom: 3, name: { en: "Ring" } }] },
      history: [{ id: 3, undoes: 2 }, {}, {}],
    });
    const actions = listAudit(store).filter(({ action }) => action === "journey:put");
    expect(actions.map(({ actor, detail }) => [actor, detail.key])).toEqual([
      ["admin@example.org", KEY],
      ["lead@example.org", KEY],
    ]);
  });

  test("an interrupted one: nothing else is changed meanwhile; it is told, gone on with, or dropped, a time zone by admins alone", async () => {
    const dying = () => {
      throw new Error("killed");
    };
    await expect(changeSetting(store, "timeZone", "Asia/Seoul", { onProgress: dying })).rejects.toThrow("killed");
    expect(await change("lead", { version: 3, journey: air() })).toMatchObject([503, { code: "rebuilding" }]);
    expect(await rebuild("lead", { rebuild: 4, do: "undo" })).toMatchObject([403, { action: "settings:write" }]);
    const events = await getEvents(get(report("events"), "executive"));
    const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    const told = (await reader?.read())?.value ?? "";
    await reader?.cancel();
    expect(told).toMatch(/^event: rebuild\ndata: /);
    expect(JSON.parse(told.slice(told.indexOf("{")))).toEqual({
      id: 4,
      journey: null,
      done: 0,
      total: 0,
      rate: null,
      secondsLeft: null,
      working: false,
    });
    expect(await rebuild("lead", { rebuild: 4, do: "resume" })).toMatchObject([403, { action: "settings:write" }]);
    expect((await rebuild("admin", { rebuild: 4, do: "resume" }))[0]).toBe(202);
    await vi.waitFor(() => expect(unfinishedRebuild(store)).toBeNull(), { timeout: 60_000, interval: 50 });
    expect(readSettings(store).timeZone).toBe("Asia/Seoul");
    expect(await rebuild("admin", { rebuild: 4, do: "undo" })).toEqual([202, { rebuild: 5 }]);
    await vi.waitFor(() => expect(readSettings(store).timeZone).toBe("UTC"), { timeout: 60_000, interval: 50 });
  });

  test("a new journey: made once, faults by name and place, and its key is nobody else's", async () => {
    const path = "/api/journeys/new%2F1/definition";
    const ask = async (handler: Handler, body: object) => {
      const response = await handler(post(path, "lead", JSON.stringify(body)));
      return [response.status, await response.json()] as const;
    };
    const journey = { ...air(), key: "new/1" };
    expect(await ask(postPreview, { version: null, journey })).toMatchObject([200, { effect: "at-once", errors: [], visits: 0 }]);
    const faulty = { ...journey, moments: [{ ...call, seconds: -5 }, call] };
    expect(await ask(postDefinition, { version: null, journey: faulty })).toMatchObject([
      400,
      { code: "bad-journey", errors: [{ path: "moments[0].seconds", fault: "seconds" }] },
    ]);
    expect(await ask(postDefinition, { version: null, journey })).toEqual([200, { recomputed: 0 }]);
    expect(await ask(postDefinition, { version: null, journey })).toMatchObject([409, { code: "journey-taken", key: "new/1" }]);
    expect(await ask(postPreview, { version: null, journey })).toMatchObject([200, { errors: [{ path: "key", fault: "key-taken" }] }]);
    const file = await getJourneyFile(get(`${path}/file`, "admin"));
    expect(file.headers.get("content-disposition")).toContain('filename="verdad-new_1.json"');
    expect(await file.json()).toEqual({ ...journey, window: "7d", mode: "touches" });
  });

  test("a journey of 50 moments with long charts is no too long request", async () => {
    const line = { en: "x".repeat(300), ko: "가".repeat(300) };
    const factors = { plus: Array.from({ length: 10 }, (_, i) => ({ ...line, key: `f${i}` })) };
    const moments = Array.from({ length: 50 }, (_, i) => ({ ...call, key: `m${i}`, factors }));
    const body = JSON.stringify({ version: null, journey: { key: "long", name: "Long", moments } });
    expect(Buffer.byteLength(body)).toBeGreaterThan(500_000);
    const response = await postPreview(post("/api/journeys/long/definition", "lead", body));
    expect(await response.json()).toMatchObject({ errors: [] });
  });
});

describe("requests that change something", () => {
  test.each([
    ["another site's", { origin: "https://evil.example" }, 403, "foreign-origin"],
    ["a sandboxed frame's", { origin: "null" }, 403, "foreign-origin"],
    ["another port's", { origin: "http://127.0.0.1:3001" }, 403, "foreign-origin"],
    ["a form's", { "content-type": "application/x-www-form-urlencoded" }, 415, "wrong-media-type"],
    ["a too long", {}, 400, "bad-parameter"],
  ])("%s is refused", async (name, headers, status, code) => {
    const body = JSON.stringify({ locale: "en", padding: name === "a too long" ? "x".repeat(20_000) : "" });
    const response = await postLocale(post("/api/account/locale", "lead", body, headers));
    expect([response.status, (await response.json()).code]).toEqual([status, code]);
  });

  test("one without Origin comes from no browser", async () => {
    const request = post("/api/account/locale", "lead", '{"locale":"en"}');
    request.headers.delete("origin");
    expect((await postLocale(request)).status).toBe(403);
  });

  test("the priority segment is changed by admin and lead alone, and only to one that there is", async () => {
    store.orm.run(sql`insert into segments (id, key, name_en, name_ko, priority) values (1, 'business', 'Business', '출장', 0)`);
    const marked = () => store.orm.get<{ key: string }>(sql`select key from segments where priority = 1`)?.key;
    const ask = async (who: string, body: unknown) =>
      (await postPriority(post("/api/segments/priority", who, JSON.stringify(body)))).status;
    const seen = await Promise.all(PEOPLE.map((who) => ask(who, { segment: "business" })));
    expect(seen).toEqual([401, 204, 204, 403, 403, 403, 401]);
    expect(marked()).toBe("business");
    expect(await ask("lead", { segment: "vip" })).toBe(400);
    expect(await ask("lead", {})).toBe(400);
    expect(marked()).toBe("business");
    expect(await ask("lead", { segment: null })).toBe(204);
    expect(marked()).toBeUndefined();
  });

  test("a new password ends the old session and goes on with a new one", async () => {
    const { hashPassword } = await import("#auth/password.ts");
    const user = addUser(store, {
      email: "kim@example.org",
      name: "Kim",
      passwordHash: await hashPassword("the first password"),
      role: "lead",
      teams: [],
      sample: false,
      createdAt: 1,
    });
    if (!user.ok) throw new Error("no user");
    const cookie = await mintSession({ secret: SECRET, userId: user.value.id, sessionVersion: 1, url: undefined });
    cookies.set("kim", `${cookie.name}=${cookie.value}`);
    const body = JSON.stringify({ current: "the first password", next: "the second password" });
    const wrong = await postPassword(post("/api/account/password", "kim", body.replace("first", "third")));
    expect([wrong.status, (await wrong.json()).parameter]).toEqual([400, "current"]);
    const changed = await postPassword(post("/api/account/password", "kim", body));
    expect(changed.status).toBe(204);
    expect((await getJourneys(get("/api/journeys", "kim"))).status).toBe(401);
    const renewed = changed.headers.get("set-cookie") ?? "";
    expect(renewed).toContain("; HttpOnly; SameSite=Lax");
    cookies.set("kim", renewed.split(";")[0] ?? "");
    expect((await getJourneys(get("/api/journeys", "kim"))).status).toBe(200);
    expect(findById(store, user.value.id)?.sessionVersion).toBe(2);
  });
});

describe("the sample", () => {
  const state = async () => (await (await getSample(get("/api/sample", "lead"))).json()).state;
  const ask = async (what: string) => (await postSample(post("/api/sample", "lead", JSON.stringify({ do: what })))).status;
  const ended = () => vi.waitFor(async () => expect(await state()).not.toMatch(/ing$/), { timeout: 60_000, interval: 50 });
  const journeys = async () => {
    const { journeys: all } = await (await getJourneys(get("/api/journeys", "lead"))).json();
    return all.map(({ key }: { key: string }) => key);
  };

  test("is not loaded where a journey of one's own has its key: told, and nothing is lost", async () => {
    await putJourney(store, journeyFile({ ...SMALL_JOURNEY, key: "airline" }), { now: 0, sample: false });
    expect(await ask("load")).toBe(202);
    await ended();
    expect(await state()).toBe("failed");
    expect(await journeys()).toContain("airline");
  });

  test("is removed in the background, with who did it in the audit, and nothing else with it", async () => {
    expect(await journeys()).toContain(KEY);
    expect(await ask("remove")).toBe(202);
    await ended();
    expect(await state()).toBe("idle");
    expect(await journeys()).not.toContain(KEY);
    expect(await journeys()).toContain("airline");
    expect(listAudit(store)[0]).toMatchObject({ actor: "lead@example.org", action: "sample:remove" });
  });
});
