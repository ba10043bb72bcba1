import type { Command } from "commander";
import { writeAudit } from "#db/audit.ts";
import { changeSetting } from "#db/change-setting.ts";
import { readSettings, SETTING_KEYS, type SettingKey } from "#db/settings.ts";
import { isZone } from "#domain/calendar.ts";
import { print, printJson, usage, withStore } from "../context.ts";
import { tellProgress } from "../rebuild-progress.ts";

/** Per setting: null where the value will do, else why not. */
const CHECKS: Record<SettingKey, (value: string) => string | null> = {
  name: (value) => (value.trim() === "" ? "is empty" : null),
  timeZone: (value) => (isZone(value) ? null : 'is no IANA time zone, such as "Asia/Seoul"'),
  weekStart: (value) => (/^[1-7]$/.test(value) ? null : "is a day from 1 (Monday) to 7 (Sunday)"),
  locale: (value) => (value === "en" || value === "ko" ? null : "is en or ko"),
};

function settingKey(text: string): SettingKey {
  return SETTING_KEYS.find((key) => key === text) ?? usage(`There is no setting "${text}"; there are ${SETTING_KEYS.join(", ")}.`);
}

export function addSettingsCommand(root: Command): void {
  const settings = root.command("settings").description("the organisation's settings");

  settings
    .command("get")
    .argument("[key]", SETTING_KEYS.join(", "))
    .option("--json", "one JSON document on standard output")
    .action((text: string | undefined, options: { json?: boolean }) =>
      withStore((store) => {
        const all = readSettings(store);
        if (text !== undefined) {
          const value = all[settingKey(text)];
          if (options.json) printJson(value);
          else print(String(value));
        } else if (options.json) printJson(all);
        else for (const key of SETTING_KEYS) print(`${key}\t${all[key]}`);
      }),
    );

  settings
    .command("set")
    .argument("<key>", SETTING_KEYS.join(", "))
    .argument("<value>")
    .description("change a setting; a new time zone derives every day anew")
    .action((text: string, value: string) => {
      const key = settingKey(text);
      const wrong = CHECKS[key](value);
      if (wrong !== null) usage(`${key}: "${value}" ${wrong}.`);
      return withStore(async (store) => {
        const visits = await changeSetting(store, key, value, tellProgress());
        writeAudit(store, { at: Date.now(), actor: "cli", action: "settings:set", detail: { key, value } });
        print(`${key} is ${value}${visits > 0 ? `; ${visits} visits derived anew` : ""}.`);
      });
    });
}
