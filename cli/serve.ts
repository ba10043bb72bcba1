/**
 * `npm start`: serves the store from the production build, in this process, so that a stop signal reaches the server itself.
 * HOST (127.0.0.1), PORT (3000), DATABASE_URL, NEXTAUTH_URL (the address that browsers use; from HOST and PORT unless given).
 * Exit code 3 with one sentence where the machine or the store is at fault; nothing is made before the port is ours.
 */
import { existsSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { join } from "node:path";
import { markAddress } from "#auth/client-address.ts";
import { DEFAULT_DATABASE_URL, openStore, storePath } from "#db/open.ts";
import { projectFolder } from "#db/project-folder.ts";
import { storeSecret } from "#db/secret.ts";
import { StoreError } from "#db/store-error.ts";
import { hasSampleUsers, hasUsers } from "#db/users.ts";
import { type Address, browserAddress, isLoopback, listen, readAddress } from "./address.ts";
import { loadEnvironment } from "./environment.ts";
import { refusalOf } from "./refuse-request.ts";

/** Milliseconds that answers under way get to finish after a stop signal. */
const GRACE = 5_000;

type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

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
  const address = readAddress({ HOST: process.env.HOST, PORT: process.env.PORT });
  if (!existsSync(join(projectFolder(), ".next/BUILD_ID"))) throw new StoreError('There is no build yet: run "npm run build".');
  // Absolute, so that worker threads and the build's own code mean the same file wherever they run.
  const path = storePath(process.env.DATABASE_URL || DEFAULT_DATABASE_URL);
  process.env.DATABASE_URL = `file:${path}`;
  process.env.NEXTAUTH_URL ||= browserAddress(address);

  let ready: (handler: Handler) => void = () => undefined;
  const handler = new Promise<Handler>((resolve) => {
    ready = resolve;
  });
  const trustProxy = process.env.VERDAD_TRUST_PROXY === "1";
  const server = createServer((request, response) => {
    markAddress(request, trustProxy);
    const refusal = refusalOf(request.method ?? "", request.url ?? "");
    if (refusal !== null) {
      response.writeHead(refusal.status, { "content-type": "text/plain", ...refusal.headers }).end(`${refusal.sentence}\n`);
      return;
    }
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
