/** Where the server listens: read from the environment, said as a browser needs it, and taken or refused with one sentence. */
import type { Server } from "node:http";
import { StoreError } from "#db/store-error.ts";

export interface Address {
  readonly host: string;
  readonly port: number;
}

/** HOST (127.0.0.1) and PORT (3000). Throws a StoreError where PORT is no port. */
export function readAddress(environment: { readonly HOST?: string | undefined; readonly PORT?: string | undefined }): Address {
  const text = environment.PORT || "3000";
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535) {
    throw new StoreError(`PORT must be a whole number from 1 to 65535; it is "${text}".`);
  }
  return { host: environment.HOST || "127.0.0.1", port };
}

/** The address that a browser on this machine uses. */
export function browserAddress({ host, port }: Address): string {
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

/** Whether only this machine reaches it. */
export function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** Listens, or throws a StoreError that says why it cannot be done. */
export function listen(server: Server, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      const sentence = taken
        ? `Port ${port} on ${host} is taken: stop what uses it, or set PORT.`
        : `${host}:${port} cannot be listened on: ${error.message}.`;
      reject(new StoreError(sentence));
    });
    server.listen(port, host, resolve);
  });
}
