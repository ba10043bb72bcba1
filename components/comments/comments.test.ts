import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { CHOICES } from "#components/charts/test-documents.ts";
import { testWords } from "#components/charts/test-words.ts";
import { chart, factor } from "#components/mot-chart/test-chart.ts";
import type { CommentsDocument } from "#domain/chart-documents.ts";
import { runs } from "#scripts/property-runs.ts";
import { readCommentsPlace, writeCommentsPlace } from "./place.ts";
import { piecesOf, prepareComments, tagChoices } from "./prepare.ts";
import { chosenFactors } from "./use-tags.ts";

const en = testWords("comments", "en", CHOICES);
const ko = testWords("comments", "ko", CHOICES);

describe("the place in the address", () => {
  test("property: what is written is read back, and nothing else of the address changes", () => {
    const place = fc.record({ q: fc.string(), factor: fc.option(fc.string({ minLength: 1 })), offset: fc.nat(999_999_999) });
    fc.assert(
      fc.property(place, (wanted) => {
        const text = writeCommentsPlace(wanted, "channel=a%26b&segment=x&q=old&offset=50&channel=c");
        expect(readCommentsPlace(text)).toEqual(wanted);
        expect([...new URLSearchParams(text)].filter(([name]) => name === "channel" || name === "segment")).toEqual([
          ["channel", "a&b"],
          ["segment", "x"],
          ["channel", "c"],
        ]);
      }),
      { numRuns: runs(200) },
    );
  });

  test.each(["-1", "1e3", "x", "1.5", ""])("an offset of %j is the beginning", (offset) => {
    expect(readCommentsPlace(`offset=${offset}`).offset).toBe(0);
  });
});

describe("the words that were found", () => {
  const found = (text: string, q: string) => piecesOf(text, q).flatMap((piece) => (piece.found ? piece.text : []));

  it("are marked anywhere, whatever their case, in both languages; signs mean themselves", () => {
    expect(found("The LONG line was too long", "long")).toEqual(["LONG", "long"]);
    expect(found("대기 줄이 너무 길어요", "줄 길어")).toEqual(["줄", "길어"]);
    expect(found("100% (fine) a.b", "(fine) 0% .")).toEqual(["0%", "(fine)", "."]);
    expect(piecesOf("any", "  ")).toEqual([{ at: 0, text: "any", found: false }]);
  });

  test("property: the pieces are the text, whatever is looked for", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, q) => {
        const pieces = piecesOf(text, q);
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
        for (const piece of pieces) expect(text.slice(piece.at, piece.at + piece.text.length)).toBe(piece.text);
      }),
      { numRuns: runs(300) },
    );
  });
});

test("a tag on its way stands as it was asked for: one put on, one taken off, and none of another comment", () => {
  const tags = [{ factor: "a" }, { factor: "b" }];
  const tag = (factor: string, on: boolean, visit = 7) => ({ visit, touch: 2, factor, on });
  const pending = [tag("c", true), tag("a", false), tag("d", true, 8), tag("e", true), tag("e", false)];
  expect(chosenFactors({ visit: 7, touch: 2, tags }, pending)).toEqual(["b", "c"]);
});

describe("the list", () => {
  const comment = {
    ...{ visit: 7, touch: 2, at: "2026-07-01T09:05:00Z", dateOnly: false, moment: "call", channel: "phone", segment: "none", team: "none" },
    ...{ rating: 2, zone: "minus" as const, text: "Too slow", mentions: [{ moment: "call", factor: "lanes" }] },
    tags: [
      { moment: "call", factor: "lanes", actor: "ann@example.org", at: "2026-07-02T10:00:00Z" },
      { moment: "booking", factor: "other", actor: "ann@example.org", at: "2026-07-02T10:00:00Z" },
    ],
  };
  const document: CommentsDocument = {
    period: { from: "2026-07-01", to: "2026-07-31", timeZone: "Asia/Seoul" },
    total: 1234,
    offset: 50,
    comments: [comment, { ...comment, visit: 8, moment: null, rating: null, zone: null, at: "2026-07-01T00:00:00Z", dateOnly: true }],
  };
  const input = { document, moment: "call", chart: chart([factor("lanes", "standard", [40, 5, 5])]), q: "" };

  it("says when in the organisation's zone, of whom, how it was rated, and what of this moment's chart it mentions", () => {
    const [first, second] = prepareComments(input, en).rows;
    expect(first).toMatchObject({ when: "1 Jul 2026, 18:05", details: ["Phone"], rating: "2 · minus", zone: "minus" });
    expect(first?.mentions).toEqual([{ factor: "lanes", text: "lanes in English", column: "standard" }]);
    expect(first?.tags.map(({ factor: key, by }) => [key, by])).toEqual([["lanes", "Tagged by ann@example.org, 2 Jul 2026, 19:00"]]);
    expect(second).toMatchObject({ when: "1 Jul 2026", details: ["on the whole visit", "Phone"], rating: null, zone: null });
    expect(prepareComments(input, ko).rows[0]).toMatchObject({ when: "2026년 7월 1일 18:05", details: ["전화"], rating: "2점 · 마이너스" });
  });

  it("51–52 of 1,234: newer ones from 0 on, older ones from 52 on; a list that ends has no more", () => {
    expect(prepareComments(input, en)).toMatchObject({ title: "1,234 comments", range: "51–52 of 1,234", newer: 0, older: 52 });
    const end = { ...input, document: { ...document, total: 52 } };
    expect(prepareComments(end, en)).toMatchObject({ newer: 0, older: null });
    const empty = { ...input, document: { ...document, total: 0, offset: 0, comments: [] } };
    expect(prepareComments(empty, en)).toMatchObject({ title: "No comments", range: null, newer: null, older: null });
  });

  it("offers every line that is on the chart for a tag", () => {
    const off = factor("off", "plus", [0, 0, 0], { archived: true });
    expect(tagChoices(chart([factor("a", "plus", [0, 0, 0]), off]), ko)).toEqual([{ factor: "a", text: "a 한국어", column: "plus" }]);
    expect(tagChoices(undefined, ko)).toEqual([]);
  });
});
