import fc from "fast-check";
import iconv from "iconv-lite";
import { describe, expect, it } from "vitest";
import { runs } from "#scripts/property-runs.ts";
import { fileFingerprint } from "./fingerprint.ts";
import { InputError } from "./input-error.ts";
import type { OpenOptions } from "./open-rows.ts";
import { type AllRows, readAll, testJourney, testMoment, withFile } from "./testing.ts";

const JOURNEY = testJourney([
  testMoment(1, "search"),
  testMoment(2, "pay"),
  testMoment(3, "grade", { min: 1, max: 6, step: 1, best: "low" }),
  testMoment(4, "recommend", { min: 0, max: 10, step: 1, best: "high" }),
]);
const LONG = { shape: "long", source: "shop", visit: "id", moment: "moment", at: "at", rating: "rating", channel: "channel" };
const WIDE = { shape: "wide", source: "survey", visit: "id", startedAt: { value: "2026-05-01" }, ratings: { search: "S", pay: "P" } };
const DAY = Date.UTC(2026, 4, 1);

async function rows(content: string | Buffer, mapping: object, options: Partial<OpenOptions> = {}): Promise<AllRows> {
  return withFile(content, (file) => readAll(file, mapping, JOURNEY, options));
}

/** The reasons of rejects, by line. */
async function reasons(content: string, mapping: object): Promise<[number, string, string, string][]> {
  const read = await rows(content, mapping);
  return read.rejected.map(({ line, column, value, reason }) => [line, column, value, reason]);
}

