/** The one file in which a password is typed. */
import { expect, test } from "./fixtures.ts";
import { EMAILS, JOURNEY, PASSWORD, TEST_URL } from "./test-server.ts";

test("whoever wants a page signs in and gets that page, filter included", async ({ page }) => {
  const wanted = `/journeys/${JOURNEY}/moments?channel=app`;
  await page.goto(wanted);
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await page.getByLabel("E-mail").fill(EMAILS.lead);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Sign in" }).click();
  await expect(page).toHaveURL(`${TEST_URL}${wanted}`);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
});

test("a wrong password and an account that does not exist get the same words", async ({ page, expectedErrors }) => {
  expectedErrors.push(/status of 401/);
  const said: (string | null)[] = [];
  await page.goto("/sign-in");
  for (const email of [EMAILS.executive, "nobody@example.org"]) {
    await page.getByLabel("E-mail").fill(email);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in" }).click();
    const alert = page.getByRole("alert").filter({ hasText: /\S/ });
    await expect(alert).toBeVisible();
    said.push(await alert.textContent());
    await page.reload();
  }
  expect(said[0]).toBe(said[1]);
  expect(said[0]).toContain("E-mail and password do not match an active account.");
});

test("after signing in one stays on this server, whatever the address says", async ({ page }) => {
  for (const elsewhere of ["https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)"]) {
    // From a page that still asks for figures, signing out by losing the cookie would be heard on the console.
    await page.goto("about:blank");
    await page.context().clearCookies();
    await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(elsewhere)}`);
    await page.getByLabel("E-mail").fill(EMAILS.lead);
    await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "Sign in" }).click();
    await expect(page).toHaveURL(`${TEST_URL}/journeys/${JOURNEY}/overview`);
  }
});

test("signing out ends it: going back shows no figures", async ({ signedIn }) => {
  const page = await signedIn("lead");
  await page.goto(`/journeys/${JOURNEY}/overview`);
  await page.getByRole("button", { name: /account and display/i }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await page.goto(`/journeys/${JOURNEY}/overview`);
  await expect(page).toHaveURL(/\/sign-in/);
});
