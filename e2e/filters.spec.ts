/** The filter lives in the address and nowhere else. */
import type { Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { JOURNEY } from "./test-server.ts";

const moments = `/journeys/${JOURNEY}/moments`;
const filters = (page: Page) => page.getByRole("region", { name: "Filters" });

const chip = (page: Page, name: string) => page.getByRole("list", { name: "Chosen filters" }).getByRole("button", { name });

/** Chooses in one of the lists of the filter bar, and closes the list. */
async function choose(page: Page, list: string, choice: string): Promise<void> {
  await filters(page).getByRole("button", { name: list }).click();
  await page.getByRole("checkbox", { name: choice }).click();
  await page.keyboard.press("Escape");
}

test("choosing a channel and a segment writes the address; reloading, going back and sharing it ask the same", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(moments);
  await choose(page, "Channels", "App and website");
  await expect(page).toHaveURL(/[?&]channel=app(&|$)/);
  await choose(page, "Segments", "Business flyers");
  await expect(page).toHaveURL(`${moments}?channel=app&segment=business`);

  await page.reload();
  await expect(chip(page, "App and website")).toBeVisible();
  await expect(chip(page, "Business flyers")).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/[?&]channel=app$/);
  await expect(chip(page, "Business flyers")).toHaveCount(0);

  await filters(page).getByRole("button", { name: "Reset" }).click();
  await expect(page).toHaveURL(new RegExp(`${moments}$`));
});

test("the figures follow the filter: the page shows what the address answers", async ({ signedIn }) => {
  const page = await signedIn("lead");
  const filter = "from=2026-07-01&to=2026-09-30&channel=app";
  await page.goto(`${moments}?${filter}`);
  const report = await (await page.request.get(`/api/journeys/${JOURNEY}/moment-scores?${filter}`)).json();
  const booking = report.moments.find((moment: { moment: string }) => moment.moment === "booking");
  const count = new Intl.NumberFormat("en").format(booking.rated);
  await expect(page.getByRole("main")).toContainText(count);
});

test("the filter goes along from page to page", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`${moments}?segment=business`);
  await page.getByRole("navigation").first().getByRole("link", { name: "Funnel" }).click();
  await expect(page).toHaveURL(`/journeys/${JOURNEY}/funnel?segment=business`);
  await expect(chip(page, "Business flyers")).toBeVisible();
});

test("an address that asks for what cannot be is told so, and no wider question is answered", async ({ signedIn, expectedErrors }) => {
  expectedErrors.push(/status of 400/);
  const page = await signedIn("lead");
  await page.goto(`${moments}?from=2026-09-30&to=2026-07-01`);
  await expect(page.getByText("This address asks for something that cannot be")).toBeVisible();
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(page).toHaveURL(new RegExp(`${moments}$`));
  await expect(filters(page)).toBeVisible();
});

test("a period is chosen by keyboard alone", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(moments);
  await filters(page)
    .getByRole("button", { name: /^Period/ })
    .focus();
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Last quarter" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/from=2026-0[47]-01&to=2026-(06|09)-30/);
});
