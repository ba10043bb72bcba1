/** What every end-to-end test starts from: a signed-in page without typing a password, and a console that stays quiet. */
import { test as base, expect, type Page } from "@playwright/test";
import { mintSession } from "#auth/session-token.ts";
import { openReader } from "#db/open.ts";
import { storeSecret } from "#db/secret.ts";
import { findByEmail } from "#db/users.ts";
import { EMAILS, STORE_URL, TEST_URL, type TestRole } from "./test-server.ts";

export interface Look {
  readonly locale?: "en" | "ko";
  readonly theme?: "light" | "dark";
}

interface Fixtures {
  /** The page, signed in as a user of the role, in a language and theme. */
  readonly signedIn: (role: TestRole, look?: Look) => Promise<Page>;
  /** Console errors of the page that a test expects; everything else fails it. */
  readonly expectedErrors: RegExp[];
  readonly quiet: undefined;
}

async function sessionCookie(role: TestRole): Promise<{ name: string; value: string }> {
  const store = openReader(STORE_URL);
  try {
    const user = findByEmail(store, EMAILS[role]);
    if (user === null) throw new Error(`the test store has no ${role}`);
    return await mintSession({ secret: storeSecret(STORE_URL), userId: user.id, sessionVersion: user.sessionVersion, url: TEST_URL });
  } finally {
    store.close();
  }
}

export const test = base.extend<Fixtures>({
  signedIn: async ({ page, context }, use) => {
    await use(async (role, look = {}) => {
      const session = await sessionCookie(role);
      const preferences = [
        { name: "verdad-locale", value: look.locale ?? "en" },
        { name: "verdad-theme", value: look.theme ?? "light" },
      ];
      await context.addCookies([session, ...preferences].map((cookie) => ({ ...cookie, url: TEST_URL })));
      return page;
    });
  },

  expectedErrors: async ({ page: _ }, use) => {
    await use([]);
  },

  quiet: [
    async ({ page, expectedErrors }, use) => {
      const noise: string[] = [];
      page.on("pageerror", (error) => noise.push(`uncaught: ${error.message}`));
      page.on("console", (message) => {
        if (message.type() === "error" || message.type() === "warning") noise.push(`console.${message.type()}: ${message.text()}`);
      });
      await use(undefined);
      const unexpected = noise.filter((line) => !expectedErrors.some((pattern) => pattern.test(line)));
      expect(unexpected, "the page's console stays quiet").toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
