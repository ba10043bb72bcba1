/** Channels, segments, teams and sources: keys of the sources' own words to the store's ids. */
import { sql } from "drizzle-orm";
import type { LocalName } from "#domain/journey.ts";
import { ImportRefused } from "./import-refused.ts";
import type { Store } from "./open.ts";
import { recordsOf } from "./prepared.ts";

export type DimensionTable = "channels" | "segments" | "teams";

/** Counts are kept for each key, and people choose among them: a column with more is an id of something else. */
export const MOST_KEYS = 10_000;

export interface Dimension {
  readonly id: number;
  readonly key: string;
  readonly name: LocalName;
  readonly priority: boolean;
}

export function readDimension(store: Store, table: DimensionTable): Dimension[] {
  const priority = table === "segments" ? "priority" : "0";
  const text = `select id, key, name_en as en, name_ko as ko, ${priority} as priority from ${table} order by id`;
  return recordsOf<{ id: number; key: string; en: string; ko: string; priority: number }>(store, text, []).map((row) => ({
    id: row.id,
    key: row.key,
    name: { en: row.en, ko: row.ko },
    priority: row.priority === 1,
  }));
}

/** Ids of a dimension by key, making a new one (with the source's text as its name) where there is none. */
export class DimensionIds {
  readonly #store: Store;
  readonly #table: DimensionTable;
  readonly #importId: number | null;
  readonly #ids: Map<string, number>;

  constructor(store: Store, table: DimensionTable, importId: number | null) {
    this.#store = store;
    this.#table = table;
    this.#importId = importId;
    this.#ids = new Map(readDimension(store, table).map((row) => [row.key, row.id]));
  }

  /** The id of a key; 0 where none is given. Throws ImportRefused where there are too many keys. */
  id(key: string | null): number {
    if (key === null) return 0;
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    // The key `none` is one of them, and does not count.
    if (this.#ids.size > MOST_KEYS) {
      throw new ImportRefused(null, key, `The store would have more than ${MOST_KEYS} ${this.#table}: is this the right column?`);
    }
    return this.put({ key, name: { en: key, ko: key }, priority: false });
  }

  /** Whether an import made it. */
  broughtBy(key: string, importId: number): boolean {
    const row = this.#store.orm.get<{ id: number | null }>(
      sql`select import_id as id from ${sql.identifier(this.#table)} where key = ${key}`,
    );
    return row?.id === importId;
  }

  /** Creates or renames one. */
  put(row: { key: string; name: LocalName; priority: boolean }): number {
    const known = this.#ids.get(row.key);
    const table = sql.identifier(this.#table);
    if (known !== undefined) {
      this.#store.orm.run(sql`update ${table} set name_en = ${row.name.en}, name_ko = ${row.name.ko} where id = ${known}`);
    } else {
      const next = this.#store.orm.get<{ id: number }>(sql`select coalesce(max(id), 0) + 1 as id from ${table}`);
      const id = next?.id ?? 1;
      const [column, value] = this.#table === "segments" ? [sql`, priority`, sql`, 0`] : [sql``, sql``];
      this.#store.orm.run(sql`insert into ${table} (id, key, name_en, name_ko, import_id${column})
        values (${id}, ${row.key}, ${row.name.en}, ${row.name.ko}, ${this.#importId}${value})`);
      this.#ids.set(row.key, id);
    }
    const id = this.#ids.get(row.key) ?? 0;
    if (this.#table === "segments") this.#store.orm.run(sql`update segments set priority = ${row.priority ? 1 : 0} where id = ${id}`);
    return id;
  }
}
