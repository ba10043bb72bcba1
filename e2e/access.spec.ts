/** Who sees what, asked of the running server by page and by address. */
import { expect, test } from "./fixtures.ts";
import { JOURNEY, MANAGERS_TEAM, type TestRole } from "./test-server.ts";

const api = (rest: string) => `/api/journeys/${JOURNEY}/${rest}`;

test("nobody gets no figure: pages lead to the sign-in page, addresses answer 401", async ({ page, request }) => {
  for (const place of ["overview", "funnel", "moments", "visits"]) {
    await page.goto(`/journeys/${JOURNEY}/${place}`);
    await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  }
  for (const path of ["/api/journeys", api("moment-scores"), api("moment-scores/export"), api("visits")]) {
    const response = await request.get(path);
    expect(response.status(), path).toBe(401);
    expect(response.headers()["content-type"]).toContain("application/problem+json");
  }
});

const EXPECTED: readonly { readonly path: string; readonly status: Record<TestRole, number> }[] = [
  { path: api("moment-scores"), status: { admin: 200, lead: 200, executive: 200, manager: 200 } },
  { path: api("trend"), status: { admin: 200, lead: 200, executive: 200, manager: 200 } },
  { path: api("survival"), status: { admin: 200, lead: 200, executive: 200, manager: 403 } },
  { path: api("funnel"), status: { admin: 200, lead: 200, executive: 200, manager: 403 } },
  { path: api("visits?at=security-check&outcome=broke"), status: { admin: 200, lead: 200, executive: 403, manager: 403 } },
  { path: api("moment-scores/export"), status: { admin: 200, lead: 200, executive: 200, manager: 403 } },
  { path: api(`moment-scores?team=${MANAGERS_TEAM}`), status: { admin: 200, lead: 200, executive: 200, manager: 200 } },
  { path: api("moment-scores?team=lounge-a"), status: { admin: 200, lead: 200, executive: 200, manager: 404 } },
  { path: api("moment-scores?team=no-such-team"), status: { admin: 404, lead: 404, executive: 404, manager: 404 } },
  { path: api("moment-scores?channel=no-such-channel"), status: { admin: 400, lead: 400, executive: 400, manager: 400 } },
  { path: api("no-such-report"), status: { admin: 404, lead: 404, executive: 404, manager: 404 } },
  { path: "/api/journeys/no-such-journey/moment-scores", status: { admin: 404, lead: 404, executive: 404, manager: 404 } },
];

for (const role of ["admin", "lead", "executive", "manager"] as const) {
  test(`what ${role} may ask by address`, async ({ signedIn }) => {
    const page = await signedIn(role);
    const seen: Record<string, number> = {};
    for (const { path } of EXPECTED) seen[path] = (await page.request.get(path)).status();
    expect(seen).toEqual(Object.fromEntries(EXPECTED.map(({ path, status }) => [path, status[role]])));
  });
}

test("a manager sees their own team: the moments that it serves, and no other team is named", async ({ signedIn }) => {
  const manager = await signedIn("manager");
  const own = await (await manager.request.get(api("moment-scores"))).json();
  const choices = await (await manager.request.get(api("choices"))).json();
  expect(choices.teams.map((team: { key: string }) => team.key)).toEqual([MANAGERS_TEAM]);
  const named = own.moments.filter((moment: { touched: number }) => moment.touched > 0).map((moment: { moment: string }) => moment.moment);
  expect(named).toEqual(["security-check"]);
});

test("a manager's home is the list of moments, and the navigation offers nothing else", async ({ signedIn }) => {
  const page = await signedIn("manager");
  await page.goto("/");
  await expect(page).toHaveURL(new RegExp(`/journeys/${JOURNEY}/moments`));
  await expect(page.getByRole("navigation").first().getByRole("link")).toHaveText(["Moments"]);
});

test("a session is over when its cookie is forged", async ({ page, request }) => {
  const response = await request.get("/api/journeys", { headers: { cookie: "verdad-session=forged.forged.forged.forged.forged" } });
  expect(response.status()).toBe(401);
  await page.context().addCookies([{ name: "verdad-session", value: "forged", url: new URL("/", response.url()).href }]);
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in/);
});
