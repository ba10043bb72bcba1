/** For the test of random histories: the steps that one is made of, and how they are drawn. */
import fc from "fast-check";
import type { JourneyFile } from "#domain/journey-file.ts";
import { type RawRow, rawRow } from "./history.fixture.ts";
import { journeyFile, SMALL_JOURNEY } from "./test-store.ts";

/** The moments of a definition in its order; those left out are archived. Cut points by key; `chart`: the first moment's minus column. */
export interface RawDefinition {
  readonly order: readonly string[];
  readonly cuts: readonly number[];
  readonly outcome: string;
  readonly chart: readonly string[];
}

/** A rebuild dies after so many batches, once for each entry; then it is gone on with, left lying or dropped. */
export interface Interruption {
  readonly stops: readonly number[];
  readonly finally: "again" | "finish" | "leave" | "cancel";
}

export type Step =
  | { readonly kind: "import"; readonly shape: "wide" | "long"; readonly rows: readonly RawRow[]; readonly batch: number }
  | { readonly kind: "again"; readonly which: number }
  | { readonly kind: "undo"; readonly which: number }
  | { readonly kind: "erase"; readonly customer: string }
  | { readonly kind: "tag"; readonly which: number; readonly moment: number; readonly on: boolean }
  | ({ readonly kind: "define"; readonly definition: RawDefinition } & Interruption)
  | ({ readonly kind: "zone"; readonly zone: string } & Interruption)
  | ({ readonly kind: "recount" } & Interruption)
  | ({ readonly kind: "back" } & Interruption);

export const MOMENTS = ["a", "b", "c", "d", "overall", "extra"];
const definition: fc.Arbitrary<RawDefinition> = fc.record({
  order: fc.oneof(fc.constant(MOMENTS.slice(0, 5)), fc.shuffledSubarray(MOMENTS, { minLength: 1 })),
  cuts: fc.array(fc.integer({ min: 2, max: 5 }), { minLength: MOMENTS.length, maxLength: MOMENTS.length }),
  outcome: fc.constantFrom("overall", "overall", "b"),
  chart: fc.shuffledSubarray(["slow", "kind", "dirty"], { minLength: 1 }),
});
const interruption = {
  stops: fc.array(fc.nat({ max: 2 }), { maxLength: 2 }),
  finally: fc.constantFrom("again" as const, "finish" as const, "leave" as const, "cancel" as const),
};
const which = fc.nat({ max: 5 });
export const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constant("import" as const),
      shape: fc.constantFrom("wide" as const, "long" as const),
      rows: fc.array(rawRow, { minLength: 1, maxLength: 8 }),
      batch: fc.integer({ min: 1, max: 4 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("again" as const), which }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("undo" as const), which }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant("tag" as const), which: fc.nat({ max: 9 }), moment: fc.nat({ max: 4 }), on: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("erase" as const), customer: fc.constantFrom("k1", "k2") }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("define" as const), definition, ...interruption }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant("zone" as const),
      zone: fc.constantFrom("UTC", "Asia/Seoul", "America/New_York"),
      ...interruption,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("recount" as const), ...interruption }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("back" as const), ...interruption }) },
);

export function toFile({ order, cuts, outcome, chart }: RawDefinition): JourneyFile {
  const moments = order.map((key) => ({
    key,
    name: key,
    stage: "smot",
    scale: [1, 5],
    standardFrom: cuts[MOMENTS.indexOf(key)],
    plusFrom: 5,
    ...(key === outcome ? { role: "outcome" } : {}),
    ...(key === "a" ? { factors: { minus: chart } } : {}),
  }));
  return journeyFile({ ...SMALL_JOURNEY, moments });
}
