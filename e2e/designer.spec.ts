/** The journey designer: from a template, by keyboard, a cut point through its rebuild and back, a cancelled change, and two editors. */
import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";
import { readJourneys } from "#db/journeys.ts";
import { openStore } from "#db/open.ts";
import { removeJourney } from "#db/remove-journey.ts";
import { operatorScope } from "#db/scope.ts";
import repair from "../templates/repair-centre.json" with { type: "json" };
import { expect, test } from "./fixtures.ts";
import { JOURNEY, STORE_URL } from "./test-server.ts";

/** What these tests make: other tests count on the sample being the only journey. */
const MADE = "repairs-";
const DESIGNER = `/settings/journeys/${JOURNEY}`;
const WORDS = {
  en: {
    edit: "Journey designer",
    repair: "Repair centre",
    nameEn: "Name in English",
    create: "Create the journey",
    standard: "Standard from",
    plus: "Plus from",
    review: "Review and save",
    sure: "Save and derive anew",
    inEffect: "The change is in effect",
    undo: "Take back",
    save: "Save",
    lifted: /lifted from place 1 of 7/,
    dropped: /dropped at place 3 of 7/,
    move: "Move Reaching the centre",
    moved: "Reaching the centre: moved from place 1 to 3",
  },
  ko: {
    edit: "여정 설계",
    repair: "수리 센터",
    nameEn: "영어 이름",
    create: "여정 만들기",
    standard: "표준 시작",
    plus: "플러스 시작",
    review: "확인하고 저장",
    sure: "저장하고 다시 집계",
    inEffect: "변경이 반영되어",
    undo: "되돌리기",
    save: "저장",
    lifted: /7개 중 1번째 접점 전화 연결/,
    dropped: /7개 중 3번째 자리에 놓았습니다/,
    move: "전화 연결 옮기기",
    moved: "전화 연결: 1번째 → 3번째 자리",
  },
} as const;

// All visits are derived anew, there and back.
test.describe.configure({ timeout: 150_000 });

