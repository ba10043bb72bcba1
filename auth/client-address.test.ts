import { expect, test } from "vitest";
import { ADDRESS_HEADER, clientAddress, markAddress } from "./client-address.ts";

test.each([
  ["203.0.113.7", undefined, false, "203.0.113.7"],
  ["::ffff:203.0.113.7", "10.0.0.1", false, "203.0.113.7"],
  ["2001:db8::7", undefined, false, "2001:db8::7"],
  ["127.0.0.1", "10.0.0.1", false, null],
  ["::ffff:127.0.0.1", undefined, false, null],
  ["::1", undefined, false, null],
  ["127.0.0.1", "1.2.3.4, 203.0.113.7", true, "203.0.113.7"],
  ["127.0.0.1", "", true, null],
  ["127.0.0.1", undefined, true, null],
  [undefined, undefined, false, null],
])("connection from %j, X-Forwarded-For %j, proxy trusted %j: %j", (socket, forwarded, trusted, address) => {
  expect(clientAddress(socket, forwarded, trusted)).toBe(address);
});

test("a visitor's own header of that name is overwritten", () => {
  const request = { headers: { [ADDRESS_HEADER]: "1.2.3.4" }, socket: { remoteAddress: "127.0.0.1" } };
  markAddress(request as unknown as Parameters<typeof markAddress>[0], false);
  expect(request.headers[ADDRESS_HEADER]).toBe("");
});
