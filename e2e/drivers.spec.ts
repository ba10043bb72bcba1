/** What to fix first: the figures of the reports, sliders by keyboard, a scenario that stays in the address, what goes with an outcome. */
import { AxeBuilder } from "@axe-core/playwright";
import { expect, test } from "./fixtures.ts";
import { addSurvey, dropSurvey, PLAIN_SURVEY, SURVEY } from "./survey.ts";
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

test("a scenario that cannot be read is named", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`${drivers}?lift=often`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("lift");
});

test("a team's manager has no such page", async ({ signedIn }) => {
  const page = await signedIn("manager");
  await page.goto(drivers);
  await expect(page.getByText("Your role does not include this.")).toBeVisible();
});

test("what leaves as a file is the scenario of the screen", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`${drivers}?lift=gone%3Asecurity-check`);
  const card = page.locator("section").filter({ has: page.locator("#what-if") });
  const heading = page.locator("#what-if");
  await expect(heading).toContainText(/Journey score [\d.]+%/);
  const score = (await heading.textContent())?.match(/Journey score ([\d.]+)%/)?.[1];
  const href = await card.getByRole("link", { name: /CSV/ }).getAttribute("href");
  const lines = (await (await page.request.get(href ?? "")).text()).split("\r\n");
  const at = (lines[0] ?? "").split(",").indexOf("score");
  expect((Number((lines[1] ?? "").split(",")[at]) * 100).toFixed(1)).toBe(score);
});

for (const [locale, words] of [
  [
    "en",
    {
      heading: "What goes with “Overall satisfaction”",
      act: /^Act on Security check/,
      kinds: ["Must not fail", "Delights", "Counts both ways"],
    },
  ],
  [
    "ko",
    {
      heading: "결과 문항과 함께 움직이는 것: 전반적 만족",
      act: /^먼저 개선할 곳: .*보안 검색/,
      kinds: ["실패하면 안 되는 접점", "감동을 주는 접점", "양쪽으로 작용"],
    },
  ],
] as const) {
  test(`the sample's overall question: act on security; it must not fail, the welcome delights, the bags count both ways, in ${locale}`, async ({
    signedIn,
  }) => {
    const page = await signedIn("lead", { locale });
    await page.goto(drivers);
    await expect(page.getByRole("heading", { name: words.heading })).toBeVisible();
    await expect(page.getByRole("heading", { name: words.act }).first()).toBeVisible();
    await expect(page.getByText("No overall question")).toHaveCount(0);
    const names =
      locale === "en" ? ["Security check", "Welcome by the crew", "Finding room for the bag"] : ["보안 검색", "승무원 환영", "수하물 보관"];
    for (const [i, kind] of words.kinds.entries()) {
      await expect(
        page
          .getByRole("listitem")
          .filter({ hasText: names[i] ?? "" })
          .filter({ hasText: kind }),
      ).toHaveCount(1);
    }
  });
}

test("a journey without an overall question says so once", async ({ signedIn }) => {
  addSurvey(PLAIN_SURVEY);
  try {
    const page = await signedIn("lead");
    await page.goto(`/journeys/${PLAIN_SURVEY}/drivers`);
    await expect(page.getByText("No overall question")).toHaveCount(1);
    await expect(page.getByRole("heading", { name: /Importance|Penalty/ })).toHaveCount(0);
  } finally {
    await dropSurvey(PLAIN_SURVEY);
  }
});

test.describe("a survey with an overall question", () => {
  const page = `/journeys/${SURVEY}/drivers`;
  test.beforeAll(() => {
    addSurvey(SURVEY);
  });
  test.afterAll(() => dropSurvey(SURVEY));

  for (const [locale, theme, words] of [
    ["en", "light", { list: "Keep it up", wrong: "listed as standard, behaves like a minus", kind: "Must not fail" }],
    ["ko", "dark", { list: "유지", wrong: "놓인 칸은 표준, 실제로는 마이너스처럼 작용", kind: "실패하면 안 되는 접점" }],
  ] as const) {
    test(`map, classes and lines of the chart are told and free of accessibility faults, in ${locale}`, async ({ signedIn }) => {
      const shown = await signedIn("lead", { locale, theme });
      await shown.goto(page);
      await expect(shown.getByText(words.wrong).first()).toBeVisible();
      await expect(shown.getByText(words.kind).first()).toBeVisible();
      await expect(shown.getByText(words.list).first()).toBeVisible();
      const { violations } = await new AxeBuilder({ page: shown })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze();
      expect(violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(" ")}`))).toEqual([]);
      await shown.setViewportSize({ width: 390, height: 844 });
      expect(await shown.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    });
  }

  test("another overall question is chosen by keyboard, and the whole goes to a file", async ({ signedIn }) => {
    const shown = await signedIn("executive");
    await shown.goto(page);
    const choice = shown.getByRole("combobox", { name: "Overall question" });
    await choice.focus();
    await shown.keyboard.press("ArrowDown");
    await expect(shown).toHaveURL(/outcome=recommend/);
    await expect(shown.getByRole("heading", { name: "What goes with “Recommend”" })).toBeVisible();
    const csv = await (await shown.request.get(`/api/journeys/${SURVEY}/drivers/export?outcome=recommend`)).text();
    expect(csv).toContain("recommend");
    expect(csv).toContain("Long line");
  });
});
