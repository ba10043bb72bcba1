/** A file that the command line imports shows on an open dashboard, without a reload and without a restart. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "./fixtures.ts";
import { JOURNEY, STORE_URL } from "./test-server.ts";

function verdad(...args: string[]): { readonly importId: number } {
  const done = spawnSync(process.execPath, ["cli/main.ts", ...args, "--json"], {
    encoding: "utf8",
    env: { ...process.env, DATABASE_URL: STORE_URL },
  });
  if (done.status !== 0) throw new Error(done.stderr);
  return JSON.parse(done.stdout) as { importId: number };
}

test("an import is on the open page within seconds, and so is its undoing", async ({ signedIn }) => {
  const folder = mkdtempSync(join(tmpdir(), "verdad-live-"));
  const page = await signedIn("lead");
  const question = "from=2026-09-01&to=2026-09-30&moment=booking";
  const rated = async (): Promise<number> =>
    (await (await page.request.get(`/api/journeys/${JOURNEY}/moment-scores?${question}`)).json()).moments[0].rated;
  const shown = (count: number) =>
    page
      .getByRole("main")
      .getByText(`n = ${new Intl.NumberFormat("en").format(count)}`)
      .filter({ visible: true })
      .first();
  try {
    await page.goto(`/journeys/${JOURNEY}/moments?${question}`);
    const before = await rated();
    await expect(shown(before)).toBeVisible();

    const csv = join(folder, "new.csv");
    const mapping = join(folder, "mapping.json");
    writeFileSync(csv, "visit,moment,at,rating\n1,booking,2026-09-10T10:00:00Z,5\n2,booking,2026-09-11T10:00:00Z,1\n");
    writeFileSync(mapping, JSON.stringify({ shape: "long", source: "live", visit: "visit", moment: "moment", at: "at", rating: "rating" }));
    const { importId } = verdad("import", csv, "--journey", JOURNEY, "--mapping", mapping);
    await expect(shown(before + 2)).toBeVisible();

    verdad("import", "undo", String(importId));
    await expect(shown(before)).toBeVisible();
  } finally {
    rmSync(folder, { recursive: true });
  }
});
