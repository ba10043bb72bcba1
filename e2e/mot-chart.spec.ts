/** A moment's chart and its comments: moved by mouse and by keyboard, taken back, two people at once, found, tagged, printed, taken away as files. */
import { readFileSync } from "node:fs";
import { AxeBuilder } from "@axe-core/playwright";
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./fixtures.ts";
import { JOURNEY, TEST_URL } from "./test-server.ts";

const MOMENT = "security-check";
const PAGE = `/journeys/${JOURNEY}/moments/${MOMENT}/chart`;
const API = `/api/journeys/${JOURNEY}`;
/** On its way to the server and back. */
const SAVED = { timeout: 20_000 };

test.use({ viewport: { width: 1440, height: 1000 } });

interface Factor {
  readonly factor: string;
  readonly column: string;
  readonly archived: boolean;
  readonly text: { readonly en: string; readonly ko: string };
  readonly mentioned: number;
}
const chartOf = async (page: Page): Promise<{ version: number; canUndo: boolean; factors: Factor[] }> =>
  (await page.request.get(`${API}/mot-chart?moment=${MOMENT}`)).json();
const line = async (page: Page, column: string): Promise<string[]> =>
  (await chartOf(page)).factors.filter((one) => one.column === column && !one.archived).map(({ text }) => text.en);

const columnOf = (page: Page, name: RegExp): Locator => page.getByRole("region", { name });
const plus = (page: Page) => columnOf(page, /^Plus · /);
const standard = (page: Page) => columnOf(page, /^Standard · /);
const minus = (page: Page) => columnOf(page, /^Minus · /);
const handle = (page: Page, text: string) => page.getByRole("button", { name: `Move “${text}”` });

async function open(page: Page, search = ""): Promise<void> {
  await page.goto(PAGE + search);
  await expect(page.locator("[aria-busy=true], .animate-pulse")).toHaveCount(0);
}

/** Takes back whatever the test did. */
async function restore(page: Page, version: number): Promise<void> {
  for (let now = (await chartOf(page)).version, back = now - version; back > 0; back -= 1, now += 1) {
    const data = { moment: MOMENT, version: now, kind: "undo" };
    const answer = await page.request.post(`${API}/chart-edits`, { data, headers: { origin: TEST_URL } });
    expect(answer.status()).toBe(200);
  }
}

test("the chart says what ratings say: the finding, mentions, those who mention beside the rest, what waits to be placed", async ({
  signedIn,
}) => {
  const page = await signedIn("lead");
  await open(page);
  await expect(
    page.getByRole("heading", { name: "“Enough lanes are open” is listed as standard, but behaves like a minus" }),
  ).toBeVisible();
  const { factors } = await chartOf(page);
  const lanes = factors.find(({ factor }) => factor === "lanes-open");
  const item = standard(page).getByRole("listitem").filter({ hasText: "Enough lanes are open" });
  await expect(item).toContainText(`${(lanes?.mentioned ?? 0).toLocaleString("en")} mentions`);
  await expect(item).toContainText("검색대가 충분히 열려 있다");
  await expect(item).toContainText("Listed as standard, behaves like a minus");
  await expect(item.getByRole("img")).toHaveAccessibleName(/^Share of ratings that mention it: from/);
  await expect(columnOf(page, /^Not placed yet · 2/)).toContainText("The trays are dirty");
});

test("the list of moments leads to the charts that there are", async ({ signedIn }) => {
  const page = await signedIn("executive");
  await page.goto(`/journeys/${JOURNEY}/moments?segment=business`);
  await page.getByRole("link", { name: "MOT chart · 11 (Security check)" }).filter({ visible: true }).click();
  await expect(page).toHaveURL(`${PAGE}?segment=business`);
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Security check: MOT chart");
});

