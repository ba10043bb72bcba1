import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runs } from "../scripts/property-runs.ts";
import { decodeTouches, encodeTouches, SIDES, type StoredTouch, sidesOf } from "./touch-bytes.ts";

const id = fc.oneof(fc.nat({ max: 300 }), fc.nat({ max: 2 ** 31 - 1 }));
const touch: fc.Arbitrary<StoredTouch> = fc.record({
  importId: id,
  momentId: id,
  when: fc.record({
    at: fc.oneof(fc.integer({ min: -62_135_596_800_000, max: 253_402_300_799_999 }), fc.nat({ max: 5 }), fc.constant(1_767_225_600_000)),
    dateOnly: fc.boolean(),
  }),
  channelId: id,
  teamId: id,
  answer: fc.option(fc.nat({ max: 10 })),
});

const encoded = (touches: readonly StoredTouch[], sides = 0): Buffer | null => {
  const bytes = encodeTouches(
    touches.map((live) => ({ live })),
    sides,
  );
  return bytes && Buffer.from(bytes);
};

describe("touches as bytes", () => {
  test("read back as they were, years 1 to 9999, ids of 31 bits, any order of times", () => {
    fc.assert(
      fc.property(fc.array(touch, { maxLength: 40 }), fc.nat({ max: 31 }), (touches, sides) => {
        const bytes = encoded(touches, sides);
        expect(decodeTouches(bytes)).toEqual(touches);
        expect(sidesOf(bytes)).toBe(sides);
        expect(bytes === null).toBe(touches.length === 0 && sides === 0);
      }),
      { numRuns: runs(300) },
    );
  });

  test("a visit's second touch 300 s after the first, same channel and import: head 0x15, 600 = 0xd8 0x04, moment 2, team 9", () => {
    const first = { importId: 1, momentId: 1, when: { at: 0, dateOnly: false }, channelId: 3, teamId: 8, answer: null };
    const second = { importId: 1, momentId: 2, when: { at: 300_000, dateOnly: false }, channelId: 3, teamId: 9, answer: 4 };
    expect([...(encoded([first, second], SIDES.comments) ?? [])]).toEqual([2, 0xd0, 0, 1, 8, 3, 1, 0x15, 0xd8, 0x04, 2, 9]);
  });

  test("no touch and no side: no bytes; bytes cut short are an error, not fewer touches", () => {
    expect(encoded([])).toBeNull();
    expect(decodeTouches(null)).toEqual([]);
    expect(() => decodeTouches(Uint8Array.of(0, 0x15, 0xd8))).toThrow("end too early");
  });
});
