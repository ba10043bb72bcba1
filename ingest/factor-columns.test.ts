import { describe, expect, test } from "vitest";
import { InputError } from "./input-error.ts";
import { mappedColumns, parseMapping } from "./mapping.ts";
import { type AllRows, readAll, testJourney, testMoment, withFile } from "./testing.ts";

const JOURNEY = testJourney([testMoment(1, "search"), testMoment(2, "pay")]);
const WIDE = { shape: "wide", source: "survey", visit: "id", startedAt: { value: "2026-05-01" }, ratings: { search: "S", pay: "P" } };
const LONG = { shape: "long", source: "shop", visit: "id", moment: "moment", at: { value: "2026-05-01" }, rating: "rating" };

const rows = (content: string, mapping: object): Promise<AllRows> => withFile(content, (file) => readAll(file, mapping, JOURNEY));

const CODES = { "1": "slow", "2": "dear", "9": "" };

describe("a wide file", () => {
  const factors = { pay: [{ columns: ["C1", "C2"], values: CODES, blank: ["0"] }, "open"] };

  test("several columns a question: each factor once, codes of nothing left out, unlisted codes as they are; rated or not", async () => {
    const read = await rows(
      ["id,S,P,C1,C2,open", "a,5,2,1,2,", "b,5,,1,1,queue moved back", "c,5,4,0,9,", "d,5,4,7,,", "e,5,4,,,"].join("\n"),
      { ...WIDE, factors },
    );
    const mentioned = (texts: string[]) => [{ momentId: 2, factors: texts }];
    expect(read.accepted.map(({ visit, mentions }) => [visit, mentions])).toEqual([
      ["a", mentioned(["slow", "dear"])],
      ["b", mentioned(["slow", "queue moved back"])],
      ["c", undefined],
      ["d", mentioned(["7"])],
      ["e", undefined],
    ]);
    expect(read.accepted.map(({ touches }) => touches.length)).toEqual([2, 1, 2, 2, 2]);
  });

  test('with "*" every other code has one meaning, also none; the file\'s own blank codes say nothing', async () => {
    const only = (rest: string) => ({ ...WIDE, blank: ["0"], factors: { pay: { column: "C1", values: { "1": "slow", "*": rest } } } });
    const file = "id,S,P,C1\na,5,2,1\nb,5,2,7\nc,5,2,0\n";
    const texts = async (rest: string) => (await rows(file, only(rest))).accepted.map(({ mentions }) => mentions?.[0]?.factors ?? []);
    expect(await texts("other")).toEqual([["slow"], ["other"], []]);
    expect(await texts("")).toEqual([["slow"], [], []]);
  });

  test("a moment that the journey does not have is refused with its place, a column that the file does not have likewise", async () => {
    const wrong = async (mentioned: object) => {
      const error: unknown = await rows("id,S,P\na,5,5\n", { ...WIDE, factors: mentioned }).catch((thrown: unknown) => thrown);
      return error instanceof InputError ? [error.column, error.sentence] : [];
    };
    expect(await wrong({ gate: "S" })).toEqual(["factors.gate", 'The journey "shop" has no moment "gate". It has search, pay.']);
    expect((await wrong({ pay: "C9" }))[1]).toMatch(/no such column \(factors\.pay in the mapping\)/);
  });
});

describe("a long file", () => {
  const file = ["id,moment,rating,why", "a,pay,2,slow; dear ;slow", "a,search,5,", `b,pay,1,${"x".repeat(301)}`].join("\n");

  test("one cell with a separator: the parts are the touch's; without one the cell is one factor", async () => {
    const read = await rows(file, { ...LONG, factors: { column: "why", separator: ";" } });
    expect(read.accepted.map(({ touches }) => touches[0]?.factors)).toEqual([["slow", "dear"], undefined]);
    const whole = await rows(file, { ...LONG, factors: "why" });
    expect(whole.accepted[0]?.touches[0]?.factors).toEqual(["slow; dear ;slow"]);
  });

  test("301 characters are no factor: the row is rejected", async () => {
    const [reject] = (await rows(file, { ...LONG, factors: "why" })).rejected;
    expect([reject?.line, reject?.column, reject?.reason]).toEqual([4, "why", "A factor has at most 300 characters; this one has 301."]);
  });

  test("an open answer is masked like a comment, unless the mapping says not to; what the mapping itself says is not", async () => {
    const open = "id,moment,rating,why\na,pay,2,call 010-1234-5678\nb,pay,2,1\n";
    const values = { "1": "desk 010-9999-9999" };
    const texts = async (more: object) =>
      (await rows(open, { ...LONG, factors: { column: "why", values }, comment: "why", ...more })).accepted.map(({ touches }) => [
        touches[0]?.factors?.[0],
        touches[0]?.comment,
      ]);
    expect(await texts({})).toEqual([
      ["call [phone]", "call [phone]"],
      ["desk 010-9999-9999", "1"],
    ]);
    expect((await texts({ maskPersonalData: false }))[0]).toEqual(["call 010-1234-5678", "call 010-1234-5678"]);
  });

  test("a comment in decomposed Korean is stored composed, so that it can be found", async () => {
    const read = await rows(`id,moment,rating,why\na,pay,2,${"느려요".normalize("NFD")}\n`, { ...LONG, comment: "why" });
    expect(read.accepted[0]?.touches[0]?.comment).toBe("느려요");
  });
});

describe("the mapping", () => {
  test("lists the columns with their place", () => {
    const wide = parseMapping({ ...WIDE, factors: { pay: ["A", { columns: ["B", "C"] }] } }, "m");
    expect(mappedColumns(wide).filter(({ place }) => place.startsWith("factors"))).toEqual(
      ["A", "B", "C"].map((column) => ({ place: "factors.pay", column })),
    );
    const long = parseMapping({ ...LONG, factors: { column: "why" } }, "m");
    expect(mappedColumns(long).at(-1)).toEqual({ place: "factors", column: "why" });
  });

  test.each([
    ["no column", { ...LONG, factors: { separator: ";" } }, /one "column" or several "columns"/],
    ["a column and columns", { ...LONG, factors: { column: "a", columns: ["b"] } }, /one "column" or several "columns"/],
    ["an empty list of columns", { ...LONG, factors: { columns: [] } }, /no column in the list/],
    ["an empty separator", { ...LONG, factors: { column: "a", separator: "" } }, /separator is empty/],
    ["an unknown field", { ...LONG, factors: { column: "a", sep: ";" } }, /no such field: sep/],
    ["a meaning of 301 characters", { ...LONG, factors: { column: "a", values: { "1": "x".repeat(301) } } }, /at most 300/],
    ["factors by moment in a long file", { ...LONG, factors: { pay: "a" } }, /no such field: pay|Factors come from/],
    ["factors without a moment in a wide file", { ...WIDE, factors: ["a"] }, /./],
    ["masking that is no yes or no", { ...LONG, maskPersonalData: "yes" }, /./],
  ])("%s is refused", (_name, json, sentence) => {
    expect(() => parseMapping(json, "mapping.json")).toThrow(sentence);
  });
});
