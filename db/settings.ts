/** The organisation's settings: one row a key, with defaults for what is not stored. */
import { sql } from "drizzle-orm";
import type { Store } from "./open.ts";
import { recordsOf } from "./prepared.ts";

export interface Settings {
  readonly name: string;
  /** IANA name of the one time zone in which days begin and end. */
  readonly timeZone: string;
  /** 1 = Monday … 7 = Sunday. */
  readonly weekStart: number;
  readonly locale: "en" | "ko";
}

export const DEFAULT_SETTINGS: Settings = { name: "Verdad", timeZone: "UTC", weekStart: 1, locale: "en" };

export const SETTING_KEYS = ["name", "timeZone", "weekStart", "locale"] as const;
export type SettingKey = (typeof SETTING_KEYS)[number];

export function readSettings(store: Store): Settings {
  const rows = recordsOf<{ key: string; value: string }>(store, "select key, value from settings", []);
  const stored = new Map(rows.map((row) => [row.key, row.value]));
  return {
    name: stored.get("name") ?? DEFAULT_SETTINGS.name,
    timeZone: stored.get("timeZone") ?? DEFAULT_SETTINGS.timeZone,
    weekStart: Number(stored.get("weekStart") ?? DEFAULT_SETTINGS.weekStart),
    locale: stored.get("locale") === "ko" ? "ko" : "en",
  };
}

/** Stores one setting. The caller has checked the value; a new time zone goes with what is derived in it (change-setting.ts). */
export function writeSetting(store: Store, key: SettingKey, value: string): void {
  store.orm.run(sql`insert into settings (key, value) values (${key}, ${value}) on conflict (key) do update set value = excluded.value`);
}
