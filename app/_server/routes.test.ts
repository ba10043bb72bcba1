import { sql } from "drizzle-orm";
import { afterAll, describe, expect, test, vi } from "vitest";
import { mintSession } from "#auth/session-token.ts";
import { addUser, findById } from "#db/users.ts";
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
import { type Handler, JOURNEY, KEY, openRoutes, PEOPLE, report, SECRET } from "./routes.fixture.ts";

// Before anything makes the log.
vi.hoisted(() => {
  process.env.VERDAD_LOG_LEVEL = "silent";
});

/** Each thread loads the code of the store anew, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

const { store, cookies, get, post, close } = await openRoutes();
afterAll(close);

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
