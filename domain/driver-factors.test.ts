import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { columnsOf, meanOf, momentsOf, times } from "./driver-rows.fixture.ts";
import { toDrivers } from "./drivers.ts";
import type { Factor } from "./factor.ts";
import { factorContrasts } from "./factor-contrast.ts";

describe("factors", () => {
  it("one factor: the difference of the mean outcomes, with variances Σe²/(n-1)² of both sides", () => {
    const side = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 30, maxLength: 60 });
    fc.assert(
      fc.property(side, side, (present, absent) => {
        const flags = Uint8Array.from([...present.map(() => 1), ...absent.map(() => 0)]);
        const [found] = factorContrasts(Float64Array.from([...present, ...absent]), [{ factor: "f", present: flags }]);
        const [there, not] = [meanOf(present), meanOf(absent)];
        if (found?.effect.value === undefined || found.effect.value === null) {
          expect(new Set([...present, ...absent]).size).toBe(1);
          return;
        }
        expect(found).toMatchObject({ present: present.length, absent: absent.length });
        expect(found.effect.value).toBeCloseTo(there.mean - not.mean, 10);
        expect((found.effect.high - found.effect.low) / 2 / 1.959963984540054).toBeCloseTo(Math.sqrt(there.variance + not.variance), 10);
        expect(found.behaves === "minus").toBe(found.effect.high < 0);
        expect(found.behaves === "plus").toBe(found.effect.low > 0);
      }),
      { numRuns: runs(60) },
    );
  });

  it("two factors that come together: the one that only goes along has no effect of its own", () => {
    // Outcome 4, less 2 where the queue is mentioned; half of those who mention it mention the staff too.
    const outcome = Float64Array.from([...times(60, 2), ...times(60, 2), ...times(30, 4), ...times(200, 4)]);
    const queue = Uint8Array.from(outcome, (_, i) => (i < 120 ? 1 : 0));
    const staff = Uint8Array.from(outcome, (_, i) => (i >= 60 && i < 150 ? 1 : 0));
    const found = factorContrasts(outcome, [
      { factor: "queue", present: queue },
      { factor: "staff", present: staff },
      { factor: "queue again", present: queue },
      { factor: "never", present: new Uint8Array(outcome.length) },
    ]);
    expect(found.map(({ reason }) => reason)).toEqual(["collinear", null, "collinear", "no-ratings"]);
    const [alone, along] = factorContrasts(outcome, [
      { factor: "queue", present: queue },
      { factor: "staff", present: staff },
    ]);
    expect(alone?.effect.value).toBeCloseTo(-2, 10);
    expect(alone?.behaves).toBe("minus");
    expect(along?.effect.value).toBeCloseTo(0, 10);
    expect(along?.behaves).toBe("neither");
  });
});

describe("factors of a chart", () => {
  it("over the visits that rated the moment: 40 mention it at 2, 60 do not at 4; 50 did not rate it and take no part", () => {
    const rows = [...times(40, [2, 1]), ...times(60, [4, 5]), ...times(50, [1, null])];
    const [step] = momentsOf(1).moments;
    const factor: Factor = {
      ...{ id: 7, momentId: step?.id ?? 0, key: "queue", place: "plus", ordinal: 0, archived: false },
      text: { en: "Queue", ko: "줄" },
    };
    const columns = { ...columnsOf(rows), mentions: new Map([[7, [...Array.from({ length: 40 }, (_, i) => i + 1), 140]]]) };
    const { outcome, moments } = momentsOf(1);
    const elsewhere = { ...factor, id: 8, momentId: 999 };
    const found = toDrivers(outcome, moments, columns, { seed: 1, replicates: 2, factors: [factor, elsewhere] });
    expect(found.factors).toMatchObject([
      {
        moment: step?.key,
        factor: "queue",
        text: { ko: "줄" },
        column: "plus",
        present: 40,
        absent: 60,
        behaves: "minus",
        disagrees: true,
      },
    ]);
    expect(found.factors[0]?.effect.value).toBeCloseTo(-2, 12);
  });
});
