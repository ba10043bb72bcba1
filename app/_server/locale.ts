import { cookies, headers } from "next/headers";
import { cache } from "react";
import type { Locale } from "#components/format.ts";
import { readSettings } from "#db/settings.ts";
import { chooseLocale, LOCALE_COOKIE } from "./choose-locale.ts";
import { optionalPageViewer } from "./page-viewer.ts";
import { store } from "./store.ts";

/** The language of this request; worked out once. */
export const requestLocale = cache(async (): Promise<Locale> => {
  const [viewer, jar, head] = await Promise.all([optionalPageViewer(), cookies(), headers()]);
  return chooseLocale({
    user: viewer?.locale ?? null,
    cookie: jar.get(LOCALE_COOKIE)?.value ?? null,
    acceptLanguage: head.get("accept-language"),
    organisation: readSettings(store()).locale,
  });
});
