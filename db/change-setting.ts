/** Changes a setting; where days move with it, everything derived from days moves in the same transaction. */
import { sql } from "drizzle-orm";
import { inTransaction } from "./journey-context.ts";
import type { Store } from "./open.ts";
import { rebuildJourney } from "./recount.ts";
import { readSettings, type SettingKey, writeSetting } from "./settings.ts";
import { withWriteLock } from "./write-lock.ts";

/** Returns the number of visits derived anew. The caller has checked the value. */
export async function changeSetting(store: Store, key: SettingKey, value: string): Promise<number> {
  return withWriteLock(
    store,
    () =>
      inTransaction(store, () => {
        const before = readSettings(store);
        writeSetting(store, key, value);
        const journeys = store.orm.all<{ id: number }>(sql`select id from journeys`);
        if (key === "timeZone" && value !== before.timeZone) return journeys.reduce((sum, { id }) => sum + rebuildJourney(store, id), 0);
        store.orm.run(sql`update journeys set data_version = data_version + 1`);
        return 0;
      }),
    { job: "a change of settings" },
  );
}
