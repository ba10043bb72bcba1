import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatJourneyFile, formatWindow, type JourneyFile, type MomentFile, parseJourneyFile, parseWindow } from "./journey-file.ts";
import { defaultCuts, isRecommend } from "./scale.ts";

const MOMENT = { key: "Q7ROADS", name: { en: "Road signs", ko: "도로 표지" }, stage: "smot", scale: [1, 5] };

function journey(json: unknown): JourneyFile {
  const parsed = parseJourneyFile(json);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.journey;
}

function moment(fields: object): MomentFile {
  const only = journey({ key: "j", name: "J", moments: [{ ...MOMENT, ...fields }] }).moments[0];
  if (only === undefined) throw new Error("no moment");
  return only;
}

function errors(json: unknown): [string, string][] {
  const parsed = parseJourneyFile(json);
  return parsed.ok ? [] : parsed.errors.map((error) => [error.path, error.sentence]);
}

describe("journey files", () => {
  it("reads a questionnaire with an outcome", () => {
    const parsed = journey({
      key: "sfo",
      name: { en: "Departing", ko: "출발" },
      window: "36h",
      mode: "questionnaire",
      moments: [
        { ...MOMENT, standardFrom: 3, plusFrom: 4 },
        { ...MOMENT, key: "Q7ALL", stage: "umot", role: "outcome" },
      ],
    });
    expect(parsed).toMatchObject({ key: "sfo", windowMs: 129_600_000, mode: "questionnaire" });
    expect(parsed.moments.map((m) => [m.key, m.role, m.standardFrom, m.plusFrom])).toEqual([
      ["Q7ROADS", "touchpoint", 3, 4],
      ["Q7ALL", "outcome", 3, 4],
    ]);
  });

  it("fills in: seven days, touches, both names from one text, step 1, high is best, 3 and 4 on 1–5", () => {
    expect(journey({ key: "j", name: "여정", moments: [MOMENT] })).toEqual({
      key: "j",
      name: { en: "여정", ko: "여정" },
      windowMs: 604_800_000,
      mode: "touches",
      moments: [
        {
          key: "Q7ROADS",
          name: { en: "Road signs", ko: "도로 표지" },
          stage: "smot",
          role: "touchpoint",
          scale: { min: 1, max: 5, step: 1, best: "high" },
          standardFrom: 3,
          plusFrom: 4,
          recommend: false,
          channels: [],
          seconds: null,
          archived: false,
          factors: { plus: [], standard: [], minus: [] },
        },
      ],
    });
  });

  it("0–10 is satisfaction (5/8) unless it says recommend (7/9) or has its cut points", () => {
    expect(moment({ scale: [0, 10] })).toMatchObject({ standardFrom: 5, plusFrom: 8, recommend: false });
    expect(moment({ scale: [0, 10], recommend: true })).toMatchObject({ standardFrom: 7, plusFrom: 9, recommend: true });
    expect(moment({ scale: [0, 10], standardFrom: 7, plusFrom: 9 })).toMatchObject({ recommend: true });
    expect(moment({ scale: [0, 10], standardFrom: 7, plusFrom: 9, recommend: false })).toMatchObject({ recommend: false });
  });

  it.each([
    ["no moment", { key: "j", name: "J", moments: [] }, "moments", /at least one/],
    [
      "51 moments",
      { key: "j", name: "J", moments: Array.from({ length: 51 }, (_, i) => ({ ...MOMENT, key: `m${i}` })) },
      "moments",
      /at most 50/,
    ],
    ["a doubled key", { key: "j", name: "J", moments: [MOMENT, MOMENT] }, "moments[1].key", /already that of moments\[0\]/],
    ["an empty key", { key: "", name: "J", moments: [MOMENT] }, "key", /1 to 100/],
    ["a key of 101", { key: "k".repeat(101), name: "J", moments: [MOMENT] }, "key", /1 to 100/],
    ["a misspelt field", { key: "j", name: "J", moments: [{ ...MOMENT, plusfrom: 4 }] }, "moments[0]", /plusfrom/],
    ["a window of weeks", { key: "j", name: "J", window: "1w", moments: [MOMENT] }, "window", /"7d", "36h"/],
    ["a long scale", { key: "j", name: "J", moments: [{ ...MOMENT, scale: [0, 100] }] }, "moments[0].scale", /101 answers/],
    ["a cut off the scale", { key: "j", name: "J", moments: [{ ...MOMENT, plusFrom: 6 }] }, "moments[0].scale", /plusFrom 6/],
    ["half a name", { key: "j", name: { en: "J" }, moments: [MOMENT] }, "name", /"ko"/],
    ["only archived moments", { key: "j", name: "J", moments: [{ ...MOMENT, archived: true }] }, "moments", /archived/],
    ["no object", [], "", /object/],
  ])("%s is refused with its place", (_name, json, path, sentence) => {
    const list = errors(json);
    expect(list.map((error) => error[0])).toContain(path);
    expect(list.find((error) => error[0] === path)?.[1]).toMatch(sentence);
  });

  it("what is wrong has a name by which screens know it", () => {
    const wrong = (json: object) => {
      const parsed = parseJourneyFile({ key: "j", name: "J", moments: [MOMENT], ...json });
      return parsed.ok ? [] : parsed.errors.map(({ path, fault }) => `${path} ${fault}`);
    };
    expect(wrong({ name: { en: "J", ko: " " } })).toEqual(["name.ko name"]);
    expect(wrong({ moments: [{ ...MOMENT, name: { en: "", ko: "" } }] }).every((one) => / name$/.test(one))).toBe(true);
    expect(wrong({ key: "", window: "0d" })).toEqual(["key key", "window window"]);
    expect(wrong({ moments: [] })).toEqual(["moments no-moment"]);
    expect(wrong({ moments: Array.from({ length: 51 }, (_, i) => ({ ...MOMENT, key: `m${i}` })) })).toEqual(["moments many-moments"]);
    expect(wrong({ moments: [{ ...MOMENT, seconds: -1 }] })).toEqual(["moments[0].seconds seconds"]);
    expect(wrong({ moments: [MOMENT, { ...MOMENT, scale: [5, 1] }] })).toEqual([
      "moments[1].key key-twice",
      "moments[1].scale scale-range",
    ]);
    expect(wrong({ moments: [{ ...MOMENT, archived: true }] })).toEqual(["moments all-archived"]);
    expect(wrong({ moments: [{ ...MOMENT, factors: { plus: ["a", "a"] } }] })).toEqual(["moments[0].factors chart"]);
    expect(wrong({ moments: [{ ...MOMENT, stage: "xmot" }] })).toEqual(["moments[0].stage shape"]);
    expect(wrong({ moments: [{ ...MOMENT, scale: [null, 5], step: null }] })).toEqual([
      "moments[0].scale[0] scale-range",
      "moments[0].step scale-step",
    ]);
  });

  it("a key keeps its spaces, case and commas; 100 emoji are 100 characters", () => {
    expect(moment({ key: " Check-in, A/B 창구 " }).key).toBe(" Check-in, A/B 창구 ");
    expect(moment({ key: "🛫".repeat(100) }).key).toHaveLength(200);
    expect(errors({ key: "🛫".repeat(101), name: "J", moments: [MOMENT] })).toHaveLength(1);
  });
});

