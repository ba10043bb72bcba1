/** From the funnel to the visits behind a bar, to one visit. */
import { expect, test } from "./fixtures.ts";
import { JOURNEY } from "./test-server.ts";

const filter = "from=2026-07-01&to=2026-09-30&segment=business";

test("a bar opens exactly the visits that it counts, and each of them opens step by step", async ({ signedIn }) => {
  const page = await signedIn("lead");
  const funnel = await (await page.request.get(`/api/journeys/${JOURNEY}/funnel?${filter}`)).json();
  const security = funnel.steps.find((step: { moment: string }) => step.moment === "security-check");

  await page.goto(`/journeys/${JOURNEY}/visits?${filter}&at=security-check&outcome=left`);
  const count = new Intl.NumberFormat("en").format(security.left);
  await expect(page.getByRole("main")).toContainText(count);
  const visits = await (await page.request.get(`/api/journeys/${JOURNEY}/visits?${filter}&at=security-check&outcome=left`)).json();
  expect(visits.total).toBe(security.left);

  await page.getByRole("main").getByRole("link", { name: visits.visits[0].externalId }).first().click();
  await expect(page).toHaveURL(new RegExp(`/journeys/${JOURNEY}/visits/\\d+`));
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByRole("main")).toContainText("Security");
});

test("every bar of the funnel leads to visits, by keyboard too", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`/journeys/${JOURNEY}/funnel?${filter}`);
  const bar = page.locator(`a[href*="/visits?"][href*="at=security-check"]`).first();
  await bar.focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/visits\?.*at=security-check/);
  await expect(page).toHaveURL(/segment=business/);
});

test("an executive sees the funnel without a way to single visits", async ({ signedIn }) => {
  const page = await signedIn("executive");
  await page.goto(`/journeys/${JOURNEY}/funnel?${filter}`);
  await expect(page.getByRole("main")).toContainText(/security/i);
  await expect(page.locator(`a[href*="/visits?"]`)).toHaveCount(0);
});
