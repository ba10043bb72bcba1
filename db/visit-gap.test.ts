/** Visits divided by pauses: late rows that bridge one join visits, undoing them divides the visits again. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckedRow } from "#domain/checked-row.ts";
import { runs } from "../scripts/property-runs.ts";
import { undoImport } from "./import-undo.ts";
import type { JourneyRow } from "./journeys.ts";
import { verifyStore } from "./recount.ts";
import { importRows, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "./test-store.ts";
import { decodeTouches } from "./touch-bytes.ts";

const MINUTE = 60_000;
const GAP = 30;

interface Contact {
  readonly visit: string;
  readonly minute: number;
  readonly moment: number;
  readonly segment: string | null;
}

let opened: TestStore;
let journeys = 0;
beforeAll(() => {
  opened = testStore();
});
afterAll(() => opened.close());

const freshJourney = () => withJourney(opened.store, { ...SMALL_JOURNEY, key: `j${journeys++}` });

function rowsOf(
  contacts: readonly Contact[],
  journey: JourneyRow & { readonly moments: readonly { readonly id: number }[] },
): CheckedRow[] {
  return contacts.map(({ visit, minute, moment, segment }, i) => {
    const when = { at: minute * MINUTE, dateOnly: false };
    const momentId = journey.moments[moment]?.id ?? 0;
    const rest = { channel: null, team: null, answer: 4, comment: null, resolution: null, seconds: null, ratingId: null };
    return row({ line: i + 2, visit, when, segment, touches: [{ momentId, when, ...rest }] });
  });
}

const take = (contacts: readonly Contact[], journey: Awaited<ReturnType<typeof freshJourney>>, batch = 3) =>
  importRows(opened.store, journey, rowsOf(contacts, journey), { shape: "long", visitGapMs: GAP * MINUTE, batch });

/** Stored visits as `id: minutes of its touches, start, segment`. */
function stored(journeyId: number): string[] {
  const visits = opened.store.driver
    .prepare<[number], { id: string; startedAt: number; segment: string; touches: Buffer | null }>(
      `select v.external_id as id, v.started_at as startedAt, s.key as segment, v.touches
       from visits v join segments s on s.id = v.segment_id where v.journey_id = ?`,
    )
    .all(journeyId);
  return visits
    .map(({ id, startedAt, segment, touches }) => {
      const inOrder = decodeTouches(touches).toSorted((a, b) => a.when.at - b.when.at || a.momentId - b.momentId);
      const places = inOrder.map(({ when, momentId }) => `${when.at / MINUTE}/${momentId}`);
      return `${id}: ${places.join(",")} from ${startedAt / MINUTE} ${segment}`;
    })
    .sort();
}

/** The same from the contacts of all imports that stand: sorted by time, divided at each longer pause; the last segment given counts. */
function expected(imports: readonly (readonly Contact[])[], moments: readonly { readonly id: number }[]): string[] {
  const seen = new Map<string, Contact & { readonly order: number }>();
  imports.flat().forEach((contact, order) => {
    const key = `${contact.visit} ${contact.minute} ${contact.moment}`;
    if (!seen.has(key)) seen.set(key, { ...contact, order });
  });
  const lines: string[] = [];
  for (const mine of Map.groupBy(seen.values(), ({ visit }) => visit).values()) {
    const sorted = mine.toSorted((a, b) => a.minute - b.minute || a.order - b.order);
    let visit: typeof sorted = [];
    for (const [i, contact] of sorted.entries()) {
      visit.push(contact);
      const next = sorted[i + 1];
      if (next && next.minute - contact.minute <= GAP) continue;
      const idOf = (moment: number) => moments[moment]?.id ?? 0;
      const touches = visit.map(({ minute, moment }) => ({ minute, id: idOf(moment) })).sort((a, b) => a.minute - b.minute || a.id - b.id);
      const segment = visit.findLast((other) => other.segment !== null)?.segment ?? "none";
      lines.push(`${contact.visit}: ${touches.map(({ minute, id }) => `${minute}/${id}`).join(",")} from ${visit[0]?.minute} ${segment}`);
      visit = [];
    }
  }
  return lines.sort();
}

