import { sql } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { listAudit } from "./audit.ts";
import { DimensionIds, readDimension } from "./dimensions.ts";
import { markPrioritySegment } from "./priority-segment.ts";
import { type TestStore, testStore, withJourney } from "./test-store.ts";

let here: TestStore;
const BY = { actor: "lead@example.org", at: 7 };

beforeEach(async () => {
  here = testStore();
  await withJourney(here.store);
  const ids = new DimensionIds(here.store, "segments", null);
  for (const key of ["business", "우수 고객, 1"]) ids.put({ key, name: { en: key, ko: key }, priority: false });
});
afterEach(() => here.close());

const marked = () => readDimension(here.store, "segments").flatMap((segment) => (segment.priority ? [segment.key] : []));
const version = () => here.store.orm.get<{ v: number }>(sql`select data_version as v from journeys`)?.v ?? 0;

test("marking one unmarks the other; none unmarks all; each change is in the audit trail and moves the data version", () => {
  const start = version();
  expect(markPrioritySegment(here.store, "business", BY)).toEqual({ ok: true, value: true });
  expect(marked()).toEqual(["business"]);
  expect(markPrioritySegment(here.store, "우수 고객, 1", BY)).toEqual({ ok: true, value: true });
  expect(marked()).toEqual(["우수 고객, 1"]);
  expect(markPrioritySegment(here.store, null, BY)).toEqual({ ok: true, value: true });
  expect(marked()).toEqual([]);
  expect(version()).toBe(start + 3);
  expect(listAudit(here.store).map(({ at, actor, action, detail }) => ({ at, actor, action, detail }))).toEqual([
    { at: 7, actor: "lead@example.org", action: "segment:priority", detail: { segment: null, before: ["우수 고객, 1"] } },
    { at: 7, actor: "lead@example.org", action: "segment:priority", detail: { segment: "우수 고객, 1", before: ["business"] } },
    { at: 7, actor: "lead@example.org", action: "segment:priority", detail: { segment: "business", before: [] } },
  ]);
});

test("the same again changes and records nothing; a segment that does not exist is named and changes nothing", () => {
  markPrioritySegment(here.store, "business", BY);
  const start = version();
  expect(markPrioritySegment(here.store, "business", BY)).toEqual({ ok: true, value: false });
  const unknown = markPrioritySegment(here.store, "vip", BY);
  expect(unknown).toMatchObject({ ok: false, problem: { code: "bad-parameter", parameter: "segment", value: "vip" } });
  expect(marked()).toEqual(["business"]);
  expect(version()).toBe(start);
  expect(listAudit(here.store)).toHaveLength(1);
});
