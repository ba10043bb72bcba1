/**
 * `npm start`: serves the store from the production build, in this process, so that a stop signal reaches the server itself.
 * HOST (127.0.0.1), PORT (3000), DATABASE_URL, NEXTAUTH_URL (the address that browsers use; from HOST and PORT unless given).
 * Exit code 3 with one sentence where the machine or the store is at fault; nothing is made before the port is ours.
 */
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { DEFAULT_DATABASE_URL, openStore, storePath } from "#db/open.ts";
import { projectFolder } from "#db/project-folder.ts";
import { storeSecret } from "#db/secret.ts";
import { StoreError } from "#db/store-error.ts";
import { hasSampleUsers, hasUsers } from "#db/users.ts";
import { loadEnvironment } from "./environment.ts";

/** Milliseconds that answers under way get to finish after a stop signal. */
const GRACE = 5_000;

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

interface Address {
  readonly host: string;
  readonly port: number;
}

function readAddress(environment: NodeJS.ProcessEnv): Address {
  const text = environment.PORT || "3000";
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65_535)
    throw new StoreError(`PORT must be a whole number from 1 to 65535; it is "${text}".`);
  return { host: environment.HOST || "127.0.0.1", port };
}

/** The address that a browser on this machine uses. */
function browserAddress({ host, port }: Address): string {
  const everywhere = host === "0.0.0.0" || host === "::";
  const name = everywhere ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || host.startsWith("127.");
}

/** Listens, or throws a StoreError that says why it cannot be done. */
function listen(server: Server, { host, port }: Address): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      const taken = error.code === "EADDRINUSE";
      reject(
        new StoreError(
          taken
            ? `Port ${port} on ${host} is taken: stop what uses it, or set PORT.`
            : `${host}:${port} cannot be listened on: ${error.message}.`,
        ),
      );
    });
    server.listen(port, host, resolve);
  });
}

/** Next's own handler for the production build in the project's folder. */
async function prepareNext(address: Address): Promise<Handler> {
  // Before the import: React picks its build by it.
  Object.assign(process.env, { NODE_ENV: "production" });
  const { default: next } = await import("next");
  const app = next({ dev: false, dir: projectFolder(), hostname: address.host, port: address.port });
  await app.prepare();
  return app.getRequestHandler();
}

function stopOnSignal(server: Server): void {
  const stop = () => {
    server.close(() => process.exit(0));
    server.closeIdleConnections();
    setTimeout(() => process.exit(0), GRACE).unref();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

/** Brings the store up to this version, and says how to begin where nobody can sign in yet. */
function prepareStore(databaseUrl: string, host: string): void {
  const store = openStore(databaseUrl);
  try {
    storeSecret(databaseUrl);
    if (!hasUsers(store))
      console.log("Nobody can sign in yet. Add the first admin: npm run -s verdad -- user add YOU@EXAMPLE.ORG --role admin");
    if (hasSampleUsers(store) && !isLoopback(host)) {
      console.log(
        `The sample sign-ins are open to everyone who reaches ${host}: disable them with "npm run -s verdad -- user disable EMAIL".`,
      );
    }
  } finally {
    store.close();
  }
}

async function serve(): Promise<void> {
  process.chdir(projectFolder());
  loadEnvironment();
  const address = readAddress(process.env);
  if (!existsSync(join(projectFolder(), ".next/BUILD_ID"))) throw new StoreError('There is no build yet: run "npm run build".');
  // Absolute, so that worker threads and the build's own code mean the same file wherever they run.
  const path = storePath(process.env.DATABASE_URL || DEFAULT_DATABASE_URL);
  process.env.DATABASE_URL = `file:${path}`;
  process.env.NEXTAUTH_URL ||= browserAddress(address);

  let ready: (handler: Handler) => void = () => undefined;
  const handler = new Promise<Handler>((resolve) => {
    ready = resolve;
  });
  const server = createServer((request, response) => {
    handler
      .then((handle) => handle(request, response))
      .catch((error: unknown) => {
        console.error(error);
        response.destroy();
      });
  });
  await listen(server, address);
  stopOnSignal(server);
  prepareStore(process.env.DATABASE_URL, address.host);
  ready(await prepareNext(address));
  console.log(`Verdad serves ${path} at ${process.env.NEXTAUTH_URL}  (Ctrl-C stops it)`);
}

try {
  await serve();
} catch (error) {
  if (!(error instanceof StoreError)) throw error;
  console.error(error.message);
  process.exit(3);
}
