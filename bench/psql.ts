/** One session of the program psql: statements go in, rows come out. */
import { spawn } from "node:child_process";
import { once } from "node:events";

export interface Psql {
  /** Rows as text. Throws a PsqlError where the statement fails. */
  rows(statement: string): Promise<readonly (readonly string[])[]>;
  close(): Promise<void>;
}

export class PsqlError extends Error {
  /** SQLSTATE, such as 57014 for a statement that took too long. */
  readonly state: string;

  constructor(state: string, message: string) {
    super(`PostgreSQL ${state}: ${message}`);
    this.state = state;
  }
}

const DONE = "--- end of statement ---";
const SEPARATOR = "\u001f";

/** What the address says, as the variables that psql reads: an argument would show a password to everybody on the machine. */
export function connectionVariables(address: string): Record<string, string> {
  const url = new URL(address);
  if (!/^postgres(ql)?:$/.test(url.protocol)) throw new RangeError(`PG_URL is no postgres:// address: ${url.protocol}`);
  const parts: Record<string, string> = {
    PGHOST: url.hostname,
    PGPORT: url.port,
    PGUSER: decodeURIComponent(url.username),
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: decodeURIComponent(url.pathname.slice(1)),
  };
  for (const [name, value] of url.searchParams) {
    if (!["host", "port", "user", "sslmode"].includes(name)) throw new RangeError(`PG_URL: the parameter "${name}" is not known.`);
    parts[`PG${name.toUpperCase()}`] = value;
  }
  return Object.fromEntries(Object.entries(parts).filter(([, value]) => value !== ""));
}

/** Starts a session. Statements are asked one at a time. */
export function openPsql(address: string): Psql {
  const child = spawn(
    "psql",
    ["--no-psqlrc", "--quiet", "--no-align", "--tuples-only", "--no-password", `--field-separator=${SEPARATOR}`],
    {
      env: { ...process.env, ...connectionVariables(address), PGOPTIONS: "-c client_min_messages=warning" },
      stdio: ["pipe", "pipe", "pipe"],
    },
  );
  const ended = once(child, "close");
  let out = "";
  let complaint = "";
  let wake: () => void = () => undefined;
  child.stdout.setEncoding("utf8").on("data", (part: string) => {
    out += part;
    wake();
  });
  child.stderr.setEncoding("utf8").on("data", (part: string) => {
    complaint += part;
  });
  // The reason is told by the statement that then finds no answer.
  child.stdin.on("error", () => undefined);
  const gone = ended.then(() => "gone" as const);

  const answer = async (): Promise<{ readonly body: string; readonly state: string }> => {
    for (;;) {
      const end = out.indexOf(`${DONE} `);
      const newline = out.indexOf("\n", end);
      if (end >= 0 && newline >= 0) {
        const found = { body: out.slice(0, end), state: out.slice(end + DONE.length + 1, newline) };
        out = out.slice(newline + 1);
        return found;
      }
      const more = new Promise<"more">((resolve) => {
        wake = () => resolve("more");
      });
      if ((await Promise.race([more, gone])) === "gone") throw new Error(`psql has ended: ${complaint.trim()}`);
    }
  };

  return {
    async rows(statement) {
      complaint = "";
      const command = statement.startsWith("\\") ? statement : `${statement};`;
      child.stdin.write(`${command}\n\\echo '${DONE}' :SQLSTATE\n`);
      const { body, state } = await answer();
      if (state !== "00000") throw new PsqlError(state, complaint.trim());
      const lines = body.split("\n").filter((line) => line !== "");
      return lines.map((line) => line.split(SEPARATOR));
    },
    async close() {
      child.stdin.end("\\q\n");
      await ended;
    },
  };
}