const name = fc.record({ en: fc.string({ minLength: 1 }), ko: fc.constantFrom("이름", "대기") }).filter((n) => n.en.trim() !== "");
const names = fc.array(name, { maxLength: 3 });
const anyMoment = fc
  .record({
    name,
    stage: fc.constantFrom("zmot" as const, "fmot" as const, "smot" as const, "umot" as const),
    role: fc.constantFrom("touchpoint" as const, "outcome" as const),
    scale: fc.constantFrom(
      { min: 1, max: 5, step: 1, best: "high" as const },
      { min: 0, max: 10, step: 1, best: "high" as const },
      { min: 1, max: 6, step: 1, best: "low" as const },
      { min: 0.5, max: 5, step: 0.5, best: "high" as const },
    ),
    recommend: fc.boolean(),
    channels: fc.array(fc.string({ minLength: 1, maxLength: 100 }), { maxLength: 2 }),
    seconds: fc.option(fc.nat(10_000)),
    factors: fc.record({ plus: names, standard: names, minus: names }),
    defaultFlag: fc.boolean(),
  })
  .map(({ recommend, defaultFlag, ...rest }) => {
    const cuts = defaultCuts(rest.scale, recommend);
    return { ...rest, ...cuts, recommend: defaultFlag ? isRecommend(rest.scale, cuts) : recommend };
  });
const anyJourney: fc.Arbitrary<JourneyFile> = fc.record({
  key: fc.string({ minLength: 1, maxLength: 100 }),
  name,
  windowMs: fc.integer({ min: 1, max: 1000 }).map((hours) => hours * 3_600_000),
  mode: fc.constantFrom("touches" as const, "questionnaire" as const),
  moments: fc
    .array(anyMoment, { minLength: 1, maxLength: 6 })
    .map((list) => list.map((m, i): MomentFile => ({ ...m, key: `k${i}`, archived: i > 0 && i % 3 === 0 }))),
});

describe("writing", () => {
  it("parse(format(journey)) = journey, through JSON text", () => {
    fc.assert(
      fc.property(anyJourney, (value) => {
        expect(parseJourneyFile(JSON.parse(JSON.stringify(formatJourneyFile(value))))).toEqual({ ok: true, journey: value });
      }),
    );
  });
});

describe("windows", () => {
  it("7d = 604,800,000 ms and back; 36h stays hours; 48h is 2d", () => {
    expect(parseWindow("7d")).toBe(604_800_000);
    expect(["7d", "36h", "48h"].map((text) => formatWindow(parseWindow(text) ?? 0))).toEqual(["7d", "36h", "2d"]);
    expect(["", "d", "0d", "1.5d", "-1d", "7 d", "7m", "7D"].map(parseWindow)).toEqual(Array(8).fill(null));
  });
});
