"use server";

import { cookies } from "next/headers";
import { LOCALES, type Locale } from "#components/format.ts";
import { THEME_COOKIE, THEMES, type Theme } from "#components/theme.ts";
import { changeOwnLocale } from "#db/users.ts";
import { whenFree } from "#db/when-free.ts";
import { LOCALE_COOKIE } from "./choose-locale.ts";
import { ownUrl } from "./environment.ts";
import { store } from "./store.ts";
import { currentViewer } from "./viewer.ts";

/** Seconds: a year. */
const KEPT = 365 * 24 * 60 * 60;

async function keep(name: string, value: string): Promise<void> {
  const jar = await cookies();
  jar.set(name, value, { path: "/", maxAge: KEPT, sameSite: "lax", httpOnly: true, secure: ownUrl()?.startsWith("https:") ?? false });
}

/** Keeps the reader's theme in this browser. Anything but a theme is ignored: the caller can be anybody. */
export async function keepTheme(theme: Theme): Promise<void> {
  if (THEMES.includes(theme)) await keep(THEME_COOKIE, theme);
}

/** Keeps the reader's language in this browser and, where somebody is signed in, with the user. Anything but a language is ignored. */
export async function keepLocale(locale: Locale): Promise<void> {
  if (!LOCALES.includes(locale)) return;
  await keep(LOCALE_COOKIE, locale);
  const viewer = await currentViewer();
  if (viewer) await whenFree(() => changeOwnLocale(store(), viewer.id, locale));
}
