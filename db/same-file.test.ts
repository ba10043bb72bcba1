/** Any file again changes nothing the second time; any import undone leaves what the others alone would have made. */
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CheckedRow, CheckedTouch, Knowledge } from "#domain/checked-row.ts";
import { runs } from "../scripts/property-runs.ts";
import { undoImport } from "./import-undo.ts";
import { importRows, row, SMALL_JOURNEY, type TestStore, testStore, withJourney } from "./test-store.ts";
import { decodeTouches } from "./touch-bytes.ts";

const HOUR = 3_600_000;
const LONG = runs(180_000);

interface RawRow {
  readonly visit: string;
  readonly hour: number;
  readonly touches: readonly { readonly moment: number; readonly answer: number | null }[];
  readonly channel: string | null;
  readonly segment: string | null;
  readonly customer: string | null;
  readonly weight: number | null;
  readonly area: string | null;
  readonly comment: string | null;
  readonly notMet: readonly number[];
  readonly startHour: number | null;
  readonly ratingId: string | null;
  readonly factors: readonly string[];
}

interface File {
  readonly shape: "wide" | "long";
  readonly rows: readonly RawRow[];
  readonly batch: number;
}

/** Hours, and the numbers of ratings, by index of the file where two files are never to state the same touch. */
const anyRow = (hour: fc.Arbitrary<number>, numbers: readonly string[]): fc.Arbitrary<RawRow> =>
  fc.record({
    visit: fc.constantFrom("v", "w"),
    hour,
    touches: fc.uniqueArray(fc.record({ moment: fc.nat({ max: 4 }), answer: fc.option(fc.nat({ max: 4 })) }), {
      selector: (touch) => touch.moment,
      minLength: 1,
      maxLength: 2,
    }),
    channel: fc.option(fc.constantFrom("app", "desk")),
    segment: fc.option(fc.constantFrom("x", "y")),
    customer: fc.option(fc.constantFrom("k1", "k2")),
    weight: fc.option(fc.constantFrom(1, 2)),
    area: fc.option(fc.constantFrom("A", "B")),
    comment: fc.option(fc.constantFrom("good", "bad")),
    notMet: fc.subarray([0, 1, 2]),
    startHour: fc.option(fc.nat({ max: 20 })),
    ratingId: fc.option(fc.constantFrom(...numbers)),
    factors: fc.oneof({ weight: 2, arbitrary: fc.constant([]) }, fc.subarray(["slow", "kind"])),
  });

const anyFile = (hour: fc.Arbitrary<number>, numbers: readonly string[] = ["r1", "r2"]): fc.Arbitrary<File> =>
  fc.record({
    shape: fc.constantFrom("wide" as const, "long" as const),
    rows: fc.array(anyRow(hour, numbers), { minLength: 1, maxLength: 6 }),
    batch: fc.integer({ min: 1, max: 6 }),
  });

function toRows({ shape, rows }: File, moments: readonly { readonly id: number }[]): CheckedRow[] {
  const checked = rows.flatMap((raw): CheckedRow[] => {
    const when = { at: raw.hour * HOUR, dateOnly: false };
    const touches = raw.touches.map(
      ({ moment, answer }): CheckedTouch => ({
        ...{ momentId: moments[moment]?.id ?? 0, when, channel: raw.channel, team: null, answer, resolution: null, seconds: null },
        comment: shape === "long" ? raw.comment : null,
        ratingId: shape === "long" && raw.ratingId !== null ? `${raw.ratingId} ${moment}` : null,
        ...(shape === "long" && raw.factors.length > 0 && { factors: raw.factors }),
      }),
    );
    const startedAt = raw.startHour === null ? null : { at: raw.startHour * HOUR, dateOnly: false };
    const { visit, segment, customer, weight } = raw;
    const shared = { visit, when, segment, customer, weight, attributes: raw.area === null ? null : { area: raw.area } };
    if (shape === "long") return touches.map((touch) => row({ ...shared, startedAt, touches: [touch] }));
    const notMet = raw.notMet.map((moment) => moments[moment]?.id ?? 0);
    const knowledge: Knowledge = raw.notMet.length > 0 ? "not-met-coded" : "ratings-only";
    const rated = touches.filter(({ answer }) => answer !== null);
    const { channel, comment, factors } = raw;
    const mentions = factors.length > 0 && { mentions: [{ momentId: moments[0]?.id ?? 0, factors }] };
    return [row({ ...shared, startedAt: startedAt ?? when, channel, notMet, knowledge, comment, touches: rated, ...mentions })];
  });
  return checked.map((one, i) => ({ ...one, line: i + 2 }));
}

let opened: TestStore;
let journeys = 0;
beforeAll(() => {
  opened = testStore();
});
afterAll(() => opened.close());

const freshJourney = () => withJourney(opened.store, { ...SMALL_JOURNEY, key: `j${journeys++}` });
type Fresh = Awaited<ReturnType<typeof freshJourney>>;

