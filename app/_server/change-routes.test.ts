import { afterAll, describe, expect, test, vi } from "vitest";
import { listAudit } from "#db/audit.ts";
import { changeSetting } from "#db/change-setting.ts";
import { putJourney } from "#db/journey-writer.ts";
import { unfinishedRebuild } from "#db/rebuild-rows.ts";
import { readSettings } from "#db/settings.ts";
import { journeyFile, SMALL_JOURNEY } from "#db/test-store.ts";
import { GET as getReport } from "../api/journeys/[journey]/[report]/route.ts";
import { POST as postChartEdit } from "../api/journeys/[journey]/chart-edits/route.ts";
import { GET as getJourneyFile } from "../api/journeys/[journey]/definition/file/route.ts";
import { POST as postPreview } from "../api/journeys/[journey]/definition/preview/route.ts";
import { GET as getDefinition, POST as postDefinition } from "../api/journeys/[journey]/definition/route.ts";
import { GET as getEvents } from "../api/journeys/[journey]/events/route.ts";
import { GET as getJourneys } from "../api/journeys/route.ts";
import { POST as postRebuild } from "../api/rebuilds/route.ts";
import { GET as getSample, POST as postSample } from "../api/sample/route.ts";
import { type Handler, JOURNEY, KEY, openRoutes, report } from "./routes.fixture.ts";

// Before anything makes the log.
vi.hoisted(() => {
  process.env.VERDAD_LOG_LEVEL = "silent";
});

/** Each thread loads the code of the store anew, on a machine that may be busy. */
vi.setConfig({ testTimeout: 120_000 });

const { store, get, post, close } = await openRoutes();
afterAll(close);

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
