/** A small shop for tests of the command line: keys with spaces, a slash, a comma and Korean, and files whose counts are done by hand. */
import type { TestCli } from "./test-cli.ts";

export const SHOP = "shop / 가게, 1";

const moment = (key: string, stage: string) => ({ key, name: key, stage, scale: [1, 5] });

export const SHOP_JOURNEY = {
  key: SHOP,
  name: { en: "Shop", ko: "가게" },
  window: "1d",
  moments: [
    moment("search, compare", "zmot"),
    moment("pay/결제", "fmot"),
    moment("deliver", "smot"),
    { ...moment("overall", "umot"), role: "outcome" },
  ],
};

export const LONG_MAPPING = {
  shape: "long",
  source: "shop",
  visit: "visit",
  moment: { column: "page", values: { search: "search, compare", pay: "pay/결제" } },
  at: "when",
  rating: "score",
  segment: "who",
  channel: "device",
  team: "crew",
  customer: "customer",
};

const LONG_HEADER = "visit,page,when,score,who,device,crew,customer";

/** A long file of rows such as `v1,search,2026-05-01T09:00:00Z,5`; missing cells at the end are empty. */
export function longFile(...rows: readonly string[]): string {
  const commas = LONG_HEADER.split(",").length - 1;
  const filled = rows.map((row) => row + ",".repeat(commas - (row.replaceAll(/"[^"]*"/g, "").match(/,/g)?.length ?? 0)));
  return `${[LONG_HEADER, ...filled].join("\n")}\n`;
}

export interface ImportCounts {
  readonly importId: number;
  readonly rows: number;
  readonly accepted: number;
  readonly rejected: number;
  readonly visits: number;
  readonly touches: number;
  readonly ratings: number;
  readonly unchanged: number;
  readonly rejectsFile: string | null;
}

/** Puts the shop into the store; gives the arguments of an import, and an import as JSON. */
export function openShop(cli: TestCli) {
  const mapping = cli.write("long.json", LONG_MAPPING);
  const put = cli.run("journey", "put", cli.write("shop.json", SHOP_JOURNEY));
  if (put.code !== 0) throw new Error(put.stderr);
  const args = (file: string, ...more: string[]): string[] => ["import", file, "--journey", SHOP, "--mapping", mapping, ...more];
  return {
    args,
    take: (file: string, ...more: string[]): ImportCounts => cli.json<ImportCounts>(...args(file, ...more)),
  };
}

/** Every report that a store answers about the shop, as printed; what only says that something changed is left out. */
export function allReports(cli: TestCli): string[] {
  return ["moment-scores", "survival", "funnel", "trend", "choices"].map((name) =>
    cli.run("report", name, "--journey", SHOP, "--json").stdout.replace(/"dataVersion": \d+/, ""),
  );
}
