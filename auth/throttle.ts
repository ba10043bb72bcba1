/**
 * Slows down the guessing of passwords: five wrong ones within a quarter of an hour block the account and the address for 30 seconds,
 * and each further one twice as long, up to 15 minutes. An account that does not exist is counted like one that does, so that the
 * answer tells nothing.
 */
import { createHmac } from "node:crypto";
import type { Store } from "#db/open.ts";
import { changeFailures, type FailureRow } from "#db/sign-in-failures.ts";
import { normalEmail } from "#db/users.ts";

export const FREE_TRIES = 5;
const FIRST_DELAY = 30_000;
const LONGEST_DELAY = 15 * 60_000;
/** A failure is forgotten this long after the last one, or after the end of its delay. */
const MEMORY = 15 * 60_000;

/** All times in milliseconds since 1970. */
export interface Failures {
  readonly failures: number;
  readonly blockedUntil: number;
  readonly lastAt: number;
}

/** The delay after the n-th failure: none before the fifth, then 30 s, 60 s, 120 s … 900 s. */
export function delayAfter(failures: number): number {
  return failures < FREE_TRIES ? 0 : Math.min(LONGEST_DELAY, FIRST_DELAY * 2 ** (failures - FREE_TRIES));
}

/** What is left of earlier failures at `now`; null: nothing. */
export function remembered(state: Failures | undefined, now: number): Failures | null {
  return state && now < Math.max(state.lastAt, state.blockedUntil) + MEMORY ? state : null;
}

/** Milliseconds to wait before the next try; 0: none. */
export function waitOf(state: Failures | undefined, now: number): number {
  return Math.max(0, (remembered(state, now)?.blockedUntil ?? 0) - now);
}

/** The state after one more failure at `now`. */
export function afterFailure(state: Failures | undefined, now: number): Failures {
  const failures = (remembered(state, now)?.failures ?? 0) + 1;
  return { failures, blockedUntil: now + delayAfter(failures), lastAt: now };
}

/** The state with the last failure taken back, because it turned out to be none; null: nothing is left. */
export function takenBack(state: Failures): Failures | null {
  return state.failures <= 1 ? null : { failures: state.failures - 1, blockedUntil: 0, lastAt: state.lastAt };
}

export interface Subjects {
  readonly account: string;
  /** null: the address cannot be known, so that only the account is slowed. */
  readonly address: string | null;
}

/** Keyed hashes: the table tells nobody who signs in from where. */
export function subjectsOf(key: string, email: string, address: string | null): Subjects {
  const hash = (kind: string, text: string) => createHmac("sha256", key).update(`${kind}\n${text}`).digest("hex");
  return { account: hash("account", normalEmail(email)), address: address === null ? null : hash("address", address) };
}

function listOf(subjects: Subjects): string[] {
  return subjects.address === null ? [subjects.account] : [subjects.account, subjects.address];
}

/**
 * Asks for one try. It is counted as a failure at once, before the password is looked at, so that a hundred tries at the same time
 * are not all let through; `succeeded` takes it back. Returns the milliseconds to wait, 0 where the try may be made.
 */
export function takeTry(store: Store, subjects: Subjects, now: number): number {
  const all = listOf(subjects);
  return changeFailures(store, all, now - LONGEST_DELAY - MEMORY, (rows) => {
    const wait = Math.max(...all.map((subject) => waitOf(rows.get(subject), now)));
    const write: FailureRow[] = wait > 0 ? [] : all.map((subject) => ({ subject, ...afterFailure(rows.get(subject), now) }));
    return { write, remove: [], result: wait };
  });
}

/** The password was right: the account starts afresh, and the address gets its try back. */
export function succeeded(store: Store, subjects: Subjects): void {
  changeFailures(store, listOf(subjects), 0, (rows) => {
    const address = subjects.address === null ? undefined : rows.get(subjects.address);
    const left = address ? takenBack(address) : null;
    const remove = address && !left ? [subjects.account, address.subject] : [subjects.account];
    return { write: address && left ? [{ subject: address.subject, ...left }] : [], remove, result: null };
  });
}