describe("a pause of 30 minutes", () => {
  test("minutes 0, 30 and 61: the first two are one visit (30 is no longer than 30), the third is another; both count as created", async () => {
    const journey = await freshJourney();
    const contacts = [0, 30, 61].map((minute, moment) => ({ visit: "v", minute, moment, segment: null }));
    const result = await take(contacts, journey);
    expect(result).toMatchObject({ rows: 3, visits: 2, touches: 3 });
    expect(stored(journey.id)).toEqual(expected([contacts], journey.moments));
  });

  test("minute 45 comes late and joins 0..30 with 61: one visit; undone, there are two again, as they were", async () => {
    const journey = await freshJourney();
    const early = [0, 30, 61].map((minute, moment) => ({ visit: "v", minute, moment, segment: moment === 2 ? "x" : null }));
    await take(early, journey);
    const before = stored(journey.id);
    const bridge = await take([{ visit: "v", minute: 45, moment: 3, segment: null }], journey);
    expect(bridge).toMatchObject({ visits: 1, touches: 1 });
    expect(stored(journey.id)).toHaveLength(1);
    expect(stored(journey.id)[0]).toMatch(/ from 0 x$/);
    await undoImport(opened.store, bridge.importId, () => 0);
    expect(stored(journey.id)).toEqual(before);
  });

  test("of 0, 20, 45, 61 the first is undone: what stays is one visit from 20", async () => {
    const journey = await freshJourney();
    const first = await take([{ visit: "v", minute: 0, moment: 0, segment: "x" }], journey);
    const later = [61, 20, 45].map((minute, i) => ({ visit: "v", minute, moment: i, segment: null }));
    await take(later, journey, 1);
    expect(stored(journey.id)).toHaveLength(1);
    await undoImport(opened.store, first.importId, () => 0);
    expect(stored(journey.id)).toEqual(expected([later], journey.moments));
  });

  test("random imports, repeats and undos leave what sorting by time and dividing at each pause gives", async () => {
    const contact = fc.record({
      visit: fc.constantFrom("v", "w"),
      minute: fc.nat({ max: 40 }).map((n) => n * 10),
      moment: fc.nat({ max: 3 }),
      segment: fc.constant(null),
    });
    const step = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record({ contacts: fc.array(contact, { minLength: 1, maxLength: 6 }), batch: fc.integer({ min: 1, max: 6 }) }),
      },
      { weight: 1, arbitrary: fc.record({ undo: fc.nat({ max: 4 }) }) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 7 }), async (steps) => {
        const journey = await freshJourney();
        let standing: { id: number; contacts: readonly Contact[] }[] = [];
        for (const next of steps) {
          if ("contacts" in next) {
            // A row belongs to the import that first brought it.
            const known = new Set(standing.flatMap(({ contacts }) => contacts.map((other) => JSON.stringify(other))));
            const contacts = next.contacts.map((raw) => ({ ...raw, segment: raw.minute % 20 === 0 ? `s${raw.minute}` : null }));
            const { importId, visits } = await take(contacts, journey, next.batch);
            const fresh = contacts.filter((other) => !known.has(JSON.stringify(other)));
            standing.push({ id: importId, contacts: fresh });
            const all = standing.map(({ contacts: mine }) => mine);
            const touched = expected(all, journey.moments).filter((line) => {
              const [, visit = "", touches = ""] = /^(.): (\S+) /.exec(line) ?? [];
              return fresh.some((other) => other.visit === visit && touches.split(",").includes(placeOf(other, journey)));
            });
            expect(visits).toBe(touched.length);
          } else {
            const target = standing[next.undo];
            if (!target) continue;
            await undoImport(opened.store, target.id, () => 0);
            standing = standing.filter((other) => other !== target);
          }
          expect(stored(journey.id)).toEqual(
            expected(
              standing.map(({ contacts }) => contacts),
              journey.moments,
            ),
          );
        }
      }),
      { numRuns: runs(80) },
    );
    expect(verifyStore(opened.store)).toMatchObject({ differences: 0 });
  });
});

function placeOf(contact: Contact, journey: { readonly moments: readonly { readonly id: number }[] }): string {
  return `${contact.minute}/${journey.moments[contact.moment]?.id ?? 0}`;
}