test("by keyboard: picked up, carried to another column, put down; said aloud; one edit, undone and done again", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await open(page);
  const { version } = await chartOf(page);
  const text = "Enough lanes are open";
  const status = page.getByRole("status");
  await handle(page, text).focus();
  await page.keyboard.press("Space");
  await expect(status.filter({ hasText: `“${text}” picked up: standard, place 1.` })).toHaveCount(1);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(status.filter({ hasText: `“${text}”: minus, place 2.` })).toHaveCount(1);
  await expect(handle(page, text)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(status.filter({ hasText: `“${text}” moved to minus, place 2.` })).toHaveCount(1);
  await expect
    .poll(() => line(page, "minus"), SAVED)
    .toEqual(["The bag is opened and nobody says why", text, "Shouted at to hurry", "Shoes off, and nowhere to sit"]);
  expect((await chartOf(page)).version).toBe(version + 1);
  await expect(minus(page)).toContainText(text);
  await expect(handle(page, text)).toBeFocused();
  // It stands where it behaves: nothing disagrees any more.
  await expect(page.getByText("Listed as standard, behaves like a minus")).toHaveCount(0);

  await page.getByRole("button", { name: "Undo" }).click();
  await expect(standard(page)).toContainText(text, SAVED);
  await page.getByRole("button", { name: "Redo" }).click();
  await expect(minus(page)).toContainText(text, SAVED);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(standard(page)).toContainText(text, SAVED);
  await page.getByText(/^Who changed what:/).click();
  await expect(page.getByText(`Moved “${text}” from standard to minus`)).toBeVisible();
  await expect(page.getByText(`Took change ${version + 1} back`).first()).toBeVisible();
});

test("Escape puts a line back that was picked up, and nothing is saved", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await open(page);
  const before = await chartOf(page);
  await handle(page, "Shoes off, and nowhere to sit").focus();
  for (const key of ["Enter", "ArrowUp", "ArrowLeft", "Escape"]) await page.keyboard.press(key);
  await expect(minus(page)).toContainText("Shoes off, and nowhere to sit");
  expect(await chartOf(page)).toEqual(before);
});

test("in Korean: the finding, the steps of a move, and the comments speak Korean", async ({ signedIn }) => {
  const page = await signedIn("lead", { locale: "ko" });
  await open(page);
  await expect(page.getByRole("heading", { name: "‘검색대가 충분히 열려 있다’: 적힌 칸은 표준, 평가로는 마이너스" })).toBeVisible();
  await page.getByRole("button", { name: "‘신발을 벗는데 앉을 곳이 없다’ 옮기기" }).focus();
  const status = page.getByRole("status");
  for (const [key, said] of [
    ["Enter", "‘신발을 벗는데 앉을 곳이 없다’ 항목을 집었습니다. 마이너스 3번째."],
    ["ArrowLeft", "‘신발을 벗는데 앉을 곳이 없다’: 표준 3번째."],
    ["Escape", "‘신발을 벗는데 앉을 곳이 없다’ 항목을 제자리에 두었습니다."],
  ] as const) {
    await page.keyboard.press(key);
    await expect(status.filter({ hasText: said })).toHaveCount(1);
  }
  await page.getByRole("searchbox", { name: "의견 검색" }).fill("줄");
  await page.getByRole("button", { name: "검색", exact: true }).click();
  const { total } = await (await page.request.get(`${API}/comments?moment=${MOMENT}&q=${encodeURIComponent("줄")}`)).json();
  await expect(page.locator("#comments")).toHaveText(`고객 의견 ${total.toLocaleString("ko")}건`);
});

test("by mouse: an unplaced factor is dragged between two lines of a column", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await open(page);
  const { version } = await chartOf(page);
  const text = "The trays are dirty";
  const from = await handle(page, text).boundingBox();
  const below = await minus(page).getByRole("listitem").nth(1).boundingBox();
  if (from === null || below === null) throw new Error("nothing to drag");
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y - 20, { steps: 4 });
  await page.mouse.move(below.x + below.width / 2, below.y + 8, { steps: 10 });
  await page.mouse.up();
  await expect
    .poll(() => line(page, "minus"), SAVED)
    .toEqual(["The bag is opened and nobody says why", text, "Shouted at to hurry", "Shoes off, and nowhere to sit"]);
  await expect(minus(page)).toContainText(text);
  await expect(columnOf(page, /^Not placed yet · 1/)).toBeVisible();
  await restore(page, version);
});

