/** Who did what, when. Only ever appended to. */
import { desc } from "drizzle-orm";
import type { Store } from "./open.ts";
import { audit } from "./schema/sqlite.ts";

export interface AuditEntry {
  /** Milliseconds since 1970. */
  readonly at: number;
  /** An e-mail address, or `cli`. */
  readonly actor: string;
  /** What was done, as `user:add`. */
  readonly action: string;
  /** What it was done to. Never a password, a comment or a customer reference. */
  readonly detail: Readonly<Record<string, unknown>>;
}

export function writeAudit(store: Store, entry: AuditEntry): void {
  store.orm
    .insert(audit)
    .values({ at: entry.at, actor: entry.actor, action: entry.action, detail: JSON.stringify(entry.detail) })
    .run();
}

/** Newest first. */
export function listAudit(store: Store, limit = 200): (AuditEntry & { readonly id: number })[] {
  return store.orm
    .select({ id: audit.id, at: audit.at, actor: audit.actor, action: audit.action, detail: audit.detail })
    .from(audit)
    .orderBy(desc(audit.id))
    .limit(limit)
    .all()
    .map((row) => ({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }));
}
