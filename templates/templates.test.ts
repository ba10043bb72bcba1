import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { formatJourneyFile, parseJourneyFile } from "#domain/journey-file.ts";

const files = readdirSync(import.meta.dirname).filter((name) => name.endsWith(".json"));

function parse(file: string) {
  const parsed = parseJourneyFile(JSON.parse(readFileSync(join(import.meta.dirname, file), "utf8")));
  if (!parsed.ok) throw new Error(parsed.errors.map((error) => `${file}: ${error.path} ${error.sentence}`).join("\n"));
  return parsed.journey;
}

test("four templates", () => {
  expect(files.toSorted()).toEqual(["airline.json", "hair-salon.json", "online-shop.json", "repair-centre.json"]);
});

describe.each(files)("%s", (file) => {
  const journey = parse(file);

  test("is a journey whose key is the file's name, and reads back the same after writing", () => {
    expect(`${journey.key}.json`).toBe(file);
    expect(parseJourneyFile(formatJourneyFile(journey))).toEqual({ ok: true, journey });
  });

  test("keys are short and kebab-case, every text is in English and in Korean, the scale is 1–5 with cut points 3 and 4", () => {
    for (const moment of journey.moments) {
      expect(moment.key).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(moment.key.length).toBeLessThanOrEqual(24);
      const names = [moment.name, ...moment.factors.plus, ...moment.factors.standard, ...moment.factors.minus];
      for (const name of names) {
        expect(name.ko).toMatch(/[가-힣]/);
        expect(name.en).toMatch(/^[A-Z][ -~]+$/);
      }
      expect([moment.scale.min, moment.scale.max, moment.standardFrom, moment.plusFrom]).toEqual([1, 5, 3, 4]);
    }
  });

  test("stages never go back: what comes before the decision, the decision, the use, what is told of it", () => {
    const order = ["zmot", "fmot", "smot", "umot"];
    const places = journey.moments.map((moment) => order.indexOf(moment.stage));
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });
});

test("the airline's cycle is 14 moments; the 15th, telling others, is archived", () => {
  const { moments } = parse("airline.json");
  expect(moments.filter((moment) => !moment.archived).length).toBe(14);
  expect(moments.filter((moment) => moment.archived).map((moment) => [moment.key, moment.stage])).toEqual([["telling-others", "umot"]]);
});

test("the repair centre's chart of explaining the problem: 8 plus, 11 standard, 8 minus lines, no other chart", () => {
  const { moments } = parse("repair-centre.json");
  const charts = moments.map(({ key, factors }) => [key, factors.plus.length, factors.standard.length, factors.minus.length] as const);
  expect(charts.find(([key]) => key === "explaining-problem")).toEqual(["explaining-problem", 8, 11, 8]);
  expect(charts.filter(([key, plus, standard, minus]) => key !== "explaining-problem" && plus + standard + minus > 0)).toEqual([]);
});
