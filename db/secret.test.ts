import { execFile } from "node:child_process";
import { hkdfSync } from "node:crypto";
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { customerKey, deriveKey, secretPath, storeSecret } from "./secret.ts";

let folder: string;
let url: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "verdad-secret-"));
  url = `file:${join(folder, "new/verdad.db")}`;
  vi.stubEnv("VERDAD_SECRET", "");
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe("the store's secret", () => {
  test("is made once, beside the database, for its owner only", () => {
    const secret = storeSecret(url);
    expect(Buffer.from(secret, "base64url")).toHaveLength(32);
    expect(storeSecret(url)).toBe(secret);
    expect(secretPath(url)).toBe(join(folder, "new/secret"));
    expect(statSync(secretPath(url)).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(folder, "new"))).toEqual(["secret"]);
  });

  test("four processes that make it at once get the same", async () => {
    const script = `import { storeSecret } from ${JSON.stringify(join(import.meta.dirname, "secret.ts"))}; process.stdout.write(storeSecret(${JSON.stringify(url)}));`;
    const node = join(import.meta.dirname, "../node_modules/.bin/node");
    const made = await Promise.all(
      Array.from({ length: 4 }, () =>
        promisify(execFile)(node, ["--input-type=module", "-e", script], { cwd: join(import.meta.dirname, "..") }),
      ),
    );
    expect(new Set(made.map((one) => one.stdout))).toEqual(new Set([readFileSync(secretPath(url), "utf8").trim()]));
  });

  test("comes from VERDAD_SECRET where given; a short one is refused", () => {
    vi.stubEnv("VERDAD_SECRET", "0123456789abcdef0123456789abcdef");
    expect(storeSecret(url)).toBe("0123456789abcdef0123456789abcdef");
    expect(readdirSync(folder)).toEqual([]);
    vi.stubEnv("VERDAD_SECRET", "short");
    expect(() => storeSecret(url)).toThrow("VERDAD_SECRET must have at least 32 characters.");
  });

  test("an emptied file is an error, never a weak secret", () => {
    storeSecret(url);
    chmodSync(secretPath(url), 0o600);
    writeFileSync(secretPath(url), "\n");
    expect(() => storeSecret(url)).toThrow("must have at least 32 characters.");
  });

  test("keys are HKDF-SHA256 of it, another for each purpose", () => {
    const secret = "0123456789abcdef0123456789abcdef";
    const expected = Buffer.from(hkdfSync("sha256", secret, "verdad", "verdad/customer/1", 32)).toString("hex");
    expect(customerKey(secret)).toBe(expected);
    expect(new Set([customerKey(secret), deriveKey(secret, "session"), deriveKey(secret, "sign-in-failures")]).size).toBe(3);
  });

  // Stored hashes hang on it: a change here makes every customer a stranger.
  test("the customers' key of a given secret never changes", () => {
    expect(customerKey("0123456789abcdef0123456789abcdef")).toBe("0e18174e6a90466f7b88daeddd27ee3661c7d2514d43464af1a834b4af7d78cc");
  });
});
