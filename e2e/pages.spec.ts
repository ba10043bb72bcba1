/** Every page in both languages and both themes: free of accessibility faults, no wider than the screen, quiet on the console. */
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { JOURNEY } from "./test-server.ts";

const PAGES = [
  `/journeys/${JOURNEY}/overview`,
  `/journeys/${JOURNEY}/overview?beside=priority`,
  `/journeys/${JOURNEY}/map`,
  `/journeys/${JOURNEY}/map?beside=priority`,
  `/journeys/${JOURNEY}/funnel`,
  `/journeys/${JOURNEY}/drivers`,
  `/journeys/${JOURNEY}/moments`,
  `/journeys/${JOURNEY}/moments?beside=priority`,
  `/journeys/${JOURNEY}/visits?at=security-check&outcome=broke`,
  "/account",
  "/settings/segments",
  "/settings/journeys",
  `/settings/journeys/${JOURNEY}`,
  "/settings/journeys?start=blank",
];
const WIDTHS = [1440, 1024, 390];

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

for (const locale of ["en", "ko"] as const) {
  for (const theme of ["light", "dark"] as const) {
    for (const path of PAGES) {
      test(`${path} in ${locale}, ${theme}`, async ({ signedIn }) => {
        const page = await signedIn("lead", { locale, theme });
        await page.goto(path);
        await settle(page);
        await expect(page.locator("html")).toHaveAttribute("lang", locale);
        await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
        expect(await faults(page)).toEqual([]);
        for (const width of WIDTHS) {
          await page.setViewportSize({ width, height: 900 });
          const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
          expect(wider, `at ${width} px`).toBeLessThanOrEqual(0);
        }
      });
    }
  }
}

test("one visit, step by step, has no accessibility fault", async ({ signedIn }) => {
  const page = await signedIn("lead");
  const behind = await page.request.get(`/api/journeys/${JOURNEY}/visits?at=security-check&outcome=broke`);
  const { visits } = await behind.json();
  await page.goto(`/journeys/${JOURNEY}/visits/${visits[0].id}`);
  await settle(page);
  expect(await faults(page)).toEqual([]);
});

test("the sign-in page has no accessibility fault", async ({ page }) => {
  await page.goto("/sign-in");
  await settle(page);
  expect(await faults(page)).toEqual([]);
});

test("an address that leads nowhere says so, with the way back", async ({ signedIn, expectedErrors }) => {
  expectedErrors.push(/status of 404/);
  const page = await signedIn("lead");
  for (const path of ["/no-such-page", "/journeys/no-such-journey/overview"]) {
    const response = await page.goto(path);
    expect(response?.status(), path).toBe(404);
    await expect(page.getByText("This page does not exist")).toBeVisible();
    expect(await faults(page)).toEqual([]);
  }
});
