/** What to fix first: the figures of the reports, sliders by keyboard, a scenario that stays in the address. */
import { expect, test } from "./fixtures.ts";
import { JOURNEY } from "./test-server.ts";

const drivers = `/journeys/${JOURNEY}/drivers`;

test("the title names the moment with the largest gain, and the table has a row for each of the 14", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(drivers);
  const { steps } = await (await page.request.get(`/api/journeys/${JOURNEY}/fix-first`)).json();
  const first = steps.find((step: { rank: number | null }) => step.rank === 1);
  const choices = await (await page.request.get(`/api/journeys/${JOURNEY}/choices`)).json();
  const name = choices.moments.find((moment: { key: string }) => moment.key === first.moment).name.en;
  const card = page
    .locator("section")
    .filter({ has: page.getByRole("heading", { name: new RegExp(name) }) })
    .first();
  await expect(card).toContainText(`${(first.gain.value * 100).toFixed(1)} pts`);
  await card.getByRole("radio", { name: "Table" }).click();
  await expect(card.getByRole("table").getByRole("row")).toHaveCount(15);
});

for (const [locale, reset] of [
  ["en", "Reset all"],
  ["ko", "모두 되돌리기"],
] as const) {
  test(`a slider by keyboard recomputes the score, stands in the address, survives reloading and is taken back, in ${locale}`, async ({
    signedIn,
  }) => {
    const page = await signedIn("lead", { locale });
    await page.goto(drivers);
    const slider = page.getByRole("slider", { name: locale === "en" ? "Security check" : "보안 검색" });
    await expect(slider).toBeVisible();
    const heading = page.locator("#what-if");
    const before = await heading.textContent();
    await slider.focus();
    await page.keyboard.press("Home");
    await expect(page).toHaveURL(/lift=0%3Asecurity-check/);
    await expect(heading).not.toHaveText(before ?? "");
    const changed = await heading.textContent();
    await page.reload();
    await expect(heading).toHaveText(changed ?? "");
    await expect(slider).toHaveValue("0");
    await page.getByRole("button", { name: reset }).click();
    await expect(heading).toHaveText(before ?? "");
    await expect(page).toHaveURL(drivers);
  });
}

test("a name and a removed moment are kept in the address", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(drivers);
  await page.getByRole("button", { name: "Remove Security check" }).click();
  await page.getByRole("textbox", { name: "Name of this scenario" }).fill("No queue");
  await page.keyboard.press("Tab");
  await expect(page).toHaveURL(/scenario=No\+queue/);
  await page.reload();
  await expect(page.getByRole("textbox", { name: "Name of this scenario" })).toHaveValue("No queue");
  await expect(page.getByRole("button", { name: "Remove Security check" })).toHaveAttribute("aria-pressed", "true");
});

test("a scenario that cannot be read is named, and a team's manager has no such page", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`${drivers}?lift=often`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("lift");
  await signedIn("manager");
  await page.goto(drivers);
  await expect(page.getByText("Your role does not include this.")).toBeVisible();
});