describe("long files", () => {
  it("a row is a touch; an empty rating is a touch without one", async () => {
    const read = await rows("id,moment,at,rating,channel\n 7 ,search,2026-05-01T10:00,4,app\n7,pay,2026-05-01,,\n", LONG);
    expect(read).toMatchObject({
      encoding: "utf-8",
      delimiter: ",",
      header: ["id", "moment", "at", "rating", "channel"],
      rows: 2,
      rejected: [],
    });
    expect(read.accepted[0]).toEqual({
      line: 2,
      visit: "7",
      when: { at: DAY + 36_000_000, dateOnly: false },
      startedAt: null,
      segment: null,
      channel: null,
      customer: null,
      weight: null,
      attributes: null,
      notMet: [],
      knowledge: "complete",
      touches: [
        {
          momentId: 1,
          when: { at: DAY + 36_000_000, dateOnly: false },
          channel: "app",
          team: null,
          answer: 3,
          comment: null,
          resolution: null,
          seconds: null,
          ratingId: null,
        },
      ],
      comment: null,
    });
    expect(read.accepted[1]?.touches[0]).toMatchObject({ momentId: 2, when: { at: DAY, dateOnly: true }, answer: null, channel: null });
  });

  it("everything that a touch may carry", async () => {
    const mapping = {
      ...LONG,
      team: "team",
      segment: { column: "seg", values: { "1": "business", "*": "other" } },
      customer: "who",
      comment: "text",
      resolution: { column: "res", values: { spot: "on_the_spot" } },
      seconds: "sec",
      ratingId: "rid",
      weight: "w",
      startedAt: "start",
      attributes: { area: "area", gate: "gate" },
      blank: ["0"],
      timeZone: "Asia/Seoul",
    };
    const header = "id,moment,at,rating,channel,team,seg,who,text,res,sec,rid,w,start,area,gate\n";
    const read = await rows(
      `${header}1,pay,2026-05-01T10:00,0,"a, b",T/1,1,me@x,"nice\nplace",spot,15.0,r9,"1,25",2026-04-30,A,\n1,pay,2026-05-01T10:00,5,,,9,,,unresolved,,,,,,\n1,pay,2026-05-01T10:01,5,,,,,,,,,,,,\n`,
      mapping,
    );
    expect(read.rejected).toEqual([]);
    expect(read.accepted[0]).toMatchObject({
      segment: "business",
      customer: "me@x",
      weight: 1.25,
      startedAt: { at: Date.UTC(2026, 3, 30), dateOnly: true },
      attributes: { area: "A" },
      when: { at: DAY + 3_600_000 },
      touches: [
        { channel: "a, b", team: "T/1", answer: null, comment: "nice\nplace", resolution: "on_the_spot", seconds: 15, ratingId: "r9" },
      ],
    });
    expect(read.accepted[1]).toMatchObject({
      line: 4,
      segment: "other",
      attributes: null,
      touches: [{ resolution: "unresolved", answer: 4 }],
    });
    // An empty cell gives nothing, whatever the "*" says.
    expect(read.accepted[2]?.segment).toBeNull();
  });

  it("names what is wrong with a row: line, column, value, sentence", async () => {
    const mapping = { ...LONG, resolution: "res", seconds: "sec", weight: "w" };
    const found = await reasons(
      [
        "id,moment,at,rating,channel,res,sec,w",
        ",pay,2026-05-01,1,,,,",
        "1,exit,2026-05-01,1,,,,",
        "1,,2026-05-01,1,,,,",
        "1,pay,,1,,,,",
        "1,pay,01/05/2026,1,,,,",
        "1,pay,2026-05-01,6,,,,",
        "1,pay,2026-05-01,good,,,,",
        `1,pay,2026-05-01,1,${"k".repeat(101)},,,`,
        "1,pay,2026-05-01,1,,solved,,",
        "1,pay,2026-05-01,1,,,-1,",
        "1,pay,2026-05-01,1,,,1.5,",
        "1,pay,2026-05-01,1,,,,0",
        "1,pay,2026-05-01,1",
        "1,pay,2026-05-01,1,,,,,extra",
      ].join("\n"),
      mapping,
    );
    expect(found).toEqual([
      [2, "id", "", "The visit's id is missing."],
      [3, "moment", "exit", '"exit" is not a moment of the journey "shop".'],
      [4, "moment", "", "The moment is missing."],
      [5, "at", "", "The time is missing."],
      [6, "at", "01/05/2026", '"01/05/2026" is not a date: expected ISO 8601 (2026-05-01T10:00), or state a dateFormat.'],
      [7, "rating", "6", '"6" is not an answer on the scale 1–5 of "pay".'],
      [8, "rating", "good", '"good" is not an answer on the scale 1–5 of "pay".'],
      [9, "channel", "k".repeat(101), "A key has at most 100 characters; this one has 101."],
      [10, "res", "solved", '"solved" is not one of on_the_spot, escalated, unresolved.'],
      [11, "sec", "-1", '"-1" is not a number of seconds: it must be whole and not negative.'],
      [12, "sec", "1.5", '"1.5" is not a number of seconds: it must be whole and not negative.'],
      [13, "w", "0", '"0" is not a weight: it must be a number above 0.'],
      [14, "", "4 cells", "The row has 4 cells, the header has 8."],
      [15, "", "9 cells", "The row has 9 cells, the header has 8."],
    ]);
  });

  it("each moment reads the rating on its own scale: 1 is best on grade (index 5 of 0..5), 10 is on recommend", async () => {
    const read = await rows(
      "id,moment,at,rating,channel\n1,grade,2026-05-01,1,\n1,recommend,2026-05-01,10,\n1,search,2026-05-01,10,\n",
      LONG,
    );
    expect(read.accepted.map((row) => row.touches[0]?.answer)).toEqual([5, 10]);
    expect(read.rejected.map((row) => row.line)).toEqual([4]);
  });

  it("a rejected row carries its cells", async () => {
    const read = await rows('id,moment,at,rating,channel\n1,"ex,it",2026-05-01,1,app\n', LONG);
    expect(read.rejected[0]?.cells).toEqual(["1", "ex,it", "2026-05-01", "1", "app"]);
  });
});