test("by buttons: added in both languages, renamed, moved, taken off, put back", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await open(page);
  const { version } = await chartOf(page);
  await plus(page).getByRole("button", { name: "Add to Plus" }).click();
  const form = page.getByRole("form", { name: "New factor: Plus" });
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form).toContainText("Say it in English, in Korean or in both.");
  await form.getByLabel("English").fill("A bench behind the belt");
  await form.getByLabel("Korean").fill("벨트 뒤에 의자가 있다");
  await form.getByRole("button", { name: "Save" }).click();
  await expect(plus(page)).toContainText("벨트 뒤에 의자가 있다", SAVED);

  const menu = async (text: string, item: string) => {
    await page.getByRole("button", { name: `What to do with “${text}”` }).click();
    await page.getByRole("button", { name: item, exact: true }).click();
  };
  await menu("A bench behind the belt", "Change the words");
  await page
    .getByRole("form", { name: /^Words of/ })
    .getByLabel("English")
    .fill("A bench to dress");
  await page.keyboard.press("Enter");
  await expect(plus(page)).toContainText("A bench to dress");
  await menu("A bench to dress", "To standard");
  await expect.poll(() => line(page, "standard"), SAVED).toContain("A bench to dress");
  await menu("A bench to dress", "Up");
  await expect.poll(async () => (await line(page, "standard")).indexOf("A bench to dress"), SAVED).toBe(2);
  await menu("A bench to dress", "Take off the chart");
  await page.getByText("1 factor taken off the chart").click();
  await page.getByRole("button", { name: "Put back “A bench to dress”" }).click();
  await expect(standard(page)).toContainText("A bench to dress");
  await expect.poll(async () => (await chartOf(page)).version, SAVED).toBe(version + 6);
  await restore(page, version);
});

test("somebody else was faster: told in a sentence, nothing lost, made after all", async ({ signedIn, expectedErrors }) => {
  expectedErrors.push(/status of 409/);
  const page = await signedIn("lead");
  await open(page);
  const { version } = await chartOf(page);
  // The page asks nothing anew until its own edit has been refused.
  let quiet = true;
  await page.route(`**${API}/mot-chart**`, (route) => (quiet ? route.abort() : route.continue()));
  expectedErrors.push(/Failed to load resource/);
  const data = { moment: MOMENT, version, kind: "add", place: "minus", en: "Somebody else's line", ko: "" };
  expect((await page.request.post(`${API}/chart-edits`, { data, headers: { origin: TEST_URL } })).status()).toBe(200);
  page.on("response", (response) => {
    if (response.status() === 409) quiet = false;
  });
  await handle(page, "Enough lanes are open").focus();
  for (const key of ["Enter", "ArrowRight", "Enter"]) await page.keyboard.press(key);
  const alert = page.getByRole("alert").filter({ hasText: "changed this chart in the meantime" });
  await expect(alert).toContainText("lead@example.org changed this chart in the meantime. It is shown as it stands now.", SAVED);
  await expect(alert).toContainText("Move “Enough lanes are open” to minus, place 1");
  await expect(minus(page)).toContainText("Somebody else's line");
  await alert.getByRole("button", { name: "Make it now" }).click();
  await expect.poll(() => line(page, "minus"), SAVED).toContain("Enough lanes are open");
  await expect(alert).toHaveCount(0);
  await restore(page, version);
});

test("for an executive the chart has its evidence and nothing to change it with, and there are no comments", async ({ signedIn }) => {
  const page = await signedIn("executive");
  await open(page);
  await expect(standard(page)).toContainText("Listed as standard, behaves like a minus");
  for (const name of [/^Move/, /^Undo/, /^Add/, /^What to do/]) await expect(page.getByRole("button", { name })).toHaveCount(0);
  await expect(page.getByRole("heading", { name: /comments/i })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Download CSV" })).toBeVisible();
});

test("a manager sees the figures and the comments of the own team, without ratings, tags and files", async ({ signedIn }) => {
  const page = await signedIn("manager");
  await open(page);
  const comments = page.getByRole("region", { name: /comments$/ });
  await expect(comments).toContainText("Comments of your own teams.");
  await expect(comments).toContainText("Security A");
  await expect(comments).not.toContainText("Security B");
  await expect(comments.getByRole("button", { name: /^Tag “/ })).toHaveCount(0);
  await expect(comments).toContainText("Ratings of single comments are shown to those who may open single visits.");
  await expect(page.getByRole("button", { name: "Download PNG" })).toHaveCount(0);
});

test("comments are searched in Korean and in English, by the address; a factor's mentions lead to its comments", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await open(page);
  const comments = page.locator("section").filter({ has: page.locator("#comments") });
  const count = async (q: string) =>
    (await (await page.request.get(`${API}/comments?moment=${MOMENT}&q=${encodeURIComponent(q)}`)).json()).total;
  for (const [q, word] of [
    ["lane open", "lane"],
    ["줄 길어", "줄"],
  ] as const) {
    await comments.getByRole("searchbox").fill(q);
    await comments.getByRole("searchbox").press("Enter");
    await expect(page).toHaveURL(new RegExp(`[?&]q=${encodeURIComponent(q).replaceAll("%20", "\\+")}`));
    await expect(page.locator("#comments")).toHaveText(`${(await count(q)).toLocaleString("en")} comments`);
    await expect(comments.locator("mark").first()).toHaveText(word);
  }
  await page.reload();
  await expect(comments.getByRole("searchbox")).toHaveValue("줄 길어");
  await comments.getByRole("searchbox").fill("zzzz no such words");
  await comments.getByRole("button", { name: "Search" }).click();
  await expect(comments).toContainText("No comment found");
  await comments.getByRole("button", { name: "Show all comments" }).click();
  await expect(page).toHaveURL(PAGE);

  await page.getByRole("button", { name: /mentions .* show comments that mention “Shouted at to hurry”/ }).click();
  await expect(page).toHaveURL(`${PAGE}?factor=hurried`);
  await expect(comments.getByRole("button", { name: /^Mentions “Shouted at to hurry”/ })).toBeVisible();
  await expect(comments.getByRole("listitem").first()).toContainText(/Shouted|소리 지르/);
  await comments.getByRole("button", { name: /^Mentions/ }).click();
  await comments.getByRole("button", { name: "Older" }).click();
  await expect(page).toHaveURL(`${PAGE}?offset=50`);
  await expect(comments).toContainText("51–100 of");
});

