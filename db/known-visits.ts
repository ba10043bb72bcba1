/** Whether the store has a source's visit id. A file that goes on in the order of its visit ids is not looked up id by id. */
import type { Driver } from "./open.ts";

/** From here on the order of code units, which JavaScript compares, is not that of UTF-8 bytes, which SQLite compares. */
const OTHER_ORDER = /[\ud800-\uffff]/;

export class KnownVisits {
  readonly #sourceId: number;
  readonly #greatest;
  readonly #find;

  constructor(driver: Driver, sourceId: number) {
    this.#sourceId = sourceId;
    this.#greatest = driver
      .prepare<[number], string>("select external_id from visits where source_id = ? order by external_id desc limit 1")
      .pluck();
    this.#find = driver.prepare<[number, string], number>("select 1 from visits where source_id = ? and external_id = ? limit 1").pluck();
  }

  /** The question for the ids of a batch; good until a visit of the source is stored or removed. */
  lookup(): (externalId: string) => boolean {
    const greatest = this.#greatest.get(this.#sourceId);
    if (greatest === undefined) return () => false;
    const comparable = !OTHER_ORDER.test(greatest);
    return (externalId) => {
      if (comparable && externalId > greatest && !OTHER_ORDER.test(externalId)) return false;
      return this.#find.get(this.#sourceId, externalId) !== undefined;
    };
  }
}