describe("wide files", () => {
  it("blank leaves a moment unknown, a not-met code says so, an empty cell is blank even then; sources add their own codes", async () => {
    const mapping = {
      ...WIDE,
      blank: ["0"],
      notMet: ["6"],
      channel: { value: "survey" },
      team: "T",
      comment: "C",
      ratings: { search: "S", pay: { column: "P", blank: ["x"], notMet: ["n/a"] } },
    };
    const read = await rows("id,S,P,T,C\n1,5,x,north,fine\n2,6,n/a,,\n3,,6,,\n4,0,2,,\n", mapping);
    const brief = read.accepted.map((row) => [row.touches.map((touch) => [touch.momentId, touch.answer]), row.notMet]);
    expect(brief).toEqual([
      [[[1, 4]], []],
      [[], [1, 2]],
      [[], [2]],
      [[[2, 1]], []],
    ]);
    expect(read.accepted[0]).toMatchObject({
      knowledge: "not-met-coded",
      channel: "survey",
      comment: "fine",
      startedAt: { at: DAY, dateOnly: true },
      when: { at: DAY, dateOnly: true },
      touches: [{ channel: "survey", team: "north", comment: null, when: { at: DAY, dateOnly: true } }],
    });
  });

  it("without any not-met code only ratings are known", async () => {
    const read = await rows("id,S,P\n1,5,\n", WIDE);
    expect(read.accepted[0]?.knowledge).toBe("ratings-only");
    const own = await rows("id,S,P\n1,5,\n", { ...WIDE, ratings: { search: { column: "S", notMet: ["6"] } } });
    expect(own.accepted[0]?.knowledge).toBe("not-met-coded");
  });

  it("words become answers; what has no word stays and is rejected, whole", async () => {
    const mapping = {
      ...WIDE,
      ratings: { search: { column: "S", values: { satisfied: "5", "neutral or dissatisfied": "2", NA: "" } }, pay: "P" },
    };
    const read = await rows("id,S,P\n1,satisfied,3\n2,neutral or dissatisfied,\n3,NA,1\n4,Satisfied,1\n5,4,\n", mapping);
    expect(read.accepted.map((row) => row.touches.map((touch) => touch.answer))).toEqual([[4, 2], [1], [0], [3]]);
    expect(read.rejected).toMatchObject([{ line: 5, column: "S", value: "Satisfied" }]);
  });

  it("a slider of 0–100 goes to the nearest of 1–5: 12 > 1, 13 > 2, 100 > 5; 101 is a reject", async () => {
    const mapping = { ...WIDE, ratings: { search: { column: "S", from: [0, 100] } } };
    const read = await rows('id,S\n1,12\n2,13\n3,"12,5"\n4,100\n5,101\n', mapping);
    expect(read.accepted.map((row) => row.touches[0]?.answer)).toEqual([0, 1, 1, 4]);
    expect(read.rejected[0]?.reason).toBe('"101" is not a number from 0 to 100 of "search".');
  });

  it("touches happen when `at` says, else at the start; a missing start is a reject", async () => {
    const mapping = { ...WIDE, startedAt: "start", at: "at" };
    const read = await rows("id,start,at,S,P\n1,2026-05-01,2026-05-02T10:00,5,\n2,2026-05-01,,5,\n3,,2026-05-02,5,\n", mapping);
    expect(read.accepted.map((row) => [row.when.at - DAY, (row.touches[0]?.when.at ?? 0) - DAY])).toEqual([
      [0, 122_400_000],
      [0, 0],
    ]);
    expect(read.rejected).toMatchObject([{ line: 4, column: "start", reason: "The visit's start is missing." }]);
  });

  it("a row without ratings is still a visit", async () => {
    const read = await rows("id,S,P\n1,,\n", WIDE);
    expect([read.accepted.length, read.accepted[0]?.touches]).toEqual([1, []]);
  });
});

describe("headers", () => {
  it("empty and doubled headers are called by position", async () => {
    const read = await rows(",S,S,P\n1,5,4,3\n", { ...WIDE, visit: "#1", ratings: { search: "#3", pay: "P" } });
    expect(read.header).toEqual(["#1", "#2", "#3", "P"]);
    expect(read.accepted[0]?.touches.map((touch) => touch.answer)).toEqual([3, 2]);
  });

  it("a doubled name, a missing column, an unknown moment, an empty file are errors of the input", async () => {
    const refused = async (content: string, mapping: object) =>
      rows(content, mapping).then(
        () => null,
        (error: unknown) => error,
      );
    const doubled = await refused("id,S,S,P\n", WIDE);
    expect(doubled).toBeInstanceOf(InputError);
    expect(doubled).toMatchObject({ line: 1, column: "S" });
    expect(await refused("id,s,P\n", WIDE)).toMatchObject({ line: 1, column: "S", sentence: expect.stringContaining("It has id, s, P.") });
    expect(await refused("id,S,P\n", { ...WIDE, ratings: { exit: "S" } })).toMatchObject({ column: "ratings.exit", value: "exit" });
    expect(await refused("", WIDE)).toMatchObject({ line: 1, sentence: "The file is empty." });
    expect(await refused('id,"S,P\n1,2,3\n', WIDE)).toMatchObject({ line: 1, sentence: expect.stringContaining("quote") });
  });

  it("the delimiter is the one that finds the mapped columns; a mapping or an option may state it", async () => {
    expect((await rows("id;S;P,x,y,z\n1;5;4\n", { ...WIDE, ratings: { search: "S" } })).delimiter).toBe(";");
    expect((await rows("id\tS\tP\n1\t5\t4\n", WIDE)).delimiter).toBe("\t");
    expect((await rows("id|S|P\n1|5|4\n", { ...WIDE, delimiter: "|" })).accepted).toHaveLength(1);
    expect((await rows("id|S|P\n1|5|4\n", { ...WIDE, delimiter: "," }, { delimiter: "|" })).accepted).toHaveLength(1);
  });

  it("a Korean file from Excel: CP949, semicolons, CRLF; the same in UTF-16", async () => {
    const text = "번호;검색;채널\r\n하나;5;모바일 앱\r\n";
    const mapping = { ...WIDE, visit: "번호", channel: "채널", ratings: { search: "검색" } };
    for (const encoding of ["cp949", "utf-16le", "utf-8"]) {
      const read = await rows(iconv.encode(text, encoding, { addBOM: encoding !== "cp949" }), mapping);
      expect([read.encoding, read.accepted[0]?.visit, read.accepted[0]?.channel]).toEqual([encoding, "하나", "모바일 앱"]);
    }
  });
});

