import { createServer } from "node:http";
import { expect, test } from "vitest";
import { StoreError } from "#db/store-error.ts";
import { browserAddress, isLoopback, listen, readAddress } from "./address.ts";

test("left out, the server listens for this machine alone, on 3000", () => {
  expect(readAddress({})).toEqual({ host: "127.0.0.1", port: 3000 });
  expect(readAddress({ HOST: "", PORT: "" })).toEqual({ host: "127.0.0.1", port: 3000 });
});

test.each(["0", "65536", "-1", "80.5", "http", "1e3", " 3000"])("PORT=%j is refused by name", (PORT) => {
  expect(() => readAddress({ PORT })).toThrow(`PORT must be a whole number from 1 to 65535; it is "${PORT}".`);
});

test.each([
  ["127.0.0.1", "http://127.0.0.1:3000"],
  ["0.0.0.0", "http://localhost:3000"],
  ["::", "http://localhost:3000"],
  ["::1", "http://[::1]:3000"],
  ["verdad.example.org", "http://verdad.example.org:3000"],
])("listening on %s, a browser goes to %s", (host, address) => {
  expect(browserAddress({ host, port: 3000 })).toBe(address);
});

test("loopback is what only this machine reaches", () => {
  expect(["127.0.0.1", "127.1.2.3", "::1", "localhost"].every(isLoopback)).toBe(true);
  expect(["0.0.0.0", "::", "10.0.0.1", "example.org"].some(isLoopback)).toBe(false);
});

test("a port that is taken is refused with one sentence", async () => {
  const first = createServer();
  await new Promise<void>((resolve) => {
    first.listen(0, "127.0.0.1", resolve);
  });
  const bound = first.address();
  const port = typeof bound === "object" && bound !== null ? bound.port : 0;
  try {
    const second = listen(createServer(), { host: "127.0.0.1", port });
    await expect(second).rejects.toThrow(new StoreError(`Port ${port} on 127.0.0.1 is taken: stop what uses it, or set PORT.`));
  } finally {
    first.close();
  }
});
