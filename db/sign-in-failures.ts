/** Failed sign-ins by subject (an account or an address, as a keyed hash). What they mean is decided in auth/throttle.ts. */
import { inArray, lt } from "drizzle-orm";
import type { Store } from "./open.ts";
import { signInFailures } from "./schema/sqlite.ts";

export interface FailureRow {
  readonly subject: string;
  readonly failures: number;
  /** Milliseconds since 1970. */
  readonly blockedUntil: number;
  readonly lastAt: number;
}

/**
 * Reads the subjects' rows and writes what `change` makes of them (null: deletes the row), as one step that no other process can come
 * between. Rows that it does not return stay. Rows last touched before `forgetBefore`, and no longer blocking then, are deleted on the way.
 */
export function changeFailures<T>(
  store: Store,
  subjects: readonly string[],
  forgetBefore: number,
  change: (rows: ReadonlyMap<string, FailureRow>) => {
    readonly write: readonly FailureRow[];
    readonly remove: readonly string[];
    readonly result: T;
  },
): T {
  return store.orm.transaction(
    (tx) => {
      const rows = tx
        .select()
        .from(signInFailures)
        .where(inArray(signInFailures.subject, [...subjects]))
        .all();
      const { write, remove, result } = change(new Map(rows.map((row) => [row.subject, row])));
      for (const row of write) {
        const { subject, ...state } = row;
        tx.insert(signInFailures)
          .values({ subject, ...state })
          .onConflictDoUpdate({ target: signInFailures.subject, set: state })
          .run();
      }
      if (remove.length > 0)
        tx.delete(signInFailures)
          .where(inArray(signInFailures.subject, [...remove]))
          .run();
      if (write.length > 0) tx.delete(signInFailures).where(lt(signInFailures.lastAt, forgetBefore)).run();
      return result;
    },
    { behavior: "immediate" },
  );
}