describe("damage", () => {
  it("a row with bytes that are not of the encoding is rejected, the rows around it are not", async () => {
    const bytes = Buffer.concat([Buffer.from("id,S,P\n가,5,4\n"), Buffer.from([0x61, 0xff, 0x62]), Buffer.from(",5,4\n나,3,2\n")]);
    const read = await rows(bytes, { ...WIDE, encoding: "utf-8" });
    expect(read.accepted.map((row) => [row.visit, row.line])).toEqual([
      ["가", 2],
      ["나", 4],
    ]);
    expect(read.rejected).toMatchObject([{ line: 3, column: "id", value: "a\uFFFDb", reason: "The cell has bytes that are not utf-8." }]);
  });

  it("a quote that never closes is a reject at the end of a small file and an error with its line in a large one", async () => {
    const small = await rows('id,S,P\n1,5,4\n2,"5,4\n3,5,4\n', WIDE);
    expect(small.rejected).toMatchObject([{ line: 3, column: "S", reason: "A quoted cell never ends." }]);
    await expect(rows(`id,S,P\n1,"5,4\n${"2,5,4\n".repeat(800_000)}`, WIDE)).rejects.toMatchObject({ line: 2 });
  });
});

describe("batches", () => {
  it("have exactly the size asked for, but the last: 25 rows by 10 are 10, 10, 5", async () => {
    const content = `id,S,P\n${Array.from({ length: 25 }, (_, i) => `${i},${i % 7},3\n`).join("")}`;
    const read = await rows(content, WIDE, { batchSize: 10 });
    expect(read.batchSizes).toEqual([10, 10, 5]);
    // Answers 0 and 6 are off the scale: i % 7 is 0 for i = 0, 7, 14, 21 and 6 for i = 6, 13, 20.
    expect([read.accepted.length, read.rejected.length]).toEqual([18, 7]);
  });

  it("a file of a header alone has none", async () => {
    expect((await rows("id,S,P", WIDE)).batchSizes).toEqual([]);
  });

  it("any cells come back as attributes, whatever the quoting", async () => {
    const cell = fc.string({ unit: "grapheme", maxLength: 10 }).filter((text) => !text.includes("\uFFFD") && text.isWellFormed());
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 5 }), async (table) => {
        const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
        const content = `id,a,b\n${table.map(([a, b], i) => `${i + 1},${quote(a)},${quote(b)}`).join("\n")}\n`;
        const read = await rows(content, { ...WIDE, ratings: {}, attributes: { a: "a", b: "b" } }, { encoding: "utf-8", delimiter: "," });
        const expected = table.map((row) => row.map((text) => text.trim()));
        expect(read.accepted.map((row) => [row.attributes?.a ?? "", row.attributes?.b ?? ""])).toEqual(expected);
      }),
      { numRuns: runs(60) },
    );
  });
});

describe("fingerprints", () => {
  it("SHA-256 of abc (FIPS 180-2, appendix B.1); another byte, another fingerprint", async () => {
    expect(await withFile("abc", fileFingerprint)).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(await withFile("abd", fileFingerprint)).not.toBe(await withFile("abc", fileFingerprint));
  });
});
