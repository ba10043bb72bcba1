import { createInterface } from "node:readline";
import { Writable } from "node:stream";
import { usage } from "./context.ts";

/** VERDAD_PASSWORD, or what is typed without being shown. */
export async function askPassword(email: string): Promise<string> {
  const given = process.env.VERDAD_PASSWORD;
  if (given !== undefined) return given;
  if (!process.stdin.isTTY) usage("There is no terminal to type a password on: set VERDAD_PASSWORD.");
  process.stderr.write(`Password for ${email}: `);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: silent, terminal: true });
  const password = await new Promise<string>((resolve) => terminal.question("", resolve));
  terminal.close();
  process.stderr.write("\n");
  return password;
}
