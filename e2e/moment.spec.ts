/** One moment in depth: its figures as the reports have them, the control chart's baseline in the address, teams without a league table. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { JOURNEY } from "./test-server.ts";

const moments = `/journeys/${JOURNEY}/moments`;
const period = "from=2026-01-01&to=2026-09-30";
const security = `${moments}/security-check?${period}`;

async function settle(page: Page): Promise<void> {
  // Not "networkidle": a page that follows its data keeps a connection open.
  await expect(page.locator("[aria-busy=true], .animate-pulse")).toHaveCount(0);
}

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`));
}

const PAGES = [security, `${security}&beside=priority&measure=satisfaction&baseline=2026-01-05..2026-04-26`, `${moments}/booking`];

for (const locale of ["en", "ko"] as const) {
  for (const theme of ["light", "dark"] as const) {
    for (const path of PAGES) {
      test(`${path} in ${locale}, ${theme}: no accessibility fault, no wider than the screen`, async ({ signedIn }) => {
        const page = await signedIn("lead", { locale, theme });
        await page.goto(path);
        await settle(page);
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
        expect(await faults(page)).toEqual([]);
        // As tables, too.
        for (const table of await page.getByRole("radio", { name: locale === "ko" ? "표" : "Table" }).all()) await table.click();
        expect(await faults(page)).toEqual([]);
        for (const width of [1440, 1024, 390]) {
          await page.setViewportSize({ width, height: 900 });
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(wider, `at ${width} px`).toBeLessThanOrEqual(0);
        }
      });
    }
  }
}

test("the figures are those of the reports", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(security);
  const ask = async (report: string) =>
    (await page.request.get(`/api/journeys/${JOURNEY}/${report}?${period}&moment=security-check`)).json();
  const [score] = (await ask("moment-scores")).moments;
  await expect(page.getByText(`n = ${score.rated.toLocaleString("en")}`).first()).toBeVisible();
  const chart = await ask("control-chart");
  await expect(page.getByText(`Baseline: all ${chart.baselinePoints} finished points`)).toBeVisible();
  const units = await ask("units");
  const teams = units.dimensions.find((one: { dimension: string }) => one.dimension === "team");
  const far = teams.units.filter((one: { position: string }) => one.position.startsWith("far")).length;
  await expect(page.getByRole("heading", { name: `${far} of ${teams.units.length} teams lie beyond the 99.8% limits` })).toBeVisible();
});

test("a baseline is chosen, stands in the address, stays frozen, and survives reloading", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(security);
  await settle(page);
  await page.getByRole("button", { name: "Baseline: all finished points" }).click();
  const form = page.getByRole("dialog", { name: "Baseline" });
  await form.getByRole("button", { name: "Freeze these days" }).click();
  await expect(form.getByRole("alert")).toHaveText("Give both days.");
  await form.getByLabel("First day").fill("2026-04-26");
  await form.getByLabel("Last day").fill("2026-01-05");
  await form.getByRole("button", { name: "Freeze these days" }).click();
  await expect(form.getByRole("alert")).toHaveText("The first day lies after the last one.");
  await form.getByLabel("First day").fill("2026-01-05");
  await form.getByLabel("Last day").fill("2026-04-26");
  await form.getByRole("button", { name: "Freeze these days" }).click();
  await expect(page).toHaveURL(`${security}&baseline=2026-01-05..2026-04-26`);
  const frozen = page.getByText("Baseline chosen: 16 points, 5 Jan – 26 Apr 2026.");
  await expect(frozen).toBeVisible();
  await expect(page.getByText("Provisional: the limits rest on 16 points")).toBeVisible();
  await page.reload();
  await expect(frozen).toBeVisible();
  await page.getByRole("button", { name: "Baseline: 5 Jan – 26 Apr 2026" }).click();
  await page.getByRole("button", { name: "All finished points" }).click();
  await expect(page).toHaveURL(security);
});

test("a baseline that is none, or another measure, is refused by name", async ({ signedIn }) => {
  const page = await signedIn("lead");
  for (const [query, told] of [
    ["baseline=2026-04-26..2026-01-05", "baseline = “2026-04-26..2026-01-05”"],
    ["measure=mean", "measure = “mean”"],
  ]) {
    await page.goto(`${security}&${query}`);
    await expect(page.getByRole("main").getByRole("alert")).toContainText(told ?? "");
  }
});

test("by keyboard alone: from point to point of the control chart, and the other share", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(security);
  await settle(page);
  const points = page.getByRole("slider", { name: "Control chart" });
  await points.focus();
  await page.keyboard.press("End");
  await expect(points).toHaveAttribute("aria-valuetext", /28–30 Sep 2026, not whole/);
  await page.keyboard.press("ArrowLeft");
  await expect(points).toHaveAttribute("aria-valuetext", /21–27 Sep 2026: [\d.]+% of \d+ ratings, within/);
  await page.keyboard.press("Home");
  await expect(points).toHaveAttribute("aria-valuenow", "1");
  await page.getByRole("radio", { name: "Bad ratings" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${security}&measure=satisfaction`);
  await expect(page.getByRole("heading", { name: /plus ratings go up and down|signals?/ }).first()).toBeVisible();
});

test("to the next moment and back to the list, with the filter and the measure", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`${security}&measure=satisfaction&baseline=2026-01-05..2026-04-26`);
  await page.getByRole("link", { name: "Next moment: Waiting in the departure lounge" }).click();
  await expect(page).toHaveURL(`${moments}/lounge-wait?${period}&measure=satisfaction`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Waiting in the departure lounge");
  await page.getByRole("link", { name: "All moments" }).click();
  await expect(page).toHaveURL(`${moments}?${period}`);
  await page.getByRole("link", { name: "Booking", exact: true }).filter({ visible: true }).click();
  await expect(page).toHaveURL(`${moments}/booking?${period}`);
});

test("funnel and overview lead to the moment too", async ({ signedIn }) => {
  const page = await signedIn("executive");
  for (const place of ["funnel", "overview"]) {
    await page.goto(`/journeys/${JOURNEY}/${place}?${period}`);
    await page.getByRole("link", { name: "Security check", exact: true }).first().click();
    await expect(page).toHaveURL(security);
  }
});

test("teams stand in the order of their names, whatever their shares", async ({ signedIn }) => {
  const page = await signedIn("executive");
  await page.goto(`${moments}/booking?${period}`);
  await settle(page);
  const card = page.getByRole("region", { name: /teams lie/ });
  await card.getByRole("radio", { name: "Table" }).click();
  const names = await card.getByRole("rowheader").allTextContents();
  expect(names.length).toBeGreaterThan(2);
  expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, "en")));
});

test("a team's manager sees the scores of their own team, and neither other teams nor what a break costs", async ({ signedIn }) => {
  const page = await signedIn("manager");
  await page.goto(security);
  await settle(page);
  await expect(page.getByRole("slider", { name: "Control chart" })).toHaveCount(1);
  await expect(page.getByText("Teams", { exact: true })).toHaveCount(0);
  await expect(page.getByText("Cost of a break", { exact: true })).toHaveCount(0);
  for (const [path, status] of [
    [`/api/journeys/${JOURNEY}/units?moment=security-check`, 403],
    [`/api/journeys/${JOURNEY}/control-chart?moment=security-check`, 200],
  ] as const) {
    expect((await page.request.get(path)).status(), path).toBe(status);
  }
});

test("a moment that the journey does not have is a page that is not there", async ({ signedIn, expectedErrors }) => {
  expectedErrors.push(/status of 404/);
  const page = await signedIn("lead");
  const response = await page.goto(`${moments}/no-such-moment`);
  expect(response?.status()).toBe(404);
  await expect(page.getByText("This page does not exist")).toBeVisible();
});

test("a selection that holds nothing says so, and under a team the cost of a break says why it is missing", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`${moments}/security-check?from=2031-01-01&to=2031-01-31`);
  await expect(page.getByText("Nothing in this selection").first()).toBeVisible();
  await page.goto(`${security}&team=security-a`);
  await expect(page.getByRole("region", { name: "Cost of a break" })).toContainText("not available under a team filter");
});

test("the files are what the screen shows, with the baseline that was chosen", async ({ signedIn }) => {
  const page = await signedIn("executive");
  await page.goto(`${security}&baseline=2026-01-05..2026-04-26`);
  const card = page.getByRole("region").filter({ has: page.getByRole("slider", { name: "Control chart" }) });
  const href = await card.getByRole("link", { name: "Download CSV" }).getAttribute("href");
  const csv = await (await page.request.get(href ?? "")).text();
  const [head = "", ...rows] = csv.split("\r\n");
  expect(head).toContain("upperLimit");
  expect(rows.filter((row) => row.includes(",moment,"))).toHaveLength(40);
});
