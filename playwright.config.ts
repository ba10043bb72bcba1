import { existsSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { STORE_URL, TEST_PORT, TEST_URL } from "./e2e/test-server.ts";

const chromium = [process.env.CHROMIUM_PATH ?? "", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find(
  (path) => path !== "" && existsSync(path),
);

export default defineConfig({
  testDir: "e2e",
  outputDir: "test-results",
  // One server, one store: tests that write would see each other.
  workers: 1,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: "list",
  use: {
    baseURL: TEST_URL,
    locale: "en-GB",
    timezoneId: "UTC",
    trace: "retain-on-failure",
    launchOptions: {
      ...(chromium === undefined ? {} : { executablePath: chromium }),
      args: ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--no-first-run"],
    },
  },
  webServer: {
    command: "node e2e/prepare-store.ts && exec node cli/serve.ts",
    url: `${TEST_URL}/api/health`,
    timeout: 180_000,
    reuseExistingServer: false,
    gracefulShutdown: { signal: "SIGTERM", timeout: 10_000 },
    env: { DATABASE_URL: STORE_URL, HOST: "127.0.0.1", PORT: String(TEST_PORT), NEXTAUTH_URL: TEST_URL, VERDAD_SECRET: "" },
  },
});
