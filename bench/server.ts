/** The production server as a process of its own, with a signed-in viewer. */
import { spawn, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import { copyFileSync, mkdirSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { mintSession } from "#auth/session-token.ts";
import { openStore } from "#db/open.ts";
import { addUser } from "#db/users.ts";
import { describeProblem } from "#domain/problem.ts";
import type { LoopDelay } from "./loop-delay.ts";
import { environment, NODE, ROOT } from "./program.ts";

export interface BenchServer {
  readonly url: URL;
  /** The store that it serves. */
  readonly store: string;
  /** The Cookie header of a lead, who may ask every report. */
  readonly cookie: string;
  /** How long its event loop was kept waiting since this was last asked. */
  loopDelay(): Promise<LoopDelay>;
  stop(): Promise<void>;
}

const HOST = "127.0.0.1";
const START_MS = 60_000;

/** Builds the project unless there is a build of these very sources, and says so on standard error. */
export function ensureBuild(): void {
  const child = spawnSync("sh", [join(ROOT, "scripts", "build-once.sh")], { stdio: ["ignore", "ignore", "inherit"] });
  if (child.status !== 0) throw new Error("The build failed; see above.");
}

/** Copies the store into a folder of its own and serves the copy. Throws where the server does not answer within a minute. */
export async function startServer(original: string, folder: string): Promise<BenchServer> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const store = join(folder, "verdad.db");
  copyFileSync(original, store);
  const port = await freePort();
  const url = new URL(`http://${HOST}:${port}`);
  const secret = randomBytes(32).toString("base64url");
  const cookie = await signedIn(store, secret, url.origin);
  const preload = pathToFileURL(join(import.meta.dirname, "loop-delay.ts")).href;
  const child = spawn(NODE, [`--import=${preload}`, join(ROOT, "cli", "serve.ts")], {
    env: environment(store, {
      HOST,
      PORT: String(port),
      NEXTAUTH_URL: url.origin,
      VERDAD_TRUST_PROXY: "",
      VERDAD_LOG_LEVEL: "error",
      VERDAD_SECRET: secret,
    }),
    stdio: ["ignore", "pipe", "pipe", "ipc"],
  });
  let said = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (part) => (said += String(part)));
  const ended = once(child, "exit");
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
  const deadline = performance.now() + START_MS;
  while (!(await isHealthy(url))) {
    if (child.exitCode !== null || performance.now() > deadline) {
      await stop();
      throw new Error(`The server did not start:\n${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    url,
    store,
    cookie,
    loopDelay: async () => {
      const answer = once(child, "message");
      child.send("read");
      const [delay] = (await answer) as [LoopDelay];
      return delay;
    },
    stop,
  };
}

/** A new lead in the store, and the cookie that signing in would have set. */
async function signedIn(path: string, secret: string, url: string): Promise<string> {
  const store = openStore(`file:${path}`);
  try {
    const user = addUser(store, {
      email: "lead@example.org",
      name: "Lead",
      passwordHash: "no password opens this account",
      role: "lead",
      teams: [],
      sample: false,
      createdAt: Date.now(),
    });
    if (!user.ok) throw new Error(describeProblem(user.problem));
    const { id: userId, sessionVersion } = user.value;
    const cookie = await mintSession({ secret, userId, sessionVersion, url });
    return `${cookie.name}=${cookie.value}`;
  } finally {
    store.close();
  }
}

async function isHealthy(url: URL): Promise<boolean> {
  try {
    const response = await fetch(new URL("/api/health", url));
    return response.ok;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, HOST);
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  if (address === null || typeof address === "string") throw new Error("No port is free.");
  return address.port;
}
