/** Factors as files name them: a source's words to the store's ids. */
import { type SQL, sql } from "drizzle-orm";
import { type Factor, factorKeyOf, findFactor } from "#domain/factor.ts";
import { readMomentFactors } from "./factors.ts";
import type { Store } from "./open.ts";

/** Ids of factors by moment and text; a text that no factor has becomes a factor that nobody has placed yet. */
export class FactorIds {
  readonly #store: Store;
  readonly #importId: number;
  readonly #factors = new Map<number, Factor[]>();
  readonly #ids = new Map<number, Map<string, number>>();

  constructor(store: Store, importId: number) {
    this.#store = store;
    this.#importId = importId;
  }

  id(momentId: number, text: string): number {
    const known = this.#ids.get(momentId)?.get(text);
    if (known !== undefined) return known;
    const factors = this.#factors.get(momentId) ?? readMomentFactors(this.#store, momentId);
    this.#factors.set(momentId, factors);
    const factor = findFactor(factors, text) ?? this.#create(momentId, text, factors);
    const ids = this.#ids.get(momentId) ?? new Map<string, number>();
    this.#ids.set(momentId, ids.set(text, factor.id));
    return factor.id;
  }

  #create(momentId: number, text: string, factors: Factor[]): Factor {
    const ordinal = factors.reduce((most, factor) => (factor.place === "unplaced" ? Math.max(most, factor.ordinal + 1) : most), 0);
    const factor = insertFactor(
      this.#store,
      { momentId, key: factorKeyOf(text), place: "unplaced", ordinal, text: { en: text, ko: text }, archived: false },
      this.#importId,
    );
    factors.push(factor);
    return factor;
  }
}

/** Stores a new factor. `importId`: the import that brought it; null: made by hand. */
export function insertFactor(store: Store, factor: Omit<Factor, "id">, importId: number | null): Factor {
  const id = store.orm.get<{ id: number }>(sql`select coalesce(max(id), 0) + 1 as id from factors`)?.id ?? 1;
  store.orm.run(sql`insert into factors (id, moment_id, key, "column", ordinal, text_en, text_ko, archived, import_id)
    values (${id}, ${factor.momentId}, ${factor.key}, ${factor.place}, ${factor.ordinal}, ${factor.text.en}, ${factor.text.ko},
    ${factor.archived ? 1 : 0}, ${importId})`);
  return { id, ...factor };
}

/** Removes factors of imports that are gone, where nothing mentions them any more. What a person has changed is no import's. */
export function forgetFactors(store: Store, isGone: SQL): void {
  // One pass over the mentions, which have no index by factor, whatever the number of factors.
  store.orm.run(sql`delete from factors as d where ${isGone} and d.id not in (select factor_id from mentions)
    and d.id not in (select factor_id from comment_tags)`);
}
