import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { completeLock, platformOf } from "./complete-lock.mjs";

describe("the lock file", () => {
  test("of this project lacks nothing and names no registry", () => {
    const text = readFileSync(join(import.meta.dirname, "../package-lock.json"), "utf8");
    expect(completeLock(JSON.parse(text)).added).toEqual([]);
    expect(text).not.toContain('"resolved"');
  });

  test.each([
    ["@next/swc-darwin-arm64", { os: ["darwin"], cpu: ["arm64"] }],
    ["@biomejs/cli-linux-x64-musl", { os: ["linux"], cpu: ["x64"], libc: ["musl"] }],
    ["@tailwindcss/oxide-linux-arm-gnueabihf", { os: ["linux"], cpu: ["arm"], libc: ["glibc"] }],
    ["@swc/core-win32-ia32-msvc", { os: ["win32"], cpu: ["ia32"] }],
    ["@tailwindcss/oxide-wasm32-wasi", { cpu: ["wasm32"] }],
  ])("%s says its platform", (name, platform) => {
    expect(platformOf(name)).toEqual(platform);
  });

  test("gets what is missing, in order, and keeps what is there, nested or not", () => {
    const { lock, added } = completeLock({
      lockfileVersion: 3,
      packages: {
        "": { name: "x" },
        "node_modules/b": {
          version: "1.0.0",
          resolved: "https://registry.example/b.tgz",
          dev: true,
          optionalDependencies: { "b-linux-x64": "1.0.0", "b-darwin-x64": "1.0.0", deep: "^2.0.0" },
        },
        "node_modules/b/node_modules/deep": { version: "2.1.0" },
        "node_modules/b-linux-x64": { version: "1.0.0", integrity: "sha512-x" },
      },
    });
    expect(added).toEqual(["b-darwin-x64"]);
    expect(Object.keys(lock.packages)).toEqual([
      "",
      "node_modules/b",
      "node_modules/b-darwin-x64",
      "node_modules/b-linux-x64",
      "node_modules/b/node_modules/deep",
    ]);
    expect(lock.packages["node_modules/b-darwin-x64"]).toEqual({
      version: "1.0.0",
      os: ["darwin"],
      cpu: ["x64"],
      dev: true,
      optional: true,
    });
    expect(lock.packages["node_modules/b"]).not.toHaveProperty("resolved");
  });

  test("a range cannot be completed and is said to be one", () => {
    const lock = { packages: { "node_modules/b": { version: "1.0.0", optionalDependencies: { "b-linux-x64": "^1.0.0" } } } };
    expect(() => completeLock(lock)).toThrow("node_modules/b wants b-linux-x64@^1.0.0");
  });
});