test("a comment is tagged, the mention counts, and the tag is taken off", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await open(page, "?q=could+be+faster");
  const before = (await chartOf(page)).factors.find(({ factor }) => factor === "polite-words")?.mentioned ?? 0;
  const comments = page.locator("section").filter({ has: page.locator("#comments") });
  const first = comments.getByRole("listitem").first();
  await first.getByRole("button", { name: /^Tag “/ }).click();
  await page.getByRole("checkbox", { name: "Spoken to politely" }).check();
  await page.keyboard.press("Escape");
  const mentions = (count: number) => standard(page).getByText(`${count.toLocaleString("en")} mentions`);
  await expect(mentions(before + 1)).toBeVisible();
  await expect(first).toContainText("Tagged by lead@example.org");
  await first.getByRole("button", { name: "Take the tag “Spoken to politely” off" }).click();
  await expect(mentions(before)).toBeVisible();
});

test("CSV and PNG: the lines as they stand, the picture as wide as it is drawn", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await open(page, "?segment=business");
  const [csv] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Download CSV" }).click()]);
  const text = readFileSync(await csv.path(), "utf8");
  expect(text.split("\r\n")[0]).toContain("brokenDifference.low");
  expect(text).toContain("lanes-open,standard,Enough lanes are open,검색대가 충분히 열려 있다");
  const [png] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Download PNG" }).click()]);
  expect(png.suggestedFilename()).toBe(`verdad-${JOURNEY}-${MOMENT}.png`);
  const bytes = readFileSync(await png.path());
  expect(bytes.subarray(1, 4).toString("latin1")).toBe("PNG");
  const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
  expect(width).toBeGreaterThan(1800);
  expect(height / width).toBeLessThan(0.8);
});

for (const locale of ["en", "ko"] as const) {
  test(`prints on exactly one A4 sheet, on its side, in ${locale}`, async ({ signedIn }) => {
    const page = await signedIn("lead", { locale });
    await open(page);
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(pdf.match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
    const [, width = "", height = ""] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(pdf) ?? [];
    expect([Math.round(Number(width)), Math.round(Number(height))]).toEqual([842, 595]);
    await page.emulateMedia({ media: "print" });
    await expect(page.getByRole("heading", { level: 1 })).toBeHidden();
    await expect(page.locator("svg.one-sheet")).toBeVisible();
    await expect(page.locator("svg.one-sheet")).toContainText(locale === "ko" ? "보안 검색: MOT 차트" : "Security check: MOT chart");
  });
}

for (const locale of ["en", "ko"] as const) {
  for (const theme of ["light", "dark"] as const) {
    test(`no accessibility fault and no wider than the screen, in ${locale}, ${theme}`, async ({ signedIn }) => {
      const page = await signedIn("lead", { locale, theme });
      await open(page);
      await page.locator("summary").first().click();
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      expect(violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`))).toEqual([]);
      for (const width of [1440, 1024, 390]) {
        await page.setViewportSize({ width, height: 900 });
        const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect(wider, `at ${width} px`).toBeLessThanOrEqual(0);
      }
    });
  }
}

test("a moment that the journey does not have leads nowhere", async ({ signedIn, expectedErrors }) => {
  expectedErrors.push(/status of 404/);
  const page = await signedIn("lead");
  const response = await page.goto(`/journeys/${JOURNEY}/moments/no-such-moment/chart`);
  expect(response?.status()).toBe(404);
});