test.afterAll(async () => {
  const store = openStore(STORE_URL);
  try {
    for (const { id, key } of readJourneys(store, operatorScope())) if (key.startsWith(MADE)) await removeJourney(store, id);
  } finally {
    store.close();
  }
});

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
    .analyze();
  return violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`));
}

/** The row's own button, which shows its fields. */
function row(page: Page, name: string) {
  return page.locator("li button[aria-expanded]").filter({ hasText: name });
}

async function minusOf(page: Page, moment: string): Promise<number> {
  const { moments } = await (await page.request.get(`/api/journeys/${JOURNEY}/moment-scores`)).json();
  return moments.find((one: { moment: string }) => one.moment === moment).minus;
}

async function scoreOf(page: Page): Promise<number> {
  return (await (await page.request.get(`/api/journeys/${JOURNEY}/survival`)).json()).journeyScore.value;
}

for (const locale of ["en", "ko"] as const) {
  const words = WORDS[locale];

  test(`a journey from a template, put in another order by keyboard (${locale})`, async ({ signedIn }) => {
    const page = await signedIn("lead", { locale });
    await page.goto("/settings/journeys");
    await page.locator("a[href='/settings/journeys?start=repair-centre']").filter({ hasText: words.repair }).click();
    const key = page.locator("input[value='repair-centre']");
    await expect(key).toBeVisible();
    await key.fill(`repairs-${locale}`);
    await page.getByRole("button", { name: words.create }).click();
    await expect(page).toHaveURL(`/settings/journeys/repairs-${locale}`);
    await expect(page.getByRole("heading", { level: 1, name: words.edit })).toBeVisible();

    const handle = page.getByRole("button", { name: words.move });
    await handle.focus();
    await page.keyboard.press("Space");
    const spoken = page.locator("[aria-live=assertive]");
    await expect(spoken.filter({ hasText: words.lifted })).toHaveCount(1);
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(300);
    await page.keyboard.press("ArrowDown");
    await page.waitForTimeout(300);
    await page.keyboard.press("Space");
    await expect(spoken.filter({ hasText: words.dropped })).toHaveCount(1);
    await expect(handle).toBeFocused();
    await page.getByRole("button", { name: words.review }).click();
    await expect(page.getByRole("dialog").getByText(words.moved)).toBeVisible();
    expect(await faults(page)).toEqual([]);
    await page.getByRole("button", { name: words.sure }).click();
    await expect(page.getByRole("status").filter({ hasText: words.inEffect })).toBeVisible();
    const file = await (await page.request.get(`/api/journeys/repairs-${locale}/definition/file`)).json();
    expect(file.moments.map((moment: { key: string }) => moment.key).indexOf("reaching-centre")).toBe(2);
    // The template's chart came along.
    expect(file.moments.find((moment: { key: string }) => moment.key === "explaining-problem").factors.plus).toHaveLength(8);
    expect(await faults(page)).toEqual([]);
  });

  test(`a cut point: what it will do, the rebuild, other figures, and back (${locale})`, async ({ signedIn }) => {
    const page = await signedIn("lead", { locale });
    const [minus, score] = [await minusOf(page, "finding-gate"), await scoreOf(page)];
    await page.goto(DESIGNER);
    await row(page, locale === "en" ? "Finding the departure gate" : "출발 게이트 찾기").click();
    await page.getByLabel(words.standard).selectOption("4");
    await page.getByRole("button", { name: words.review }).click();
    const asked = page.getByRole("dialog");
    const { moments } = await (await page.request.get(`/api/journeys/${JOURNEY}/moment-scores`)).json();
    const { standard } = moments.find((one: { moment: string }) => one.moment === "finding-gate");
    const count = (n: number) => new Intl.NumberFormat(locale).format(n);
    await expect(asked).toContainText(count(60_000));
    await expect(asked).toContainText(`${count(minus)} → ${count(minus + standard)}`);
    await page.getByRole("button", { name: words.sure }).click();
    await expect(page.getByRole("status").filter({ hasText: words.inEffect })).toBeVisible({ timeout: 60_000 });
    expect(await minusOf(page, "finding-gate")).toBe(minus + standard);
    expect(await scoreOf(page)).toBeLessThan(score);

    await page.getByRole("button", { name: words.undo }).click();
    await expect.poll(() => minusOf(page, "finding-gate"), { timeout: 60_000 }).toBe(minus);
    expect(await scoreOf(page)).toBe(score);
    await expect(page.getByRole("status").filter({ hasText: words.inEffect })).toBeVisible();
    expect(await faults(page)).toEqual([]);
  });
}

test("a change under way is told on every page, can be cancelled, and then nothing has happened", async ({ signedIn }) => {
  const page = await signedIn("lead");
  const before = await minusOf(page, "booking");
  await page.goto(DESIGNER);
  await row(page, "Booking").click();
  await page.getByLabel("Standard from").selectOption("4");
  await page.getByRole("button", { name: "Review and save" }).click();
  await page.getByRole("button", { name: "Save and derive anew" }).click();
  // While another transaction holds the store, deriving stands still.
  const store = openStore(STORE_URL);
  try {
    await expect
      .poll(() => store.driver.prepare("select count(*) from rebuilds where status = 'running'").pluck().get(), { intervals: [5] })
      .toBe(1);
    store.driver.exec("begin immediate");
    const card = page.getByRole("region", { name: "Change under way" });
    await expect(card).toContainText("of 60,000 visits");
    expect(await faults(page)).toEqual([]);
    const other = await page.context().newPage();
    await other.goto(`/journeys/${JOURNEY}/moments`);
    await expect(other.getByText("These are the figures from before a change")).toBeVisible();
    expect(await faults(other)).toEqual([]);
    expect(await minusOf(page, "booking")).toBe(before);
    await page.getByRole("button", { name: "Cancel the change" }).click();
    store.driver.exec("commit");
    await expect(page.getByRole("status").filter({ hasText: "The change was cancelled" })).toBeVisible();
    await expect(other.getByText("These are the figures from before a change")).toHaveCount(0);
    await other.close();
  } finally {
    if (store.driver.inTransaction) store.driver.exec("rollback");
    store.close();
  }
  expect(await minusOf(page, "booking")).toBe(before);
  // What was entered is still there, to be dropped.
  await expect(page.getByLabel("Standard from")).toHaveValue("4");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByLabel("Standard from")).toHaveValue("3");
});

test("two editors: the second is told, loses nothing, and saves on top of the first", async ({ signedIn, expectedErrors }) => {
  expectedErrors.push(/status of 409/);
  const page = await signedIn("lead");
  await page.goto("/settings/journeys");
  const origin = new URL(page.url()).origin;
  const save = (version: number | null, body: object) =>
    page.request.post("/api/journeys/repairs-two/definition", { data: { version, journey: body }, headers: { origin } });
  expect((await save(null, { ...repair, key: "repairs-two" })).status()).toBe(200);
  await page.goto("/settings/journeys/repairs-two");
  await row(page, "Explaining the problem").click();
  const mine = page.getByLabel("Seconds a contact takes");
  await mine.fill("90");
  const { version, journey } = await (await page.request.get("/api/journeys/repairs-two/definition")).json();
  const file = await (await page.request.get("/api/journeys/repairs-two/definition/file")).json();
  const moments = [...file.moments, { key: "survey", name: { en: "Survey", ko: "설문" }, stage: "umot", scale: [0, 10] }];
  const theirs = { ...file, name: { en: "Repairs", ko: journey.name.ko }, moments };
  expect((await save(version, theirs)).status()).toBe(202);
  await expect(page.getByText("Somebody else has changed this journey in the meantime")).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByRole("button", { name: "Go on with mine on top" }).click();
  await expect(mine).toHaveValue("90");
  await expect(row(page, "Survey")).toBeVisible();
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("status").filter({ hasText: "Saved" })).toBeVisible();
  const now = await (await page.request.get("/api/journeys/repairs-two/definition/file")).json();
  expect(now.name.en).toBe("Repairs");
  expect(now.moments.map((moment: { key: string }) => moment.key)).toContain("survey");
  expect(now.moments.some((moment: { seconds?: number }) => moment.seconds === 90)).toBe(true);
});

test("a faulty form says what is wrong where, and a link out of it asks first; what was typed comes back", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto("/settings/journeys?start=blank");
  await page.getByRole("button", { name: "Create the journey" }).click();
  await expect(page.getByLabel("Name in English").first()).toBeFocused();
  await expect(page.getByText("Enter a name.").first()).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.getByLabel("Name in English").first().fill("Lounge visits");
  await expect(page.locator("input[value='lounge-visits']")).toBeVisible();
  await page.getByRole("link", { name: "All journeys" }).click();
  const asked = page.getByRole("dialog", { name: "Leave without saving?" });
  await expect(asked).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(asked).toHaveCount(0);
  await page.getByRole("link", { name: "All journeys" }).click();
  await asked.getByRole("button", { name: "Leave" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Journeys" })).toBeVisible();
  await page.getByRole("link", { name: /From nothing/ }).click();
  await expect(page.getByText("Your unsaved changes are back")).toBeVisible();
  await expect(page.getByLabel("Name in English").first()).toHaveValue("Lounge visits");
  await page.getByRole("button", { name: "Discard them" }).click();
  await expect(page.getByLabel("Name in English").first()).toHaveValue("");
});

test("a journey goes out as a file and comes back in; a faulty file is told with its places", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(DESIGNER);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Export" }).click()]);
  expect(download.suggestedFilename()).toBe("verdad-airline.json");
  const file = JSON.parse(readFileSync(await download.path(), "utf8"));
  expect(file).toMatchObject({ key: JOURNEY, window: "21d" });
  const choose = (json: unknown) =>
    page
      .locator("input[type=file]")
      .setInputFiles({ name: "j.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify(json)) });
  await choose({ ...file, window: "2w" });
  await expect(page.getByRole("alert").filter({ hasText: "window: Enter a whole number above 0." })).toBeVisible();
  await choose({ ...file, key: "other" });
  await expect(page.getByRole("alert").filter({ hasText: "another key" })).toBeVisible();
  await choose({ ...file, name: { en: "By air", ko: "항공" } });
  await expect(page.getByText("The file is in the form.")).toBeVisible();
  await expect(page.getByLabel("Name in English").first()).toHaveValue("By air");
  await expect(page.getByText("One change. In effect at once; no visit is derived anew.")).toBeVisible();
  await page.getByRole("button", { name: "Discard", exact: true }).click();
  await expect(page.getByLabel("Name in English").first()).toHaveValue("Flying with us");
});

test("whoever may not change journeys has no designer", async ({ signedIn }) => {
  const page = await signedIn("executive");
  for (const path of ["/settings/journeys", DESIGNER]) {
    await page.goto(path);
    await expect(page.getByText("Your role does not include changing journeys.")).toBeVisible();
  }
});

test("no designer page is wider than the screen, in both themes", async ({ signedIn }) => {
  for (const theme of ["light", "dark"] as const) {
    const page = await signedIn("admin", { theme, locale: theme === "light" ? "en" : "ko" });
    for (const path of ["/settings/journeys", DESIGNER, "/settings/journeys?start=airline"]) {
      await page.goto(path);
      if (path !== "/settings/journeys") await page.locator("li button[aria-expanded]").nth(3).click();
      expect(await faults(page), `${path}, ${theme}`).toEqual([]);
      for (const width of [1440, 1024, 390]) {
        await page.setViewportSize({ width, height: 900 });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wider, `${path} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
  }
});
