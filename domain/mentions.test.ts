import { describe, expect, test } from "vitest";
import { type CommentTag, laterMentions, mentionsOf } from "./mentions.ts";
import { foldClaims, type TouchVersion, type VisitRecord } from "./visit-record.ts";

const version = (momentId: number, at: number, answer: number | null, more: Partial<TouchVersion> = {}): TouchVersion => ({
  ...{ importId: 1, momentId, when: { at, dateOnly: false }, channelId: 0, teamId: 0, answer },
  ...{ resolution: null, seconds: null, ratingRef: null, comment: null },
  ...more,
});
const tag = (factorId: number, momentId: number, text: string): CommentTag => ({ factorId, momentId, text, actor: "ann", at: 0 });

function visit(touches: readonly (TouchVersion & { tags?: CommentTag[] })[], more: Partial<VisitRecord> = {}): VisitRecord {
  return {
    touches: touches.map(({ tags, ...live }) => ({ visitId: null, live, history: [], ...(tags && { tags }) })),
    claims: [],
    ...more,
  };
}

/** Factor, and time and answer of the touch that it goes with. */
function found(record: VisitRecord): (number | null | undefined)[][] {
  return mentionsOf(record, foldClaims(record.claims)).map(({ factorId, touch }) => [factorId, touch?.when.at, touch?.answer]);
}

const claim = (mentions: { momentId: number; factorIds: number[] }[], comment: string | null = null) => ({
  ...{
    importId: 1,
    when: { at: 0, dateOnly: false },
    segmentId: 0,
    segmentAt: 0,
    channelId: 0,
    startedAt: null,
    customer: null,
    weight: null,
  },
  ...{ attributes: null, comment, knowledge: "ratings-only" as const, notMet: 0, mentions },
});

describe("mentions of a visit", () => {
  test("a touch's own go with it; two touches may each mention the same factor", () => {
    expect(found(visit([version(1, 10, 4, { factors: [7] }), version(1, 20, 0, { factors: [7, 8] })]))).toEqual([
      [7, 10, 4],
      [7, 20, 0],
      [8, 20, 0],
    ]);
  });

  test("the visit's go with the earliest rated touch at the moment, whatever arrived first; an unrated one only where no rated one is", () => {
    const claims = [claim([{ momentId: 1, factorIds: [7] }])];
    expect(found(visit([version(1, 5, null), version(1, 30, 1), version(1, 20, 2), version(2, 1, 0)], { claims }))).toEqual([[7, 20, 2]]);
    expect(found(visit([version(1, 9, null), version(1, 5, null)], { claims }))).toEqual([[7, 5, null]]);
    expect(found(visit([version(2, 1, 0)], { claims }))).toEqual([[7, undefined, undefined]]);
  });

  test("said by the touch, by the visit and by a tag, it is one mention", () => {
    const touch = version(1, 10, 4, { factors: [7], comment: "slow" });
    const claims = [claim([{ momentId: 1, factorIds: [7] }])];
    expect(found(visit([{ ...touch, tags: [tag(7, 1, "slow")] }], { claims }))).toEqual([[7, 10, 4]]);
  });

  test("a tag holds as long as the words do: after another comment it is gone, with the old one back it is back", () => {
    const tagged = (comment: string) => visit([{ ...version(1, 10, 4, { comment }), tags: [tag(7, 1, "slow")] }]);
    expect([found(tagged("slow")), found(tagged("fast")), found(tagged("slow"))]).toEqual([[[7, 10, 4]], [], [[7, 10, 4]]]);
  });

  test("a comment at one moment, tagged with another moment's factor: that moment's rating", () => {
    const overall = { ...version(9, 50, 0, { comment: "security!" }), tags: [tag(7, 1, "security!")] };
    expect(found(visit([version(1, 10, 1), overall]))).toEqual([[7, 10, 1]]);
  });

  test("a tag on the visit's comment", () => {
    const claims = [claim([], "all slow")];
    expect(found(visit([version(1, 10, 1)], { claims, tags: [tag(7, 1, "all slow"), tag(8, 1, "other words")] }))).toEqual([[7, 10, 1]]);
  });

  test("a later statement replaces an earlier one of the same moment and leaves other moments alone", () => {
    const one = (momentId: number, ...factorIds: number[]) => ({ momentId, factorIds });
    expect(laterMentions([one(1, 7), one(3, 5)], [one(2, 4), one(1, 8, 9)])).toEqual([one(1, 8, 9), one(2, 4), one(3, 5)]);
  });
});
