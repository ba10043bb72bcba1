/** Changes a setting. Where days move with it, it is in effect when everything derived from days has moved, and at once otherwise. */
import { sql } from "drizzle-orm";
import { inTransaction } from "./journey-context.ts";
import type { Store } from "./open.ts";
import { finishUnfinished, type RebuildOptions, rebuildNow } from "./rebuild.ts";
import { readSettings, type SettingKey, writeSetting } from "./settings.ts";
import { withWriteLock } from "./write-lock.ts";

/**
 * Returns the number of visits derived anew, when the change is in effect. The caller has checked the value. Throws RebuildCancelled where
 * somebody drops the change before.
 */
export async function changeSetting(store: Store, key: SettingKey, value: string, options: RebuildOptions = {}): Promise<number> {
  const change = async () => {
    const finished = await finishUnfinished(
      store,
      options,
      (other) => key === "timeZone" && other.kind === "time-zone" && other.timeZone !== value,
    );
    if (key === "timeZone" && value !== readSettings(store).timeZone) {
      return rebuildNow(store, { kind: "time-zone", timeZone: value }, options);
    }
    inTransaction(store, () => {
      writeSetting(store, key, value);
      store.orm.run(sql`update journeys set data_version = data_version + 1`);
    });
    return key === "timeZone" && finished?.wanted.kind === "time-zone" ? finished.total : 0;
  };
  return withWriteLock(store, change, { job: "a change of settings", onRebuild: options.onProgress });
}
