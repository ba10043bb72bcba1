/** Passwords: argon2id (RFC 9106) with 19 MiB, 2 passes, 1 lane, the first choice of the OWASP password storage cheat sheet. */
import { type Algorithm, hash, verify } from "@node-rs/argon2";
import { badParameter, ok, type Result } from "#domain/problem.ts";

const ARGON2ID: Algorithm.Argon2id = 2;
const COST = { algorithm: ARGON2ID, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export const SHORTEST_PASSWORD = 10;
/** Hashing reads all of it: a megabyte of password would be a way to keep the server busy. */
const LONGEST_PASSWORD = 1000;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFC"), COST);
}

let dummy: Promise<string> | undefined;

/** Whether the password is the one hashed. Without a hash (an unknown account) it takes as long and says no. */
export async function verifyPassword(passwordHash: string | null, password: string): Promise<boolean> {
  if (password.length > LONGEST_PASSWORD) return false;
  dummy ??= hashPassword("the password of nobody");
  const right = await verify(passwordHash ?? (await dummy), password.normalize("NFC"));
  return passwordHash !== null && right;
}

/** Whether a new password will do; `parameter` is what the problem names. */
export function checkPassword(password: string, email: string, parameter = "password"): Result<null> {
  const characters = [...password.normalize("NFC")].length;
  if (characters < SHORTEST_PASSWORD) return badParameter(parameter, "", `must have at least ${SHORTEST_PASSWORD} characters.`);
  if (password.length > LONGEST_PASSWORD) return badParameter(parameter, "", `must have at most ${LONGEST_PASSWORD} characters.`);
  if (password.trim().toLowerCase() === email.trim().toLowerCase()) return badParameter(parameter, "", "must not be the e-mail address.");
  return ok(null);
}
