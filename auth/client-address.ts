/** Which address a request comes from, as far as anybody can know. */
import type { IncomingMessage } from "node:http";

/** How the server tells its routes; whatever a visitor sends under this name is overwritten. Empty: unknown. */
export const ADDRESS_HEADER = "x-verdad-address";

/**
 * Anybody can send X-Forwarded-For, so it counts only where the operator says that a proxy of theirs writes it: then its last entry, the
 * one that proxy has added. Otherwise it is the other end of the connection; but a connection from this machine itself may be a proxy that
 * nobody has told us of, with everybody behind it, and is nobody's address: null.
 */
export function clientAddress(socket: string | undefined, forwardedFor: string | undefined, trustProxy: boolean): string | null {
  const address = trustProxy ? forwardedFor?.split(",").at(-1)?.trim() : socket?.replace(/^::ffff:(?=\d+\.)/, "");
  if (address === undefined || address === "") return null;
  return !trustProxy && (address === "::1" || address.startsWith("127.")) ? null : address;
}

/** Writes the header into a request that has just arrived. */
export function markAddress(request: Pick<IncomingMessage, "headers" | "socket">, trustProxy: boolean): void {
  const forwarded = request.headers["x-forwarded-for"];
  const text = Array.isArray(forwarded) ? forwarded.join(",") : forwarded;
  request.headers[ADDRESS_HEADER] = clientAddress(request.socket.remoteAddress, text, trustProxy) ?? "";
}