const take = (journey: Fresh, file: File) =>
  importRows(opened.store, journey, toRows(file, journey.moments), { shape: file.shape, batch: file.batch });

interface Side {
  visit_id: number;
  seq: number;
  detail: string | null;
}

interface Packed {
  id: number;
  external_id: string;
  touches: Buffer | null;
}

/** Everything that a journey's visits and touches say, without the store's own numbers; moments by their bit. */
function stateOf(journey: Fresh): unknown {
  const all = <T>(sql: string): T[] => opened.store.driver.prepare<{ journey: number }, T>(sql).all({ journey: journey.id });
  const visits =
    all(`select external_id, s.key as segment, c.key as channel, started_at, started_date_only, start_day, last_at, touched, rated, broken,
    repeated, out_of_order, v.not_met, knowledge, customer, weight, attributes, comment from visits v join segments s on s.id = v.segment_id
    join channels c on c.id = v.entry_channel_id where v.journey_id = @journey order by external_id`);
  const bits = new Map(journey.moments.map(({ id, bit }) => [id, bit]));
  const channels = new Map(opened.store.driver.prepare<[], [number, string]>("select id, key from channels").raw().all());
  const sides =
    all<Side>(`select visit_id, d.seq, d.rating_ref as detail from touch_details d join visits v on v.id = d.visit_id where v.journey_id = @journey
    union all select visit_id, o.seq, o.text from comments o join visits v on v.id = o.visit_id where v.journey_id = @journey
    union all select visit_id, n.seq, f.key from mentions n join visits v on v.id = n.visit_id join factors f on f.id = n.factor_id
    where n.version = 0 and v.journey_id = @journey order by 1, 2, 3`);
  const touches = all<Packed>("select id, external_id, touches from visits where journey_id = @journey order by external_id, id").map(
    ({ id, external_id, touches: bytes }) =>
      decodeTouches(bytes)
        .map((touch, i) => [
          ...[external_id, bits.get(touch.momentId), touch.when, touch.answer, channels.get(touch.channelId)],
          ...sides.filter((side) => side.visit_id === id && side.seq === i + 1).map(({ detail }) => detail),
        ])
        .toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)),
  );
  const history = all(`select external_id, bit, h.at, h.answer, h.rating_ref from touch_history h join visits v on v.id = h.visit_id
    join moments m on m.id = h.moment_id where v.journey_id = @journey order by 1, 2, 3, 4, 5`);
  const cells =
    all(`select f.key, m.bit, bucket, mentioned, a0, a1, a2, a3, a4, s.key as segment, c.key as channel, e.key as entry from factor_days d
    join factors f on f.id = d.factor_id join moments m on m.id = f.moment_id join segments s on s.id = d.segment_id
    join channels c on c.id = d.channel_id join channels e on e.id = d.entry_channel_id where d.journey_id = @journey order by 1, 2, 3, 10, 11, 12`);
  const factors = all(`select f.key, "column", f.archived from factors f join moments m on m.id = f.moment_id where m.journey_id = @journey
    order by m.bit, 1`);
  return { visits, touches, history, cells, factors };
}

describe("a file", () => {
  test("again, maybe after another one: every accepted row is unchanged, nothing is created, and all is as it was", {
    timeout: LONG,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(anyFile(fc.nat({ max: 3 })), fc.option(anyFile(fc.constantFrom(0.5, 1.5, 2.5))), async (file, other) => {
        const journey = await freshJourney();
        const first = await take(journey, file);
        if (other) await take(journey, other);
        const before = stateOf(journey);
        const again = await take(journey, file);
        expect(again).toMatchObject({ rows: first.rows, accepted: first.rows, unchanged: first.rows, visits: 0, touches: 0, ratings: 0 });
        expect(stateOf(journey)).toEqual(before);
      }),
      { numRuns: runs(150) },
    );
  });

  test("undone: what is left is what the other files alone make, where none repeats a row of another", { timeout: LONG }, async () => {
    const files = fc.tuple(
      ...[0, 1, 2].map((index) =>
        anyFile(
          fc.nat({ max: 5 }).map((n) => n * 3 + index),
          [`r1 of ${index}`, `r2 of ${index}`],
        ),
      ),
    );
    await fc.assert(
      fc.asyncProperty(files, fc.subarray([0, 1, 2], { minLength: 1 }), async (all, undone) => {
        const journey = await freshJourney();
        const ids: number[] = [];
        for (const file of all) ids.push((await take(journey, file)).importId);
        for (const index of undone) await undoImport(opened.store, ids[index] ?? 0, () => 0);
        const alone = await freshJourney();
        for (const [index, file] of all.entries()) if (!undone.includes(index)) await take(alone, file);
        expect(stateOf(journey)).toEqual(stateOf(alone));
      }),
      { numRuns: runs(150) },
    );
  });
});
