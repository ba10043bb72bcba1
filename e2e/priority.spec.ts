/** The priority segment: beside all others on every page, chosen by those who may, and what the pages say where nothing is selected. */
import { expect, test } from "./fixtures.ts";
import { JOURNEY } from "./test-server.ts";

const journey = `/journeys/${JOURNEY}`;

test("one switch sets business flyers beside all others, and goes along from page to page", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`${journey}/moments`);
  await page.getByRole("button", { name: "Business flyers beside all others" }).click();
  await expect(page).toHaveURL(`${journey}/moments?beside=priority`);
  await expect(page.getByText("All others").filter({ visible: true }).first()).toBeVisible();
  const filter = "segment=business";
  const { moments } = await (await page.request.get(`/api/journeys/${JOURNEY}/moment-scores?${filter}`)).json();
  const booking = moments.find((moment: { moment: string }) => moment.moment === "booking").satisfaction;
  await expect(
    page
      .getByText(`n = ${booking.n.toLocaleString("en")}`)
      .filter({ visible: true })
      .first(),
  ).toBeVisible();
  for (const place of ["Map", "Funnel", "Overview"]) {
    await page.getByRole("link", { name: place, exact: true }).filter({ visible: true }).click();
    await expect(page).toHaveURL(`${journey}/${place.toLowerCase()}?beside=priority`);
    await expect(page.getByText("All others").filter({ visible: true }).first()).toBeVisible();
  }
  await page.getByRole("button", { name: "Business flyers beside all others" }).click();
  await expect(page).toHaveURL(`${journey}/overview`);
});

test("a choice of segments that leaves one side empty says so, with the way out", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`${journey}/funnel?segment=leisure&beside=priority`);
  await expect(page.getByText("The chosen segments are all on one side")).toBeVisible();
  await page.getByRole("button", { name: "Show all segments" }).click();
  await expect(page).toHaveURL(`${journey}/funnel?beside=priority`);
});

test("a lead marks another segment, and pages follow; others may not", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto("/settings/segments");
  await page.getByRole("radio", { name: "Families" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toContainText("Saved");
  await page.goto(`${journey}/overview`);
  await expect(page.getByRole("button", { name: "Families beside all others" })).toBeVisible();
  await page.goto("/settings/segments");
  await page.getByRole("radio", { name: "Business flyers" }).check();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("status")).toContainText("Saved");
});

test("an executive has no such page", async ({ signedIn }) => {
  const page = await signedIn("executive");
  await page.goto("/settings/segments");
  await expect(page.getByText("Your role does not include segments.")).toBeVisible();
  await page.goto(`${journey}/overview`);
  await page.getByRole("button", { name: "Account and display" }).click();
  await expect(page.getByRole("link", { name: "Segments" })).toHaveCount(0);
});

test("the ledger of the overview: visits x contacts x seconds, as the report has it", async ({ signedIn }) => {
  const page = await signedIn("executive");
  await page.goto(`${journey}/overview`);
  const ledger = await (await page.request.get(`/api/journeys/${JOURNEY}/ledger`)).json();
  const card = page.getByRole("region", { name: /moments of truth a year/ });
  await expect(card).toContainText(`A year at the pace of ${ledger.days} days`);
  await expect(card).toContainText(`${ledger.touched.toLocaleString("en")} contacts in ${ledger.days} days`);
});

for (const place of ["overview", "map", "funnel", "moments"] as const) {
  test(`${place}: a selection that holds nothing says so, and leads back to all days`, async ({ signedIn }) => {
    const page = await signedIn("executive");
    await page.goto(`${journey}/${place}?from=2031-01-01&to=2031-01-31`);
    await expect(page.getByText("Nothing in this selection").first()).toBeVisible();
    await page.getByRole("button", { name: "Show all days" }).first().click();
    await expect(page).toHaveURL(`${journey}/${place}`);
    await expect(page.getByText("Nothing in this selection")).toHaveCount(0);
  });
}
