/** The journey map: stations that open their moment, a stage looked at closely, the same as a table, by keyboard alone. */
import { expect, test } from "./fixtures.ts";
import { JOURNEY } from "./test-server.ts";

const map = `/journeys/${JOURNEY}/map`;

/** As wide as a desk's screen: the journey runs from left to right. */
test.use({ viewport: { width: 1440, height: 900 } });

test("14 stations in order, each with the figures of the report, and each opens its moment", async ({ signedIn }) => {
  const page = await signedIn("lead");
  const filter = "from=2026-07-01&to=2026-09-30";
  await page.goto(`${map}?${filter}`);
  const stations = page.locator("li:visible").filter({ has: page.getByRole("link", { name: /^\d+\. / }) });
  await expect(stations).toHaveCount(14);
  const { moments } = await (await page.request.get(`/api/journeys/${JOURNEY}/moment-scores?${filter}`)).json();
  const security = moments.find((moment: { moment: string }) => moment.moment === "security-check");
  const station = stations.filter({ hasText: "Security check" });
  await expect(station).toContainText(`n = ${security.rated.toLocaleString("en")}`);
  const net = Math.round(security.net.value * 100);
  await expect(station).toContainText(`Security check: +${net} on the emotion curve`);
  await station.getByRole("link", { name: "Security check" }).click();
  await expect(page).toHaveURL(`/journeys/${JOURNEY}/moments/security-check?${filter}`);
});

test("a stage is chosen with the keyboard, stands in the address, and survives reloading", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(map);
  await page.getByRole("radio", { name: "Whole journey" }).focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(`${map}?stage=zmot`);
  await page.reload();
  const stations = page.locator("li:visible").filter({ has: page.getByRole("link", { name: /^\d+\. / }) });
  await expect(stations).toHaveCount(1);
  await expect(stations).toContainText("Calling for information");
});

test("a stage without moments says so, and a stage that is none is refused by name", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`${map}?stage=umot`);
  await expect(page.getByText("No moment of the journey is in this stage", { exact: true })).toBeVisible();
  await page.goto(`${map}?stage=later`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("stage = “later”");
});

test("the table says the same, and at 390 px the stations stand below each other", async ({ signedIn }) => {
  const page = await signedIn("lead", { locale: "ko" });
  await page.goto(map);
  await page.getByRole("radio", { name: "표" }).first().click();
  await expect(page.getByRole("table").first().getByRole("row")).toHaveCount(15);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByText("옆으로 더 있습니다.", { exact: false }).first()).toBeVisible();
  await page.getByRole("radio", { name: "차트" }).first().click();
  const links = page.getByRole("link", { name: "보안 검색" });
  await expect(links.filter({ visible: true })).toHaveCount(1);
  const [first, second] = await Promise.all(
    ["예약", "보안 검색"].map((name) => page.getByRole("link", { name }).filter({ visible: true }).boundingBox()),
  );
  expect(second?.y ?? 0).toBeGreaterThan(first?.y ?? 0);
});

test("a team's manager, who meets a part of the journey, has no map", async ({ signedIn }) => {
  const page = await signedIn("manager");
  await page.goto(map);
  await expect(page.getByText("Your role does not include this.")).toBeVisible();
});

test("it is not drawn for one team: what others serve is not unmeasured", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`${map}?team=security-a`);
  await expect(page.getByText("A journey crosses teams")).toBeVisible();
  await page.getByRole("button", { name: "Show all teams" }).click();
  await expect(page).toHaveURL(map);
});

test("on paper the map has sheets on their side", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(map);
  await expect(page.locator("[aria-busy=true], .animate-pulse")).toHaveCount(0);
  const sheets = (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/MediaBox \[0 0 [\d.]+ [\d.]+\]/g) ?? [];
  expect(sheets.length).toBeGreaterThan(0);
  for (const sheet of sheets) expect(sheet).toMatch(/\[0 0 841\.\d+ 59[45]\.\d+\]/);
});
