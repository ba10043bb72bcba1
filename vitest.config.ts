import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    environment: "node",
    include: ["**/*.test.{ts,tsx}"],
    exclude: ["**/node_modules/**", ".next/**", "e2e/**"],
    setupFiles: ["scripts/test-setup.ts"],
    // Generous: tests write real stores to real disks, and are to mean the same on a busy machine.
    testTimeout: process.env.VERDAD_LONG === "1" ? 600_000 : 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
  },
});
